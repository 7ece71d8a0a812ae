//! The one who links. Of several processes one holds the lock and works; another takes it over when that one is gone.

use std::time::Duration;

use chrono::{DateTime, Utc};
use metrics::gauge;
use sqlx::{Connection as _, PgConnection, PgPool};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use super::checkpoint::Checkpoints;
use super::entry::Entry;
use super::links::{Head, hash};
use super::watch;
use crate::core::clock::Clock;

/// So many entries are linked in one transaction.
pub const BATCH: i64 = 1_000;
/// How often is looked for new entries.
const TICK: Duration = Duration::from_millis(100);
/// How long one that is not the linker waits before it asks again, and how long after a failure is tried again.
const STAND_BY: Duration = Duration::from_secs(1);
/// Gauges are set and checkpoints written every so many ticks.
const TICKS_A_GAUGE: u32 = 10;
const TICKS_A_MINUTE: u32 = 600;
/// Counting those that wait stops here.
const WAITING_CAP: i64 = 100_000;
/// From this age of the oldest entry that waits, the log says so (security model, 2.1).
pub const ALARMING_LAG: Duration = Duration::from_secs(5);
/// Name of the lock among the database's advisory locks: "hqaudit" in bytes.
const LOCK: i64 = 0x0068_7161_7564_6974;

/// Links entries until told to stop. A lost database is waited for.
pub async fn run(db: PgPool, clock: Clock, checkpoints: Option<Checkpoints>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let worked = async {
            let mut connection = db.acquire().await?.detach();
            let worked = lead(&db, &mut connection, &clock, checkpoints.as_ref(), &stop).await;
            // The lock goes with the connection, whatever happened on it.
            connection.close().await.ok();
            worked
        };
        if let Err(error) = worked.await {
            tracing::error!(error = %format!("{error:#}"), "audit entries could not be linked; trying again");
        }
        tokio::select! { () = tokio::time::sleep(STAND_BY) => {}, () = stop.cancelled() => {} }
    }
}

/// Does the work as long as the lock is held. Returns at once when another process holds it.
async fn lead(
    pool: &PgPool,
    db: &mut PgConnection,
    clock: &Clock,
    checkpoints: Option<&Checkpoints>,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    if !sqlx::query_scalar!(r#"select pg_try_advisory_lock($1) as "ours!""#, LOCK).fetch_one(&mut *db).await? {
        return Ok(());
    }
    tracing::debug!("this process links the audit log");
    let _watching = AbortOnDropHandle::new(tokio::spawn(watch::run(pool.clone(), clock.clone(), checkpoints.cloned())));
    for tick in (0..TICKS_A_MINUTE).cycle() {
        if stop.is_cancelled() {
            break;
        }
        while link_batch(db, clock.now()).await? == BATCH && !stop.is_cancelled() {}
        if tick % TICKS_A_GAUGE == 0 {
            report(db, clock.now()).await?;
        }
        if tick == 0
            && let Some(checkpoints) = checkpoints
        {
            checkpoints.write_if_moved(db, clock.now()).await?;
        }
        tokio::select! { () = tokio::time::sleep(TICK) => {}, () = stop.cancelled() => {} }
    }
    // What the process itself did last is linked, and nobody can cut it off unseen.
    while link_batch(db, clock.now()).await? == BATCH {}
    if let Some(checkpoints) = checkpoints {
        checkpoints.write_if_moved(db, clock.now()).await?;
    }
    Ok(())
}

/// Links up to [`BATCH`] entries that wait, in one transaction. Returns how many.
pub async fn link_batch(db: &mut PgConnection, at: DateTime<Utc>) -> Result<i64, sqlx::Error> {
    // Most of the time nothing waits, and then nothing is locked or written.
    if !sqlx::query_scalar!(r#"select exists (select from sys_audit_unlinked) as "any!""#).fetch_one(&mut *db).await? {
        return Ok(0);
    }
    let mut tx = db.begin().await?;
    let row = sqlx::query!("select position, hash from sys_audit_chain for update").fetch_one(&mut *tx).await?;
    let mut head = Head { position: row.position, hash: hash(&row.hash) };
    // One look-up for each that waits, never a walk through the log. An entry that was taken away before it was linked stays in the
    // queue, as evidence, and holds nobody up.
    let entries = sqlx::query_as!(
        Entry,
        "select a.id, a.at, a.actor_kind, a.actor_id, a.actor_label, a.action, a.outcome, a.object_kind, a.object_id, a.object_label,
                a.tenant_id, a.reason, a.before, a.after, a.request_id, a.ip, a.user_agent
           from sys_audit_unlinked u
          cross join lateral (select * from sys_platform_audit_log l where l.id = u.audit_id offset 0) a
          order by u.audit_id limit $1",
        BATCH
    )
    .fetch_all(&mut *tx)
    .await?;
    let (mut ids, mut hashes) = (Vec::with_capacity(entries.len()), Vec::with_capacity(entries.len()));
    for entry in &entries {
        head = Head { position: head.position + 1, hash: entry.hash(&head.hash) };
        ids.push(entry.id);
        hashes.push(head.hash.to_vec());
    }
    sqlx::query!(
        "with linked as (
             insert into sys_audit_links (position, audit_id, hash, linked_at)
             select $1 + l.place, l.id, l.hash, $2 from unnest($3::bigint[], $4::bytea[]) with ordinality as l (id, hash, place)),
         taken as (delete from sys_audit_unlinked where audit_id = any ($3))
         update sys_audit_chain set position = $5, hash = $6",
        row.position,
        at,
        &ids,
        &hashes,
        head.position,
        head.hash.as_slice()
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(entries.len() as i64)
}

/// What waits to be linked.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    /// How many, counted up to a hundred thousand.
    pub entries: i64,
    /// Since when the first of them does.
    pub since: Option<DateTime<Utc>>,
}

impl Waiting {
    pub async fn read(db: &mut PgConnection) -> Result<Self, sqlx::Error> {
        let row = sqlx::query!(
            r#"select (select count(*) from (select from sys_audit_unlinked limit $1) as counted) as "entries!",
                      (select at from sys_platform_audit_log where id = (select min(audit_id) from sys_audit_unlinked)) as since"#,
            WAITING_CAP
        )
        .fetch_one(db)
        .await?;
        Ok(Self { entries: row.entries, since: row.since })
    }

    /// How long the first has waited.
    pub fn lag(&self, now: DateTime<Utc>) -> Duration {
        self.since.and_then(|since| (now - since).to_std().ok()).unwrap_or_default()
    }
}

async fn report(db: &mut PgConnection, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let waiting = Waiting::read(db).await?;
    let lag = waiting.lag(now);
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float, and the count is capped")]
    gauge!("hq_audit_unlinked").set(waiting.entries as f64);
    gauge!("hq_audit_link_lag_seconds").set(lag.as_secs_f64());
    if lag > ALARMING_LAG {
        tracing::warn!(entries = waiting.entries, seconds = lag.as_secs(), "audit entries wait to be linked");
    }
    Ok(())
}
