//! Who looks after a tenant.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::owner_path;
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::list::queries::choices;
use crate::areas::tenants::record::{Record, queries};
use crate::areas::tenants::{LIST_PATH, commands, show_path};
use crate::core::ids::{StaffId, TenantId};
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "tenants/owner.html")]
struct OwnerPage {
    page: Page,
    errors: Errors,
    owner: String,
    owners: Vec<(String, String)>,
    action: String,
    back: String,
    was: String,
}

/// The new owner, and the one the form was opened with.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::areas::tenants) struct OwnerForm {
    owner: String,
    was: String,
}

pub(in crate::areas::tenants) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let record = queries::find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    let owner = text(record.owner_id);
    show(page, &mut db, &record, owner, &Errors::new()).await
}

pub(in crate::areas::tenants) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Form(form): Form<OwnerForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    if !commands::lock(&mut change, id).await? {
        return Err(Error::NotFound);
    }
    let record = queries::find(&mut change, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !record.is_open() {
        return staff.go(&show_path(id), FlashKind::Warning, "tenants-closed").await;
    }
    let Ok(owner) = read(&form.owner) else {
        return show(page, &mut change, &record, form.owner, &Errors::one("owner", "tenants-error-owner")).await;
    };
    if owner == record.owner_id {
        return staff.go(&show_path(id), FlashKind::Info, "tenants-unchanged").await;
    }
    if form.was != text(record.owner_id) {
        return show(page, &mut change, &record, form.owner, &Errors::one("owner", "tenants-error-owner-stale")).await;
    }
    if !commands::change_owner(&mut change, &record, owner).await? {
        return show(page, &mut change, &record, form.owner, &Errors::one("owner", "tenants-error-owner")).await;
    }
    change.commit().await?;
    staff.done(&show_path(id), "tenants-owner-changed").await
}

fn read(owner: &str) -> std::result::Result<Option<StaffId>, uuid::Error> {
    if owner.trim().is_empty() { Ok(None) } else { owner.trim().parse().map(Some) }
}

fn text(owner: Option<StaffId>) -> String {
    owner.map(|id| id.to_string()).unwrap_or_default()
}

async fn show(page: Page, db: &mut sqlx::PgConnection, record: &Record, owner: String, errors: &Errors) -> Result<Response> {
    let choices = choices(db, page.language(), record.owner_id.map(|id| id.0)).await?;
    let name = record.name_in(page.language()).to_owned();
    let page = page.titled("tenants-owner-change").section("nav-tenants").failed(errors.any());
    let tenants = page.t("nav-tenants");
    let page = page.crumb(tenants, LIST_PATH).crumb(name, show_path(record.id));
    let template = OwnerPage {
        page,
        errors: errors.clone(),
        owner,
        owners: choices.owners.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        action: owner_path(record.id),
        back: show_path(record.id),
        was: text(record.owner_id),
    };
    form_page(errors, &template)
}
