//! Taking one role away from somebody, as a review of who may do what does.

use super::super::model::{Person, Refusal, SUPER_ADMIN, Status};
use super::super::{keepers, sessions};
use super::edit::Editable;
use super::{another_super_admin, lost_the_keeper, out_of_reach, with_reason};
use crate::core::change::{Change, Event};

/// Takes a role away and ends the person's sessions. Their other roles stay; who is left without any gets nowhere but to their own account.
pub async fn revoke(change: &mut Change, person: &Person, role: &str, reason: Option<&str>) -> Result<Result<(), Refusal>, sqlx::Error> {
    if !person.roles.iter().any(|held| held == role) {
        return Ok(Err(Refusal::NotHeld));
    }
    if let Some(refusal) = out_of_reach(change, person).await? {
        return Ok(Err(refusal));
    }
    if role == SUPER_ADMIN && person.status == Status::Active && !another_super_admin(change, person.id).await? {
        return Ok(Err(Refusal::LastSuperAdmin));
    }
    let kept = keepers::there_is_one(change).await?;
    sqlx::query!(
        "delete from sys_platform_user_roles where user_id = $1 and role_id = (select id from sys_platform_roles where code = $2)",
        person.id.0,
        role
    )
    .execute(&mut **change)
    .await?;
    if lost_the_keeper(change, kept).await? {
        return Ok(Err(Refusal::LastKeeper));
    }
    let at = change.at();
    // Whoever edits the account meanwhile is told of this.
    sqlx::query!("update sys_platform_users set updated_at = $2, version = version + 1 where id = $1", person.id.0, at)
        .execute(&mut **change)
        .await?;
    sessions::end_all(change, person.id, None).await?;
    let left: Vec<String> = person.roles.iter().filter(|held| *held != role).cloned().collect();
    let (before, after) = (Editable { name: &person.name, roles: &person.roles }, Editable { name: &person.name, roles: &left });
    let event = Event::new("staff.roles_changed", "staff").object(person.id, person.name.clone()).diff(&before, &after);
    change.record(with_reason(event, reason)).await?;
    Ok(Ok(()))
}
