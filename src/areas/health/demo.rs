//! The demonstration's health: a month of scores reckoned from its invented figures by the very rule, warnings, and a few playbooks.

use chrono::{Days, NaiveDate};
use sqlx::{PgPool, Postgres, Transaction};
use uuid::Uuid;

use super::{playbooks, score};
use crate::core::clock::{Clock, business_day};

/// How many days are scored: a month. Of a handful of tenants a week, which is what a trend needs; of a large register the last day alone.
const MONTH: u64 = 30;
const WEEK: u64 = 8;
const FEW: usize = 150;
const LARGE: usize = 10_000;
const CHUNK: usize = 20_000;

/// Scores what the demonstration's tenants did. Mails nobody.
pub async fn fill(db: &PgPool, clock: &Clock) -> anyhow::Result<()> {
    let now = clock.now();
    let Some(yesterday) = business_day(now).pred_opt() else { return Ok(()) };
    let mut tx = db.begin().await?;
    sqlx::raw_sql("set local statement_timeout = 0; set local jit = off; set local work_mem = '64MB'").execute(&mut *tx).await?;
    let tenants = sqlx::query_scalar!("select id from sys_tenants where stage in ('trial', 'active', 'suspended') order by id")
        .fetch_all(&mut *tx)
        .await?;
    for day in days(yesterday, tenants.len()) {
        for some in tenants.chunks(CHUNK) {
            score::score(&mut tx, day, some, now).await?;
        }
    }
    for some in tenants.chunks(CHUNK) {
        score::warn(&mut tx, yesterday, some, now).await?;
        score::tell(&mut tx, yesterday, some).await?;
    }
    finished(&mut tx, yesterday, &tenants, clock).await?;
    tx.commit().await?;
    playbooks::propose(db, yesterday, now).await?;
    Ok(())
}

fn days(last: NaiveDate, tenants: usize) -> Vec<NaiveDate> {
    let many = match tenants {
        LARGE.. => 1,
        FEW.. => MONTH,
        _ => WEEK,
    };
    (0..many).rev().filter_map(|back| last.checked_sub_days(Days::new(back))).collect()
}

/// The night before counts as done, so that the first hour of a demonstration starts no second one.
async fn finished(tx: &mut Transaction<'_, Postgres>, day: NaiveDate, tenants: &[Uuid], clock: &Clock) -> anyhow::Result<()> {
    let (now, count) = (clock.now(), i32::try_from(tenants.len()).unwrap_or(i32::MAX));
    sqlx::query!(
        "insert into sys_health_runs (day, after_id, tenants, started_at, finished_at) values ($1, $2, $3, $4, $4) on conflict (day) do nothing",
        day,
        tenants.last(),
        count,
        now
    )
    .execute(&mut **tx)
    .await?;
    for (name, value) in [("demo.day", day.to_string()), ("demo.now", now.to_rfc3339())] {
        sqlx::query_scalar!("select set_config($1, $2, true)", name, value).fetch_one(&mut **tx).await?;
    }
    sqlx::raw_sql(include_str!("demo.sql")).execute(&mut **tx).await?;
    Ok(())
}
