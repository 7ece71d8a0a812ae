//! The record of runs: who asked, how far one is, how it ended. Also what keeps two from running at once.

use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::source::Trouble;
use super::source::probe::Probe;
use super::sync::LOST_AFTER;
use crate::core::db::violated_constraint;

/// How far a run is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub tenants: u64,
    pub branches: u64,
    pub users: u64,
    pub days: u64,
    pub failures: u64,
    pub drifts: i64,
    pub missing: Vec<String>,
}

const EVERY: Duration = Duration::hours(1);
/// Runs are kept as logs are.
const KEPT: Duration = Duration::days(30);

/// Ends runs whose worker is gone, and forgets old ones.
pub async fn bury(db: &mut PgConnection, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update sys_product_syncs set state = 'failed', ended_at = $1, error = 'lost' where state = 'running' and beat_at < $2",
        now,
        now - LOST_AFTER
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("delete from sys_product_syncs where ended_at < $1", now - KEPT).execute(db).await.map(drop)
}

/// Asks for the hour's run unless there was one or one waits. Whether now there is one that was asked for here.
pub async fn schedule(db: &mut PgConnection, id: Uuid, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let asked = sqlx::query!(
        r#"insert into sys_product_syncs (id, state, asked_at)
           select $1, 'asked', $2 where not exists (select from sys_product_syncs where state in ('asked', 'running') or asked_at > $3)
           on conflict do nothing"#,
        id,
        now,
        now - EVERY
    )
    .execute(db)
    .await?;
    Ok(asked.rows_affected() == 1)
}

/// Takes the run that waits. `None` when none does or one is under way.
pub async fn claim(db: &mut PgConnection, now: DateTime<Utc>) -> Result<Option<Uuid>, sqlx::Error> {
    let claimed = sqlx::query_scalar!(
        r#"update sys_product_syncs set state = 'running', started_at = $1, beat_at = $1
            where id = (select id from sys_product_syncs where state = 'asked' for update skip locked)
           returning id"#,
        now
    )
    .fetch_optional(db)
    .await;
    match claimed {
        Err(error) if violated_constraint(&error) == Some("sys_product_syncs_one_running") => Ok(None),
        other => other,
    }
}

/// Keeps what was found when it connected.
pub async fn found(db: &mut PgConnection, id: Uuid, probe: &Probe) -> Result<(), sqlx::Error> {
    let probe = serde_json::to_value(probe).unwrap_or(Value::Null);
    sqlx::query!("update sys_product_syncs set probe = $2 where id = $1", id, probe).execute(db).await.map(drop)
}

fn number(n: u64) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// Says how far the run is.
pub async fn beat(db: &mut PgConnection, id: Uuid, tally: &Tally, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update sys_product_syncs set beat_at = $2, tenants = $3, branches = $4, users = $5, days = $6, failures = $7 where id = $1",
        id,
        now,
        number(tally.tenants),
        number(tally.branches),
        number(tally.users),
        number(tally.days),
        number(tally.failures)
    )
    .execute(db)
    .await
    .map(drop)
}

/// Ends the run.
pub async fn end(db: &mut PgConnection, id: Uuid, tally: &Tally, trouble: Option<&Trouble>, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    beat(db, id, tally, now).await?;
    sqlx::query!(
        r#"update sys_product_syncs set state = $2, ended_at = $3, drifts = $4, missing = $5, error = $6, error_detail = $7
            where id = $1 and state = 'running'"#,
        id,
        if trouble.is_none() { "done" } else { "failed" },
        now,
        i32::try_from(tally.drifts).unwrap_or(i32::MAX),
        &tally.missing,
        trouble.map(Trouble::code),
        trouble.and_then(Trouble::detail)
    )
    .execute(db)
    .await
    .map(drop)
}
