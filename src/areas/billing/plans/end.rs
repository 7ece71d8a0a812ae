//! Taking a version off the shelf, or giving a draft up.

use axum::extract::State;
use axum::response::Response;

use super::confirm::{Question, Said, VersionForm, ask, held, known};
use super::model::{Status, Version};
use super::version::{found, title};
use super::{commands, version_path};
use crate::areas::billing::reason;
use crate::core::approvals::Needed;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Errors, Form, Page, Path, Result, SignedIn};

/// Whether there is something to end.
fn may_end(version: &Version) -> bool {
    version.status == Status::Draft || version.may_retire()
}

fn refused(version: &Version) -> &'static str {
    if version.offered { "plans-error-offered" } else { "plans-error-ended" }
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path((code, number)): Path<(String, i32)>) -> Result<Response> {
    let version = found(&mut db, &code, number).await?;
    known(&staff, &version)?;
    if !may_end(&version) {
        return staff.go(&version_path(&code, number), FlashKind::Warning, refused(&version)).await;
    }
    show(page, &version, false, Said::default())
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<VersionForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let version = held(&mut change, &code, number).await?;
    known(&staff, &version)?;
    let here = version_path(&code, number);
    if !may_end(&version) {
        return staff.go(&here, FlashKind::Warning, refused(&version)).await;
    }
    let mut errors = Errors::new();
    let reason = reason::read(&mut errors, version.contract.is_some(), &form.reason);
    if errors.any() {
        return show(page, &version, false, (form.reason, errors));
    }
    let reason = Some(reason.as_str()).filter(|reason| !reason.is_empty());
    if form.version != version.version || !commands::end(&mut change, &version, reason).await? {
        return show(page, &version, true, (form.reason, errors));
    }
    change.commit().await?;
    staff.done(&here, if version.status == Status::Draft { "plans-discarded" } else { "plans-retired" }).await
}

fn show(page: Page, version: &Version, moved: bool, said: Said) -> Result<Response> {
    let (heading, effect, deed) = if version.status == Status::Draft {
        ("plans-discard-title", page.t("plans-discard-effect"), page.t("plans-discard"))
    } else {
        ("plans-retire-title", page.n("plans-retire-effect", version.subscribers), page.t("plans-retire"))
    };
    let title = page.ts(heading, "plan", title(&page, version));
    // What was agreed with somebody is ended for a reason.
    let rule = version.contract.is_some().then(|| page.t(Needed::rule_key(None)));
    let question = Question { title, consequences: vec![effect], deed, kind: "danger", place: "end", differences: None, rule };
    ask(page, version, question, moved, said)
}
