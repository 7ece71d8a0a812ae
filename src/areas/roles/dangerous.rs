//! Giving a role more than it holds, where those who hold it can decide about others or hand out rights: that takes a second person.
//! Otherwise one who edits roles could widen what a colleague may decide about, without anybody having been asked.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::model::{Refusal, Role};
use super::{commands, queries};
use crate::areas::staff::{keepers, sessions};
use crate::core::approvals::{Command, Effect, FieldChange, Means, Order, Subject, SubjectKind};
use crate::core::change::Change;
use crate::core::ids::RoleId;
use crate::core::permission::Permission;

/// Adds permissions to a role. What it held when this was asked for is sealed with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Widen {
    pub role: RoleId,
    /// Codes, in order.
    pub permissions: Vec<String>,
}

impl Widen {
    pub fn new(role: RoleId, added: &BTreeSet<Permission>) -> Self {
        Self { role, permissions: commands::codes(added) }
    }

    /// What is added; `None` when this version does not know one of the permissions.
    fn added(&self) -> Option<BTreeSet<Permission>> {
        self.permissions.iter().map(|code| Permission::from_code(code)).collect()
    }
}

/// Whether adding this to a role takes a second person: somebody holds the role, and either what is added is powerful, or they have
/// something powerful already, through whichever of their roles. Who holds everything gains nothing and does not count.
pub(super) async fn takes_two(db: &mut PgConnection, role: RoleId, added: &BTreeSet<Permission>) -> Result<bool, sqlx::Error> {
    if added.is_empty() {
        return Ok(false);
    }
    sqlx::query_scalar!(
        r#"select exists (
               select from sys_platform_user_roles ur
                cross join lateral (select coalesce(bool_or(p.permission = '*'), false) as everything, coalesce(bool_or(p.permission = any($3)), false) as powerful
                                      from sys_platform_user_roles o join sys_platform_role_permissions p on p.role_id = o.role_id
                                     where o.user_id = ur.user_id) as holder
                where ur.role_id = $1 and ($2 or holder.powerful and not holder.everything)) as "two!""#,
        role.0,
        added.iter().any(|permission| permission.is_powerful()),
        &Permission::powerful()
    )
    .fetch_one(db)
    .await
}

impl Command for Widen {
    const NAME: &'static str = "role.widen";
    const PERMISSION: Permission = Permission::RolesManage;
    const NEVER_ALONE: bool = true;

    fn subject(&self) -> String {
        self.role.to_string()
    }

    async fn lock(&self, change: &mut Change) -> Result<(), sqlx::Error> {
        keepers::one_at_a_time(change).await
    }

    /// Whoever holds the role is touched: a new holder is another effect.
    async fn preview(&self, db: &mut PgConnection, at: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let Some(role) = queries::find(db, self.role).await? else { return Ok(Err("roles-error-gone")) };
        let Some(added) = self.added() else { return Ok(Err("roles-error-permission-unknown")) };
        let held = role.granted();
        if role.is_fixed() || added.is_subset(&held) {
            return Ok(Err("staff-edited-nothing"));
        }
        let list = |permissions: &BTreeSet<Permission>| commands::codes(permissions).join(", ");
        let after = held.union(&added).copied().collect();
        let subject = |kind, id: String, label: String| Subject { kind, id, label, rank: 0 };
        let mut subjects = vec![subject(SubjectKind::Role, role.id.to_string(), role.name)];
        let holders = queries::holders(db, self.role).await?;
        subjects.extend(holders.into_iter().map(|holder| subject(SubjectKind::Staff, holder.id.to_string(), holder.name)));
        let open = sessions::count_of_role(db, self.role, at).await?;
        Ok(Ok(Effect {
            subjects,
            changes: vec![FieldChange::new(self.role, "permissions", Some(&list(&held)), Some(&list(&after)))],
            around: vec![("approvals-around-sessions".to_owned(), open)],
            ..Effect::default()
        }))
    }

    async fn execute(&self, change: &mut Change, _: Means<'_>, _: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        let role: Option<Role> = commands::take(change, self.role).await?;
        let (Some(role), Some(added)) = (role, self.added()) else { return Ok(Err("roles-error-gone")) };
        Ok(commands::widen(change, &role, &added).await?.map_err(|refusal| match refusal {
            // The sentence for a form names what is missing.
            Refusal::BeyondOwn(_) => "approvals-error-no-authority",
            other => other.key(),
        }))
    }
}
