//! From events to daily figures. Only days that something arrived for are made anew, always from all their events: doing it twice gives
//! the same row, and a late event finds its day.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::core::clock::Clock;

/// Entries of the queue worked off in one transaction.
const AT_ONCE: i64 = 20_000;

/// Works the queue off. Returns how many days of tenants were made anew.
pub async fn roll_up(db: &PgPool, clock: &Clock) -> Result<usize, sqlx::Error> {
    let mut days = 0;
    loop {
        let (taken, made) = step(db, clock).await?;
        days += made;
        if taken == 0 {
            return Ok(days);
        }
    }
}

async fn step(db: &PgPool, clock: &Clock) -> Result<(usize, usize), sqlx::Error> {
    let mut tx = db.begin().await?;
    // One at a time: of two that made the same day, the one that read earlier must not write later.
    sqlx::query("select pg_advisory_xact_lock(hashtext('usage roll-up'))").execute(&mut *tx).await?;
    let taken = sqlx::query!(
        r#"delete from sys_usage_dirty where id in (select id from sys_usage_dirty order by id limit $1) returning tenant_id, day"#,
        AT_ONCE
    )
    .fetch_all(&mut *tx)
    .await?;
    let days: BTreeSet<(Uuid, NaiveDate)> = taken.iter().map(|row| (row.tenant_id, row.day)).collect();
    recompute(&mut tx, clock, &days).await?;
    tx.commit().await?;
    Ok((taken.len(), days.len()))
}

/// Makes these days anew from their events. What the product's own database told stands above it and stays.
pub async fn recompute(db: &mut PgConnection, clock: &Clock, days: &BTreeSet<(Uuid, NaiveDate)>) -> Result<(), sqlx::Error> {
    let (tenants, days): (Vec<Uuid>, Vec<NaiveDate>) = days.iter().copied().unzip();
    sqlx::query!(
        r#"insert into sys_tenant_metrics_daily as m
               (tenant_id, day, orders_created, orders_completed, orders_cancelled, revenue_minor, active_customers, new_customers,
                active_users, total_users, logins, storage_mb, api_calls, branches, source, computed_at)
           select d.tenant_id, d.day,
                  least(f.orders_created, 2147483647)::int, least(f.orders_completed, 2147483647)::int,
                  least(f.orders_cancelled, 2147483647)::int, f.revenue_minor::bigint, coalesce(f.active_customers, 0)::int,
                  least(f.new_customers, 2147483647)::int, greatest(f.active_users, f.people)::int, coalesce(f.total_users, 0)::int,
                  least(f.logins, 2147483647)::int, coalesce(f.storage_mb, 0), f.api_calls::bigint, coalesce(f.branches, 0)::int,
                  'events', $3
             from unnest($1::uuid[], $2::date[]) as d (tenant_id, day)
             join sys_tenants t on t.id = d.tenant_id
            cross join lateral (
                  select coalesce(sum(e.quantity) filter (where e.metric = 'orders_created'), 0) as orders_created,
                         coalesce(sum(e.quantity) filter (where e.metric = 'orders_completed'), 0) as orders_completed,
                         coalesce(sum(e.quantity) filter (where e.metric = 'orders_cancelled'), 0) as orders_cancelled,
                         coalesce(sum(e.quantity) filter (where e.metric = 'revenue_minor'), 0) as revenue_minor,
                         coalesce(sum(e.quantity) filter (where e.metric = 'new_customers'), 0) as new_customers,
                         coalesce(sum(e.quantity) filter (where e.metric = 'logins'), 0) as logins,
                         coalesce(sum(e.quantity) filter (where e.metric = 'api_calls'), 0) as api_calls,
                         count(distinct e.user_ref) filter (where e.metric = 'logins') as people,
                         (array_agg(e.quantity order by e.occurred_at desc, e.key desc) filter (where e.metric = 'active_customers'))[1] as active_customers,
                         (array_agg(e.quantity order by e.occurred_at desc, e.key desc) filter (where e.metric = 'active_users'))[1] as active_users,
                         (array_agg(e.quantity order by e.occurred_at desc, e.key desc) filter (where e.metric = 'total_users'))[1] as total_users,
                         (array_agg(e.quantity order by e.occurred_at desc, e.key desc) filter (where e.metric = 'storage_mb'))[1] as storage_mb,
                         (array_agg(e.quantity order by e.occurred_at desc, e.key desc) filter (where e.metric = 'branches'))[1] as branches
                    from sys_usage_events e
                   where e.tenant_id = d.tenant_id
                     and e.occurred_at >= d.day::timestamp at time zone t.timezone
                     and e.occurred_at < (d.day + 1)::timestamp at time zone t.timezone) as f
            order by d.tenant_id, d.day
           on conflict (tenant_id, day) do update
              set orders_created = excluded.orders_created, orders_completed = excluded.orders_completed,
                  orders_cancelled = excluded.orders_cancelled, revenue_minor = excluded.revenue_minor,
                  active_customers = excluded.active_customers, new_customers = excluded.new_customers,
                  active_users = excluded.active_users, total_users = excluded.total_users, logins = excluded.logins,
                  storage_mb = excluded.storage_mb, api_calls = excluded.api_calls, branches = excluded.branches,
                  source = 'events', computed_at = excluded.computed_at
            where m.source <> 'product'
              and (m.orders_created, m.orders_completed, m.orders_cancelled, m.revenue_minor, m.active_customers, m.new_customers,
                   m.active_users, m.total_users, m.logins, m.storage_mb, m.api_calls, m.branches, m.source)
                  is distinct from
                  (excluded.orders_created, excluded.orders_completed, excluded.orders_cancelled, excluded.revenue_minor,
                   excluded.active_customers, excluded.new_customers, excluded.active_users, excluded.total_users, excluded.logins,
                   excluded.storage_mb, excluded.api_calls, excluded.branches, excluded.source)"#,
        &tenants,
        &days,
        clock.now()
    )
    .execute(db)
    .await?;
    Ok(())
}
