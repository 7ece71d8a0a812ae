//! Branches of the product's tenants. The one a tenant began with here keeps its name; the product's main branch is taken to be it.

use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, PgConnection};
use uuid::Uuid;

use super::super::source::catalogue::BRANCHES;
use super::super::source::{Source, Trouble, within};
use super::Linked;
use crate::core::clock::Clock;
use crate::core::text;

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Branch {
    id: Uuid,
    tenant: Uuid,
    name: String,
    name2: String,
    is_main: bool,
    active: bool,
    city: Option<String>,
}

pub async fn read(source: &mut Source, tenants: &[Linked]) -> Result<Vec<Branch>, Trouble> {
    let c = &source.catalogue;
    let sql = format!(
        "select b.id, b.tenant_org_id as tenant, coalesce(nullif({name}, ''), nullif({branch_name}, ''), '') as name,
                coalesce({name2}, '') as name2, coalesce({main}, false) as is_main, {active} as active, {city} as city
           from org_branches_mst b where b.tenant_org_id = any($1) and {live} order by b.tenant_org_id, b.id",
        name = c.text("b", BRANCHES, "name"),
        branch_name = c.text("b", BRANCHES, "branch_name"),
        name2 = c.text("b", BRANCHES, "name2"),
        main = c.column("b", BRANCHES, "is_main", "boolean"),
        active = c.on("b", BRANCHES, "is_active"),
        city = c.text("b", BRANCHES, "city"),
        live = c.live("b", BRANCHES),
    );
    let ids: Vec<Uuid> = tenants.iter().map(|one| one.product_id).collect();
    within(sqlx::query_as::<_, Branch>(AssertSqlSafe(sql)).bind(ids).persistent(false).fetch_all(&mut source.connection)).await
}

/// Makes our mirror of these tenants' branches what was read.
pub async fn keep(
    db: &mut PgConnection,
    clock: &Clock,
    tenants: &[Linked],
    branches: &[Branch],
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let (ids, owners): (Vec<Uuid>, Vec<Uuid>) = tenants.iter().map(|one| (one.product_id, one.tenant_id.0)).unzip();
    let ours: std::collections::HashMap<Uuid, Uuid> = ids.into_iter().zip(owners.iter().copied()).collect();
    let known: Vec<(&Branch, Uuid)> = branches.iter().filter_map(|branch| Some((branch, *ours.get(&branch.tenant)?))).collect();
    let products: Vec<Uuid> = known.iter().map(|(branch, _)| branch.id).collect();
    let of: Vec<Uuid> = known.iter().map(|(_, tenant)| *tenant).collect();
    let mains: Vec<bool> = known.iter().map(|(branch, _)| branch.is_main).collect();
    sqlx::query!(
        r#"update sys_tenant_branches b set product_id = s.product_id
             from (select distinct on (tenant_id) tenant_id, product_id
                     from unnest($1::uuid[], $2::uuid[], $3::bool[]) as s (product_id, tenant_id, is_main)
                    where is_main order by tenant_id, product_id) as s
            where b.tenant_id = s.tenant_id and b.is_main and b.product_id is null
              and not exists (select from sys_tenant_branches o where o.tenant_id = s.tenant_id and o.product_id = s.product_id)"#,
        &products,
        &of,
        &mains
    )
    .execute(&mut *db)
    .await?;
    // A name of nothing but blanks would be a line without words.
    let name = |name: &str, other: &str| {
        [name, other].map(text::clean).into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| "—".to_owned())
    };
    sqlx::query!(
        r#"insert into sys_tenant_branches as b (id, tenant_id, name, name2, city, created_at, product_id, mirrored, active)
           select s.id, s.tenant_id, s.name, s.name2, s.city, $8, s.product_id, true, s.active
             from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bool[])
                  as s (id, tenant_id, product_id, name, name2, city, active)
           on conflict (tenant_id, product_id) where product_id is not null do update set
               name = case when b.mirrored then excluded.name else b.name end,
               name2 = case when b.mirrored then excluded.name2 else b.name2 end,
               city = case when b.mirrored then excluded.city else b.city end,
               active = excluded.active
            where b.active <> excluded.active
               or b.mirrored and (b.name, b.name2, b.city) is distinct from (excluded.name, excluded.name2, excluded.city)"#,
        &known.iter().map(|_| clock.new_id()).collect::<Vec<_>>(),
        &of,
        &products,
        &known.iter().map(|(branch, _)| name(&branch.name, &branch.name2)).collect::<Vec<_>>(),
        &known.iter().map(|(branch, _)| name(&branch.name2, &branch.name)).collect::<Vec<_>>(),
        &known.iter().map(|(branch, _)| branch.city.as_deref().map(text::clean)).collect::<Vec<_>>() as &[Option<String>],
        &known.iter().map(|(branch, _)| branch.active).collect::<Vec<_>>(),
        at
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        r#"delete from sys_tenant_branches b
            where b.tenant_id = any($1) and b.mirrored
              and not exists (select from unnest($2::uuid[], $3::uuid[]) as s (tenant_id, product_id)
                               where s.tenant_id = b.tenant_id and s.product_id = b.product_id)"#,
        &owners,
        &of,
        &products
    )
    .execute(db)
    .await
    .map(drop)
}
