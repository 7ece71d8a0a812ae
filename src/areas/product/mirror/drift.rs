//! Where the register and the product differ, worked out anew after every whole pass. A difference that is gone leaves the list; one that
//! stays keeps the day it was first seen.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::super::source::catalogue::LIMITS;
use super::super::source::{Source, Trouble, within};

/// What a plan allows, as the product enforces it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PlanLimits {
    plan_code: String,
    orders: Option<i64>,
    users: Option<i64>,
    branches: Option<i64>,
    storage: Option<i64>,
}

/// The limits the product enforces; `None` where they cannot be seen.
pub async fn limits(source: &mut Source) -> Result<Option<Vec<PlanLimits>>, Trouble> {
    let c = &source.catalogue;
    if !c.offers(LIMITS) {
        return Ok(None);
    }
    let sql = format!(
        "select upper(left(l.plan_code::text, 100)) as plan_code, {orders} as orders, {users} as users, {branches} as branches, {storage} as storage
           from sys_plan_limits l where l.plan_code is not null limit 500",
        orders = c.column("l", LIMITS, "orders_limit", "bigint"),
        users = c.column("l", LIMITS, "users_limit", "bigint"),
        branches = c.column("l", LIMITS, "branches_limit", "bigint"),
        storage = c.column("l", LIMITS, "storage_mb_limit", "bigint"),
    );
    let query = sqlx::query_as::<_, PlanLimits>(sqlx::AssertSqlSafe(sql)).persistent(false);
    Ok(Some(within(query.fetch_all(&mut source.connection)).await?))
}

/// Makes the list what is true now and says how long it is. Limits that cannot be seen are neither better nor worse: they stay.
pub async fn compare(db: &mut PgConnection, limits: Option<&[PlanLimits]>, at: DateTime<Utc>) -> Result<i64, sqlx::Error> {
    let seen = limits.is_some();
    let limits = limits.unwrap_or_default();
    let numbers = |pick: fn(&PlanLimits) -> Option<i64>| -> Vec<Option<i64>> { limits.iter().map(pick).collect() };
    sqlx::query!(
        r#"with theirs as (
               select distinct on (plan) case plan when 'FREE' then 'FREE_TRIAL' else plan end as plan, orders, users, branches, storage
                 from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) as l (plan, orders, users, branches, storage)
                order by plan),
           limits as (
               select o.code || '.' || x.subject as subject, o.name, x.ours, x.theirs
                 from theirs s join sys_plans o on o.code = s.plan join sys_plan_versions p on p.id = o.offered_version_id
                cross join lateral (values ('orders', p.orders_per_month::bigint, s.orders), ('users', p.users_limit::bigint, s.users),
                                           ('branches', p.branches_limit::bigint, s.branches), ('storage', p.storage_limit_mb, s.storage))
                              as x (subject, ours, theirs)
                -- The product writes no limit as -1.
                where x.theirs is not null and coalesce(x.ours, -1) <> x.theirs),
           found as (
               select kind, '' as subject, tenant_id, product_id, name, console_value, product_value from v_product_differences
               union all
               select 'limits', subject, null, null, name, coalesce(ours, -1)::text, theirs::text from limits),
           gone as (
               delete from sys_product_drifts d
                where ($7 or d.kind <> 'limits')
                  and not exists (select from found f where f.kind = d.kind and f.subject = d.subject
                                     and f.tenant_id is not distinct from d.tenant_id and f.product_id is not distinct from d.product_id))
           insert into sys_product_drifts as d (kind, subject, tenant_id, product_id, name, console_value, product_value, first_seen_at)
           select kind, subject, tenant_id, product_id, name, console_value, product_value, $6 from found
           on conflict on constraint sys_product_drifts_key do update set
               name = excluded.name, console_value = excluded.console_value, product_value = excluded.product_value
            where (d.name, d.console_value, d.product_value) is distinct from (excluded.name, excluded.console_value, excluded.product_value)"#,
        &limits.iter().map(|one| one.plan_code.clone()).collect::<Vec<_>>(),
        &numbers(|one| one.orders) as &[Option<i64>],
        &numbers(|one| one.users) as &[Option<i64>],
        &numbers(|one| one.branches) as &[Option<i64>],
        &numbers(|one| one.storage) as &[Option<i64>],
        at,
        seen
    )
    .execute(&mut *db)
    .await?;
    sqlx::query_scalar!(r#"select count(*) as "count!" from sys_product_drifts"#).fetch_one(db).await
}
