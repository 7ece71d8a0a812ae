//! Publishing a draft: what changes for new subscribers, side by side, and the word to do it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::model::{Status, Version};
use super::version::below;
use super::words::{Pair, pairs};
use super::{commands, queries, version_path};
use crate::core::lang::Message;
use crate::web::page::html_with;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/plans/publication.html")]
struct PublicationPage {
    page: Page,
    consequences: Vec<String>,
    pairs: Vec<Pair>,
    left: String,
    right: String,
    /// Somebody changed the draft after it was looked at here.
    moved: bool,
    version: i32,
    deed: String,
    action: String,
    back: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VersionForm {
    /// Of the version as it was looked at.
    pub version: i32,
}

/// Why it cannot be published as it stands.
fn refusal(version: &Version) -> Option<&'static str> {
    if version.status == Status::Draft { version.unready() } else { Some("plans-no-draft") }
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path((code, number)): Path<(String, i32)>) -> Result<Response> {
    let version = super::version::found(&mut db, &code, number).await?;
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
    if !commands::lock(&mut change, &code).await? {
        return Err(Error::NotFound);
    }
    let version = queries::find(&mut change, &code, number).await?.ok_or(Error::NotFound)?;
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
    let here = version_path(&version.plan_code, version.number);
    let title = page.msg(&Message::new("plans-publication-title").text("plan", version.name_in(page.language())));
    let named = |this: &Version| page.ts("plans-version", "number", page.num(this.number));
    let status = if moved { StatusCode::CONFLICT } else { StatusCode::OK };
    html_with(
        status,
        &PublicationPage {
            consequences: vec![
                page.t("plans-publication-new"),
                page.n("plans-publication-kept", offered.subscribers),
                page.t("plans-publication-final"),
            ],
            pairs: pairs(&page, offered, version).into_iter().filter(|pair| pair.differs).collect(),
            left: named(offered),
            right: named(version),
            moved,
            version: version.version,
            deed: page.t("plans-publish"),
            page: below(page.titled_text(title), version).failed(moved),
            action: format!("{here}/publication"),
            back: here,
        },
    )
}
