//! Writing a note: from the overview, or on a page of its own when something was wrong with it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::{LONGEST, commands, new_path};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::record::{self, Record};
use crate::areas::tenants::{LIST_PATH, show_path};
use crate::core::ids::TenantId;
use crate::core::lang::Message;
use crate::core::text;
use crate::web::page::form_page;
use crate::web::{AppState, Db, Error, Errors, Idem, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "tenants/note_new.html")]
struct NewNotePage {
    page: Page,
    errors: Errors,
    form: NoteForm,
    idem: Uuid,
    action: String,
    back: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::areas::tenants) struct NoteForm {
    body: String,
    pinned: bool,
}

impl NoteForm {
    fn check(&self) -> std::result::Result<String, Errors> {
        let body = text::clean_lines(&self.body);
        if body.is_empty() {
            return Err(Errors::one("body", "tenants-error-note-missing"));
        }
        if body.chars().count() > LONGEST {
            return Err(Errors::one("body", Message::new("tenants-error-note-long")));
        }
        Ok(body)
    }
}

pub(in crate::areas::tenants) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<TenantId>,
) -> Result<Response> {
    let record = found(&mut db, id, &staff).await?;
    show(&app, page, &record, NoteForm::default(), &Errors::new())
}

pub(in crate::areas::tenants) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Idem(form, key): Idem<NoteForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let record = record::queries::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    let body = match form.check() {
        Ok(body) => body,
        Err(errors) => return show(&app, page, &record, form, &errors),
    };
    let location = format!("{}#notes", show_path(id));
    if let Some(key) = key
        && change.first_result(key, &location).await?.is_some()
    {
        return staff.done(&location, "tenants-note-added").await;
    }
    commands::add(&mut change, &record, &body, form.pinned).await?;
    change.commit().await?;
    staff.done(&location, "tenants-note-added").await
}

async fn found(db: &mut sqlx::PgConnection, id: TenantId, staff: &SignedIn) -> Result<Record> {
    Identity::of(staff).required()?;
    record::queries::find(db, id, Identity::Known).await?.ok_or(Error::NotFound)
}

fn show(app: &AppState, page: Page, record: &Record, form: NoteForm, errors: &Errors) -> Result<Response> {
    let name = record.name_in(page.language()).to_owned();
    let page = page.titled("tenants-note-new").section("nav-tenants").failed(errors.any());
    let tenants = page.t("nav-tenants");
    let page = page.crumb(tenants, LIST_PATH).crumb(name, show_path(record.id));
    let template = NewNotePage {
        page,
        errors: errors.clone(),
        form,
        idem: app.clock.new_id(),
        action: new_path(record.id),
        back: show_path(record.id),
    };
    form_page(errors, &template)
}
