//! People of the product's tenants: role and last sign-in, and neither names nor addresses.

use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, PgConnection};
use uuid::Uuid;

use super::super::source::catalogue::USERS;
use super::super::source::{Source, Trouble, within};
use super::Linked;

/// Rows a statement.
const AT_ONCE: usize = 5_000;

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct User {
    tenant: Uuid,
    user_id: Uuid,
    role: String,
    is_active: bool,
    can_sign_in: bool,
    last_login_at: Option<DateTime<Utc>>,
    created_at: Option<DateTime<Utc>>,
}

/// Everybody of these tenants, read in pages: one tenant may have more people than a thousand others.
pub async fn read(source: &mut Source, tenants: &[Linked]) -> Result<Vec<User>, Trouble> {
    let c = &source.catalogue;
    let sql = format!(
        "select u.tenant_org_id as tenant, u.user_id, coalesce({role}, '') as role, {active} as is_active, {signs_in} as can_sign_in,
                {login} as last_login_at, {created} as created_at
           from org_users_mst u
          where u.tenant_org_id = any($1) and u.user_id is not null and {live}
            and ($2::uuid is null or (u.tenant_org_id, u.user_id) > ($2, $3))
          order by u.tenant_org_id, u.user_id limit {AT_ONCE}",
        role = c.text("u", USERS, "role"),
        active = c.on("u", USERS, "is_active"),
        signs_in = c.on("u", USERS, "is_user"),
        login = c.instant("u", USERS, "last_login_at"),
        created = c.instant("u", USERS, "created_at"),
        live = c.live("u", USERS),
    );
    let ids: Vec<Uuid> = tenants.iter().map(|one| one.product_id).collect();
    let mut users: Vec<User> = Vec::new();
    loop {
        let last = users.last().map(|user| (user.tenant, user.user_id));
        let query = sqlx::query_as::<_, User>(AssertSqlSafe(sql.clone())).bind(&ids).bind(last.map(|l| l.0)).bind(last.map(|l| l.1));
        let page = within(query.persistent(false).fetch_all(&mut source.connection)).await?;
        let full = page.len() == AT_ONCE;
        users.extend(page);
        if !full {
            return Ok(users);
        }
    }
}

/// Makes our mirror of these tenants' people what was read.
pub async fn keep(db: &mut PgConnection, tenants: &[Linked], users: &[User]) -> Result<(), sqlx::Error> {
    let ours: std::collections::HashMap<Uuid, Uuid> = tenants.iter().map(|one| (one.product_id, one.tenant_id.0)).collect();
    let mut known: Vec<(&User, Uuid)> = users.iter().filter_map(|user| Some((user, *ours.get(&user.tenant)?))).collect();
    // Unique in the product; a schema that drifted may have lost that.
    known.dedup_by_key(|(user, tenant)| (*tenant, user.user_id));
    let people: Vec<Uuid> = known.iter().map(|(user, _)| user.user_id).collect();
    let of: Vec<Uuid> = known.iter().map(|(_, tenant)| *tenant).collect();
    sqlx::query!(
        r#"insert into sys_tenant_users as u (tenant_id, user_id, role, is_active, can_sign_in, last_login_at, created_at)
           select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bool[], $5::bool[], $6::timestamptz[], $7::timestamptz[])
           on conflict (tenant_id, user_id) do update set role = excluded.role, is_active = excluded.is_active,
               can_sign_in = excluded.can_sign_in, last_login_at = excluded.last_login_at, created_at = excluded.created_at
            where (u.role, u.is_active, u.can_sign_in, u.last_login_at, u.created_at)
                  is distinct from (excluded.role, excluded.is_active, excluded.can_sign_in, excluded.last_login_at, excluded.created_at)"#,
        &of,
        &people,
        &known.iter().map(|(user, _)| crate::core::text::clean(&user.role)).collect::<Vec<_>>(),
        &known.iter().map(|(user, _)| user.is_active).collect::<Vec<_>>(),
        &known.iter().map(|(user, _)| user.can_sign_in).collect::<Vec<_>>(),
        &known.iter().map(|(user, _)| user.last_login_at).collect::<Vec<_>>() as &[Option<DateTime<Utc>>],
        &known.iter().map(|(user, _)| user.created_at).collect::<Vec<_>>() as &[Option<DateTime<Utc>>],
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        r#"delete from sys_tenant_users u
            where u.tenant_id = any($1)
              and not exists (select from unnest($2::uuid[], $3::uuid[]) as s (tenant_id, user_id)
                               where s.tenant_id = u.tenant_id and s.user_id = u.user_id)"#,
        &tenants.iter().map(|one| one.tenant_id.0).collect::<Vec<_>>(),
        &of,
        &people
    )
    .execute(db)
    .await
    .map(drop)
}
