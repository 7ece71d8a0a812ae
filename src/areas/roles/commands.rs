//! What is done to roles. Each act records one audit event with what the role granted before and after.
//!
//! Nobody gives a permission they do not hold, nor takes one away: else whoever edits roles could make themselves anything.
//! The command line stands above that.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::json;

use super::dangerous::takes_two;
use super::model::{Refusal, Role, Wanted, code_for};
use super::queries;
use crate::areas::staff::{keepers, sessions};
use crate::core::change::{Change, Event};
use crate::core::db::violated_constraint;
use crate::core::ids::RoleId;
use crate::core::permission::Permission;

/// A role as the audit log tells it.
#[derive(Serialize)]
struct Told<'a> {
    name: &'a str,
    name2: &'a str,
    description: &'a str,
    description2: &'a str,
    permissions: Vec<String>,
}

impl<'a> Told<'a> {
    fn before(role: &'a Role) -> Self {
        Self {
            name: &role.name,
            name2: &role.name2,
            description: &role.description,
            description2: &role.description2,
            permissions: role.grants.clone(),
        }
    }

    fn after(wanted: &'a Wanted, permissions: Vec<String>) -> Self {
        let Wanted { name, name2, description, description2, .. } = wanted;
        Self { name, name2, description, description2, permissions }
    }
}

/// Codes of permissions, in order.
pub(super) fn codes(permissions: &BTreeSet<Permission>) -> Vec<String> {
    let mut codes: Vec<String> = permissions.iter().map(|permission| permission.code().to_owned()).collect();
    codes.sort();
    codes
}

/// The role an act is about, as it is once every other act on roles and accounts is done.
pub async fn take(change: &mut Change, id: RoleId) -> Result<Option<Role>, sqlx::Error> {
    keepers::one_at_a_time(change).await?;
    queries::find(change, id).await
}

/// Makes a role. The id is the caller's, who may need to know it before.
pub async fn create(change: &mut Change, id: RoleId, wanted: &Wanted) -> Result<Result<(), Refusal>, sqlx::Error> {
    make(change, id, wanted, None).await
}

/// Makes a role after another, which may have been altered on the way.
pub async fn copy(change: &mut Change, id: RoleId, of: &Role, wanted: &Wanted) -> Result<Result<(), Refusal>, sqlx::Error> {
    make(change, id, wanted, Some(of)).await
}

async fn make(change: &mut Change, id: RoleId, wanted: &Wanted, of: Option<&Role>) -> Result<Result<(), Refusal>, sqlx::Error> {
    keepers::one_at_a_time(change).await?;
    if let Some(refusal) = beyond_own(change, &wanted.permissions).await? {
        return Ok(Err(refusal));
    }
    let code = code_for(&wanted.name, &queries::codes(change).await?);
    let at = change.at();
    let made = sqlx::query!(
        "insert into sys_platform_roles (id, code, name, name2, description, description2, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        code,
        wanted.name,
        wanted.name2,
        wanted.description,
        wanted.description2,
        at
    )
    .execute(&mut **change)
    .await;
    if let Some(refusal) = name_taken(made)? {
        return Ok(Err(refusal));
    }
    grant(change, id, &wanted.permissions).await?;
    let event = Event::new(if of.is_some() { "role.copied" } else { "role.created" }, "role").object(id, wanted.name.clone());
    let mut after = serde_json::to_value(Told::after(wanted, codes(&wanted.permissions))).unwrap_or_default();
    after["code"] = json!(code);
    if let Some(of) = of {
        after["copied_from"] = json!(of.name);
    }
    change.record(event.after(after)).await?;
    Ok(Ok(()))
}

/// What an edit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// `false`: nothing was recorded.
    pub changed: bool,
    /// Permissions that were not added, since they take a second person.
    pub waiting: BTreeSet<Permission>,
}

/// Gives a role these names and exactly these permissions, but for those that [`takes_two`] keeps waiting. Where the permissions change,
/// the sessions of everybody who holds it end: what they see next is drawn from the new rights.
pub async fn edit(change: &mut Change, role: &Role, version: i32, wanted: &Wanted) -> Result<Result<Edited, Refusal>, sqlx::Error> {
    if role.version != version {
        return Ok(Err(Refusal::Stale));
    }
    let held = role.granted();
    let mut added: BTreeSet<Permission> = wanted.permissions.difference(&held).copied().collect();
    let removed: BTreeSet<Permission> = held.difference(&wanted.permissions).copied().collect();
    if (!added.is_empty() || !removed.is_empty()) && role.is_fixed() {
        return Ok(Err(Refusal::Fixed));
    }
    if let Some(refusal) = beyond_own(change, &added.union(&removed).copied().collect()).await? {
        return Ok(Err(refusal));
    }
    let waits = change.staff_id().is_some() && takes_two(change, role.id, &added).await?;
    let waiting = if waits { std::mem::take(&mut added) } else { BTreeSet::new() };
    let alone = Wanted { permissions: wanted.permissions.difference(&waiting).copied().collect(), ..wanted.clone() };
    Ok(put(change, role, &alone, &added, &removed).await?.map(|changed| Edited { changed, waiting }))
}

