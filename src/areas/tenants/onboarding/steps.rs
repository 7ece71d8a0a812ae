//! Doing a step, opening it again, and reminding the tenant of what is left. The forms stand on the checklist's page.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::commands::{self, How};
use super::model::{Checklist, Status};
use super::{onboarding_path, queries};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::record::{self, Record};
use crate::core::change::Change;
use crate::core::ids::TenantId;
use crate::core::lang::Message;
use crate::core::text;
use crate::web::form::Nothing;
use crate::web::session::FlashKind;
use crate::web::{AppState, Error, Form, Path, Result, SignedIn};

const LONGEST_NOTE: usize = 2_000;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct StepForm {
    step: String,
    note: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ReopenForm {
    step: String,
}

/// The tenant, held, with its checklist.
pub(super) async fn held(staff: &SignedIn, change: &mut Change, id: TenantId) -> Result<(Record, Checklist)> {
    Identity::of(staff).required()?;
    let record = record::queries::held(change, id).await?.ok_or(Error::NotFound)?;
    let checklist = queries::checklist(change, id).await?.ok_or(Error::NotFound)?;
    Ok((record, checklist))
}

/// A tenant that has churned is kept as it was.
pub(super) async fn closed(staff: &SignedIn, id: TenantId) -> Result<Response> {
    staff.go(&onboarding_path(id), FlashKind::Warning, "tenants-closed").await
}

pub(super) async fn done(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<TenantId>,
    Form(form): Form<StepForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let (record, checklist) = held(&staff, &mut change, id).await?;
    let step = checklist.find(&form.step).ok_or(Error::NotFound)?;
    let back = onboarding_path(id);
    if !record.is_open() {
        return closed(&staff, id).await;
    }
    let note = text::clean_lines(&form.note);
    if note.chars().count() > LONGEST_NOTE {
        return staff.go(&back, FlashKind::Warning, "lifecycle-error-reason-long").await;
    }
    let note = Some(note).filter(|note| !note.is_empty());
    if !commands::complete_step(&mut change, &record, &checklist, step, &How::ByHand { note }).await? {
        return staff.go(&back, FlashKind::Info, "tenants-unchanged").await;
    }
    change.commit().await?;
    let finished = checklist.status != Status::Completed && checklist.after_done(&form.step) == Status::Completed;
    staff.done(&back, if finished { "onboarding-done-completed" } else { "onboarding-done-step" }).await
}

pub(super) async fn reopen(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<TenantId>,
    Form(form): Form<ReopenForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let (record, checklist) = held(&staff, &mut change, id).await?;
    let step = checklist.find(&form.step).ok_or(Error::NotFound)?;
    if !record.is_open() {
        return closed(&staff, id).await;
    }
    if !commands::reopen_step(&mut change, &record, &checklist, step).await? {
        return staff.go(&onboarding_path(id), FlashKind::Info, "tenants-unchanged").await;
    }
    change.commit().await?;
    staff.done(&onboarding_path(id), "onboarding-done-reopened").await
}

pub(super) async fn remind(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<TenantId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let (record, checklist) = held(&staff, &mut change, id).await?;
    let back = onboarding_path(id);
    if !record.is_open() {
        return closed(&staff, id).await;
    }
    if !checklist.may_be_reminded(change.at()) {
        let complete = checklist.status == Status::Completed;
        let why = if complete { "onboarding-error-nothing-left" } else { "onboarding-error-reminded" };
        return staff.go(&back, FlashKind::Warning, why).await;
    }
    commands::remind(&mut change, &app.secrets, &record, &checklist).await?;
    change.commit().await?;
    staff.done(&back, Message::new("onboarding-done-reminded").text("email", &record.details.email)).await
}
