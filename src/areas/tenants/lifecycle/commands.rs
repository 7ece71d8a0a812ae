//! Moving a tenant from stage to stage. Each move changes lifecycle, subscription, history and log and writes its mail in one transaction.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::mails;
use super::moves::{Access, Category, Cycle, Mode, Move, retained_until};
use super::queries::Standing;
use crate::areas::billing::subscriptions;
use crate::areas::tenants::model::Stage;
use crate::areas::tenants::plan::PlanCode;
use crate::core::approvals::{Means, Order};
use crate::core::change::{Change, Event};
use crate::core::clock::business_day;

/// One step of a tenant's life, with what it has to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Activate {
        plan: PlanCode,
        cycle: Cycle,
    },
    Suspend {
        mode: Mode,
        category: Category,
    },
    /// Out of suspension: everything as it was.
    Resume,
    /// Back after a cancellation, with a new period.
    Return {
        plan: PlanCode,
        cycle: Cycle,
    },
    Cancel,
    Churn,
}

impl Step {
    fn kind(&self) -> Move {
        match self {
            Self::Activate { .. } => Move::Activate,
            Self::Suspend { .. } => Move::Suspend,
            Self::Resume | Self::Return { .. } => Move::Reinstate,
            Self::Cancel => Move::Cancel,
            Self::Churn => Move::Churn,
        }
    }

    fn action(&self) -> &'static str {
        match self {
            Self::Activate { .. } => "tenant.activated",
            Self::Suspend { .. } => "tenant.suspended",
            Self::Resume | Self::Return { .. } => "tenant.reactivated",
            Self::Cancel => "tenant.cancelled",
            Self::Churn => "tenant.churned",
        }
    }
}

/// Why a step was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The tenant is there already; nothing to do.
    AlreadyThere,
    /// Not from this stage; [`Move::allowed`] says what is.
    NotFromHere(Stage),
    /// The data are kept until then, and the tenant may come back.
    Retained(NaiveDate),
    /// The time to come back is over.
    TooLate,
    /// There is no period that could end.
    NoPeriod,
}

impl Refusal {
    /// Key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::AlreadyThere => "lifecycle-error-already",
            Self::NotFromHere(_) => "lifecycle-error-stage",
            Self::Retained(_) => "lifecycle-error-retained",
            Self::TooLate => "lifecycle-error-too-late",
            Self::NoPeriod => "lifecycle-error-no-period",
        }
    }
}

/// Whether the tenant can make this move today.
pub fn check(standing: &Standing, this: Move, today: NaiveDate) -> Result<(), Refusal> {
    if !this.from().contains(&standing.stage) {
        let there = standing.stage == this.to();
        return Err(if there { Refusal::AlreadyThere } else { Refusal::NotFromHere(standing.stage) });
    }
    match (this, standing.stage, standing.retained_until) {
        (Move::Churn, _, Some(until)) if today < until => Err(Refusal::Retained(until)),
        // Without a date nothing says that they need not be kept.
        (Move::Churn, from, None) => Err(Refusal::NotFromHere(from)),
        (Move::Reinstate, Stage::Cancelled, Some(until)) if today >= until => Err(Refusal::TooLate),
        _ => Ok(()),
    }
}

