//! Adding a contact and changing one: the same page.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use uuid::Uuid;

use super::form::ContactForm;
use super::{commands, edit_path, new_path, queries};
use crate::areas::tenants::conflict::{Conflict, Versioned};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::record::{self, Record};
use crate::areas::tenants::{LIST_PATH, show_path};
use crate::core::country::Country;
use crate::core::ids::TenantId;
use crate::web::page::html_with;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Idem, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "tenants/contact.html")]
struct ContactPage {
    page: Page,
    errors: Errors,
    form: ContactForm,
    conflict: Conflict,
    /// Only for a new one: repeating the form adds nobody twice.
    idem: Option<Uuid>,
    action: String,
    back: String,
}

pub(in crate::areas::tenants) async fn get_new(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<TenantId>,
) -> Result<Response> {
    let record = found(&mut db, id, &staff).await?;
    if !record.is_open() {
        return closed(&staff, id).await;
    }
    show(page, &record, What::New(app.clock.new_id()), ContactForm::default(), &Errors::new(), Conflict::default())
}

pub(in crate::areas::tenants) async fn post_new(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Idem(form, key): Idem<ContactForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let record = record::queries::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    if !record.is_open() {
        return closed(&staff, id).await;
    }
    let particulars = match form.check(country(&record), page.language()) {
        Ok(particulars) => particulars,
        Err(errors) => return show(page, &record, What::New(app.clock.new_id()), form, &errors, Conflict::default()),
    };
    let back = back(id);
    if let Some(key) = key
        && change.first_result(key, &back).await?.is_some()
    {
        return staff.done(&back, "tenants-contact-added").await;
    }
    commands::add(&mut change, &record, &particulars).await?;
    change.commit().await?;
    staff.done(&back, "tenants-contact-added").await
}

pub(in crate::areas::tenants) async fn get(
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path((id, contact)): Path<(TenantId, Uuid)>,
) -> Result<Response> {
    let record = found(&mut db, id, &staff).await?;
    if !record.is_open() {
        return closed(&staff, id).await;
    }
    let contact = queries::find(&mut db, id, contact).await?.ok_or(Error::NotFound)?;
    show(page, &record, What::Existing(contact.id), ContactForm::of(&contact), &Errors::new(), Conflict::default())
}

pub(in crate::areas::tenants) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path((id, contact)): Path<(TenantId, Uuid)>,
    Form(form): Form<ContactForm>,
) -> Result<Response> {
    let version = form.version.ok_or(Error::BadRequest("the form does not say which version it is of"))?;
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let record = record::queries::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    if !record.is_open() {
        return closed(&staff, id).await;
    }
    let contact = queries::find(&mut change, id, contact).await?.ok_or(Error::NotFound)?;
    let after = match form.check(country(&record), page.language()) {
        Ok(after) => after,
        Err(errors) => return show(page, &record, What::Existing(contact.id), form, &errors, Conflict::default()),
    };
    if version != contact.version {
        let versioned =
            Versioned { tenant: id, object_kind: "contact", object_id: contact.id.to_string(), acts: &["tenant.contact_edited"] };
        let theirs = contact.particulars.told();
        let conflict = Conflict::find(&mut change, &versioned, version, contact.version, &theirs, &after.told()).await?;
        if !conflict.is_empty() {
            let form = ContactForm { version: Some(contact.version), ..form };
            return show(page, &record, What::Existing(contact.id), form, &Errors::new(), conflict);
        }
    }
    let back = back(id);
    if after == contact.particulars {
        return staff.go(&back, FlashKind::Info, "tenants-unchanged").await;
    }
    if !commands::edit(&mut change, &record, &contact, &after).await? {
        return Err(Error::Conflict);
    }
    change.commit().await?;
    staff.done(&back, "tenants-contact-saved").await
}

enum What {
    New(Uuid),
    Existing(Uuid),
}

async fn found(db: &mut sqlx::PgConnection, id: TenantId, staff: &SignedIn) -> Result<Record> {
    Identity::of(staff).required()?;
    record::queries::find(db, id, Identity::Known).await?.ok_or(Error::NotFound)
}

/// A tenant that has churned is kept as it was.
pub(super) async fn closed(staff: &SignedIn, id: TenantId) -> Result<Response> {
    staff.go(&show_path(id), FlashKind::Warning, "tenants-closed").await
}

fn country(record: &Record) -> Option<Country> {
    Country::from_code(&record.details.country_code)
}

fn back(id: TenantId) -> String {
    format!("{}#contacts", show_path(id))
}

fn show(page: Page, record: &Record, what: What, form: ContactForm, errors: &Errors, conflict: Conflict) -> Result<Response> {
    let status = match (errors.any(), conflict.is_empty()) {
        (true, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::CONFLICT,
        (false, true) => StatusCode::OK,
    };
    let (title, idem, action) = match what {
        What::New(key) => (page.t("tenants-contact-new"), Some(key), new_path(record.id)),
        What::Existing(contact) => (page.t("tenants-contact-edit"), None, edit_path(record.id, contact)),
    };
    let name = record.name_in(page.language()).to_owned();
    let page = page.titled_text(title).section("nav-tenants").failed(status != StatusCode::OK);
    let tenants = page.t("nav-tenants");
    let page = page.crumb(tenants, LIST_PATH).crumb(name, show_path(record.id));
    html_with(status, &ContactPage { page, errors: errors.clone(), form, conflict, idem, action, back: back(record.id) })
}
