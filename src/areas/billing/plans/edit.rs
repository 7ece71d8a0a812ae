//! Changing what a draft says and allows.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::form::TermsForm;
use super::model::{FEATURES, Status, Version};
use super::version::below;
use super::{commands, queries, version_path};
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/plans/edit.html")]
struct EditPage {
    page: Page,
    errors: Errors,
    form: TermsForm,
    features: Vec<(&'static str, String)>,
    /// A contract is called as its plan, and shown to nobody else.
    is_contract: bool,
    action: String,
    back: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path((code, number)): Path<(String, i32)>) -> Result<Response> {
    let version = super::version::found(&mut db, &code, number).await?;
    if version.status != Status::Draft {
        return staff.go(&version_path(&code, number), FlashKind::Warning, "plans-no-draft").await;
    }
    let form = TermsForm::of(&version);
    show(page, &version, form, &Errors::new())
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<TermsForm>,
) -> Result<Response> {
    let read = form.version.ok_or(Error::BadRequest("the form does not say which version it is of"))?;
    let mut change = staff.change(&app).await?;
    let version = queries::find(&mut change, &code, number).await?.ok_or(Error::NotFound)?;
    let here = version_path(&code, number);
    if version.status != Status::Draft {
        return staff.go(&here, FlashKind::Warning, "plans-no-draft").await;
    }
    let terms = match form.check(&version) {
        Ok(terms) => terms,
        Err(errors) => return show(page, &version, form, &errors),
    };
    if terms == version.terms {
        return staff.go(&here, FlashKind::Info, "plans-unchanged").await;
    }
    if read != version.version || !commands::edit(&mut change, &version, &terms).await? {
        // What was typed stays; the next saving is of what stands now, which the reader has been told to look at.
        let form = TermsForm { version: Some(version.version), ..form };
        return show(page, &version, form, &Errors::one("name", "plans-error-stale"));
    }
    change.commit().await?;
    staff.done(&here, "plans-saved").await
}

fn show(page: Page, version: &Version, form: TermsForm, errors: &Errors) -> Result<Response> {
    let here = version_path(&version.plan_code, version.number);
    form_page(
        errors,
        &EditPage {
            features: FEATURES.iter().map(|(code, key)| (*code, page.t(key))).collect(),
            is_contract: version.contract.is_some(),
            page: below(page.titled("plans-edit"), version).failed(errors.any()),
            errors: errors.clone(),
            form,
            action: format!("{here}/edit"),
            back: here,
        },
    )
}
