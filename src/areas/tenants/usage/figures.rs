//! How much of its plan a tenant has used.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use super::window::Window;
use crate::core::ids::TenantId;

macro_rules! measures {
    ($($variant:ident = $code:literal, $label:literal;)+) => {
        /// What a plan limits.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Measure { $($variant),+ }

        impl Measure {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            /// Key of its name in the catalogue.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}

measures! {
    Orders = "orders", "usage-measure-orders";
    Users = "users", "usage-measure-users";
    Branches = "branches", "usage-measure-branches";
    Storage = "storage", "usage-measure-storage";
    ApiCalls = "api_calls", "usage-measure-api-calls";
}

/// The levels that are told of, the highest first.
pub const LEVELS: [i16; 3] = [100, 90, 80];

/// One measure against its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    pub measure: Measure,
    pub used: i64,
    /// `None` is no limit.
    pub allowed: Option<i64>,
}

impl Used {
    /// Whole per cent, rounded down. Of a limit of nothing, anything is all of it.
    pub fn percent(&self) -> Option<i64> {
        let allowed = self.allowed?;
        if allowed <= 0 {
            return Some(if self.used > 0 { 100 } else { 0 });
        }
        i64::try_from(i128::from(self.used.max(0)) * 100 / i128::from(allowed)).ok()
    }

    /// The levels that are reached, the highest first. The one branch that every tenant has is no news, even where it is all the plan allows.
    pub fn levels(&self) -> impl Iterator<Item = i16> + use<> {
        let usual = self.measure == Measure::Branches && self.used <= 1;
        let percent = if usual { 0 } else { self.percent().unwrap_or(0) };
        LEVELS.into_iter().filter(move |level| percent >= i64::from(*level))
    }
}

/// Where a tenant stands in its present window.
#[derive(Clone, Debug)]
pub struct Standing {
    pub tenant: TenantId,
    pub window: Window,
    pub measures: Vec<Used>,
}

impl Standing {
    pub fn of(&self, measure: Measure) -> Option<Used> {
        self.measures.iter().copied().find(|used| used.measure == measure)
    }
}

/// What a plan allows whoever has a running subscription, and the window they are in.
struct Row {
    tenant_id: Uuid,
    anchor_day: i16,
    period_start: NaiveDate,
    orders_limit: Option<i32>,
    users_limit: Option<i32>,
    branches_limit: Option<i32>,
    storage_limit: Option<i64>,
    api_calls_limit: Option<i64>,
}

/// How all tenants with a running subscription stand on a day, or some of them.
pub async fn standings(db: &mut PgConnection, today: NaiveDate, only: Option<&[TenantId]>) -> Result<Vec<Standing>, sqlx::Error> {
    let only: Option<Vec<Uuid>> = only.map(|tenants| tenants.iter().map(|id| id.0).collect());
    let rows = sqlx::query_as!(
        Row,
        r#"select t.id as tenant_id, s.anchor_day, s.period_start, p.orders_per_month as orders_limit, p.users_limit, p.branches_limit,
                  p.storage_limit_mb as storage_limit, p.api_calls_per_month as api_calls_limit
             from sys_tenants t
             join sys_tenant_subscriptions s on s.tenant_id = t.id and s.ended_at is null
             join sys_plan_versions p on p.id = s.plan_version_id
            where t.stage in ('trial', 'active', 'suspended') and ($1::uuid[] is null or t.id = any($1))
            order by t.id"#,
        only.as_deref()
    )
    .fetch_all(&mut *db)
    .await?;
    let windows: HashMap<i16, Window> = Window::all(today).collect();
    // As it is charged: a month does not reach back before the period that it is in.
    let cut = |row: &Row, window: &Window| Window { starts: window.starts.max(row.period_start), ..*window };
    let rows = rows.into_iter().filter_map(|row| windows.get(&row.anchor_day).map(|window| cut(&row, window)).map(|window| (row, window)));
    let rows: Vec<(Row, Window)> = rows.collect();
    let asked: Vec<_> = rows.iter().map(|(row, window)| (TenantId(row.tenant_id), window.starts, window.ends)).collect();
    let readings = readings(db, &asked).await?;
    Ok(rows.into_iter().zip(readings).map(|((row, window), reading)| standing(&row, window, reading)).collect())
}

/// What a tenant used in some days: counted where it is counted, and of what is read (people, branches, storage) the last reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub orders: i64,
    pub users: i64,
    pub branches: i64,
    pub storage: i64,
    pub api_calls: i64,
}

/// For each tenant and its days, from the first up to and not including the last, in their order.
pub async fn readings(db: &mut PgConnection, asked: &[(TenantId, NaiveDate, NaiveDate)]) -> Result<Vec<Reading>, sqlx::Error> {
    sqlx::query_as!(
        Reading,
        r#"select coalesce(m.orders, 0)::bigint as "orders!", coalesce(m.users, 0)::bigint as "users!",
                  coalesce(m.branches, (select count(*) from sys_tenant_branches b where b.tenant_id = w.tenant))::bigint as "branches!",
                  coalesce(m.storage, 0)::bigint as "storage!", coalesce(m.api_calls, 0)::bigint as "api_calls!"
             from unnest($1::uuid[], $2::date[], $3::date[]) with ordinality as w (tenant, starts, ends, place)
             left join lateral (
                  select sum(d.orders_created) as orders, sum(d.api_calls) as api_calls,
                         (array_agg(d.total_users order by d.day desc) filter (where d.total_users > 0))[1] as users,
                         (array_agg(d.branches order by d.day desc) filter (where d.branches > 0))[1] as branches,
                         (array_agg(d.storage_mb order by d.day desc) filter (where d.storage_mb > 0))[1] as storage
                    from sys_tenant_metrics_daily d
                   where d.tenant_id = w.tenant and d.day >= $4 and d.day >= w.starts and d.day < w.ends) as m on true
            order by w.place"#,
        &asked.iter().map(|(tenant, ..)| tenant.0).collect::<Vec<_>>(),
        &asked.iter().map(|(_, starts, _)| *starts).collect::<Vec<_>>(),
        &asked.iter().map(|(.., ends)| *ends).collect::<Vec<_>>(),
        // Months before the first of them are not looked into at all.
        asked.iter().map(|(_, starts, _)| *starts).min().unwrap_or(NaiveDate::MAX)
    )
    .fetch_all(db)
    .await
}

fn standing(row: &Row, window: Window, reading: Reading) -> Standing {
    let measures = Measure::ALL.iter().map(|measure| {
        let (used, allowed) = match measure {
            Measure::Orders => (reading.orders, row.orders_limit.map(i64::from)),
            Measure::Users => (reading.users, row.users_limit.map(i64::from)),
            Measure::Branches => (reading.branches, row.branches_limit.map(i64::from)),
            Measure::Storage => (reading.storage, row.storage_limit),
            Measure::ApiCalls => (reading.api_calls, row.api_calls_limit),
        };
        Used { measure: *measure, used, allowed }
    });
    Standing { tenant: TenantId(row.tenant_id), window, measures: measures.collect() }
}

/// Orders of each of these days, the first of them first; a day nobody told of had none.
pub async fn orders_by_day(
    db: &mut PgConnection,
    tenant: TenantId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, i64)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select g.day::date as "day!", coalesce(m.orders_created, 0)::bigint as "orders!"
             from generate_series($2::date::timestamp, $3::date::timestamp, interval '1 day') as g (day)
             left join sys_tenant_metrics_daily m on m.tenant_id = $1 and m.day = g.day::date and m.day between $2 and $3
            order by 1"#,
        tenant.0,
        from,
        to
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.day, row.orders)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(used: i64, allowed: Option<i64>) -> Used {
        Used { measure: Measure::Orders, used, allowed }
    }

    #[test]
    fn a_level_is_reached_when_all_of_it_is_used() {
        for (amount, allowed, percent, levels) in [
            (79, Some(100), Some(79), vec![]),
            (80, Some(100), Some(80), vec![80]),
            (499, Some(500), Some(99), vec![90, 80]),
            (500, Some(500), Some(100), vec![100, 90, 80]),
            (700, Some(500), Some(140), vec![100, 90, 80]),
            (0, Some(0), Some(0), vec![]),
            (1, Some(0), Some(100), vec![100, 90, 80]),
            (i64::MAX, None, None, vec![]),
        ] {
            assert_eq!(used(amount, allowed).percent(), percent, "{amount} of {allowed:?}");
            assert_eq!(used(amount, allowed).levels().collect::<Vec<_>>(), levels, "{amount} of {allowed:?}");
        }
    }
}
