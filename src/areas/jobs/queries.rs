//! Reads of the queue, for pages. A job's key is in order of time, so every list is in its order.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::model::State;
use crate::core::clock::start_of;
use crate::core::ids::{JobId, StaffId, TenantId};
use crate::core::keyset::{Key, PageRequest, RowId, Sort, Total};

/// Newest first, or oldest first.
pub(super) const SORTS: &[Sort] = &[Sort { name: "created", key: "j.id", id: "j.id", descending: true }];

/// Counting for a page stops here.
const CAP: i64 = 1_000;

/// What narrows the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Filter {
    /// One job by its key.
    pub id: Option<Uuid>,
    /// Kinds whose names fit what is searched for.
    pub named: Option<Vec<String>>,
    pub state: Option<State>,
    pub kind: Option<String>,
    pub trigger: Option<String>,
    pub tenant: Option<TenantId>,
    pub request: Option<Uuid>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Filter {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn push(&self, query: &mut QueryBuilder<Postgres>) {
        query.push(" where true");
        if let Some(id) = self.id {
            query.push(" and j.id = ").push_bind(id);
        }
        if let Some(named) = &self.named {
            query.push(" and j.kind = any(").push_bind(named.clone()).push(")");
        }
        if let Some(state) = self.state {
            query.push(" and j.state = ").push_bind(state.code());
        }
        if let Some(kind) = &self.kind {
            query.push(" and j.kind = ").push_bind(kind.clone());
        }
        if let Some(trigger) = &self.trigger {
            query.push(" and j.trigger = ").push_bind(trigger.clone());
        }
        if let Some(tenant) = self.tenant {
            query.push(" and j.tenant_id = ").push_bind(tenant.0);
        }
        if let Some(request) = self.request {
            query.push(" and j.request_id = ").push_bind(request);
        }
        if let Some(from) = self.from {
            query.push(" and j.id >= ").push_bind(first_id_at(start_of(from)));
        }
        // The day named last is still in: the range ends where the next begins.
        if let Some(next) = self.to.and_then(|to| to.succ_opt()) {
            query.push(" and j.id < ").push_bind(first_id_at(start_of(next)));
        }
    }
}

