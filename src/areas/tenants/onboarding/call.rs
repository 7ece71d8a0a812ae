//! Arranging a call with a tenant: who calls, on which day, about what.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{Days, NaiveDate};
use serde::Deserialize;
use sqlx::PgConnection;

use super::steps::{closed, held};
use super::{commands, onboarding_path};
use crate::areas::tenants::LIST_PATH;
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::lifecycle::reason;
use crate::areas::tenants::list::queries::choices;
use crate::areas::tenants::record::{self, Record};
use crate::core::clock::business_day;
use crate::core::ids::{StaffId, TenantId};
use crate::core::text;
use crate::web::page::form_page;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

/// So far ahead a call can be arranged.
const FARTHEST: Days = Days::new(366);

#[derive(Template)]
#[template(path = "tenants/onboarding_call.html")]
struct CallPage {
    page: Page,
    errors: Errors,
    form: CallForm,
    people: Vec<(String, String)>,
    action: String,
    back: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CallForm {
    assignee: String,
    due_on: String,
    note: String,
}

impl CallForm {
    fn check(&self, today: NaiveDate) -> std::result::Result<(StaffId, NaiveDate, String), Errors> {
        let mut errors = Errors::new();
        let assignee = errors.take("assignee", self.assignee.trim().parse().map_err(|_| "tenants-error-owner"));
        let last = today.checked_add_days(FARTHEST).unwrap_or(today);
        let day = text::day(&self.due_on).filter(|day| (today..=last).contains(day));
        let day = errors.take("due_on", day.ok_or("onboarding-error-day"));
        let note = errors.take("note", reason(&self.note, false));
        match (assignee, day, note) {
            (Some(assignee), Some(day), Some(note)) => Ok((assignee, day, note)),
            _ => Err(errors),
        }
    }
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let record = record::queries::find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !record.is_open() {
        return closed(&staff, id).await;
    }
    let tomorrow = business_day(page.at()).succ_opt().map(|day| day.to_string()).unwrap_or_default();
    let form = CallForm { assignee: record.owner_id.unwrap_or(staff.id).to_string(), due_on: tomorrow, note: String::new() };
    show(&mut db, page, &record, form, &Errors::new()).await
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Form(form): Form<CallForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let (record, _) = held(&staff, &mut change, id).await?;
    if !record.is_open() {
        return closed(&staff, id).await;
    }
    let (assignee, day, note) = match form.check(business_day(change.at())) {
        Ok(call) => call,
        Err(errors) => return show(&mut change, page, &record, form, &errors).await,
    };
    if !commands::schedule_call(&mut change, &record, assignee, day, &note).await? {
        return show(&mut change, page, &record, form, &Errors::one("assignee", "tenants-error-owner")).await;
    }
    change.commit().await?;
    staff.done(&onboarding_path(id), "onboarding-done-call").await
}

async fn show(db: &mut PgConnection, page: Page, record: &Record, form: CallForm, errors: &Errors) -> Result<Response> {
    let choices = choices(db, page.language(), form.assignee.trim().parse().ok()).await?;
    let name = record.name_in(page.language()).to_owned();
    let (tenants, back) = (page.t("nav-tenants"), onboarding_path(record.id));
    let title = page.ts("onboarding-title-call", "name", &name);
    let template = CallPage {
        people: choices.owners.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        action: format!("{back}/call"),
        page: page.titled_text(title).section("nav-tenants").crumb(tenants, LIST_PATH).crumb(name, back.clone()).failed(errors.any()),
        errors: errors.clone(),
        form,
        back,
    };
    form_page(errors, &template)
}
