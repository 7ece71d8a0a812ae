//! Back to active: out of a suspension as it was, or after a cancellation with a new period.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgConnection;

use super::activation::{asks, read_plan};
use super::commands::{self, Step};
use super::lifecycle_path;
use super::moves::{Cycle, Move};
use super::queries::{self, Standing};
use super::step::{self, Draw};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::model::Stage;
use crate::areas::tenants::plan::PlanCode;
use crate::core::approvals::Order;
use crate::core::ids::TenantId;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ReinstatementForm {
    /// Only after a cancellation.
    plan: String,
    cycle: String,
    reason: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let standing = queries::standing(&mut db, id).await?.ok_or(Error::NotFound)?;
    if let Err(answer) = step::allowed(&staff, &page, &standing, Move::Reinstate).await {
        return answer;
    }
    let paid = standing.plan_code != PlanCode::FreeTrial.code();
    let plan = if paid { standing.plan_code.clone() } else { PlanCode::Starter.code().to_owned() };
    let form = ReinstatementForm { plan, cycle: Cycle::Monthly.code().to_owned(), reason: String::new() };
    show(&mut db, page, &standing, form, Errors::new()).await
}

async fn show(db: &mut PgConnection, page: Page, standing: &Standing, form: ReinstatementForm, errors: Errors) -> Result<Response> {
    let asks = if standing.stage == Stage::Cancelled { asks(db, &page, form.plan, form.cycle).await? } else { Vec::new() };
    Draw { this: Move::Reinstate, standing, asks, reason: form.reason, errors, asked: None, ways: Vec::new(), more: Vec::new() }.page(page)
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Form(form): Form<ReinstatementForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let standing = queries::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    if let Err(answer) = step::allowed(&staff, &page, &standing, Move::Reinstate).await {
        return answer;
    }
    let mut errors = Errors::new();
    let step = if standing.stage == Stage::Cancelled {
        read_plan(&mut errors, &form.plan, &form.cycle).map(|(plan, cycle)| Step::Return { plan, cycle })
    } else {
        Some(Step::Resume)
    };
    let reason = errors.take("reason", step::reason(&form.reason, false));
    let (Some(step), Some(reason)) = (step, reason) else {
        return show(&mut change, page, &standing, form, errors).await;
    };
    let order = Order { requested_by: change.staff_id(), approved_by: None, reason, request: None };
    commands::take(&mut change, app.means(), &standing, &step, &order).await?;
    change.commit().await?;
    staff.done(&lifecycle_path(id), "lifecycle-done-reinstate").await
}
