//! The queue's statements. Whatever ends, retries or reports an attempt names worker and attempt, so that one who lost a job cannot
//! touch it any more.

use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::Job;
use super::attempt::Ending;
use super::kind::{Catalogue, Kind, Priority};
use crate::core::clock::Clock;
use crate::core::ids::{JobId, TenantId};

/// A worker not seen for so long is dead, and its jobs are taken up by others.
pub const DEAD_AFTER: Duration = Duration::seconds(20);

/// A job about to be enqueued.
pub struct Order<'a> {
    kind: &'static str,
    version: i16,
    payload: Value,
    priority: i16,
    attempts: i16,
    key: Option<&'a str>,
    tenant: Option<TenantId>,
    at: Option<DateTime<Utc>>,
    trigger: &'static str,
}

impl<'a> Order<'a> {
    pub fn of<J: Job>(job: &J) -> Result<Self, sqlx::Error> {
        let payload = serde_json::to_value(job).map_err(|error| sqlx::Error::Encode(error.into()))?;
        Ok(Self {
            kind: J::NAME,
            version: J::VERSION,
            payload,
            priority: J::PRIORITY as i16,
            attempts: J::ATTEMPTS,
            key: None,
            tenant: None,
            at: None,
            trigger: "cause",
        })
    }

    fn of_kind(kind: &Kind, trigger: &'static str) -> Self {
        Self {
            kind: kind.name,
            version: kind.version,
            payload: Value::Object(serde_json::Map::new()),
            priority: kind.priority as i16,
            attempts: kind.attempts,
            key: None,
            tenant: None,
            at: None,
            trigger,
        }
    }

    pub(super) fn scheduled(kind: &Kind) -> Self {
        Self::of_kind(kind, "schedule")
    }

    /// A run of a scheduled kind that a person asked for.
    pub fn by_hand(kind: &Kind) -> Self {
        Self::of_kind(kind, "manual")
    }

    /// Of the jobs of this kind and key one waits at most: the newest replaces what waits.
    #[must_use]
    pub fn key(self, key: &'a str) -> Self {
        Self { key: Some(key), ..self }
    }

    #[must_use]
    pub fn tenant(self, tenant: TenantId) -> Self {
        Self { tenant: Some(tenant), ..self }
    }

    /// Behind everything a person may be waiting for.
    #[must_use]
    pub fn unhurried(self) -> Self {
        Self { priority: Priority::Low as i16, ..self }
    }

    /// Not before this time.
    #[must_use]
    pub fn at(self, at: DateTime<Utc>) -> Self {
        Self { at: Some(at), ..self }
    }

    /// Enqueues it in the caller's transaction.
    pub async fn send(self, db: &mut PgConnection) -> Result<JobId, sqlx::Error> {
        sqlx::query_scalar!(
            r#"insert into sys_jobs (id, kind, version, payload, priority, max_attempts, unique_key, tenant_id, run_at, trigger, request_id, staff_id)
               values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9, now()), $10,
                       nullif(current_setting('hq.request_id', true), '')::uuid, nullif(current_setting('hq.staff_id', true), '')::uuid)
               on conflict (kind, unique_key) where state = 'waiting' and unique_key is not null
               do update set payload = excluded.payload, version = excluded.version, run_at = excluded.run_at, attempts = 0,
                             request_id = excluded.request_id, staff_id = excluded.staff_id, trigger = excluded.trigger
               returning id as "id: JobId""#,
            Clock::default().new_id(),
            self.kind,
            self.version,
            self.payload,
            self.priority,
            self.attempts,
            self.key,
            self.tenant.map(|id| id.0),
            self.at,
            self.trigger
        )
        .fetch_one(db)
        .await
    }
}

/// A job in a worker's hand.
pub(super) struct Claimed {
    pub id: JobId,
    pub kind: String,
    pub payload: Value,
    pub attempts: i16,
    pub max_attempts: i16,
}

