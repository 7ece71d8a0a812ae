//! Starting over with a person's password and factors: they lost their phone, or somebody else may have it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::super::dangerous::Reset;
use super::super::model::{Person, Refusal, Status};
use super::super::{commands, show_path};
use super::{below, find, needed_reason, refused, take};
use crate::areas::approvals::settle;
use crate::core::approvals;
use crate::core::ids::StaffId;
use crate::core::lang::Message;
use crate::web::page::form_page;
use crate::web::{AppState, Db, Errors, Idem, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "staff/reset.html")]
struct ResetPage {
    page: Page,
    errors: Errors,
    form: ResetForm,
    key: Uuid,
    consequences: Vec<String>,
    deed: String,
    action: String,
    back: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct ResetForm {
    #[serde(default)]
    reason: String,
}

pub(in super::super) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<StaffId>,
) -> Result<Response> {
    let person = find(&mut db, id).await?;
    if staff.id == id {
        return refused::page(page, &person, &Refusal::Oneself);
    }
    if person.status == Status::Disabled {
        return refused::page(page, &person, &Refusal::Disabled);
    }
    show(page, person, ResetForm::default(), Errors::new(), app.clock.new_id())
}

fn show(page: Page, person: Person, form: ResetForm, errors: Errors, key: Uuid) -> Result<Response> {
    let back = show_path(person.id);
    let title = page.ts("staff-reset-title", "name", &person.name);
    form_page(
        &errors,
        &ResetPage {
            consequences: vec![
                page.t("staff-reset-effect-factors"),
                page.t("staff-reset-effect-sessions"),
                page.ts("staff-reset-effect-mail", "email", &person.email),
            ],
            deed: page.ts("staff-reset-deed", "name", &person.name),
            page: below(page, &person).titled_text(title).failed(errors.any()),
            errors: errors.clone(),
            form,
            key,
            action: format!("{back}/reset"),
            back,
        },
    )
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<StaffId>,
    Idem(form, key): Idem<ResetForm>,
) -> Result<Response> {
    let key = key.unwrap_or_else(|| app.clock.new_id());
    let mut change = staff.change(&app).await?;
    if let Some(earlier) = change.first_result(key, &show_path(id)).await? {
        return Ok(Redirect::to(&earlier).into_response());
    }
    let person = take(&mut change, id).await?;
    if let Some(refusal) = commands::out_of_reach(&mut change, &person).await? {
        return refused::page(page, &person, &refusal);
    }
    let reason = match needed_reason(&form.reason) {
        Ok(reason) => reason,
        Err(error) => return show(page, person, form, Errors::one("reason", error), key),
    };
    // The link is never shown: whoever opens it takes the account over, and it had an owner before.
    let message = Message::new("staff-reset-done").text("name", person.name).text("email", person.email);
    let submitted = approvals::submit(&mut change, app.means(), &Reset { person: id }, &reason).await?;
    settle(&staff, change, submitted, &show_path(id), message).await
}
