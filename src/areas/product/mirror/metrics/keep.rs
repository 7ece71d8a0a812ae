//! Keeping what was counted. The product's figures are whole, so they stand above those of usage events; what it does not show is left as
//! it is.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::figures::{Day, Figures};

/// Writes the days that are new or different and says how many. Gauges tell of today; those of earlier days stay as they were measured.
pub async fn keep(db: &mut PgConnection, figures: &Figures, at: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let numbers = |pick: fn(&Day) -> i64| -> Vec<i64> { figures.days.iter().map(pick).collect() };
    // Counts have columns for two thousand million; more is nonsense, and nonsense stops at the edge.
    let counts = |pick: fn(&Day) -> i64| -> Vec<i32> {
        figures.days.iter().map(|day| i32::try_from(pick(day).max(0)).unwrap_or(i32::MAX)).collect()
    };
    let s = figures.seen;
    let seen = [
        s.orders,
        s.completed,
        s.cancelled,
        s.revenue,
        s.active_customers,
        s.customers,
        s.active_users,
        s.users,
        s.logins,
        s.storage,
        s.api_calls,
        s.branches,
    ];
    let written = sqlx::query!(
        r#"insert into sys_tenant_metrics_daily as d
               (tenant_id, day, orders_created, orders_completed, orders_cancelled, revenue_minor, active_customers, new_customers,
                active_users, total_users, logins, storage_mb, api_calls, branches, source, computed_at)
           select m.tenant_id, m.day,
                  case when ($16::bool[])[1] then m.created else coalesce(o.orders_created, 0) end,
                  case when ($16::bool[])[2] then m.completed else coalesce(o.orders_completed, 0) end,
                  case when ($16::bool[])[3] then m.cancelled else coalesce(o.orders_cancelled, 0) end,
                  case when ($16::bool[])[4] then m.revenue else coalesce(o.revenue_minor, 0) end,
                  case when ($16::bool[])[5] then m.active_customers else coalesce(o.active_customers, 0) end,
                  case when ($16::bool[])[6] then m.new_customers else coalesce(o.new_customers, 0) end,
                  case when ($16::bool[])[7] then m.active_users else coalesce(o.active_users, 0) end,
                  case when ($16::bool[])[8] and (m.is_today or o.source is distinct from 'product') then m.total_users
                       else coalesce(o.total_users, 0) end,
                  case when ($16::bool[])[9] then m.logins else coalesce(o.logins, 0) end,
                  case when ($16::bool[])[10] and m.is_today then m.storage else coalesce(o.storage_mb, 0) end,
                  case when ($16::bool[])[11] then m.api_calls else coalesce(o.api_calls, 0) end,
                  case when ($16::bool[])[12] and (m.is_today or o.source is distinct from 'product') then m.branches
                       else coalesce(o.branches, 0) end,
                  'product', $17
             from unnest($1::uuid[], $2::date[], $3::bool[], $4::int[], $5::int[], $6::int[], $7::bigint[], $8::int[], $9::int[],
                         $10::int[], $11::int[], $12::int[], $13::bigint[], $14::bigint[], $15::int[])
                  as m (tenant_id, day, is_today, created, completed, cancelled, revenue, active_customers, new_customers, active_users,
                        total_users, logins, storage, api_calls, branches)
             left join sys_tenant_metrics_daily o on o.tenant_id = m.tenant_id and o.day = m.day
           on conflict (tenant_id, day) do update set
               orders_created = excluded.orders_created, orders_completed = excluded.orders_completed,
               orders_cancelled = excluded.orders_cancelled, revenue_minor = excluded.revenue_minor,
               active_customers = excluded.active_customers, new_customers = excluded.new_customers,
               active_users = excluded.active_users, total_users = excluded.total_users, logins = excluded.logins,
               storage_mb = excluded.storage_mb, api_calls = excluded.api_calls, branches = excluded.branches,
               source = excluded.source, computed_at = excluded.computed_at
            where (d.orders_created, d.orders_completed, d.orders_cancelled, d.revenue_minor, d.active_customers, d.new_customers,
                   d.active_users, d.total_users, d.logins, d.storage_mb, d.api_calls, d.branches, d.source)
                  is distinct from
                  (excluded.orders_created, excluded.orders_completed, excluded.orders_cancelled, excluded.revenue_minor,
                   excluded.active_customers, excluded.new_customers, excluded.active_users, excluded.total_users, excluded.logins,
                   excluded.storage_mb, excluded.api_calls, excluded.branches, excluded.source)"#,
        &figures.days.iter().map(|day| day.tenant).collect::<Vec<_>>(),
        &figures.days.iter().map(|day| day.day).collect::<Vec<_>>(),
        &figures.days.iter().map(|day| day.is_today).collect::<Vec<_>>(),
        &counts(|day| day.created),
        &counts(|day| day.completed),
        &counts(|day| day.cancelled),
        &numbers(|day| day.revenue),
        &counts(|day| day.active_customers),
        &counts(|day| day.new_customers),
        &counts(|day| day.active_users),
        &counts(|day| day.total_users),
        &counts(|day| day.logins),
        &numbers(|day| day.storage),
        &numbers(|day| day.api_calls),
        &counts(|day| day.branches),
        &seen,
        at
    )
    .execute(db)
    .await?;
    Ok(written.rows_affected())
}

/// These tenants' figures are whole up to this moment.
pub async fn measured(db: &mut PgConnection, products: &[Uuid], at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update sys_product_tenants set measured_at = $2, measure_error = null where product_id = any($1)", products, at)
        .execute(db)
        .await
        .map(drop)
}

/// This one's could not be read.
pub async fn failed(db: &mut PgConnection, product: Uuid, code: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("update sys_product_tenants set measure_error = $2 where product_id = $1", product, code).execute(db).await.map(drop)
}
