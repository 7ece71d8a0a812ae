//! Renaming a person and changing what they may do.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::keepers;
use super::super::model::{Person, Refusal, SUPER_ADMIN, Status};
use super::super::{queries, sessions};
use super::{another_super_admin, holds_all_of, lost_the_keeper, out_of_reach};
use crate::core::change::{Change, Event};
use crate::core::ids::{RoleId, StaffId};

/// What an edit may alter, as the audit log tells it.
#[derive(Serialize)]
pub(super) struct Editable<'a> {
    pub(super) name: &'a str,
    pub(super) roles: &'a [String],
}

/// Gives a person this name and exactly these roles. Where the roles change, their sessions end: what they see next is drawn from the
/// new rights. `false`, and nothing recorded, when all was so already.
pub async fn edit(
    change: &mut Change,
    person: &Person,
    version: i32,
    name: &str,
    roles: &[String],
) -> Result<Result<bool, Refusal>, sqlx::Error> {
    if person.version != version {
        return Ok(Err(Refusal::Stale));
    }
    let set = |roles: &[String]| roles.iter().cloned().collect::<BTreeSet<_>>();
    let other_roles = set(roles) != set(&person.roles);
    if !other_roles && name == person.name {
        return Ok(Ok(false));
    }
    match out_of_reach(change, person).await? {
        // A person's own name is theirs to change.
        Some(Refusal::Oneself) if !other_roles => {}
        Some(refusal) => return Ok(Err(refusal)),
        None => {}
    }
    let at = change.at();
    let taken = sqlx::query!(
        "update sys_platform_users set name = $3, updated_at = $4, version = version + 1 where id = $1 and version = $2",
        person.id.0,
        version,
        name,
        at
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if taken == 0 {
        return Ok(Err(Refusal::Stale));
    }
    let roles = if other_roles { roles } else { &person.roles };
    if other_roles && let Err(refusal) = change_roles(change, person, roles).await? {
        return Ok(Err(refusal));
    }
    let action = if other_roles { "staff.roles_changed" } else { "staff.renamed" };
    let (before, after) = (Editable { name: &person.name, roles: &person.roles }, Editable { name, roles });
    change.record(Event::new(action, "staff").object(person.id, name).diff(&before, &after)).await?;
    Ok(Ok(true))
}

async fn change_roles(change: &mut Change, person: &Person, roles: &[String]) -> Result<Result<(), Refusal>, sqlx::Error> {
    let role_ids = match known_roles(change, roles).await? {
        Ok(ids) => ids,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if !holds_all_of(change, roles).await? {
        return Ok(Err(Refusal::BeyondOwn));
    }
    let loses_super = person.is_super_admin() && !roles.iter().any(|role| role == SUPER_ADMIN);
    if loses_super && person.status == Status::Active && !another_super_admin(change, person.id).await? {
        return Ok(Err(Refusal::LastSuperAdmin));
    }
    let kept = keepers::there_is_one(change).await?;
    // A role that stays keeps who gave it and when: a review of access tells that.
    let stay: Vec<uuid::Uuid> = role_ids.iter().map(|role| role.0).collect();
    sqlx::query!("delete from sys_platform_user_roles where user_id = $1 and role_id <> all($2)", person.id.0, &stay)
        .execute(&mut **change)
        .await?;
    put_roles(change, person.id, &role_ids).await?;
    if lost_the_keeper(change, kept).await? {
        return Ok(Err(Refusal::LastKeeper));
    }
    sessions::end_all(change, person.id, None).await?;
    Ok(Ok(()))
}

/// The ids of roles, when all of them exist.
pub(super) async fn known_roles(change: &mut Change, codes: &[String]) -> Result<Result<Vec<RoleId>, Refusal>, sqlx::Error> {
    if codes.is_empty() {
        return Ok(Err(Refusal::NoRole));
    }
    // A role must not be removed between being found here and being given.
    keepers::one_at_a_time(change).await?;
    let known = queries::roles(change).await?;
    let ids = codes
        .iter()
        .map(|code| known.iter().find(|role| role.code == *code).map(|role| role.id).ok_or_else(|| Refusal::NoSuchRole(code.clone())));
    Ok(ids.collect())
}

pub(super) async fn put_roles(change: &mut Change, id: StaffId, roles: &[RoleId]) -> Result<(), sqlx::Error> {
    let at = change.at();
    let by = change.staff_id().map(|id| id.0);
    let roles: Vec<uuid::Uuid> = roles.iter().map(|role| role.0).collect();
    sqlx::query!(
        "insert into sys_platform_user_roles (user_id, role_id, granted_by, granted_at) select distinct $1::uuid, role, $3::uuid, $4::timestamptz from unnest($2::uuid[]) as role on conflict do nothing",
        id.0,
        &roles,
        by,
        at
    )
    .execute(&mut **change)
    .await?;
    Ok(())
}
