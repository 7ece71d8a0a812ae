//! From trial to paying: a plan, a cycle, and a period that begins today.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgConnection;

use super::commands::{self, Step};
use super::lifecycle_path;
use super::moves::{Cycle, Move};
use super::queries::{self, Standing};
use super::step::{self, Ask, Draw};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::plan::PlanCode;
use crate::core::approvals::Order;
use crate::core::ids::TenantId;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ActivationForm {
    plan: String,
    cycle: String,
    reason: String,
}

/// The questions of plan and cycle.
pub(super) async fn asks(db: &mut PgConnection, page: &Page, plan: String, cycle: String) -> Result<Vec<Ask>> {
    let cycles = Cycle::ALL.into_iter().map(|cycle| (cycle.code().to_owned(), page.t(cycle_key(cycle)))).collect();
    Ok(vec![
        Ask::Select("plan", "tenants-field-plan", step::plans(db, page).await?, plan),
        Ask::Select("cycle", "tenants-field-cycle", cycles, cycle),
    ])
}

fn cycle_key(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Monthly => "tenants-cycle-monthly",
        Cycle::Annual => "tenants-cycle-annual",
    }
}

/// Reads a plan that is paid for, and its cycle.
pub(super) fn read_plan(errors: &mut Errors, plan: &str, cycle: &str) -> Option<(PlanCode, Cycle)> {
    let paid = PlanCode::parse(plan).ok().filter(|plan| *plan != PlanCode::FreeTrial);
    let plan = errors.take("plan", paid.ok_or("lifecycle-error-plan"));
    let cycle = errors.take("cycle", Cycle::from_code(cycle).ok_or("lifecycle-error-cycle"));
    plan.zip(cycle)
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let standing = queries::standing(&mut db, id).await?.ok_or(Error::NotFound)?;
    if let Err(answer) = step::allowed(&staff, &page, &standing, Move::Activate).await {
        return answer;
    }
    let form = ActivationForm { plan: PlanCode::Starter.code().to_owned(), cycle: Cycle::Monthly.code().to_owned(), reason: String::new() };
    show(&mut db, page, &standing, form, Errors::new()).await
}

async fn show(db: &mut PgConnection, page: Page, standing: &Standing, form: ActivationForm, errors: Errors) -> Result<Response> {
    let asks = asks(db, &page, form.plan, form.cycle).await?;
    Draw { this: Move::Activate, standing, asks, reason: form.reason, errors, asked: None, ways: Vec::new(), more: Vec::new() }.page(page)
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Form(form): Form<ActivationForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let standing = queries::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    if let Err(answer) = step::allowed(&staff, &page, &standing, Move::Activate).await {
        return answer;
    }
    let mut errors = Errors::new();
    let plan = read_plan(&mut errors, &form.plan, &form.cycle);
    let reason = errors.take("reason", step::reason(&form.reason, false));
    let (Some((plan, cycle)), Some(reason)) = (plan, reason) else {
        return show(&mut change, page, &standing, form, errors).await;
    };
    let order = Order { requested_by: change.staff_id(), approved_by: None, reason, request: None };
    commands::take(&mut change, app.means(), &standing, &Step::Activate { plan, cycle }, &order).await?;
    change.commit().await?;
    staff.done(&lifecycle_path(id), "lifecycle-done-activate").await
}
