//! Shutting an account and opening it again.

use serde_json::json;

use super::super::model::{Person, Refusal, Status};
use super::super::{dangerous, devices, invitations, keepers, sessions};
use super::{another_super_admin, lost_the_keeper, out_of_reach, with_reason};
use crate::core::change::{Change, Event};

/// Shuts an account: no sign-in, every session ends now, and a link still open stops working.
pub async fn disable(change: &mut Change, person: &Person, reason: Option<&str>) -> Result<Result<(), Refusal>, sqlx::Error> {
    if let Some(refusal) = out_of_reach(change, person).await? {
        return Ok(Err(refusal));
    }
    if person.status == Status::Active && person.is_super_admin() && !another_super_admin(change, person.id).await? {
        return Ok(Err(Refusal::LastSuperAdmin));
    }
    let at = change.at();
    let kept = keepers::there_is_one(change).await?;
    let shut = sqlx::query!(
        "update sys_platform_users set status = 'disabled', disabled_at = $2, updated_at = $2, version = version + 1 where id = $1 and status <> 'disabled'",
        person.id.0,
        at
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if shut == 0 {
        return Ok(Err(Refusal::Disabled));
    }
    // Somebody with a shell on the server is a way in by themselves.
    if change.staff_id().is_some() && lost_the_keeper(change, kept).await? {
        return Ok(Err(Refusal::LastKeeper));
    }
    invitations::close(change, person.id).await?;
    let ended = sessions::end_all(change, person.id, None).await?;
    devices::forget_all(change, person.id).await?;
    let event = Event::new("staff.disabled", "staff").object(person.id, person.name.clone());
    let event = event.before(json!({ "status": person.status })).after(json!({ "status": Status::Disabled, "sessions_ended": ended }));
    change.record(with_reason(event, reason)).await?;
    Ok(Ok(()))
}

/// Opens a disabled account again and says where it stands now: who had not finished enrolling is invited as before.
pub async fn enable(change: &mut Change, person: &Person) -> Result<Result<Status, Refusal>, sqlx::Error> {
    if let Some(refusal) = out_of_reach(change, person).await? {
        return Ok(Err(refusal));
    }
    // Opening what holds powerful roles would grant them without a second person.
    if change.staff_id().is_some() && !dangerous::powerful(change, &person.roles).await?.is_empty() {
        return Ok(Err(Refusal::Powerful));
    }
    let at = change.at();
    let status = sqlx::query_scalar!(
        r#"update sys_platform_users
              set status = case when password_hash is null then 'invited' else 'active' end, disabled_at = null, updated_at = $2, version = version + 1
            where id = $1 and status = 'disabled' returning status"#,
        person.id.0,
        at
    )
    .fetch_optional(&mut **change)
    .await?;
    let Some(status) = status.as_deref().and_then(Status::from_code) else { return Ok(Err(Refusal::NotDisabled)) };
    let event = Event::new("staff.enabled", "staff").object(person.id, person.name.clone());
    change.record(event.before(json!({ "status": Status::Disabled })).after(json!({ "status": status }))).await?;
    Ok(Ok(status))
}