/// Takes up to `most` due jobs for this worker, the most pressing first.
pub(super) async fn claim(
    db: &mut PgConnection,
    worker: Uuid,
    catalogue: &Catalogue,
    most: i64,
    now: DateTime<Utc>,
) -> Result<Vec<Claimed>, sqlx::Error> {
    let (capped, free): (Vec<&Kind>, Vec<&Kind>) = catalogue.kinds().partition(|kind| kind.per_tenant.is_some());
    let names = |kinds: &[&Kind]| kinds.iter().map(|kind| kind.name.to_owned()).collect::<Vec<_>>();
    let versions = |kinds: &[&Kind]| kinds.iter().map(|kind| kind.version).collect::<Vec<_>>();
    let mut claimed = sqlx::query_as!(
        Claimed,
        r#"with due as (
               select j.id from sys_jobs j
                where j.state = 'waiting' and j.run_at <= $2
                  and exists (select from unnest($3::text[], $4::smallint[]) as k (kind, version) where k.kind = j.kind and k.version >= j.version)
                  and not exists (select from sys_job_pauses p where p.kind = j.kind)
                order by j.priority, j.run_at, j.id
                limit $5
                  for update of j skip locked)
           update sys_jobs j
              set state = 'running', attempts = j.attempts + 1, started_at = $2, worker_id = $1, cancel_requested_at = null,
                  progress_done = null, progress_total = null
             from due where j.id = due.id
        returning j.id as "id: JobId", j.kind, j.payload, j.attempts, j.max_attempts"#,
        worker,
        now,
        &names(&free),
        &versions(&free),
        most
    )
    .fetch_all(&mut *db)
    .await?;
    let room = most - claimed.len() as i64;
    if room > 0 && !capped.is_empty() {
        claimed.extend(claim_capped(db, worker, &capped, room, now).await?);
    }
    Ok(claimed)
}

/// Of the kinds that let one tenant run a few jobs at once: the first due job of each tenant that has a place free. That no place is taken
/// twice is a constraint; who comes second finds nothing this time.
async fn claim_capped(
    db: &mut PgConnection,
    worker: Uuid,
    kinds: &[&Kind],
    most: i64,
    now: DateTime<Utc>,
) -> Result<Vec<Claimed>, sqlx::Error> {
    let claimed = sqlx::query_as!(
        Claimed,
        r#"with next as (
               select distinct on (j.kind, j.tenant_id) j.id, j.kind, j.tenant_id, k.places
                 from sys_jobs j
                 join unnest($3::text[], $4::smallint[], $5::smallint[]) as k (kind, version, places) on k.kind = j.kind and k.version >= j.version
                where j.state = 'waiting' and j.run_at <= $2
                  and not exists (select from sys_job_pauses p where p.kind = j.kind)
                order by j.kind, j.tenant_id, j.priority, j.run_at, j.id),
           placed as (
               select n.id, s.slot
                 from next n
                cross join lateral (select min(slot)::smallint as slot from generate_series(1, n.places) as slot
                                     where not exists (select from sys_jobs r where r.state = 'running' and r.kind = n.kind
                                                          and r.tenant_id = n.tenant_id and r.tenant_slot = slot)) as s
                where s.slot is not null
                limit $6),
           held as (
               select j.id, p.slot from sys_jobs j join placed p using (id) where j.state = 'waiting' for update of j skip locked)
           update sys_jobs j
              set state = 'running', attempts = j.attempts + 1, started_at = $2, worker_id = $1, cancel_requested_at = null,
                  progress_done = null, progress_total = null, tenant_slot = case when j.tenant_id is not null then held.slot end
             from held where j.id = held.id
        returning j.id as "id: JobId", j.kind, j.payload, j.attempts, j.max_attempts"#,
        worker,
        now,
        &kinds.iter().map(|kind| kind.name.to_owned()).collect::<Vec<_>>(),
        &kinds.iter().map(|kind| kind.version).collect::<Vec<_>>(),
        &kinds.iter().map(|kind| kind.per_tenant.unwrap_or(1)).collect::<Vec<_>>(),
        most
    )
    .fetch_all(db)
    .await;
    match claimed {
        Err(error) if crate::core::db::violated_constraint(&error) == Some("sys_jobs_tenant_slot") => Ok(Vec::new()),
        claimed => claimed,
    }
}

/// Ends jobs well, those that are still this worker's. Returns how many were.
pub(super) async fn succeed(db: &mut PgConnection, worker: Uuid, ended: &[(JobId, i16, DateTime<Utc>)]) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "update sys_jobs j set state = 'succeeded', finished_at = e.at, last_error = null
           from unnest($2::uuid[], $3::smallint[], $4::timestamptz[]) as e (id, attempt, at)
          where j.id = e.id and j.state = 'running' and j.worker_id = $1 and j.attempts = e.attempt",
        worker,
        &ended.iter().map(|(id, ..)| id.0).collect::<Vec<_>>(),
        &ended.iter().map(|(_, attempt, _)| *attempt).collect::<Vec<_>>(),
        &ended.iter().map(|(.., at)| *at).collect::<Vec<_>>()
    );
    Ok(done.execute(db).await?.rows_affected())
}

/// Where an attempt that did not succeed leaves its job.
pub(super) struct Setback<'a> {
    pub job: JobId,
    pub attempt: i16,
    pub max_attempts: i16,
    /// Whose attempt it was. `None` when that worker is dead.
    pub worker: Option<Uuid>,
    pub ending: &'a Ending,
    pub next_at: DateTime<Utc>,
    pub now: DateTime<Utc>,
}

