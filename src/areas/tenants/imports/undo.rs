//! Taking an import back: first what that would mean, then the deed.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::mapping::refused;
use super::{act_path, commands, framed_one, isolated, queries, show_path};
use crate::areas::tenants::identity::Identity;
use crate::core::ids::ImportId;
use crate::web::form::Nothing;
use crate::web::page::html;
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "tenants/imports/undo.html")]
struct UndoPage {
    page: Page,
    title: String,
    consequences: Vec<String>,
    action: String,
    back: String,
    /// Everything was worked on since: an undo would do nothing.
    idle: bool,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<ImportId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let import = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    if !import.may_undo() || import.tally.imported == 0 {
        return Ok(Redirect::to(&show_path(id)).into_response());
    }
    let gone = commands::untouched(&mut db, id).await?;
    let kept = import.tally.imported - gone;
    let mut consequences = vec![page.n("imports-undo-gone", gone)];
    if kept > 0 {
        consequences.push(page.n("imports-undo-kept", kept));
    }
    consequences.extend(["imports-undo-again", "imports-undo-audit"].map(|key| page.t(key)));
    let title = page.ts("imports-undo-title", "file", isolated(&import.file_name));
    html(&UndoPage {
        page: framed_one(page, &import).crumb(import.file_name.clone(), show_path(id)).titled_text(title.clone()),
        title,
        consequences,
        action: act_path(id, "undo"),
        back: show_path(id),
        idle: gone == 0,
    })
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<ImportId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    queries::find(&mut change, id).await?.ok_or(Error::NotFound)?;
    if let Err(refusal) = commands::undo(&mut change, id).await? {
        return refused(&staff, id, refusal).await;
    }
    change.commit().await?;
    Ok(Redirect::to(&show_path(id)).into_response())
}
