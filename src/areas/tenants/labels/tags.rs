//! The labels on a tenant.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::tags_path;
use crate::areas::tenants::form::said;
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::list::queries::choices;
use crate::areas::tenants::record::{Record, queries};
use crate::areas::tenants::{LIST_PATH, commands, show_path, tag};
use crate::core::ids::TenantId;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "tenants/tags.html")]
struct TagsPage {
    page: Page,
    errors: Errors,
    tags: String,
    known: Vec<String>,
    action: String,
    back: String,
    was: String,
}

/// The new tags, and those the form was opened with.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::areas::tenants) struct TagsForm {
    tags: String,
    was: String,
}

pub(in crate::areas::tenants) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let record = queries::find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    let tags = text(&record.tags);
    show(page, &mut db, &record, tags, &Errors::new()).await
}

pub(in crate::areas::tenants) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Form(form): Form<TagsForm>,
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
    let tags = match tag::parse(&form.tags) {
        Ok(tags) => tags,
        Err(error) => return show(page, &mut change, &record, form.tags, &Errors::one("tags", said::tags(error))).await,
    };
    if tags == record.tags {
        return staff.go(&show_path(id), FlashKind::Info, "tenants-unchanged").await;
    }
    if form.was != text(&record.tags) {
        return show(page, &mut change, &record, form.tags, &Errors::one("tags", "tenants-error-tags-stale")).await;
    }
    commands::change_tags(&mut change, &record, &tags).await?;
    change.commit().await?;
    staff.done(&show_path(id), "tenants-tags-changed").await
}

fn text(tags: &[String]) -> String {
    tags.join(", ")
}

async fn show(page: Page, db: &mut sqlx::PgConnection, record: &Record, tags: String, errors: &Errors) -> Result<Response> {
    let choices = choices(db, page.language(), None).await?;
    let name = record.name_in(page.language()).to_owned();
    let page = page.titled("tenants-tags-change").section("nav-tenants").failed(errors.any());
    let tenants = page.t("nav-tenants");
    let page = page.crumb(tenants, LIST_PATH).crumb(name, show_path(record.id));
    let template = TagsPage {
        page,
        errors: errors.clone(),
        tags,
        known: choices.tags,
        action: tags_path(record.id),
        back: show_path(record.id),
        was: text(&record.tags),
    };
    form_page(errors, &template)
}