/// Notes an attempt that did not succeed: the job waits again, is given up, or was cancelled. Returns whether it is given up for good;
/// `None` when somebody else has it.
pub(super) async fn set_back(db: &PgPool, setback: &Setback<'_>) -> Result<Option<bool>, sqlx::Error> {
    let over = match setback.ending {
        Ending::Cancelled => Some("cancelled"),
        Ending::Unreadable(_) => Some("dead"),
        Ending::Interrupted => None,
        _ if setback.attempt >= setback.max_attempts => Some("dead"),
        _ => None,
    };
    let counts = i32::from(!matches!(setback.ending, Ending::Interrupted));
    let mut tx = db.begin().await?;
    // Where a newer job of its key waits already, this one has nothing left to do.
    let state = sqlx::query_scalar!(
        "update sys_jobs j
            set state = s.state, attempts = attempts - 1 + $5, last_error = coalesce($6, last_error), tenant_slot = null,
                run_at = case when s.state = 'waiting' then $7 else run_at end,
                finished_at = case when s.state <> 'waiting' then $8::timestamptz end
           from (select coalesce($4, case when exists (select from sys_jobs w, sys_jobs me
                                                        where me.id = $1 and w.kind = me.kind and w.unique_key = me.unique_key and w.state = 'waiting')
                                          then 'cancelled' else 'waiting' end) as state) as s
          where j.id = $1 and j.state = 'running' and j.attempts = $2 and ($3::uuid is null or j.worker_id = $3)
      returning j.state",
        setback.job.0,
        setback.attempt,
        setback.worker,
        over,
        counts,
        setback.ending.error(),
        setback.next_at,
        setback.now
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(state) = state else { return Ok(None) };
    sqlx::query!(
        "insert into sys_job_attempts (job_id, attempt, worker_id, started_at, ended_at, outcome, error)
         select id, $2, worker_id, started_at, $3, $4, $5 from sys_jobs where id = $1",
        setback.job.0,
        setback.attempt,
        setback.now,
        setback.ending.code(),
        setback.ending.error()
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(Some(state == "dead"))
}

/// Gives back what was taken and not begun.
pub(super) async fn give_back(db: &PgPool, worker: Uuid, jobs: &[JobId]) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update sys_jobs set state = 'waiting', attempts = attempts - 1, tenant_slot = null where id = any($2) and state = 'running' and worker_id = $1",
        worker,
        &jobs.iter().map(|id| id.0).collect::<Vec<_>>()
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn note_progress(
    db: &PgPool,
    job: JobId,
    worker: Uuid,
    attempt: i16,
    done: i64,
    total: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update sys_jobs set progress_done = $4, progress_total = $5 where id = $1 and worker_id = $2 and attempts = $3 and state = 'running'",
        job.0,
        worker,
        attempt,
        done,
        total
    )
    .execute(db)
    .await
    .map(drop)
}

/// Tells that the worker lives; makes its row when it is new, or was taken for dead.
pub(super) async fn show_life(
    db: &PgPool,
    worker: Uuid,
    (host, places): (&str, i16),
    draining: bool,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into sys_job_workers (id, host, pid, version, places, started_at, seen_at, draining) values ($1, $2, $3, $4, $5, $6, $6, $7)
         on conflict (id) do update set seen_at = excluded.seen_at, draining = excluded.draining",
        worker,
        host,
        i32::try_from(std::process::id()).unwrap_or_default(),
        env!("CARGO_PKG_VERSION"),
        places,
        now,
        draining
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn leave(db: &PgPool, worker: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from sys_job_workers where id = $1", worker).execute(db).await.map(drop)
}

/// This worker's jobs that a person wants cancelled.
pub(super) async fn cancel_requests(db: &PgPool, worker: Uuid) -> Result<Vec<JobId>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select id as "id: JobId" from sys_jobs where worker_id = $1 and state = 'running' and cancel_requested_at is not null"#,
        worker
    )
    .fetch_all(db)
    .await
}

/// Jobs whose worker is dead.
pub(super) async fn lost(db: &PgPool, now: DateTime<Utc>) -> Result<Vec<Claimed>, sqlx::Error> {
    sqlx::query_as!(
        Claimed,
        r#"select id as "id: JobId", kind, payload, attempts, max_attempts from sys_jobs j
            where state = 'running' and not exists (select from sys_job_workers w where w.id = j.worker_id and w.seen_at > $1)
            order by id limit 1000"#,
        now - DEAD_AFTER
    )
    .fetch_all(db)
    .await
}

/// Forgets workers long dead.
pub(super) async fn forget_workers(db: &PgPool, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from sys_job_workers where seen_at < $1", now - DEAD_AFTER - DEAD_AFTER).execute(db).await.map(drop)
}
