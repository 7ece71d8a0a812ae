//! Taking a contact away, after a look at who it is.

use axum::extract::State;
use axum::response::Response;
use uuid::Uuid;

use super::edit::closed;
use super::{commands, queries, remove_path};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::{LIST_PATH, record, show_path};
use crate::core::ids::TenantId;
use crate::web::form::Nothing;
use crate::web::page::{Confirm, html};
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

pub(in crate::areas::tenants) async fn get(
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path((id, contact)): Path<(TenantId, Uuid)>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let record = record::queries::find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !record.is_open() {
        return closed(&staff, id).await;
    }
    let contact = queries::find(&mut db, id, contact).await?.ok_or(Error::NotFound)?;
    let title = page.ts("tenants-contact-remove", "name", &contact.particulars.name);
    let consequences = vec![page.t("tenants-contact-remove-effect"), page.t("tenants-removed-kept")];
    let page = page.titled_text(title.clone()).section("nav-tenants");
    let tenants = page.t("nav-tenants");
    let name = record.name_in(page.language()).to_owned();
    let page = page.crumb(tenants, LIST_PATH).crumb(name, show_path(id));
    html(&Confirm::new(page, consequences, title, remove_path(id, contact.id), show_path(id)))
}

pub(in crate::areas::tenants) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    Path((id, contact)): Path<(TenantId, Uuid)>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let record = record::queries::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    if !record.is_open() {
        return closed(&staff, id).await;
    }
    match queries::find(&mut change, id, contact).await? {
        Some(contact) => {
            commands::remove(&mut change, &record, &contact).await?;
            change.commit().await?;
        }
        // A twin of this form was faster: what it asks for is done.
        None if queries::is_removed(&mut change, id, contact).await? => {}
        None => return Err(Error::NotFound),
    }
    staff.done(&format!("{}#contacts", show_path(id)), "tenants-contact-removed").await
}
