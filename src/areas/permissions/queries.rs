//! Reads of who holds which roles.

use sqlx::PgConnection;

use crate::areas::roles::model::Role;
use crate::areas::staff::model::Status;
use crate::core::ids::{RoleId, StaffId};
use crate::core::permission::{Permission, PermissionSet};

/// Somebody with the roles they hold.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) id: StaffId,
    pub(super) name: String,
    pub(super) email: String,
    status: String,
    roles: Vec<RoleId>,
}

impl Person {
    pub(super) fn status(&self) -> Status {
        Status::from_code(&self.status).unwrap_or(Status::Disabled)
    }

    /// Everything they hold, through whichever role.
    pub(super) fn permissions(&self, roles: &[Role]) -> PermissionSet {
        PermissionSet::from_grants(roles.iter().filter(|role| self.roles.contains(&role.id)).flat_map(|role| &role.grants))
    }

    /// Which of their roles give them this.
    pub(super) fn through<'a>(&self, roles: &'a [Role], permission: Permission) -> Vec<&'a Role> {
        roles.iter().filter(|role| self.roles.contains(&role.id) && role.permissions().has(permission)).collect()
    }
}

/// Everybody, those who can use their account first, by name.
pub(super) async fn people(db: &mut PgConnection) -> Result<Vec<Person>, sqlx::Error> {
    sqlx::query_as!(
        Person,
        r#"select u.id as "id: StaffId", u.name, u.email, u.status,
                  array(select ur.role_id from sys_platform_user_roles ur where ur.user_id = u.id) as "roles!: Vec<RoleId>"
             from sys_platform_users u
            order by array_position(array['active', 'invited', 'disabled'], u.status), u.name collate "und-x-icu", u.id"#
    )
    .fetch_all(db)
    .await
}
