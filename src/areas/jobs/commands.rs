//! What an operator does to background work. Each act is one line in the audit log.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::queries::{Act, Job};
use crate::core::change::{Change, Event};
use crate::core::ids::{JobId, StaffId};
use crate::core::jobs::{self, Cancelled, Kind, Order, Schedule};

fn event(action: &'static str, id: JobId, kind: &str) -> Event {
    Event::new(action, "job").object(id.0, kind)
}

/// Lets a job begin anew. `false` when it cannot.
pub(super) async fn retry(change: &mut Change, job: &Job) -> Result<bool, sqlx::Error> {
    let at = change.at();
    if !jobs::retry(change, job.id, at).await? {
        return Ok(false);
    }
    change.record(event("job.retried", job.id, &job.kind)).await?;
    Ok(true)
}

pub(super) async fn cancel(change: &mut Change, job: &Job) -> Result<Cancelled, sqlx::Error> {
    let at = change.at();
    let cancelled = jobs::cancel(change, job.id, at).await?;
    if cancelled != Cancelled::TooLate {
        change.record(event("job.cancelled", job.id, &job.kind)).await?;
    }
    Ok(cancelled)
}

/// Nobody begins jobs of this kind until it is resumed. `false` when it was paused before.
pub(super) async fn pause(change: &mut Change, kind: &Kind, reason: &str) -> Result<bool, sqlx::Error> {
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    let paused = sqlx::query!(
        "insert into sys_job_pauses (kind, paused_at, paused_by, reason) values ($1, $2, $3, $4) on conflict (kind) do nothing",
        kind.name,
        at,
        by,
        reason
    );
    if paused.execute(&mut **change).await?.rows_affected() == 0 {
        return Ok(false);
    }
    let event = Event { reason: Some(reason.to_owned()), ..Event::new("job.paused", "job_kind") };
    change.record(Event { object_id: Some(kind.name.to_owned()), object_label: Some(kind.name.to_owned()), ..event }).await?;
    Ok(true)
}

pub(super) async fn resume(change: &mut Change, kind: &Kind) -> Result<bool, sqlx::Error> {
    let resumed = sqlx::query!("delete from sys_job_pauses where kind = $1", kind.name).execute(&mut **change).await?;
    if resumed.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!("select pg_notify('hq_jobs', '')").execute(&mut **change).await?;
    let event = Event::new("job.resumed", "job_kind");
    change.record(Event { object_id: Some(kind.name.to_owned()), object_label: Some(kind.name.to_owned()), ..event }).await?;
    Ok(true)
}

/// Enqueues a scheduled kind now, beside its times.
pub(super) async fn run_now(change: &mut Change, kind: &Kind) -> Result<JobId, sqlx::Error> {
    let id = Order::by_hand(kind).send(change).await?;
    change.record(event("job.run_by_hand", id, kind.name)).await?;
    Ok(id)
}

/// Switches a schedule; one switched on counts from now. `false` when it was so before.
pub(super) async fn switch(change: &mut Change, schedule: &Schedule, by: StaffId, on: bool) -> Result<bool, sqlx::Error> {
    let at = change.at();
    if !jobs::switch_schedule(change, schedule.name, on, schedule.every.next_after(at), by, at).await? {
        return Ok(false);
    }
    let event = Event::new("job.schedule_switched", "job_schedule").before(json!({ "enabled": !on })).after(json!({ "enabled": on }));
    change.record(Event { object_id: Some(schedule.name.to_owned()), object_label: Some(schedule.name.to_owned()), ..event }).await?;
    Ok(true)
}

/// Keeps a choice of jobs as it was when it was made. Not a change of the platform: it is looked at first.
pub(super) async fn choose(
    db: &mut sqlx::PgConnection,
    id: Uuid,
    act: &str,
    jobs: &[Uuid],
    staff: StaffId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!("insert into sys_job_acts (id, act, jobs, staff_id, created_at) values ($1, $2, $3, $4, $5)", id, act, jobs, staff.0, now)
        .execute(db)
        .await
        .map(drop)
}

/// Sets the act going. `false` when that was done before.
pub(super) async fn confirm(change: &mut Change, act: &Act) -> Result<bool, sqlx::Error> {
    let at = change.at();
    let confirmed = sqlx::query!("update sys_job_acts set confirmed_at = $2 where id = $1 and confirmed_at is null", act.id, at);
    if confirmed.execute(&mut **change).await?.rows_affected() == 0 {
        return Ok(false);
    }
    let job = jobs::enqueue(change, &super::ActOnJobs { act: act.id }, None).await?;
    sqlx::query!("update sys_job_acts set job_id = $2 where id = $1", act.id, job.0).execute(&mut **change).await?;
    let event = Event::new("job.many_acted_on", "job_act").object(act.id, "").after(json!({ "act": act.act, "jobs": act.jobs.len() }));
    change.record(Event { object_label: None, ..event }).await?;
    Ok(true)
}
