//! The register in figures, for the home page: exact numbers kept by triggers, and counts that stop at a cap. None grows with the register.

mod mentions;

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, Utc};
use sqlx::PgConnection;

use super::model::Stage;
use super::plan::PlanCode;
use crate::core::keyset::Total;
use crate::core::lang::Lang;

pub use mentions::{Mention, ending_trials, newest, recently_edited, stalled, without_contact};

/// Counting stops here.
const CAP: i32 = 1_000;
/// How far ahead ending trials are looked for, today included.
pub const TRIAL_DAYS_AHEAD: u64 = 7;
/// An onboarding in which nothing happened for so many days has stalled (requirements 0002).
pub const STALLED_AFTER_DAYS: u64 = 3;
/// How many months back the register's growth is told, this one included.
const MONTHS: u32 = 12;

/// Exact numbers of tenants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    pub all: i64,
    /// In the order of the stages.
    pub by_stage: Vec<(Stage, i64)>,
    /// The plans of active tenants, cheapest first.
    pub active_by_plan: Vec<(PlanCode, i64)>,
    /// Codes, the most first.
    pub by_country: Vec<(String, i64)>,
    /// The first of each of the last twelve months, and how many signed in it; this month comes last.
    pub by_month: Vec<(NaiveDate, i64)>,
}

/// Reads them as of a business day.
pub async fn tallies(db: &mut PgConnection, today: NaiveDate) -> Result<Tallies, sqlx::Error> {
    let rows = sqlx::query!("select kind, value, tenants from sys_tenant_tallies order by tenants desc, value").fetch_all(db).await?;
    let of = |kind: &str, value: &str| rows.iter().find(|row| row.kind == kind && row.value == value).map_or(0, |row| row.tenants);
    let this = today.with_day(1).unwrap_or(today);
    let months = (0..MONTHS).rev().filter_map(|back| this.checked_sub_months(Months::new(back)));
    let by_stage: Vec<_> = Stage::ALL.into_iter().map(|stage| (stage, of("stage", stage.code()))).collect();
    Ok(Tallies {
        all: by_stage.iter().map(|(_, tenants)| tenants).sum(),
        by_stage,
        active_by_plan: PlanCode::ALL.into_iter().map(|plan| (plan, of("active_plan", plan.code()))).collect(),
        by_country: rows
            .iter()
            .filter(|row| row.kind == "country" && row.tenants > 0)
            .map(|row| (row.value.clone(), row.tenants))
            .collect(),
        by_month: months.map(|month| (month, of("month", &month.format("%Y-%m").to_string()))).collect(),
    })
}

/// Codes and names of the plans, cheapest first.
pub async fn plan_names(db: &mut PgConnection, lang: Lang) -> Result<Vec<(String, String)>, sqlx::Error> {
    let rows = sqlx::query!("select code, name, name2 from sys_plans order by rank").fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| (row.code, if lang == Lang::Ar { row.name2 } else { row.name })).collect())
}

/// What waits for somebody.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    /// Trials whose last day is among the next seven.
    pub trials_ending: Total,
    /// Onboardings that stand still.
    pub stalled: Total,
}

/// Counts what waits, as of an instant and its business day.
pub async fn waiting(db: &mut PgConnection, now: DateTime<Utc>, today: NaiveDate) -> Result<Waiting, sqlx::Error> {
    let row = sqlx::query!(
        r#"select (select count(*) from (select from sys_tenant_lifecycle
                                          where stage = 'trial' and trial_ends_on between $1 and $2 limit $4 + 1) as found) as "trials!",
                  (select count(*) from (select from sys_tenant_lifecycle
                                          where onboarding_status = 'in_progress' and stage in ('trial', 'active')
                                            and onboarding_moved_at < $3 limit $4 + 1) as found) as "stalled!""#,
        today,
        last_trial_day(today),
        stalled_before(now),
        CAP
    )
    .fetch_one(db)
    .await?;
    Ok(Waiting { trials_ending: Total::capped(row.trials, CAP.into()), stalled: Total::capped(row.stalled, CAP.into()) })
}

/// How many tenants are at risk, by their score.
pub async fn at_risk(db: &mut PgConnection) -> Result<Total, sqlx::Error> {
    let counted = sqlx::query_scalar!(
        r#"select count(*) as "count!" from (select from sys_tenants where health_band = 'at_risk' limit $1::bigint + 1) as found"#,
        i64::from(CAP)
    )
    .fetch_one(db)
    .await?;
    Ok(Total::capped(counted, CAP.into()))
}

fn last_trial_day(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(TRIAL_DAYS_AHEAD - 1)).unwrap_or(today)
}

fn stalled_before(now: DateTime<Utc>) -> DateTime<Utc> {
    now.checked_sub_days(Days::new(STALLED_AFTER_DAYS)).unwrap_or(now)
}
