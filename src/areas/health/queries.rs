//! Reads of one tenant's health.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use crate::areas::tasks::Outcome;
use crate::areas::tenants::{Band, Risk};
use crate::core::ids::{TaskId, TenantId};

/// How far back the course of the score is shown.
const HISTORY_DAYS: u64 = 90;
/// And what the tenant did.
const FIGURES_DAYS: u64 = 30;

/// A day's score, whole.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    pub day: NaiveDate,
    pub band: Band,
    pub overall: Option<i16>,
    /// In the order of the parts.
    pub parts: [i16; 5],
    /// Per cent, and the level.
    pub churn: Option<(i64, Risk)>,
    pub trend: String,
    pub previous: Option<i16>,
    pub reasons: Vec<(String, i64)>,
    pub orders: i32,
    pub orders_expected: i32,
    pub orders_late: i32,
    pub orders_early: i32,
    pub people: i32,
    pub people_all: i32,
    pub since_login: Option<i16>,
    pub subscription: Option<String>,
    pub method: String,
    pub computed_at: DateTime<Utc>,
}

/// The newest score of a tenant.
pub(super) async fn newest(db: &mut PgConnection, tenant: TenantId) -> Result<Option<Scored>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select day, band, overall, usage, engagement, financial, support, growth, (churn_probability * 100)::integer as churn, churn_level,
                  trend, previous, reasons, orders, orders_expected, orders_late, orders_early, people, people_all, since_login, subscription,
                  method, computed_at
             from sys_tenant_health_scores where tenant_id = $1 order by day desc limit 1"#,
        tenant.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Scored {
        day: row.day,
        // The columns' checks allow nothing else.
        band: Band::from_code(&row.band).unwrap_or(Band::Unknown),
        overall: row.overall,
        parts: [row.usage, row.engagement, row.financial, row.support, row.growth],
        churn: row.churn.map(i64::from).zip(row.churn_level.as_deref().and_then(Risk::from_code)),
        trend: row.trend,
        previous: row.previous,
        reasons: reasons(&row.reasons),
        orders: row.orders,
        orders_expected: row.orders_expected,
        orders_late: row.orders_late,
        orders_early: row.orders_early,
        people: row.people,
        people_all: row.people_all,
        since_login: row.since_login,
        subscription: row.subscription,
        method: row.method,
        computed_at: row.computed_at,
    }))
}

fn reasons(kept: &Value) -> Vec<(String, i64)> {
    let one = |reason: &Value| Some((reason.get("code")?.as_str()?.to_owned(), reason.get("points")?.as_i64()?));
    kept.as_array().map(|all| all.iter().filter_map(one).collect()).unwrap_or_default()
}

/// The course of the score, the oldest day first.
pub(super) async fn history(
    db: &mut PgConnection,
    tenant: TenantId,
    until: NaiveDate,
) -> Result<Vec<(NaiveDate, Option<i16>)>, sqlx::Error> {
    let from = until.checked_sub_days(Days::new(HISTORY_DAYS)).unwrap_or(until);
    let rows = sqlx::query!(
        "select day, overall from sys_tenant_health_scores where tenant_id = $1 and day > $2 and day <= $3 order by day",
        tenant.0,
        from,
        until
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.day, row.overall)).collect())
}

/// What a tenant did on a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct DayFigures {
    pub day: NaiveDate,
    pub orders: i64,
    pub revenue_minor: i64,
    pub people: i64,
}

/// The last thirty days, also those on which nothing happened; empty when nothing ever did.
pub(super) async fn figures(db: &mut PgConnection, tenant: TenantId, until: NaiveDate) -> Result<Vec<DayFigures>, sqlx::Error> {
    let from = until.checked_sub_days(Days::new(FIGURES_DAYS - 1)).unwrap_or(until);
    let rows = sqlx::query!(
        r#"select day, orders_created, revenue_minor, active_users
             from sys_tenant_metrics_daily where tenant_id = $1 and day >= $2 and day <= $3 order by day"#,
        tenant.0,
        from,
        until
    )
    .fetch_all(db)
    .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let of = |day: NaiveDate| {
        let row = rows.iter().find(|row| row.day == day);
        DayFigures {
            day,
            orders: row.map_or(0, |row| row.orders_created.into()),
            revenue_minor: row.map_or(0, |row| row.revenue_minor),
            people: row.map_or(0, |row| row.active_users.into()),
        }
    };
    Ok(from.iter_days().take_while(|day| *day <= until).map(of).collect())
}

/// An open warning.
#[derive(Clone, Debug)]
pub(super) struct Warning {
    pub kind: String,
    pub details: Value,
    pub opened_on: NaiveDate,
}

pub(super) async fn warnings(db: &mut PgConnection, tenant: TenantId) -> Result<Vec<Warning>, sqlx::Error> {
    sqlx::query_as!(
        Warning,
        "select kind, details, opened_on from sys_tenant_warnings where tenant_id = $1 and closed_at is null order by opened_on desc, kind",
        tenant.0
    )
    .fetch_all(db)
    .await
}

/// A playbook that was proposed or started.
#[derive(Clone, Debug)]
pub(super) struct Playbook {
    pub id: i64,
    pub tenant: TenantId,
    pub level: Risk,
    pub proposed_on: NaiveDate,
    pub started_at: Option<DateTime<Utc>>,
    pub started_by: Option<String>,
    pub task: Option<TaskId>,
    pub outcome: Option<Outcome>,
    pub note: Option<String>,
}

/// A tenant's playbooks, the newest first; only `which`, when one is asked for.
pub(super) async fn playbooks(db: &mut PgConnection, tenant: TenantId, which: Option<i64>) -> Result<Vec<Playbook>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select r.id, r.playbook, r.proposed_on, r.started_at, s.name as "started_by?", r.task_id, r.outcome, r.outcome_note
             from sys_playbook_runs r left join sys_platform_users s on s.id = r.started_by
            where r.tenant_id = $1 and ($2::bigint is null or r.id = $2) order by r.proposed_at desc, r.id desc limit 12"#,
        tenant.0,
        which
    )
    .fetch_all(db)
    .await?;
    let told = rows.into_iter().map(|row| Playbook {
        id: row.id,
        tenant,
        level: Risk::from_code(&row.playbook).unwrap_or(Risk::Medium),
        proposed_on: row.proposed_on,
        started_at: row.started_at,
        started_by: row.started_by,
        task: row.task_id.map(TaskId),
        outcome: row.outcome.as_deref().and_then(Outcome::from_code),
        note: row.outcome_note,
    });
    Ok(told.collect())
}

pub(super) async fn playbook(db: &mut PgConnection, tenant: TenantId, id: i64) -> Result<Option<Playbook>, sqlx::Error> {
    Ok(playbooks(db, tenant, Some(id)).await?.pop())
}