/// Takes a step that [`check`] allowed. The tenant is held.
pub async fn take(change: &mut Change, means: Means<'_>, standing: &Standing, step: &Step, order: &Order) -> Result<(), sqlx::Error> {
    let to = step.kind().to();
    let mode = match step {
        Step::Suspend { mode, .. } => Some(*mode),
        _ => None,
    };
    let category = match step {
        Step::Suspend { category, .. } => Some(*category),
        _ => None,
    };
    let today = business_day(change.at());
    let retained = match step {
        Step::Cancel => Some(retained_until(today)),
        Step::Churn => standing.retained_until,
        _ => None,
    };
    let reason = Some(order.reason.as_str()).filter(|reason| !reason.is_empty());
    hold_tallies(change).await?;
    // A cancellation that was set ends with the subscription it was set for, and the log says so.
    if matches!(step, Step::Activate { .. } | Step::Return { .. }) {
        keep(change, standing).await?;
    }
    // While it still runs: what is not used is given back, what was used or had come due is charged.
    match step {
        Step::Cancel => Box::pin(subscriptions::commands::close(change, means.secrets, standing.id)).await?,
        Step::Suspend { .. } => Box::pin(subscriptions::commands::catch_up(change, means.secrets, standing.id)).await?,
        Step::Activate { .. } | Step::Resume | Step::Return { .. } | Step::Churn => {}
    }
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    sqlx::query!(
        r#"update sys_tenant_lifecycle
              set stage = $2, suspension_mode = $3, reason_category = $4, reason = $5, since = $6, changed_by = $7, data_retention_until = $8
            where tenant_id = $1"#,
        standing.id.0,
        to.code(),
        mode.map(Mode::code),
        category.map(Category::code),
        // What a suspension was for is over when it is.
        if to == Stage::Active { None } else { reason },
        at,
        by,
        retained
    )
    .execute(&mut **change)
    .await?;
    subscribe(change, means, standing, step, today).await?;

    let (before, after) = told(standing, step, to, mode, category);
    let id = change.new_id();
    sqlx::query!(
        r#"insert into sys_tenant_lifecycle_events (id, tenant_id, from_stage, to_stage, suspension_mode, reason_category, reason, requested_by,
                                                    approved_by, approval_id, at, effect)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"#,
        id,
        standing.id.0,
        standing.stage.code(),
        to.code(),
        mode.map(Mode::code),
        category.map(Category::code),
        reason,
        order.requested_by.map(|id| id.0),
        order.approved_by.map(|id| id.0),
        order.request.map(|id| id.0),
        at,
        json!({ "before": before, "after": after })
    )
    .execute(&mut **change)
    .await?;
    let event = Event::new(step.action(), "tenant").object(standing.id, standing.name.clone()).tenant(standing.id);
    let event = event.before(Value::Object(before)).after(Value::Object(after));
    change
        .record(match reason {
            Some(reason) => event.reason(reason),
            None => event,
        })
        .await?;
    mails::moved(change, means, standing, step).await
}

/// Holds the numbers that every move changes, in their order. A move changes several in several statements; two moves that took them
/// one by one could wait for each other.
pub(in crate::areas) async fn hold_tallies(change: &mut Change) -> Result<(), sqlx::Error> {
    sqlx::query!("select kind from sys_tenant_tallies where kind in ('active_plan', 'stage') order by kind, value for update")
        .fetch_all(&mut **change)
        .await
        .map(drop)
}

/// What the log and the history tell of a step: only what differs.
fn told(
    standing: &Standing,
    step: &Step,
    to: Stage,
    mode: Option<Mode>,
    category: Option<Category>,
) -> (Map<String, Value>, Map<String, Value>) {
    let (mut before, mut after) = (Map::new(), Map::new());
    let mut tell = |name: &str, was: Option<&str>, is: Option<&str>| {
        if was != is {
            before.insert(name.to_owned(), json!(was));
            after.insert(name.to_owned(), json!(is));
        }
    };
    tell("stage", Some(standing.stage.code()), Some(to.code()));
    tell("access", Some(standing.access().code()), Some(Access::of(to, mode).code()));
    tell("reason_category", None, category.map(Category::code));
    let status = standing.subscription.as_ref().map(|subscription| subscription.status.as_str());
    tell("subscription", status, status_after(standing, step));
    if let Step::Activate { plan, .. } | Step::Return { plan, .. } = step {
        tell("plan", Some(&standing.plan_code), Some(plan.code()));
    }
    (before, after)
}

/// The status of the subscription once the step is taken.
pub(super) fn status_after(standing: &Standing, step: &Step) -> Option<&'static str> {
    match step {
        // A debt is not paid by being let in again.
        Step::Resume if standing.before_suspension.as_deref() == Some("past_due") => Some("past_due"),
        Step::Activate { .. } | Step::Resume | Step::Return { .. } => Some("active"),
        Step::Suspend { .. } => Some("suspended"),
        Step::Cancel if standing.stage == Stage::Trial => Some("expired"),
        Step::Cancel => Some("cancelled"),
        Step::Churn => None,
    }
}

