//! Completing an onboarding by hand, though not everything required is done: with a reason.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::steps::{closed, held};
use super::{commands, onboarding_path, queries};
use crate::areas::tenants::LIST_PATH;
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::lifecycle::reason;
use crate::areas::tenants::record::{self, Record};
use crate::core::ids::TenantId;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "tenants/onboarding_completion.html")]
struct CompletionPage {
    page: Page,
    errors: Errors,
    consequences: Vec<String>,
    reason: String,
    deed: String,
    action: String,
    back: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CompletionForm {
    reason: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let record = record::queries::find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    let checklist = queries::checklist(&mut db, id).await?.ok_or(Error::NotFound)?;
    drop(db);
    if !record.is_open() {
        return closed(&staff, id).await;
    }
    if checklist.status == super::model::Status::Completed {
        return staff.go(&onboarding_path(id), FlashKind::Info, "onboarding-error-completed").await;
    }
    show(page, &record, String::new(), &Errors::new())
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Form(form): Form<CompletionForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let (record, checklist) = held(&staff, &mut change, id).await?;
    if !record.is_open() {
        return closed(&staff, id).await;
    }
    let reason = match reason(&form.reason, true) {
        Ok(reason) => reason,
        Err(error) => return show(page, &record, form.reason, &Errors::one("reason", error)),
    };
    if !commands::complete(&mut change, &record, &checklist, &reason).await? {
        return staff.go(&onboarding_path(id), FlashKind::Info, "onboarding-error-completed").await;
    }
    change.commit().await?;
    staff.done(&onboarding_path(id), "onboarding-done-completed").await
}

fn show(page: Page, record: &Record, reason: String, errors: &Errors) -> Result<Response> {
    let name = record.name_in(page.language()).to_owned();
    let (tenants, back) = (page.t("nav-tenants"), onboarding_path(record.id));
    let title = page.ts("onboarding-title-completion", "name", &name);
    let template = CompletionPage {
        consequences: vec![page.t("onboarding-effect-completion"), page.t("onboarding-effect-completion-open")],
        deed: page.t("onboarding-complete"),
        action: format!("{back}/completion"),
        page: page.titled_text(title).section("nav-tenants").crumb(tenants, LIST_PATH).crumb(name, back.clone()).failed(errors.any()),
        errors: errors.clone(),
        reason,
        back,
    };
    form_page(errors, &template)
}
