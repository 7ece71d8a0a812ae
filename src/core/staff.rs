//! The person behind a request, as read from the database for that request.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::ids::StaffId;
use super::lang::{Digits, Lang};
use super::permission::{Permission, PermissionSet};

/// A signed-in member of the platform team. Read anew for every request, so that a role taken away is gone at once.
#[derive(Clone, Debug)]
pub struct Staff {
    pub id: StaffId,
    pub name: String,
    pub email: String,
    pub language: Lang,
    pub digits: Digits,
    pub theme: String,
    pub density: String,
    pub shortcuts: bool,
    /// Codes of the roles held.
    pub roles: Vec<String>,
    /// Names of the roles in English and Arabic.
    pub role_names: Vec<(String, String)>,
    pub permissions: PermissionSet,
    /// Requests that wait for this person's decision, and emergencies for their review.
    pub waiting: i64,
}

impl Staff {
    pub fn can(&self, permission: Permission) -> bool {
        self.permissions.has(permission)
    }
}

/// Finds an active member by id; the disabled and the merely invited are not found.
pub async fn find_active(db: &mut PgConnection, id: StaffId, now: DateTime<Utc>) -> Result<Option<Staff>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select u.id, u.name, u.email, u.language, u.digits, u.theme, u.density, u.shortcuts,
                  coalesce((select array_agg(r.code order by r.code) from sys_platform_user_roles ur
                              join sys_platform_roles r on r.id = ur.role_id where ur.user_id = u.id), '{}') as "roles!",
                  coalesce((select array_agg(r.name order by r.code) from sys_platform_user_roles ur
                              join sys_platform_roles r on r.id = ur.role_id where ur.user_id = u.id), '{}') as "names!",
                  coalesce((select array_agg(r.name2 order by r.code) from sys_platform_user_roles ur
                              join sys_platform_roles r on r.id = ur.role_id where ur.user_id = u.id), '{}') as "names2!",
                  coalesce((select array_agg(distinct p.permission) from sys_platform_user_roles ur
                              join sys_platform_role_permissions p on p.role_id = ur.role_id where ur.user_id = u.id), '{}') as "grants!",
                  (select count(*) from sys_approval_requests q
                    where (q.status = 'pending' and q.expires_at > $2
                           and not exists (select from sys_approval_decisions d where d.request_id = q.id and d.decided_by = u.id and d.lapsed_at is null)
                           or q.emergency and q.reviewed_at is null)
                      and q.requested_by is distinct from u.id and q.concerns is distinct from u.id
                      and exists (select from sys_platform_user_roles ur join sys_platform_role_permissions p on p.role_id = ur.role_id
                                   where ur.user_id = u.id and p.permission in ('*', 'approvals:decide'))
                      and exists (select from sys_platform_user_roles ur join sys_platform_role_permissions p on p.role_id = ur.role_id
                                   where ur.user_id = u.id and p.permission in ('*', q.permission))) as "waiting!"
             from sys_platform_users u
            where u.id = $1 and u.status = 'active'"#,
        id.0,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Staff {
        id: StaffId(row.id),
        name: row.name,
        email: row.email,
        language: Lang::from_code(&row.language).unwrap_or_default(),
        digits: Digits::from_code(&row.digits).unwrap_or_default(),
        theme: row.theme,
        density: row.density,
        shortcuts: row.shortcuts,
        roles: row.roles,
        role_names: row.names.into_iter().zip(row.names2).collect(),
        permissions: PermissionSet::from_grants(row.grants),
        waiting: row.waiting,
    }))
}

/// How somebody stands at the moment they act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Good,
    /// Disabled, or their session has ended.
    SignedOut,
    /// No role of theirs holds the permission (any more).
    Denied,
}

/// Looks somebody up again: account, session and, where one is needed, permission.
pub async fn standing(
    db: &mut PgConnection,
    id: StaffId,
    session_hash: &[u8],
    needed: Option<Permission>,
    now: DateTime<Utc>,
) -> Result<Standing, sqlx::Error> {
    let row = sqlx::query!(
        r#"select exists (select from sys_platform_sessions s
                           where s.id_hash = $2 and s.user_id = u.id and s.expires_at > $3) as "here!",
                  array(select p.permission from sys_platform_user_roles ur
                          join sys_platform_role_permissions p on p.role_id = ur.role_id where ur.user_id = u.id) as "grants!"
             from sys_platform_users u where u.id = $1 and u.status = 'active'"#,
        id.0,
        session_hash,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(match row {
        Some(row) if row.here => match needed {
            Some(permission) if !PermissionSet::from_grants(row.grants).has(permission) => Standing::Denied,
            _ => Standing::Good,
        },
        _ => Standing::SignedOut,
    })
}
