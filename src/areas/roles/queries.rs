//! Reads of roles and of who holds them.

use sqlx::PgConnection;

use super::model::{Holder, Role};
use crate::core::ids::{RoleId, StaffId};
use crate::core::permission::PermissionSet;

/// Every role, in the order forms offer them.
pub async fn all(db: &mut PgConnection) -> Result<Vec<Role>, sqlx::Error> {
    sqlx::query_as!(
        Role,
        r#"select r.id as "id: RoleId", r.code, r.name, r.name2, r.description, r.description2, r.is_system, r.version,
                  array(select p.permission from sys_platform_role_permissions p where p.role_id = r.id order by p.permission) as "grants!",
                  (select count(*) from sys_platform_user_roles ur where ur.role_id = r.id) as "holders!"
             from sys_platform_roles r order by r.created_at, r.id"#
    )
    .fetch_all(db)
    .await
}

pub async fn find(db: &mut PgConnection, id: RoleId) -> Result<Option<Role>, sqlx::Error> {
    sqlx::query_as!(
        Role,
        r#"select r.id as "id: RoleId", r.code, r.name, r.name2, r.description, r.description2, r.is_system, r.version,
                  array(select p.permission from sys_platform_role_permissions p where p.role_id = r.id order by p.permission) as "grants!",
                  (select count(*) from sys_platform_user_roles ur where ur.role_id = r.id) as "holders!"
             from sys_platform_roles r where r.id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await
}

/// Who holds a role, by name.
pub async fn holders(db: &mut PgConnection, id: RoleId) -> Result<Vec<Holder>, sqlx::Error> {
    sqlx::query_as!(
        Holder,
        r#"select u.id as "id: StaffId", u.name, u.status
             from sys_platform_user_roles ur join sys_platform_users u on u.id = ur.user_id
            where ur.role_id = $1 order by u.name collate "und-x-icu", u.id"#,
        id.0
    )
    .fetch_all(db)
    .await
}

/// What somebody holds through all their roles, at this moment.
pub async fn held_by(db: &mut PgConnection, id: StaffId) -> Result<PermissionSet, sqlx::Error> {
    let grants = sqlx::query_scalar!(
        "select distinct p.permission from sys_platform_user_roles ur join sys_platform_role_permissions p on p.role_id = ur.role_id where ur.user_id = $1",
        id.0
    )
    .fetch_all(db)
    .await?;
    Ok(PermissionSet::from_grants(grants))
}

/// Codes that are taken.
pub async fn codes(db: &mut PgConnection) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!("select code from sys_platform_roles").fetch_all(db).await
}