async fn subscribe(change: &mut Change, means: Means<'_>, standing: &Standing, step: &Step, today: NaiveDate) -> Result<(), sqlx::Error> {
    let at = change.at();
    let live = standing.subscription.as_ref().map(|subscription| subscription.id);
    let status = status_after(standing, step);
    match (step, live) {
        (Step::Activate { plan, cycle } | Step::Return { plan, cycle }, _) => {
            // What ran until now ends here, so that each row tells one plan's time.
            sqlx::query!(
                "update sys_tenant_subscriptions set status = 'expired', ended_at = $2, changed_on = $3, version = version + 1 where tenant_id = $1 and ended_at is null",
                standing.id.0,
                at,
                today
            )
            .execute(&mut **change)
            .await?;
            let id = change.new_id();
            let first = cycle.first(today).map_err(|error| sqlx::Error::Encode(error.into()))?;
            sqlx::query!(
                // Where a contract was agreed on it is that, and what is on offer otherwise.
                r#"insert into sys_tenant_subscriptions (id, tenant_id, plan_code, cycle, status, period_start, period_end, anchor_day, started_at,
                          due_on, changed_on, setup_due, whole_days, plan_version_id)
                   values ($1, $2, $3, $4, 'active', $5, $6, $7, $8, $5, $5, $9, $10,
                           (select v.id from sys_plan_versions v
                             where v.tenant_id = $2 and v.plan_code = $3 and v.status = 'published' and v.contract_from <= $5
                               and coalesce(v.contract_until >= $5, true)
                               and exists (select from sys_plan_prices p join sys_tenants t on p.currency in (t.currency, 'OMR')
                                            where p.plan_version_id = v.id and p.item = $4 and t.id = $2)
                             order by v.contract_from desc limit 1))"#,
                id,
                standing.id.0,
                plan.code(),
                cycle.code(),
                today,
                first.period.ends,
                i16::from(first.anchor.day()),
                at,
                // Who comes back paid it when they came.
                matches!(step, Step::Activate { .. }),
                i32::try_from(first.whole_days).unwrap_or(i32::MAX)
            )
            .execute(&mut **change)
            .await?;
        }
        (Step::Cancel, Some(id)) => {
            sqlx::query!(
                "update sys_tenant_subscriptions set status = $2, ended_at = $3, changed_on = $4, version = version + 1 where id = $1",
                id,
                status,
                at,
                today
            )
            .execute(&mut **change)
            .await?;
        }
        (Step::Suspend { .. }, Some(id)) => {
            sqlx::query!(
                "update sys_tenant_subscriptions set status = $2, changed_on = $3, version = version + 1 where id = $1",
                id,
                status,
                today
            )
            .execute(&mut **change)
            .await?;
        }
        (Step::Resume, Some(id)) => {
            sqlx::query!(
                "update sys_tenant_subscriptions set status = $2, changed_on = $3, due_on = coalesce(due_on, period_end), version = version + 1 where id = $1",
                id,
                status,
                today
            )
            .execute(&mut **change)
            .await?;
            Box::pin(subscriptions::commands::come_back(change, means.secrets, standing.id, standing.since)).await?;
        }
        (Step::Suspend { .. } | Step::Resume | Step::Cancel | Step::Churn, _) => {}
    }
    Ok(())
}

/// Sets a cancellation for the end of the period that runs. The tenant is held, and [`check`] allowed the move.
pub async fn schedule_cancellation(change: &mut Change, standing: &Standing, on: NaiveDate, order: &Order) -> Result<(), sqlx::Error> {
    sqlx::query!(
        r#"update sys_tenant_subscriptions
              set cancels_on = $2, cancel_reason = $3, cancel_requested_by = $4, cancel_approved_by = $5, cancel_approval_id = $6,
                  version = version + 1
            where tenant_id = $1 and ended_at is null"#,
        standing.id.0,
        on,
        order.reason,
        order.requested_by.map(|id| id.0),
        order.approved_by.map(|id| id.0),
        order.request.map(|id| id.0)
    )
    .execute(&mut **change)
    .await?;
    let event = Event::new("tenant.cancellation_scheduled", "tenant").object(standing.id, standing.name.clone()).tenant(standing.id);
    let event = event.before(json!({ "cancels_on": standing.cancels_on() })).after(json!({ "cancels_on": on }));
    change.record(event.reason(order.reason.clone())).await.map(drop)
}

/// Takes back a cancellation that has not come into effect. `false` when none was set.
pub async fn keep(change: &mut Change, standing: &Standing) -> Result<bool, sqlx::Error> {
    let Some(on) = standing.cancels_on() else { return Ok(false) };
    sqlx::query!(
        r#"update sys_tenant_subscriptions
              set cancels_on = null, cancel_reason = null, cancel_requested_by = null, cancel_approved_by = null, version = version + 1
            where tenant_id = $1 and ended_at is null"#,
        standing.id.0
    )
    .execute(&mut **change)
    .await?;
    let event = Event::new("tenant.cancellation_withdrawn", "tenant").object(standing.id, standing.name.clone()).tenant(standing.id);
    change.record(event.before(json!({ "cancels_on": on })).after(json!({ "cancels_on": null }))).await?;
    Ok(true)
}
