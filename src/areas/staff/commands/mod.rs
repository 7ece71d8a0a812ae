//! What is done to staff accounts. Each act records one audit event, except where it is part of a sign-in that does.
//!
//! Nobody acts on their own account here, nor on one that holds more than their own does: else whoever manages staff
//! could make themselves anything. The command line stands above that.

mod edit;
mod links;
mod revoke;
mod sessions;
mod standing;

use super::keepers::{self, one_at_a_time};
use super::model::{Person, Refusal, SUPER_ADMIN};
use super::queries;
use crate::core::change::{Change, Event};
use crate::core::ids::StaffId;

pub use edit::edit;
pub use links::{Linked, activate, factor_changed_mail, invitation_mail, invite, invite_again, reset, reset_mail};
pub use revoke::revoke;
pub use sessions::{end_session, end_sessions};
pub use standing::{disable, enable};

/// The person an act is about, as they are once every other act on accounts is done.
pub async fn take(change: &mut Change, id: StaffId) -> Result<Option<Person>, sqlx::Error> {
    one_at_a_time(change).await?;
    queries::find(change, id).await
}

/// Why the actor may not act on this person, if so.
pub(super) async fn out_of_reach(change: &mut Change, person: &Person) -> Result<Option<Refusal>, sqlx::Error> {
    if change.staff_id() == Some(person.id) {
        return Ok(Some(Refusal::Oneself));
    }
    Ok((!holds_all_of(change, &person.roles).await?).then_some(Refusal::BeyondOwn))
}

/// Why the actor may not give these roles to this person, if so.
pub(super) async fn beyond(change: &mut Change, person: &Person, roles: &[String]) -> Result<Option<Refusal>, sqlx::Error> {
    if let Some(refusal) = out_of_reach(change, person).await? {
        return Ok(Some(refusal));
    }
    Ok((!holds_all_of(change, roles).await?).then_some(Refusal::BeyondOwn))
}

/// Whether the actor holds every permission that these roles grant.
pub(super) async fn holds_all_of(change: &mut Change, roles: &[String]) -> Result<bool, sqlx::Error> {
    let Some(actor) = change.staff_id() else { return Ok(true) };
    sqlx::query_scalar!(
        r#"select not exists (
               select from sys_platform_roles r join sys_platform_role_permissions p on p.role_id = r.id
                where r.code = any($2)
                  and not exists (select from sys_platform_user_roles ur join sys_platform_role_permissions own on own.role_id = ur.role_id
                                   where ur.user_id = $1 and own.permission in (p.permission, '*'))) as "all!""#,
        actor.0,
        roles
    )
    .fetch_one(&mut **change)
    .await
}

/// Whether the console has lost its last keeper by what was done since `before` was asked.
async fn lost_the_keeper(change: &mut Change, before: bool) -> Result<bool, sqlx::Error> {
    Ok(before && !keepers::there_is_one(change).await?)
}

/// Whether an active super admin other than this one exists.
async fn another_super_admin(change: &mut Change, but: StaffId) -> Result<bool, sqlx::Error> {
    one_at_a_time(change).await?;
    sqlx::query_scalar!(
        r#"select exists (
               select from sys_platform_users u
                 join sys_platform_user_roles ur on ur.user_id = u.id
                 join sys_platform_roles r on r.id = ur.role_id
                where u.status = 'active' and r.code = $1 and u.id <> $2) as "another!""#,
        SUPER_ADMIN,
        but.0
    )
    .fetch_one(&mut **change)
    .await
}

fn with_reason(event: Event, reason: Option<&str>) -> Event {
    match reason {
        Some(reason) => event.reason(reason),
        None => event,
    }
}
