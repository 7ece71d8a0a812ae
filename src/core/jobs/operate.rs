//! What operators do to jobs, and how long records are kept.

use chrono::{DateTime, Duration, Utc};
use sqlx::{PgConnection, PgPool};

use super::kind::Catalogue;
use crate::core::ids::JobId;

/// What asking to cancel a job came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancelled {
    /// It waited and is cancelled.
    AtOnce,
    /// It runs, and its worker is asked to leave at the next safe point.
    Asked,
    /// It had ended before.
    TooLate,
}

/// Cancels a job that waits, or asks the worker of one that runs.
pub async fn cancel(db: &mut PgConnection, job: JobId, now: DateTime<Utc>) -> Result<Cancelled, sqlx::Error> {
    let state = sqlx::query_scalar!(
        "update sys_jobs
            set cancel_requested_at = coalesce(cancel_requested_at, $2),
                state = case when state = 'waiting' then 'cancelled' else state end,
                finished_at = case when state = 'waiting' then $2 end
          where id = $1 and state in ('waiting', 'running') returning state",
        job.0,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(match state.as_deref() {
        Some("cancelled") => Cancelled::AtOnce,
        Some(_) => Cancelled::Asked,
        None => Cancelled::TooLate,
    })
}

/// Lets a job that was given up or cancelled, or one that waits for its next attempt, begin anew at once, with all its attempts. `false` when
/// it is in no such state, or a newer one of its key waits.
pub async fn retry(db: &mut PgConnection, job: JobId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let again = sqlx::query!(
        "update sys_jobs j
            set state = 'waiting', attempts = 0, run_at = $2, finished_at = null, cancel_requested_at = null, trigger = 'manual'
          where id = $1 and state in ('dead', 'cancelled', 'waiting')
            and not exists (select from sys_jobs w where w.kind = j.kind and w.unique_key = j.unique_key and w.state = 'waiting' and w.id <> j.id)",
        job.0,
        now
    );
    let again = again.execute(&mut *db).await?.rows_affected() == 1;
    if again {
        sqlx::query!("select pg_notify('hq_jobs', '')").execute(db).await?;
    }
    Ok(again)
}

/// A failed job is looked into longer than one that succeeded is remembered.
const DEAD_KEPT: Duration = Duration::days(90);
/// Rows a statement deletes at most, so that none takes long.
const CHUNK: i64 = 10_000;

/// Sweeps the records of jobs that ended: each kind's days for what succeeded or was cancelled, 90 for what was given up. Returns how many.
pub async fn forget_ended(db: &PgPool, catalogue: &Catalogue, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let kinds: Vec<String> = catalogue.kinds().map(|kind| kind.name.to_owned()).collect();
    let until: Vec<DateTime<Utc>> = catalogue.kinds().map(|kind| now - Duration::days(kind.keep_days.into())).collect();
    let mut gone = 0;
    loop {
        let swept = sqlx::query!(
            "delete from sys_jobs where id in (
                 select j.id from sys_jobs j left join unnest($1::text[], $2::timestamptz[]) as k (kind, until) on k.kind = j.kind
                  where j.finished_at < case when j.state = 'dead' then $3 else coalesce(k.until, $3) end
                  limit $4)",
            &kinds,
            &until,
            now - DEAD_KEPT,
            CHUNK
        );
        let swept = swept.execute(db).await?.rows_affected();
        gone += swept;
        if swept < CHUNK.unsigned_abs() {
            return Ok(gone);
        }
    }
}
