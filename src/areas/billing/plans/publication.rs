//! Publishing a draft: what changes for new subscribers, side by side, and the word to do it.

use axum::extract::State;
use axum::response::Response;

use super::confirm::{Differences, Question, VersionForm, ask, held};
use super::model::{Status, Version};
use super::version::found;
use super::words::pairs;
use super::{commands, queries, version_path};
use crate::core::lang::Message;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

/// Why it cannot be published as it stands.
fn refusal(version: &Version) -> Option<&'static str> {
    if version.status == Status::Draft { version.unready() } else { Some("plans-no-draft") }
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path((code, number)): Path<(String, i32)>) -> Result<Response> {
    let version = found(&mut db, &code, number).await?;
    if let Some(why) = refusal(&version) {
        return staff.go(&version_path(&code, number), FlashKind::Warning, why).await;
    }
    let offered = queries::offered(&mut db, &code).await?.ok_or(Error::NotFound)?;
    show(page, &version, &offered, false)
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
    let here = version_path(&code, number);
    if let Some(why) = refusal(&version) {
        return staff.go(&here, FlashKind::Warning, why).await;
    }
    if form.version != version.version || !commands::publish(&mut change, &version).await? {
        let offered = queries::offered(&mut change, &code).await?.ok_or(Error::NotFound)?;
        return show(page, &version, &offered, true);
    }
    change.commit().await?;
    staff.done(&here, Message::new("plans-published").text("plan", version.label())).await
}

fn show(page: Page, version: &Version, offered: &Version, moved: bool) -> Result<Response> {
    let named = |this: &Version| page.ts("plans-version", "number", page.num(this.number));
    let differences = Differences {
        left: named(offered),
        right: named(version),
        pairs: pairs(&page, offered, version).into_iter().filter(|pair| pair.differs).collect(),
    };
    let question = Question {
        title: page.ts("plans-publication-title", "plan", version.name_in(page.language())),
        consequences: vec![
            page.t("plans-publication-new"),
            page.n("plans-publication-kept", offered.subscribers),
            page.t("plans-publication-final"),
        ],
        deed: page.t("plans-publish"),
        kind: "primary",
        place: "publication",
        differences: Some(differences),
    };
    ask(page, version, question, moved)
}
