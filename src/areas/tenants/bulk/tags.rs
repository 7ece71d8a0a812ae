//! Tags put on many, and taken off many.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::commands::change_tags;
use super::page::{Draw, done, ticked};
use crate::areas::tenants::LIST_PATH;
use crate::areas::tenants::form::said;
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::lifecycle::Ask;
use crate::areas::tenants::model::Stage;
use crate::areas::tenants::tag;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TagsForm {
    add: String,
    remove: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<Uuid>) -> Result<Response> {
    Identity::of(&staff).required()?;
    show(&mut db, &staff, page, id, TagsForm::default(), Errors::new()).await
}

async fn show(db: &mut PgConnection, staff: &SignedIn, page: Page, id: Uuid, form: TagsForm, errors: Errors) -> Result<Response> {
    let all = ticked(db, staff, id).await?;
    let many = all.len();
    let touched: Vec<_> = all.into_iter().filter(|standing| standing.stage != Stage::Churned).collect();
    let draw = Draw {
        title: "bulk-title-tags",
        deed: page.t("ui-save"),
        action: super::path(id, "tags"),
        left_out: many - touched.len(),
        asks: vec![Ask::Text("add", "bulk-field-add", form.add), Ask::Text("remove", "bulk-field-remove", form.remove)],
        reason: None,
        asked: None,
        ways: Vec::new(),
        touched,
        errors,
    };
    draw.page(page)
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<Uuid>,
    Form(form): Form<TagsForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let tenants: Vec<_> = ticked(&mut change, &staff, id).await?.iter().map(|standing| standing.id).collect();
    let mut errors = Errors::new();
    let add = errors.take("add", tag::parse(&form.add).map_err(said::tags));
    let remove = errors.take("remove", tag::parse(&form.remove).map_err(said::tags));
    if add.as_ref().is_some_and(Vec::is_empty) && remove.as_ref().is_some_and(Vec::is_empty) {
        errors.add("add", "bulk-error-tags");
    }
    let (Some(add), Some(remove)) = (add.filter(|_| errors.is_empty()), remove) else {
        return show(&mut change, &staff, page, id, form, errors).await;
    };
    match change_tags(&mut change, &tenants, &add, &remove).await? {
        0 => staff.go(LIST_PATH, FlashKind::Info, "tenants-unchanged").await,
        changed => {
            change.commit().await?;
            staff.done(LIST_PATH, done(changed)).await
        }
    }
}
