//! What was used in the months that are charged. What is told of a month after it was charged counts in the first that is charged then
//! (requirements 0003): people, branches and storage are read at the end of a month and cannot be late.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::papers::column;
use crate::areas::billing::overage::Usage;
use crate::areas::billing::period::Period;
use crate::areas::tenants::usage;
use crate::areas::tenants::usage::figures::Reading;
use crate::core::change::Change;
use crate::core::ids::TenantId;

/// Use by tenant and month, and what is kept of it once it is charged.
#[derive(Clone, Debug, Default)]
pub struct Used {
    months: HashMap<(TenantId, Period), Usage>,
    counted: HashMap<TenantId, Vec<Counted>>,
}

/// Orders and calls that were counted in a month: those that happened in it, as far as they were known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub tenant: TenantId,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub orders: i64,
    pub api_calls: i64,
}

impl Used {
    pub fn of(&self, tenant: TenantId, month: Period) -> Usage {
        self.months.get(&(tenant, month)).copied().unwrap_or_default()
    }

    /// What is to be kept when this tenant is charged.
    pub fn counted(&self, tenant: TenantId) -> Vec<Counted> {
        self.counted.get(&tenant).cloned().unwrap_or_default()
    }

    fn count(&mut self, counted: Counted) {
        self.counted.entry(counted.tenant).or_default().push(counted);
    }
}

/// What was used in these months.
pub async fn used(db: &mut PgConnection, months: &[(TenantId, Period)]) -> Result<Used, sqlx::Error> {
    if months.is_empty() {
        return Ok(Used::default());
    }
    let asked: Vec<_> = months.iter().map(|(tenant, month)| (*tenant, month.starts, month.ends)).collect();
    let readings = usage::figures::readings(db, &asked).await?;
    let mut used = Used::default();
    let mut first: HashMap<TenantId, Period> = HashMap::new();
    for ((tenant, month), read) in months.iter().zip(readings) {
        used.months.insert((*tenant, *month), as_usage(read));
        let (orders, api_calls) = (read.orders, read.api_calls);
        used.count(Counted { tenant: *tenant, starts_on: month.starts, ends_on: month.ends, orders, api_calls });
        first.entry(*tenant).and_modify(|first| *first = (*first).min(*month)).or_insert(*month);
    }
    for late in late(db, &first).await? {
        let open = first.get(&late.now.tenant).and_then(|month| used.months.get_mut(&(late.now.tenant, *month)));
        if let Some(open) = open {
            open.orders = open.orders.saturating_add(late.orders);
            open.api_calls = open.api_calls.saturating_add(late.api_calls);
        }
        used.count(late.now);
    }
    Ok(used)
}

/// What happened in some days, without what is late of others: a guess at what is to come.
pub async fn happened(db: &mut PgConnection, tenant: TenantId, days: Period) -> Result<Usage, sqlx::Error> {
    let readings = usage::figures::readings(db, &[(tenant, days.starts, days.ends)]).await?;
    Ok(readings.into_iter().next().map(as_usage).unwrap_or_default())
}

fn as_usage(read: Reading) -> Usage {
    Usage { orders: read.orders, branches: read.branches, users: read.users, storage: read.storage, api_calls: read.api_calls }
}

/// What was told of a charged month since.
struct Late {
    now: Counted,
    orders: i64,
    api_calls: i64,
}

/// So many days before the month that is open one may have ended of which something is late. Events come up to 35 days late, and between two
/// months that are charged there may be a suspension and a cancellation of thirty days each.
const LATEST: i32 = 200;

async fn late(db: &mut PgConnection, open: &HashMap<TenantId, Period>) -> Result<Vec<Late>, sqlx::Error> {
    let open: Vec<_> = open.iter().collect();
    let rows = sqlx::query!(
        r#"select k.tenant_id as "tenant: TenantId", k.starts_on, k.ends_on, k.orders, k.api_calls,
                  greatest(k.orders, coalesce(m.orders, 0))::bigint as "orders_now!",
                  greatest(k.api_calls, coalesce(m.api_calls, 0))::bigint as "api_calls_now!"
             from unnest($1::uuid[], $2::date[]) as w (tenant, starts)
             join sys_charged_use k on k.tenant_id = w.tenant and k.ends_on <= w.starts and k.ends_on > w.starts - $3::integer
            cross join lateral (select sum(d.orders_created) as orders, sum(d.api_calls) as api_calls from sys_tenant_metrics_daily d
                                 where d.tenant_id = k.tenant_id and d.day >= k.starts_on and d.day < k.ends_on) as m
            where m.orders > k.orders or m.api_calls > k.api_calls"#,
        &column(&open, |(tenant, _)| tenant.0),
        &column(&open, |(_, month)| month.starts),
        LATEST
    )
    .fetch_all(db)
    .await?;
    let late = rows.into_iter().map(|row| Late {
        now: Counted {
            tenant: row.tenant,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            orders: row.orders_now,
            api_calls: row.api_calls_now,
        },
        orders: row.orders_now - row.orders,
        api_calls: row.api_calls_now - row.api_calls,
    });
    Ok(late.collect())
}

/// Keeps what was counted, in the change that charges it.
pub async fn keep(change: &mut Change, counted: &[Counted]) -> Result<(), sqlx::Error> {
    if counted.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        r#"insert into sys_charged_use as k (tenant_id, starts_on, ends_on, orders, api_calls)
           select * from unnest($1::uuid[], $2::date[], $3::date[], $4::bigint[], $5::bigint[])
           on conflict (tenant_id, starts_on) do update
              set ends_on = excluded.ends_on, orders = greatest(k.orders, excluded.orders), api_calls = greatest(k.api_calls, excluded.api_calls)"#,
        &column(counted, |one| one.tenant.0),
        &column(counted, |one| one.starts_on),
        &column(counted, |one| one.ends_on),
        &column(counted, |one| one.orders),
        &column(counted, |one| one.api_calls)
    )
    .execute(&mut **change)
    .await
    .map(drop)
}
