//! The register in a few figures, for the home page. Each is read from an index and stops counting at a cap, so none grows with the
//! register.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use sqlx::PgConnection;

use super::identity::{Identity, Veil};
use super::model::Stage;
use crate::core::ids::TenantId;
use crate::core::keyset::Total;

/// Counting stops here.
const CAP: i32 = 10_000;
/// How far ahead ending trials are looked for.
const TRIAL_DAYS_AHEAD: u64 = 7;
/// How many of them are named.
const TRIALS_NAMED: i64 = 5;
const MONTHS: u32 = 12;

/// What the home page knows about tenants.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Every tenant there is, exact.
    pub all: i64,
    /// In the order of the stages.
    pub by_stage: Vec<(Stage, Total)>,
    /// The first of each of the last twelve months, and how many tenants it brought; this month comes last.
    pub new_by_month: Vec<(NaiveDate, i64)>,
    /// Trials whose last day is among the next seven, the soonest first.
    pub trials_ending: Total,
    pub soonest_trials: Vec<EndingTrial>,
    /// On trial or active, and not through the onboarding checklist.
    pub onboarding_open: Total,
}

/// A trial about to end.
#[derive(Clone, Debug)]
pub struct EndingTrial {
    pub id: TenantId,
    pub code: String,
    pub name: String,
    pub name2: Option<String>,
    pub ends_on: NaiveDate,
}

impl Veil for EndingTrial {
    fn veil(&mut self) {
        self.name.clone_from(&self.code);
        self.name2 = None;
    }
}

/// Reads the figures as of a business day.
pub async fn figures(db: &mut PgConnection, identity: Identity, today: NaiveDate) -> Result<Figures, sqlx::Error> {
    let until = today.checked_add_days(Days::new(TRIAL_DAYS_AHEAD)).unwrap_or(today);
    let stages: Vec<String> = Stage::ALL.iter().map(|stage| stage.code().to_owned()).collect();
    let counts = sqlx::query!(
        r#"select (select row_count from sys_row_counts where table_name = 'sys_tenants') as "all!",
                  array(select (select count(*) from (select from sys_tenants t where t.stage = s.stage limit $2 + 1) as matches)
                          from unnest($1::text[]) with ordinality as s (stage, place) order by s.place) as "by_stage!",
                  (select count(*) from (select from sys_tenant_lifecycle
                                          where stage = 'trial' and trial_ends_on between $3 and $4 limit $2 + 1) as matches) as "trials!",
                  (select count(*) from (select from sys_tenant_lifecycle
                                          where onboarding_status <> 'completed' and stage in ('trial', 'active') limit $2 + 1) as matches)
                      as "onboarding!""#,
        &stages,
        CAP,
        today,
        until
    )
    .fetch_one(&mut *db)
    .await?;
    Ok(Figures {
        all: counts.all,
        by_stage: Stage::ALL.into_iter().zip(counts.by_stage).map(|(stage, count)| (stage, Total::capped(count, CAP.into()))).collect(),
        new_by_month: new_by_month(db, today).await?,
        trials_ending: Total::capped(counts.trials, CAP.into()),
        soonest_trials: identity.seen_all(soonest_trials(db, today, until).await?),
        onboarding_open: Total::capped(counts.onboarding, CAP.into()),
    })
}

async fn new_by_month(db: &mut PgConnection, today: NaiveDate) -> Result<Vec<(NaiveDate, i64)>, sqlx::Error> {
    let this = today.with_day(1).unwrap_or(today);
    let firsts: Vec<NaiveDate> = (0..MONTHS).rev().filter_map(|back| this.checked_sub_months(Months::new(back))).collect();
    let counts = sqlx::query_scalar!(
        r#"select (select count(*) from (
                      select from sys_tenants t
                       where t.created_at >= m.first::timestamp at time zone 'Asia/Muscat'
                         and t.created_at < (m.first + interval '1 month')::timestamp at time zone 'Asia/Muscat' limit $2) as matches) as "count!"
             from unnest($1::date[]) with ordinality as m (first, place) order by m.place"#,
        &firsts,
        i64::from(CAP)
    )
    .fetch_all(db)
    .await?;
    Ok(firsts.into_iter().zip(counts).collect())
}

async fn soonest_trials(db: &mut PgConnection, today: NaiveDate, until: NaiveDate) -> Result<Vec<EndingTrial>, sqlx::Error> {
    sqlx::query_as!(
        EndingTrial,
        r#"select t.id as "id: TenantId", t.code as "code!", t.name, t.name2, l.trial_ends_on as "ends_on!"
             from sys_tenant_lifecycle l join sys_tenants t on t.id = l.tenant_id
            where l.stage = 'trial' and l.trial_ends_on between $1 and $2
            order by l.trial_ends_on, t.number limit $3"#,
        today,
        until,
        TRIALS_NAMED
    )
    .fetch_all(db)
    .await
}
