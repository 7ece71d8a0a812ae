//! Publishing a draft: what changes for new subscribers, side by side, and the word to do it.

use axum::extract::State;
use axum::response::Response;
use sqlx::PgConnection;

use super::confirm::{Differences, Question, Said, VersionForm, ask, held, known};
use super::dangerous::Agree;
use super::model::{Contract, Status, Version};
use super::version::found;
use super::words::pairs;
use super::{commands, queries, version_path};
use crate::areas::approvals::settle;
use crate::areas::billing::reason;
use crate::core::approvals::{self, Needed};
use crate::core::lang::Message;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

/// Why it cannot be published as it stands.
fn refusal(version: &Version) -> Option<&'static str> {
    if version.status == Status::Draft { version.unready() } else { Some("plans-no-draft") }
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path((code, number)): Path<(String, i32)>) -> Result<Response> {
    let version = found(&mut db, &code, number).await?;
    known(&staff, &version)?;
    if let Some(why) = refusal(&version) {
        return staff.go(&version_path(&code, number), FlashKind::Warning, why).await;
    }
    show(&mut db, page, &version, false, Said::default()).await
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
    if let Some(why) = refusal(&version) {
        return staff.go(&here, FlashKind::Warning, why).await;
    }
    if form.version != version.version {
        return show(&mut change, page, &version, true, (form.reason, Errors::new())).await;
    }
    let named = |key: &'static str| Message::new(key).text("plan", version.label());
    if let Some(contract) = &version.contract {
        let mut errors = Errors::new();
        let reason = reason::read(&mut errors, true, &form.reason);
        if errors.any() {
            return show(&mut change, page, &version, false, (form.reason, errors)).await;
        }
        let command = agree(&version, contract);
        let submitted = approvals::submit(&mut change, app.means(), &command, &reason).await?;
        return settle(&staff, change, submitted, &here, named("contracts-agreed")).await;
    }
    if !commands::publish(&mut change, &version, None).await? {
        return show(&mut change, page, &version, true, Said::default()).await;
    }
    change.commit().await?;
    staff.done(&here, named("plans-published")).await
}

fn agree(version: &Version, contract: &Contract) -> Agree {
    Agree { tenant: contract.tenant.id, contract: version.id, version: version.version }
}

async fn show(db: &mut PgConnection, page: Page, version: &Version, moved: bool, said: Said) -> Result<Response> {
    let before = queries::before(db, version).await?.ok_or(Error::NotFound)?;
    let named = |this: &Version| page.ts("plans-version", "number", page.num(this.number));
    let differences = Differences {
        left: named(&before),
        right: named(version),
        pairs: pairs(&page, &before, version).into_iter().filter(|pair| pair.differs).collect(),
    };
    let (title, consequences, deed, rule) = match &version.contract {
        Some(contract) => {
            let needed = approvals::preview(db, &agree(version, contract), page.at()).await?.ok().and_then(|asked| asked.needed);
            let rule = page.t(Needed::rule_key(needed));
            let title = page.ts("contracts-publication-title", "tenant", contract.tenant.in_language(page.language()));
            let deed = page.t(if needed.is_some() { "approvals-ask" } else { "plans-publish" });
            let tenant = contract.tenant.in_language(page.language());
            let told = [page.ts("contracts-publication-who", "tenant", tenant), page.t("contracts-publication-then")];
            (title, told.into_iter().chain([page.t("plans-publication-final")]).collect(), deed, Some(rule))
        }
        None => {
            let title = page.ts("plans-publication-title", "plan", version.name_in(page.language()));
            let told = [page.t("plans-publication-new"), page.n("plans-publication-kept", before.subscribers)];
            (title, told.into_iter().chain([page.t("plans-publication-final")]).collect(), page.t("plans-publish"), None)
        }
    };
    let question = Question { title, consequences, deed, kind: "primary", place: "publication", differences: Some(differences), rule };
    ask(page, version, question, moved, said)
}
