//! Shutting an account, with a reason.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::super::model::{Person, Refusal, Status};
use super::super::{commands, show_path};
use super::{below, find, needed_reason, refused, take};
use crate::core::ids::StaffId;
use crate::core::lang::Message;
use crate::web::page::form_page;
use crate::web::{AppState, Db, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "staff/disable.html")]
struct DisablePage {
    page: Page,
    errors: Errors,
    form: DisableForm,
    consequences: Vec<String>,
    deed: String,
    action: String,
    back: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct DisableForm {
    reason: String,
}

pub(in super::super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<StaffId>) -> Result<Response> {
    let person = find(&mut db, id).await?;
    if staff.id == id {
        return refused::page(page, &person, &Refusal::Oneself);
    }
    if person.status == Status::Disabled {
        return refused::page(page, &person, &Refusal::Disabled);
    }
    show(page, &person, DisableForm::default(), Errors::new())
}

fn show(page: Page, person: &Person, form: DisableForm, errors: Errors) -> Result<Response> {
    let back = show_path(person.id);
    let title = page.ts("staff-disable-title", "name", &person.name);
    form_page(
        &errors,
        &DisablePage {
            consequences: ["staff-disable-effect-sessions", "staff-disable-effect-sign-in"].map(|key| page.t(key)).to_vec(),
            deed: page.ts("staff-disable-deed", "name", &person.name),
            page: below(page, person).titled_text(title).failed(errors.any()),
            errors: errors.clone(),
            form,
            action: format!("{back}/disable"),
            back,
        },
    )
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<StaffId>,
    Form(form): Form<DisableForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let person = take(&mut change, id).await?;
    let reason = match needed_reason(&form.reason) {
        Ok(reason) => reason,
        Err(error) => return show(page, &person, form, Errors::one("reason", error)),
    };
    if let Err(refusal) = commands::disable(&mut change, &person, Some(&reason)).await? {
        return refused::page(page, &person, &refusal);
    }
    change.commit().await?;
    staff.done(&show_path(id), Message::new("staff-disabled-done").text("name", person.name)).await
}
