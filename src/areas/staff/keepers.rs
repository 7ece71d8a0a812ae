//! Who can still let people in and give them rights. Without one such person the console could be opened from the command line only.

use sqlx::PgConnection;

use crate::core::change::Change;

/// What a keeper holds, through one role or several.
const KEYS: [&str; 2] = ["staff:manage", "roles:manage"];

/// Acts on accounts and roles wait for each other until the change ends: two people who take each other's rights away at the same time
/// must not both succeed, and row locks alone would not let the second see what the first did.
pub async fn one_at_a_time(change: &mut Change) -> Result<(), sqlx::Error> {
    sqlx::query("select pg_advisory_xact_lock(hashtextextended('sys_platform_users', 0))").execute(&mut **change).await?;
    Ok(())
}

/// Whether an active person holds both keys.
pub async fn there_is_one(db: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let keys = KEYS.map(ToOwned::to_owned);
    sqlx::query_scalar!(
        r#"select exists (
               select from sys_platform_users u
                where u.status = 'active'
                  and not exists (select from unnest($1::text[]) as wanted (permission)
                                   where not exists (select from sys_platform_user_roles ur
                                                       join sys_platform_role_permissions p on p.role_id = ur.role_id
                                                      where ur.user_id = u.id and p.permission in (wanted.permission, '*')))) as "one!""#,
        &keys
    )
    .fetch_one(db)
    .await
}
