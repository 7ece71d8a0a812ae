//! The night's work: all tenants are scored, many by each statement, and risks are answered.

use chrono::{DateTime, Duration, NaiveDate, Timelike as _, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::{PgPool, Postgres, Transaction};
use tokio_util::sync::CancellationToken;

use super::{playbooks, score};
use crate::core::change::Event;
use crate::core::clock::{BUSINESS_ZONE, Clock, business_day};
use crate::core::jobs::{Job, Run};

/// Scored by one statement. The figures lie by day, so each statement passes over most of their pages, whatever it asks for: few large ones
/// are quicker than many small ones.
const CHUNK: i64 = 20_000;
/// Held in one transaction while the register is told: so few that nobody who works on a tenant notices.
const HELD: usize = 2_000;
/// From this hour on the figures of the day before are taken as whole.
const FROM_HOUR: u32 = 1;
/// Every day's score is kept so long, and one a week beyond.
const DAILY_KEPT: Duration = Duration::days(120);

/// Runs every hour; the first one after the night's figures are in scores yesterday, and one that was interrupted is gone on with.
#[derive(Serialize, Deserialize)]
pub struct ScoreAll {}

impl Job for ScoreAll {
    const NAME: &'static str = "health.score";

    async fn run(self, job: Run) -> anyhow::Result<()> {
        run(&job).await
    }
}

/// Scores yesterday when it is time and was not done. Idempotent.
pub async fn run(run: &Run) -> anyhow::Result<()> {
    let now = run.clock.now();
    if now.with_timezone(&BUSINESS_ZONE).hour() < FROM_HOUR {
        return Ok(());
    }
    let Some(day) = business_day(now).pred_opt() else { return Ok(()) };
    if !score_all(&run.db, &run.clock, day, &run.stopping).await? {
        return Ok(());
    }
    playbooks::propose(&run.db, day, now).await?;
    playbooks::act_alone(run, day).await?;
    finish(run, day).await
}

/// Scores every tenant that is with us, from where an interrupted run stopped. `false` when the day was finished before, or when it was
/// asked to stop on the way.
pub async fn score_all(db: &PgPool, clock: &Clock, day: NaiveDate, stopping: &CancellationToken) -> anyhow::Result<bool> {
    let now = clock.now();
    sqlx::query!("insert into sys_health_runs (day, started_at) values ($1, $2) on conflict (day) do nothing", day, now)
        .execute(db)
        .await?;
    loop {
        if stopping.is_cancelled() {
            return Ok(false);
        }
        match chunk(db, day, now).await? {
            Step::Scored => {}
            Step::AtTheEnd => return Ok(true),
            Step::FinishedBefore => return Ok(false),
        }
    }
}

enum Step {
    Scored,
    AtTheEnd,
    FinishedBefore,
}

/// The next many tenants. Each step may be repeated: two workers at the same ones write the same, and one of them moves the run on.
async fn chunk(db: &PgPool, day: NaiveDate, at: DateTime<Utc>) -> anyhow::Result<Step> {
    let run = sqlx::query!("select after_id, finished_at from sys_health_runs where day = $1", day).fetch_one(db).await?;
    if run.finished_at.is_some() {
        return Ok(Step::FinishedBefore);
    }
    let tenants = sqlx::query_scalar!(
        "select id from sys_tenants where ($1::uuid is null or id > $1) and stage in ('trial', 'active', 'suspended') order by id limit $2",
        run.after_id,
        CHUNK
    )
    .fetch_all(db)
    .await?;
    let Some(last) = tenants.last().copied() else { return Ok(Step::AtTheEnd) };
    let mut tx = set_based(db).await?;
    let scored = score::score(&mut tx, day, &tenants, at).await?;
    score::warn(&mut tx, day, &tenants, at).await?;
    tx.commit().await?;
    for few in tenants.chunks(HELD) {
        let mut tx = set_based(db).await?;
        score::tell(&mut tx, day, few).await?;
        tx.commit().await?;
    }
    let scored = i32::try_from(scored).unwrap_or(i32::MAX);
    sqlx::query!(
        r#"update sys_health_runs set after_id = $3, tenants = tenants + $4
            where day = $1 and after_id is not distinct from $2 and finished_at is null"#,
        day,
        run.after_id,
        last,
        scored
    )
    .execute(db)
    .await?;
    Ok(Step::Scored)
}

/// A transaction for work over many rows: it may take longer than a page may, and no plan is worth compiling for it.
async fn set_based(db: &PgPool) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let mut tx = db.begin().await?;
    sqlx::query(
        "select set_config('statement_timeout', '120s', true), set_config('jit', 'off', true), set_config('work_mem', '64MB', true)",
    )
    .execute(&mut *tx)
    .await?;
    Ok(tx)
}

/// Puts away what is not needed any more and notes that the day is done.
async fn finish(run: &Run, day: NaiveDate) -> anyhow::Result<()> {
    let mut change = run.change().await?;
    let at = change.at();
    sqlx::query!(
        r#"update sys_tenant_warnings w set closed_at = $1
            from sys_tenants t where t.id = w.tenant_id and w.closed_at is null and t.stage in ('cancelled', 'churned')"#,
        at
    )
    .execute(&mut *change)
    .await?;
    sqlx::query!("delete from sys_tenant_health_scores where day < $1 and extract(dow from day) <> 0", day - DAILY_KEPT)
        .execute(&mut *change)
        .await?;
    let finished =
        sqlx::query!("update sys_health_runs set finished_at = $2 where day = $1 and finished_at is null returning tenants", day, at)
            .fetch_optional(&mut *change)
            .await?;
    // Another worker was faster.
    let Some(run) = finished else { return Ok(()) };
    let event = Event::new("tenants.scored", "tenants").object(day, day.to_string());
    change.record(event.after(json!({ "day": day, "tenants": run.tenants }))).await?;
    change.commit().await?;
    tracing::info!(%day, tenants = run.tenants, "scored the health of all tenants");
    Ok(())
}