/// The smallest key a job made at this instant can have: a UUID of version 7 begins with its milliseconds.
fn first_id_at(at: DateTime<Utc>) -> Uuid {
    let millis = u128::from(at.timestamp_millis().max(0).unsigned_abs());
    Uuid::from_u128(millis << 80)
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Row {
    pub id: Uuid,
    pub kind: String,
    pub state: String,
    pub tenant_id: Option<Uuid>,
    pub tenant_name: Option<String>,
    pub tenant_name2: Option<String>,
    pub run_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
}

/// The key a row of the list is sorted by.
pub(super) fn key(row: &Row) -> (Key, RowId) {
    (Key::Id(row.id), RowId::Uuid(row.id))
}

pub(super) async fn list(db: &mut PgConnection, filter: &Filter, page: &PageRequest) -> Result<Vec<Row>, sqlx::Error> {
    let mut query = QueryBuilder::new(
        "select j.id, j.kind, j.state, j.tenant_id, t.name as tenant_name, t.name2 as tenant_name2, j.run_at, j.created_at, j.started_at, j.finished_at, j.last_error \
         from sys_jobs j left join sys_tenants t on t.id = j.tenant_id",
    );
    filter.push(&mut query);
    page.push(&mut query, false);
    query.build_query_as().persistent(filter.is_empty()).fetch_all(db).await
}

pub(super) async fn count(db: &mut PgConnection, filter: &Filter, page: &PageRequest, shown: usize) -> Result<Total, sqlx::Error> {
    if page.cursor.is_none() && shown <= page.size {
        return Ok(Total::Exactly(i64::try_from(shown).unwrap_or(i64::MAX)));
    }
    let mut query = QueryBuilder::new("select count(*) from (select from sys_jobs j");
    filter.push(&mut query);
    query.push(" limit ").push_bind(CAP + 1).push(") as counted");
    Ok(Total::capped(query.build_query_scalar().persistent(filter.is_empty()).fetch_one(db).await?, CAP))
}

/// The keys of all that match, up to `most`, the oldest first.
pub(super) async fn ids(db: &mut PgConnection, filter: &Filter, most: usize) -> Result<Vec<Uuid>, sqlx::Error> {
    let mut query = QueryBuilder::new("select j.id from sys_jobs j");
    filter.push(&mut query);
    query.push(" order by j.id limit ").push_bind(i64::try_from(most).unwrap_or(i64::MAX));
    query.build_query_scalar().persistent(false).fetch_all(db).await
}

/// Everything about one job.
pub(super) struct Job {
    pub id: JobId,
    pub kind: String,
    pub version: i16,
    pub payload: Value,
    pub state: String,
    pub trigger: String,
    pub run_at: DateTime<Utc>,
    pub attempts: i16,
    pub max_attempts: i16,
    pub tenant_id: Option<Uuid>,
    pub tenant_name: Option<String>,
    pub tenant_name2: Option<String>,
    pub request_id: Option<Uuid>,
    /// Whether the request is another job.
    pub caused_by_job: bool,
    pub staff_id: Option<Uuid>,
    pub staff_name: Option<String>,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    pub worker: Option<String>,
    pub cancel_requested_at: Option<DateTime<Utc>>,
    pub progress_done: Option<i64>,
    pub progress_total: Option<i64>,
    pub last_error: Option<String>,
    pub paused: bool,
}

impl Job {
    pub fn state(&self) -> State {
        State::from_code(&self.state).unwrap_or(State::Waiting)
    }
}

pub(super) async fn find(db: &mut PgConnection, id: JobId) -> Result<Option<Job>, sqlx::Error> {
    sqlx::query_as!(
        Job,
        r#"select j.id as "id: JobId", j.kind, j.version, j.payload, j.state, j.trigger, j.run_at, j.attempts, j.max_attempts, j.tenant_id,
                  t.name as "tenant_name?", t.name2 as tenant_name2, j.request_id,
                  exists (select from sys_jobs p where p.id = j.request_id) as "caused_by_job!", j.staff_id, u.name as "staff_name?",
                  j.created_at, j.started_at, j.finished_at, w.host || ' ' || w.pid as worker, j.cancel_requested_at,
                  j.progress_done, j.progress_total, j.last_error,
                  exists (select from sys_job_pauses p where p.kind = j.kind) as "paused!"
             from sys_jobs j
             left join sys_tenants t on t.id = j.tenant_id
             left join sys_platform_users u on u.id = j.staff_id
             left join sys_job_workers w on w.id = j.worker_id
            where j.id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await
}

pub(super) struct Attempt {
    pub attempt: i16,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: DateTime<Utc>,
    pub outcome: String,
    pub error: Option<String>,
}

/// Attempts that did not succeed, the newest first.
pub(super) async fn attempts(db: &mut PgConnection, job: JobId) -> Result<Vec<Attempt>, sqlx::Error> {
    sqlx::query_as!(
        Attempt,
        "select attempt, started_at, ended_at, outcome, error from sys_job_attempts where job_id = $1 order by id desc limit 100",
        job.0
    )
    .fetch_all(db)
    .await
}

/// A kind's figures of the last day, and whether it is paused.
pub(super) struct KindRow {
    pub kind: String,
    pub waiting: i64,
    pub running: i64,
    pub succeeded: i64,
    pub dead: i64,
    /// Milliseconds the middle one of those that succeeded took.
    pub median_ms: Option<i64>,
    pub paused_at: Option<DateTime<Utc>>,
    pub paused_by: Option<String>,
    pub reason: Option<String>,
}

pub(super) async fn kinds(db: &mut PgConnection, names: &[String], since: DateTime<Utc>) -> Result<Vec<KindRow>, sqlx::Error> {
    // The median is of the newest ones: of a kind that ran a million times a day nobody waits for all.
    sqlx::query_as!(
        KindRow,
        r#"select k.kind as "kind!",
                  (select count(*) from sys_jobs j where j.kind = k.kind and j.state = 'waiting') as "waiting!",
                  (select count(*) from sys_jobs j where j.kind = k.kind and j.state = 'running') as "running!",
                  (select count(*) from (select from sys_jobs j where j.kind = k.kind and j.state = 'succeeded' and j.id >= $2 limit 10000) as s) as "succeeded!",
                  (select count(*) from sys_jobs j where j.kind = k.kind and j.state = 'dead') as "dead!",
                  (select percentile_cont(0.5) within group (order by extract(epoch from s.finished_at - s.started_at) * 1000)::bigint
                     from (select finished_at, started_at from sys_jobs j where j.kind = k.kind and j.state = 'succeeded' and j.id >= $2
                            order by j.id desc limit 500) as s) as median_ms,
                  p.paused_at as "paused_at?", u.name as "paused_by?", p.reason as "reason?"
             from unnest($1::text[]) as k (kind)
             left join sys_job_pauses p on p.kind = k.kind
             left join sys_platform_users u on u.id = p.paused_by
            order by k.kind"#,
        names,
        first_id_at(since)
    )
    .fetch_all(db)
    .await
}

pub(super) struct WorkerRow {
    pub host: String,
    pub pid: i32,
    pub version: String,
    pub places: i16,
    pub started_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub draining: bool,
    pub running: i64,
}

pub(super) async fn workers(db: &mut PgConnection) -> Result<Vec<WorkerRow>, sqlx::Error> {
    sqlx::query_as!(
        WorkerRow,
        r#"select host, pid, version, places, started_at, seen_at, draining,
                  (select count(*) from sys_jobs j where j.worker_id = w.id and j.state = 'running') as "running!"
             from sys_job_workers w order by started_at, id"#
    )
    .fetch_all(db)
    .await
}

pub(super) struct ScheduleRow {
    pub name: String,
    pub enabled: bool,
    pub next_run_at: DateTime<Utc>,
    pub last_slot: Option<DateTime<Utc>>,
    pub last_outcome: Option<String>,
    pub last_job: Option<Uuid>,
    pub last_state: Option<String>,
    pub changed_by: Option<String>,
    pub changed_at: Option<DateTime<Utc>>,
}

pub(super) async fn schedules(db: &mut PgConnection) -> Result<Vec<ScheduleRow>, sqlx::Error> {
    sqlx::query_as!(
        ScheduleRow,
        r#"select s.name, s.enabled, s.next_run_at, f.slot as "last_slot?", f.outcome as "last_outcome?", f.job_id as last_job,
                  j.state as "last_state?", u.name as "changed_by?", s.changed_at
             from sys_job_schedules s
             left join lateral (select slot, outcome, job_id from sys_job_firings f where f.schedule = s.name order by slot desc limit 1) as f on true
             left join sys_jobs j on j.id = f.job_id
             left join sys_platform_users u on u.id = s.changed_by
            order by s.next_run_at, s.name"#
    )
    .fetch_all(db)
    .await
}

/// Many jobs chosen for one act.
pub(super) struct Act {
    pub id: Uuid,
    pub act: String,
    pub jobs: Vec<Uuid>,
    pub staff_id: StaffId,
    pub staff_name: String,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub job_id: Option<Uuid>,
}

pub(super) async fn act(db: &mut PgConnection, id: Uuid) -> Result<Option<Act>, sqlx::Error> {
    sqlx::query_as!(
        Act,
        r#"select a.id, a.act, a.jobs, a.staff_id as "staff_id: StaffId", u.name as staff_name, a.confirmed_at, a.job_id
             from sys_job_acts a join sys_platform_users u on u.id = a.staff_id where a.id = $1"#,
        id
    )
    .fetch_optional(db)
    .await
}

/// How many of these stand how, by kind and state.
pub(super) async fn tally(db: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<(String, String, i64)>, sqlx::Error> {
    let rows = sqlx::query!(r#"select kind, state, count(*) as "jobs!" from sys_jobs where id = any($1) group by 1, 2 order by 1, 2"#, ids);
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.kind, row.state, row.jobs)).collect())
}

pub(super) struct ResultRow {
    pub id: JobId,
    pub kind: Option<String>,
    pub state: Option<String>,
    pub outcome: Option<String>,
}

/// What became of each, in the order chosen; only the first `most`.
pub(super) async fn results(db: &mut PgConnection, act: Uuid, most: i64) -> Result<Vec<ResultRow>, sqlx::Error> {
    sqlx::query_as!(
        ResultRow,
        r#"select c.id as "id!: JobId", j.kind as "kind?", j.state as "state?", r.outcome as "outcome?"
             from sys_job_acts a
            cross join lateral unnest(a.jobs) with ordinality as c (id, n)
             left join sys_jobs j on j.id = c.id
             left join sys_job_act_results r on r.act_id = a.id and r.subject_id = c.id
            where a.id = $1 order by c.n limit $2"#,
        act,
        most
    )
    .fetch_all(db)
    .await
}

/// How many came to each outcome.
pub(super) async fn outcomes(db: &mut PgConnection, act: Uuid) -> Result<Vec<(String, i64)>, sqlx::Error> {
    let rows = sqlx::query!(r#"select outcome, count(*) as "jobs!" from sys_job_act_results where act_id = $1 group by 1 order by 1"#, act);
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.outcome, row.jobs)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_filter_begins_with_the_first_key_of_that_day() {
        let at: DateTime<Utc> = "2026-11-24T20:00:00Z".parse().unwrap();
        let id = first_id_at(at);
        let stamp = uuid::Timestamp::from_unix(uuid::NoContext, at.timestamp().unsigned_abs(), 0);
        assert!(id <= Uuid::new_v7(stamp));
        let before = uuid::Timestamp::from_unix(uuid::NoContext, at.timestamp().unsigned_abs() - 1, 999_000_000);
        assert!(id > Uuid::new_v7(before));
    }
}
