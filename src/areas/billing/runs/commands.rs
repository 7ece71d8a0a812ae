//! A billing run: begun, taken step after step, stopped.

use chrono::NaiveDate;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{BillingRun, Reason, Status};
use super::reading;
use super::writing::{self, Written};
use super::{job, queries};
use crate::areas::billing::seller::{self, Seller};
use crate::areas::billing::subscriptions::offers::Offers;
use crate::areas::billing::subscriptions::subscriber::Subscriber;
use crate::areas::tasks::{self, NewTask, Priority, Title};
use crate::core::change::{Change, CommitError, Event};
use crate::core::clock::business_day;
use crate::core::ids::{BillingRunId, TaskId};

const OBJECT: &str = "billing_run";

/// Subscriptions of one step, which is one transaction: so many that a statement's overhead does not count, and so few that memory and locks do not.
pub const STEP: i64 = 5_000;

/// Why a run cannot be begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRun {
    /// This one is not over yet.
    Open(BillingRunId),
    NothingDue,
    /// Nobody is charged before the day has come.
    NotYet,
    /// Nobody may issue a tax invoice without saying who they are.
    SellerIncomplete,
}

impl NoRun {
    /// Key of the sentence that says so.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open(_) => "runs-error-open",
            Self::NothingDue => "runs-error-nothing",
            Self::NotYet => "runs-error-future",
            Self::SellerIncomplete => "runs-error-seller",
        }
    }
}

/// How many subscriptions a run to this day would be about, or why there can be none.
pub async fn expected(db: &mut PgConnection, to: NaiveDate, today: NaiveDate) -> Result<Result<i64, NoRun>, sqlx::Error> {
    if let Some(open) = queries::open(db).await? {
        return Ok(Err(NoRun::Open(open)));
    }
    if to > today {
        return Ok(Err(NoRun::NotYet));
    }
    let expected = reading::count(db, to).await?;
    if expected == 0 {
        return Ok(Err(NoRun::NothingDue));
    }
    Ok(if seller::ready(db).await?.is_some() { Ok(expected) } else { Err(NoRun::SellerIncomplete) })
}

/// Has everybody else who would begin a run wait: two who begin at once would each not see the other's.
pub(super) async fn hold(change: &mut Change) -> Result<(), sqlx::Error> {
    sqlx::query!("lock table sys_billing_runs in share row exclusive mode").execute(&mut **change).await.map(drop)
}

/// Begins a run of everything that is due by a day. Its steps are taken by a job, or by whoever calls.
pub async fn start(change: &mut Change, to: NaiveDate) -> Result<Result<BillingRunId, NoRun>, sqlx::Error> {
    hold(change).await?;
    let today = business_day(change.at());
    let expected = match expected(change, to, today).await? {
        Ok(expected) => expected,
        Err(why) => return Ok(Err(why)),
    };
    let id = BillingRunId(change.new_id());
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    let number = sqlx::query_scalar!(
        "insert into sys_billing_runs (id, billed_to, status, expected, created_by, created_at) values ($1, $2, 'waiting', $3, $4, $5) returning number",
        id.0,
        to,
        expected,
        by,
        at
    )
    .fetch_one(&mut **change)
    .await?;
    change.record(event("billing.run_started", id, number).after(json!({ "billed_to": to, "expected": expected }))).await?;
    Ok(Ok(id))
}

/// Stops a run after the step under way; what is charged stays charged. `false` when it is over already.
pub async fn cancel(change: &mut Change, run: &BillingRun) -> Result<bool, sqlx::Error> {
    let stopped =
        sqlx::query!("update sys_billing_runs set status = 'cancelling' where id = $1 and status in ('waiting', 'running')", run.id.0);
    if stopped.execute(&mut **change).await?.rows_affected() == 0 {
        return Ok(false);
    }
    change.record(event("billing.run_stopped", run.id, run.number)).await?;
    job::enqueue(change, run.id).await?;
    Ok(true)
}

/// What a step led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    More,
    Over(Status),
}

