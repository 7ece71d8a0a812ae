//! The schedules' rows: when each is due next, and what became of its times.

use chrono::{DateTime, Duration, Utc};
use sqlx::{PgConnection, PgPool};

use super::kind::Catalogue;
use crate::core::clock::Clock;
use crate::core::ids::{JobId, StaffId};

/// What became of a time is told for so long.
const FIRINGS_KEPT: Duration = Duration::days(90);

pub(super) struct Due {
    pub name: String,
    pub slot: DateTime<Utc>,
}

/// Schedules that have come due, held until the transaction ends. Those another worker holds are that worker's.
pub(super) async fn due_schedules(db: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Due>, sqlx::Error> {
    sqlx::query_as!(
        Due,
        "select name, next_run_at as slot from sys_job_schedules where enabled and next_run_at <= $1 order by next_run_at, name
            for update skip locked",
        now
    )
    .fetch_all(db)
    .await
}

pub(super) async fn is_under_way(db: &mut PgConnection, kind: &str) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from sys_jobs where kind = $1 and state in ('waiting', 'running') and trigger <> 'cause') as "under_way!""#,
        kind
    )
    .fetch_one(db)
    .await
}

/// Notes what became of a time. `false` when that was noted before.
pub(super) async fn note_firing(
    db: &mut PgConnection,
    schedule: &str,
    slot: DateTime<Utc>,
    outcome: &str,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let noted = sqlx::query!(
        "insert into sys_job_firings (schedule, slot, outcome, at) values ($1, $2, $3, $4) on conflict (schedule, slot) do nothing",
        schedule,
        slot,
        outcome,
        now
    );
    Ok(noted.execute(db).await?.rows_affected() == 1)
}

pub(super) async fn link_firing(db: &mut PgConnection, schedule: &str, slot: DateTime<Utc>, job: JobId) -> Result<(), sqlx::Error> {
    sqlx::query!("update sys_job_firings set job_id = $3 where schedule = $1 and slot = $2", schedule, slot, job.0)
        .execute(db)
        .await
        .map(drop)
}

pub(super) async fn advance_schedule(db: &mut PgConnection, schedule: &str, next: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update sys_job_schedules set next_run_at = $2 where name = $1", schedule, next).execute(db).await.map(drop)
}

/// Brings the stored schedules to what the program says: new ones begin, a changed rule counts from now, and what is no longer known goes.
pub async fn settle_schedules(db: &PgPool, clock: &Clock, catalogue: &Catalogue) -> Result<(), sqlx::Error> {
    let now = clock.now();
    let (mut names, mut rules, mut next) = (Vec::new(), Vec::new(), Vec::new());
    for schedule in catalogue.schedules() {
        names.push(schedule.name.to_owned());
        rules.push(schedule.every.to_string());
        next.push(schedule.every.next_after(now));
    }
    let mut tx = db.begin().await?;
    sqlx::query!("delete from sys_job_schedules where name <> all($1)", &names).execute(&mut *tx).await?;
    sqlx::query!(
        "insert into sys_job_schedules (name, rule, next_run_at)
         select * from unnest($1::text[], $2::text[], $3::timestamptz[])
         on conflict (name) do update set rule = excluded.rule, next_run_at = excluded.next_run_at
          where sys_job_schedules.rule <> excluded.rule",
        &names,
        &rules,
        &next
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await
}

/// Who asked is told on the schedule.
pub async fn switch_schedule(
    db: &mut PgConnection,
    name: &str,
    enabled: bool,
    next: DateTime<Utc>,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let switched = sqlx::query!(
        "update sys_job_schedules set enabled = $2, next_run_at = $3, changed_by = $4, changed_at = $5 where name = $1 and enabled <> $2",
        name,
        enabled,
        next,
        by.0,
        now
    );
    Ok(switched.execute(db).await?.rows_affected() == 1)
}

/// Sweeps what became of schedules' times. Returns how many.
pub async fn forget_firings(db: &mut PgConnection, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query!("delete from sys_job_firings where at < $1", now - FIRINGS_KEPT).execute(db).await?.rows_affected())
}
