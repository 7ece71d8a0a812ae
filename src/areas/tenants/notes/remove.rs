//! Taking a note away, after a look at it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use uuid::Uuid;

use super::queries::{self, Note};
use super::{commands, remove_path};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::{LIST_PATH, record, show_path};
use crate::core::ids::TenantId;
use crate::web::form::Nothing;
use crate::web::page::html;
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "tenants/note_remove.html")]
struct RemoveNotePage {
    page: Page,
    note: Note,
    action: String,
    back: String,
}

pub(in crate::areas::tenants) async fn get(
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path((id, note)): Path<(TenantId, Uuid)>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let record = record::queries::find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    let note = queries::find(&mut db, id, note).await?.ok_or(Error::NotFound)?;
    let name = record.name_in(page.language()).to_owned();
    let page = page.titled("tenants-note-remove").section("nav-tenants");
    let tenants = page.t("nav-tenants");
    let page = page.crumb(tenants, LIST_PATH).crumb(name, show_path(id));
    html(&RemoveNotePage { page, action: remove_path(id, note.id), back: show_path(id), note })
}

pub(in crate::areas::tenants) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    Path((id, note)): Path<(TenantId, Uuid)>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let record = record::queries::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    match queries::find(&mut change, id, note).await? {
        Some(note) => {
            commands::remove(&mut change, &record, &note).await?;
            change.commit().await?;
        }
        // A twin of this form was faster: what it asks for is done.
        None if queries::is_removed(&mut change, id, note).await? => {}
        None => return Err(Error::NotFound),
    }
    staff.done(&format!("{}#notes", show_path(id)), "tenants-note-removed").await
}
