//! A word at 80, 90 and 100 per cent of a limit: each level once a window, by a unique row, however often the job runs.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx::PgConnection;

use super::figures::{Measure, Standing, Used, standings};
use super::letters;
use crate::core::change::Event;
use crate::core::ids::TenantId;
use crate::core::jobs::Run;

/// A level that was told of.
#[derive(Clone, Debug)]
pub struct Alert {
    pub measure: Option<Measure>,
    pub level: i16,
    pub used: i64,
    pub allowed: i64,
    pub at: DateTime<Utc>,
}

/// Tells of every level that was newly reached. Each tenant in a change of its own; one that cannot be told does not hold up the others.
pub async fn alert(run: &Run) -> anyhow::Result<usize> {
    let today = run.clock.today();
    let mut db = run.db.acquire().await?;
    let standings = standings(&mut db, today, None).await?;
    let known = all_since(&mut db, standings.iter().map(|one| one.window.starts).min().unwrap_or(today)).await?;
    drop(db);
    let (mut told, mut first) = (0, Ok(()));
    for standing in &standings {
        let news: Vec<(Used, Vec<i16>)> = standing
            .measures
            .iter()
            .map(|used| {
                let is_new =
                    |level: &i16| !known.contains(&(standing.tenant, used.measure.code().to_owned(), standing.window.starts, *level));
                (*used, used.levels().filter(is_new).collect::<Vec<_>>())
            })
            .filter(|(_, levels)| !levels.is_empty())
            .collect();
        if news.is_empty() {
            continue;
        }
        if run.stopping.is_cancelled() {
            break;
        }
        match tell(run, standing, &news).await {
            Ok(new) => told += new,
            Err(error) => {
                tracing::warn!(tenant = %standing.tenant, %error, "a tenant could not be told of its limits");
                first = first.and(Err(error.into()));
            }
        }
    }
    first.map(|()| told)
}

type Known = std::collections::HashSet<(TenantId, String, NaiveDate, i16)>;

async fn all_since(db: &mut PgConnection, day: NaiveDate) -> Result<Known, sqlx::Error> {
    let rows = sqlx::query!("select tenant_id, measure, period_start, level from sys_usage_alerts where period_start >= $1", day)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (TenantId(row.tenant_id), row.measure, row.period_start, row.level)).collect())
}

/// Notes the levels and writes about the highest of each measure. Whoever was faster has written already.
async fn tell(run: &Run, standing: &Standing, news: &[(Used, Vec<i16>)]) -> Result<usize, crate::core::change::CommitError> {
    let mut change = run.change().await?;
    let Some(people) = letters::people(&mut change, standing.tenant).await? else { return Ok(0) };
    let (mut noted, at) = (0, change.at());
    for (used, levels) in news {
        let mut highest = None;
        for level in levels {
            let id = change.new_id();
            let inserted = sqlx::query!(
                r#"insert into sys_usage_alerts (id, tenant_id, measure, period_start, level, used, allowed, at)
                   values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict on constraint sys_usage_alerts_once do nothing"#,
                id,
                standing.tenant.0,
                used.measure.code(),
                standing.window.starts,
                level,
                used.used,
                used.allowed.unwrap_or_default(),
                at
            )
            .execute(&mut *change)
            .await?
            .rows_affected();
            if inserted == 1 {
                noted += 1;
                highest = highest.max(Some(*level));
            }
        }
        let Some(level) = highest else { continue };
        letters::queue(&mut change, run, &people, standing, used, level).await?;
        let event = Event::new("tenant.usage_alerted", "tenant").object(standing.tenant, people.name.clone()).tenant(standing.tenant);
        let told = json!({ "measure": used.measure.code(), "level": level, "used": used.used, "allowed": used.allowed });
        change.record(event.after(told)).await?;
    }
    if change.has_recorded() {
        change.commit().await?;
    }
    Ok(noted)
}

/// What a tenant was told in a window, the latest first.
pub(super) async fn of(db: &mut PgConnection, tenant: TenantId, starts: NaiveDate) -> Result<Vec<Alert>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select measure, level, used, allowed, at from sys_usage_alerts
            where tenant_id = $1 and period_start = $2 order by at desc, measure, level desc"#,
        tenant.0,
        starts
    )
    .fetch_all(db)
    .await?;
    let alert = rows.into_iter().map(|row| Alert {
        measure: Measure::from_code(&row.measure),
        level: row.level,
        used: row.used,
        allowed: row.allowed,
        at: row.at,
    });
    Ok(alert.collect())
}