/// Adds to a role what two people agreed on.
pub async fn widen(change: &mut Change, role: &Role, added: &BTreeSet<Permission>) -> Result<Result<(), Refusal>, sqlx::Error> {
    if let Some(refusal) = beyond_own(change, added).await? {
        return Ok(Err(refusal));
    }
    let held = role.granted();
    let wanted = Wanted {
        name: role.name.clone(),
        name2: role.name2.clone(),
        description: role.description.clone(),
        description2: role.description2.clone(),
        permissions: held.union(added).copied().collect(),
    };
    let missing = added.difference(&held).copied().collect();
    Ok(put(change, role, &wanted, &missing, &BTreeSet::new()).await?.map(drop))
}

/// Writes a role as it is to be, which adds and removes this. `false`, and nothing recorded, when all was so already.
async fn put(
    change: &mut Change,
    role: &Role,
    wanted: &Wanted,
    added: &BTreeSet<Permission>,
    removed: &BTreeSet<Permission>,
) -> Result<Result<bool, Refusal>, sqlx::Error> {
    let other_rights = !added.is_empty() || !removed.is_empty();
    let (before, mut after) = (Told::before(role), Told::after(wanted, role.grants.clone()));
    let same_words = (before.name, before.name2, before.description, before.description2)
        == (after.name, after.name2, after.description, after.description2);
    if same_words && !other_rights {
        return Ok(Ok(false));
    }
    let taken = sqlx::query!(
        "update sys_platform_roles set name = $3, name2 = $4, description = $5, description2 = $6, version = version + 1 where id = $1 and version = $2",
        role.id.0,
        role.version,
        wanted.name,
        wanted.name2,
        wanted.description,
        wanted.description2
    )
    .execute(&mut **change)
    .await;
    if let Some(refusal) = name_taken(taken)? {
        return Ok(Err(refusal));
    }
    let mut event = Event::new("role.edited", "role").object(role.id, wanted.name.clone());
    if other_rights {
        if let Some(refusal) = alter(change, role, added, removed).await? {
            return Ok(Err(refusal));
        }
        after.permissions = codes(&wanted.permissions);
    }
    event = event.diff(&before, &after);
    change.record(event).await?;
    Ok(Ok(true))
}

async fn alter(
    change: &mut Change,
    role: &Role,
    added: &BTreeSet<Permission>,
    removed: &BTreeSet<Permission>,
) -> Result<Option<Refusal>, sqlx::Error> {
    let kept = keepers::there_is_one(change).await?;
    sqlx::query!("delete from sys_platform_role_permissions where role_id = $1 and permission = any($2)", role.id.0, &codes(removed))
        .execute(&mut **change)
        .await?;
    grant(change, role.id, added).await?;
    if kept && !keepers::there_is_one(change).await? {
        return Ok(Some(Refusal::LastKeeper));
    }
    let actor = change.staff_id();
    sessions::end_all_of_role(change, role.id, actor).await?;
    Ok(None)
}

/// Removes a role that nobody holds.
pub async fn remove(change: &mut Change, role: &Role) -> Result<Result<(), Refusal>, sqlx::Error> {
    if role.is_system {
        return Ok(Err(Refusal::System));
    }
    if role.holders > 0 {
        return Ok(Err(Refusal::Held));
    }
    if let Some(refusal) = beyond_own(change, &role.granted()).await? {
        return Ok(Err(refusal));
    }
    sqlx::query!("delete from sys_platform_roles where id = $1", role.id.0).execute(&mut **change).await?;
    let mut before = serde_json::to_value(Told::before(role)).unwrap_or_default();
    before["code"] = json!(role.code);
    change.record(Event::new("role.removed", "role").object(role.id, role.name.clone()).before(before)).await?;
    Ok(Ok(()))
}

/// Which of these the actor does not hold, if any.
async fn beyond_own(change: &mut Change, permissions: &BTreeSet<Permission>) -> Result<Option<Refusal>, sqlx::Error> {
    let Some(actor) = change.staff_id() else { return Ok(None) };
    let own = queries::held_by(change, actor).await?;
    let beyond: Vec<Permission> = permissions.iter().copied().filter(|permission| !own.has(*permission)).collect();
    Ok((!beyond.is_empty()).then_some(Refusal::BeyondOwn(beyond)))
}

async fn grant(change: &mut Change, role: RoleId, permissions: &BTreeSet<Permission>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into sys_platform_role_permissions (role_id, permission) select $1, code from unnest($2::text[]) as code",
        role.0,
        &codes(permissions)
    )
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Turns a name that exists already into the answer it is.
fn name_taken<T>(outcome: Result<T, sqlx::Error>) -> Result<Option<Refusal>, sqlx::Error> {
    match outcome {
        Ok(_) => Ok(None),
        Err(error) => match violated_constraint(&error) {
            Some("sys_platform_roles_name_key") => Ok(Some(Refusal::NameTaken)),
            Some("sys_platform_roles_name2_key") => Ok(Some(Refusal::Name2Taken)),
            _ => Err(error),
        },
    }
}