/// Charges the next that are due, in one transaction. Whoever takes the steps of one run at the same time takes them in turn.
pub async fn step(mut change: Change, id: BillingRunId, many: i64) -> Result<Step, CommitError> {
    let Some(run) = queries::held(&mut change, id).await? else { return Ok(Step::Over(Status::Cancelled)) };
    if run.status.is_over() {
        return Ok(Step::Over(run.status));
    }
    let ended = if run.status == Status::Cancelling {
        Some((Status::Cancelled, None))
    } else if let Some(seller) = seller::ready(&mut change).await? {
        let rows = reading::next(&mut change, run.billed_to, Some(id), None, many).await?;
        if rows.is_empty() {
            Some((Status::Done, None))
        } else {
            charge(&mut change, &run, &seller, rows).await?;
            None
        }
    } else {
        Some((Status::Failed, Some("seller")))
    };
    let step = match ended {
        Some((status, reason)) => {
            end(&mut change, &run, status, reason).await?;
            Step::Over(status)
        }
        None => Step::More,
    };
    change.commit().await?;
    Ok(step)
}

async fn charge(change: &mut Change, run: &BillingRun, seller: &Seller, rows: Vec<Subscriber>) -> Result<(), sqlx::Error> {
    let offers = Offers::read(change).await?;
    let (advanced, failed) = reading::reckon(change, &offers, rows, run.billed_to).await?;
    let step = writing::Step { run: run.id, seller: seller.id, today: business_day(change.at()), offers: &offers };
    let written = writing::write(change, &step, &advanced).await?;
    note_failures(change, run, &failed).await?;
    let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    let (billed, failures) = (count(advanced.len()), count(failed.len()));
    sqlx::query!(
        r#"update sys_billing_runs set status = 'running', billed = billed + $2, failed = failed + $3, invoices = invoices + $4,
                  first_reference = coalesce(first_reference, $5), last_reference = coalesce($6, last_reference) where id = $1"#,
        run.id.0,
        billed,
        failures,
        written.invoices,
        written.first,
        written.last
    )
    .execute(&mut **change)
    .await?;
    let Written { invoices, first, last } = written;
    let after = json!({ "billed": billed, "failed": failures, "invoices": invoices, "first": first, "last": last });
    change.record(event("billing.run_charged", run.id, run.number).after(after)).await.map(drop)
}

async fn end(change: &mut Change, run: &BillingRun, status: Status, reason: Option<&str>) -> Result<(), sqlx::Error> {
    let at = change.at();
    sqlx::query!("update sys_billing_runs set status = $2, reason = $3, ended_at = $4 where id = $1", run.id.0, status.code(), reason, at)
        .execute(&mut **change)
        .await?;
    let after = json!({ "status": status.code(), "billed": run.billed, "failed": run.failed, "invoices": run.invoices });
    change.record(event("billing.run_ended", run.id, run.number).after(after)).await?;
    if run.invoices > 0 {
        job::enqueue_mails(change, run.id).await?;
    }
    Ok(())
}

/// Keeps who could not be charged and why, and hands out a task for each that has none open.
async fn note_failures(change: &mut Change, run: &BillingRun, failed: &[(Subscriber, Reason)]) -> Result<(), sqlx::Error> {
    let (at, today) = (change.at(), business_day(change.at()));
    for (row, reason) in failed {
        let task = match open_task(change, row.kept.id).await? {
            Some(task) => task,
            None => tasks::create(change, &task(row, *reason, today)).await?,
        };
        sqlx::query!(
            "insert into sys_billing_run_failures (run_id, subscription_id, tenant_id, reason, task_id, at) values ($1, $2, $3, $4, $5, $6)",
            run.id.0,
            row.kept.id,
            row.kept.tenant_id.0,
            reason.code(),
            task.0,
            at
        )
        .execute(&mut **change)
        .await?;
    }
    Ok(())
}

fn task(row: &Subscriber, reason: Reason, today: NaiveDate) -> NewTask {
    NewTask {
        title: Title::Key(
            match reason {
                Reason::Unpriced => "tasks-title-billing-unpriced",
                Reason::Amounts | Reason::Dates | Reason::Unreadable => "tasks-title-billing-failed",
            },
            json!({}),
        ),
        tenant: Some(row.kept.tenant_id),
        assignee: None,
        due_on: today,
        priority: Priority::High,
        note: None,
    }
}

/// The task about an earlier failure of the same subscription, while nobody has done it.
async fn open_task(db: &mut PgConnection, subscription: Uuid) -> Result<Option<TaskId>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select t.id as "id: TaskId" from sys_billing_run_failures f join sys_tasks t on t.id = f.task_id
            where f.subscription_id = $1 and t.status = 'open' limit 1"#,
        subscription
    )
    .fetch_optional(db)
    .await
}

fn event(action: &'static str, id: BillingRunId, number: i64) -> Event {
    Event::new(action, OBJECT).object(id, number.to_string())
}
