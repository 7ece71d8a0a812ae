//! The console checks its own log: what is new every minute, all of it once a day. What it found stands on the log's page.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use metrics::gauge;
use sqlx::{PgConnection, PgPool};

use super::checkpoint::{Checkpoints, Read};
use super::links::{Head, hash};
use super::verify::{Extent, Kind, verify};
use crate::core::clock::Clock;

const EVERY: Duration = Duration::from_mins(1);
const WHOLE_EVERY: TimeDelta = TimeDelta::days(1);

/// What the last check came to.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Up to here the chain is sound.
    pub head: Head,
    pub checked_at: Option<DateTime<Utc>>,
    pub whole_at: Option<DateTime<Utc>>,
    pub fault: Option<Found>,
}

/// A fault as it is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub kind: Kind,
    pub position: Option<i64>,
    pub audit_id: Option<i64>,
}

impl Standing {
    pub async fn read(db: &mut PgConnection) -> Result<Self, sqlx::Error> {
        let row =
            sqlx::query!("select position, hash, checked_at, whole_at, fault, fault_position, fault_audit_id from sys_audit_verified")
                .fetch_one(db)
                .await?;
        let found = |kind| Found { kind, position: row.fault_position, audit_id: row.fault_audit_id };
        Ok(Self {
            head: Head { position: row.position, hash: hash(&row.hash) },
            checked_at: row.checked_at,
            whole_at: row.whole_at,
            fault: row.fault.as_deref().map(|code| found(Kind::parse(code).unwrap_or(Kind::ChangedByte))),
        })
    }
}

/// Checks every minute, on a connection of its own: reading a long log must not keep new entries waiting.
pub(super) async fn run(db: PgPool, clock: Clock, checkpoints: Option<Checkpoints>) {
    loop {
        let checked = async { check(&mut *db.acquire().await?, clock.now(), checkpoints.as_ref()).await };
        if let Err(error) = checked.await {
            tracing::error!(error = %format!("{error:#}"), "the audit log could not be checked; trying again");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Checks what came since the last time, or everything when that was long ago.
pub async fn check(db: &mut PgConnection, now: DateTime<Utc>, checkpoints: Option<&Checkpoints>) -> anyhow::Result<()> {
    let standing = Standing::read(db).await?;
    let whole = standing.whole_at.is_none_or(|at| now - at >= WHOLE_EVERY);
    let noted = match checkpoints {
        Some(checkpoints) => {
            let this = checkpoints.clone();
            tokio::task::spawn_blocking(move || this.read(this.dir())).await??
        }
        None => Read::default(),
    };
    let extent = if whole { Extent::Whole } else { Extent::Since(standing.head) };
    let verdict = verify(db, extent, Some(standing.head), &noted).await?;
    match &verdict.fault {
        // The place found sound last stays: from there the fault is found again as long as it is there.
        Some(fault) => {
            tracing::error!(
                kind = fault.kind.code(),
                position = fault.position,
                entry = fault.audit_id,
                "the audit log was tampered with: run `hq-console audit verify`"
            );
            sqlx::query!(
                "update sys_audit_verified set checked_at = $1, fault = $2, fault_position = $3, fault_audit_id = $4",
                now,
                fault.kind.code(),
                fault.position,
                fault.audit_id
            )
            .execute(&mut *db)
            .await?;
        }
        None => {
            sqlx::query!(
                "update sys_audit_verified set position = $1, hash = $2, checked_at = $3, whole_at = case when $4 then $3 else whole_at end,
                        fault = null, fault_position = null, fault_audit_id = null",
                verdict.head.position,
                verdict.head.hash.as_slice(),
                now,
                whole
            )
            .execute(&mut *db)
            .await?;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float; positions stay far below 2^53")]
    gauge!("hq_audit_verified_position").set(Standing::read(db).await?.head.position as f64);
    Ok(())
}
