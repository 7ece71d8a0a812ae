//! What is done to staff accounts. Each act records one audit event, except where it is part of a sign-in that does.

use serde_json::json;

use super::invitations::{self, Invited};
use super::model::{Person, Refusal, SUPER_ADMIN, Status};
use super::{queries, sessions};
use crate::core::change::{Change, Event};
use crate::core::db::violated_constraint;
use crate::core::ids::{RoleId, StaffId};
use crate::core::lang::{Arg, Lang};
use crate::core::mail::Mail;

/// Somebody with a fresh link.
#[derive(Clone, Debug)]
pub struct Linked {
    pub id: StaffId,
    pub name: String,
    pub email: String,
    pub lang: Lang,
    pub token: String,
}

/// Creates an account in state "invited" with its roles and a one-time link.
pub async fn invite(change: &mut Change, name: &str, email: &str, roles: &[String]) -> Result<Result<Linked, Refusal>, sqlx::Error> {
    let role_ids = match known_roles(change, roles).await? {
        Ok(ids) => ids,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let id = StaffId(change.new_id());
    let at = change.at();
    let by = change.staff_id().map(|id| id.0);
    let inserted = sqlx::query!(
        "insert into sys_platform_users (id, email, name, invited_by, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)",
        id.0,
        email,
        name,
        by,
        at
    )
    .execute(&mut **change)
    .await;
    match inserted {
        Err(error) if violated_constraint(&error) == Some("sys_platform_users_email_key") => return Ok(Err(Refusal::EmailTaken)),
        other => other?,
    };
    put_roles(change, id, &role_ids).await?;
    let token = invitations::issue(change, id).await?;
    change
        .record(Event::new("staff.invited", "staff").object(id, name).after(json!({ "name": name, "email": email, "roles": roles })))
        .await?;
    Ok(Ok(Linked { id, name: name.to_owned(), email: email.to_owned(), lang: Lang::default(), token }))
}

/// Makes a new link for somebody whose first one ran out or was lost.
pub async fn invite_again(change: &mut Change, person: &Person) -> Result<Result<Linked, Refusal>, sqlx::Error> {
    if person.status != Status::Invited {
        return Ok(Err(Refusal::NotDisabled));
    }
    let token = invitations::issue(change, person.id).await?;
    change.record(Event::new("staff.invited_again", "staff").object(person.id, person.name.clone())).await?;
    Ok(Ok(linked(person, token)))
}

/// Opens an invited account with the password its owner chose. `false` when the invitation was used up meanwhile.
/// Part of a sign-in, which records it.
pub async fn activate(change: &mut Change, invited: &Invited, password_hash: &str) -> Result<bool, sqlx::Error> {
    let at = change.at();
    let opened = sqlx::query!(
        r#"update sys_platform_users
              set status = 'active', password_hash = $2, password_changed_at = $3, activated_at = coalesce(activated_at, $3),
                  updated_at = $3, version = version + 1
            where id = $1 and status = 'invited'"#,
        invited.staff.0,
        password_hash,
        at
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if opened == 0 {
        return Ok(false);
    }
    invitations::close(change, invited.staff).await?;
    Ok(true)
}

/// Shuts an account: no sign-in, and every session ends now.
pub async fn disable(change: &mut Change, person: &Person, reason: Option<&str>) -> Result<Result<(), Refusal>, sqlx::Error> {
    if change.staff_id() == Some(person.id) {
        return Ok(Err(Refusal::Oneself));
    }
    if person.status == Status::Disabled {
        return Ok(Err(Refusal::Disabled));
    }
    if person.is_super_admin() && !another_super_admin(change, person.id).await? {
        return Ok(Err(Refusal::LastSuperAdmin));
    }
    let at = change.at();
    sqlx::query!(
        "update sys_platform_users set status = 'disabled', disabled_at = $2, updated_at = $2, version = version + 1 where id = $1",
        person.id.0,
        at
    )
    .execute(&mut **change)
    .await?;
    let ended = sessions::end_all(change, person.id, None).await?;
    let event = Event::new("staff.disabled", "staff").object(person.id, person.name.clone());
    let event = event.before(json!({ "status": person.status })).after(json!({ "status": Status::Disabled, "sessions_ended": ended }));
    change.record(with_reason(event, reason)).await?;
    Ok(Ok(()))
}

/// Opens a disabled account again. Who had never finished enrolling is invited as before.
pub async fn enable(change: &mut Change, person: &Person) -> Result<Result<(), Refusal>, sqlx::Error> {
    if person.status != Status::Disabled {
        return Ok(Err(Refusal::NotDisabled));
    }
    let at = change.at();
    let status = sqlx::query_scalar!(
        r#"update sys_platform_users
              set status = case when password_hash is null then 'invited' else 'active' end, disabled_at = null, updated_at = $2, version = version + 1
            where id = $1 returning status"#,
        person.id.0,
        at
    )
    .fetch_one(&mut **change)
    .await?;
    let event = Event::new("staff.enabled", "staff").object(person.id, person.name.clone());
    change.record(event.before(json!({ "status": Status::Disabled })).after(json!({ "status": status }))).await?;
    Ok(Ok(()))
}

/// Takes password and factors away and makes a link to start over with both. The one who resets learns neither.
pub async fn reset(change: &mut Change, person: &Person, reason: Option<&str>) -> Result<Result<Linked, Refusal>, sqlx::Error> {
    if change.staff_id() == Some(person.id) {
        return Ok(Err(Refusal::Oneself));
    }
    if person.status == Status::Disabled {
        return Ok(Err(Refusal::Disabled));
    }
    let at = change.at();
    sqlx::query!(
        "update sys_platform_users set status = 'invited', password_hash = null, updated_at = $2, version = version + 1 where id = $1",
        person.id.0,
        at
    )
    .execute(&mut **change)
    .await?;
    sqlx::query!("delete from sys_platform_factors where user_id = $1", person.id.0).execute(&mut **change).await?;
    sqlx::query!("delete from sys_platform_recovery_codes where user_id = $1", person.id.0).execute(&mut **change).await?;
    let ended = sessions::end_all(change, person.id, None).await?;
    super::throttle::succeeded(change, &[super::throttle::Key::account(&person.email), super::throttle::Key::factor(person.id)]).await?;
    let token = invitations::issue(change, person.id).await?;
    let event = Event::new("staff.factors_reset", "staff").object(person.id, person.name.clone()).after(json!({ "sessions_ended": ended }));
    change.record(with_reason(event, reason)).await?;
    Ok(Ok(linked(person, token)))
}

/// Gives a person exactly these roles. Their sessions end: what they see next is drawn from the new rights.
pub async fn change_roles(
    change: &mut Change,
    person: &Person,
    version: i32,
    roles: &[String],
) -> Result<Result<(), Refusal>, sqlx::Error> {
    if change.staff_id() == Some(person.id) {
        return Ok(Err(Refusal::Oneself));
    }
    let role_ids = match known_roles(change, roles).await? {
        Ok(ids) => ids,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let loses_super = person.is_super_admin() && !roles.iter().any(|role| role == SUPER_ADMIN);
    if loses_super && person.status == Status::Active && !another_super_admin(change, person.id).await? {
        return Ok(Err(Refusal::LastSuperAdmin));
    }
    let at = change.at();
    let taken = sqlx::query!(
        "update sys_platform_users set updated_at = $3, version = version + 1 where id = $1 and version = $2",
        person.id.0,
        version,
        at
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if taken == 0 {
        return Ok(Err(Refusal::Stale));
    }
    sqlx::query!("delete from sys_platform_user_roles where user_id = $1", person.id.0).execute(&mut **change).await?;
    put_roles(change, person.id, &role_ids).await?;
    sessions::end_all(change, person.id, None).await?;
    let event = Event::new("staff.roles_changed", "staff").object(person.id, person.name.clone());
    change.record(event.before(json!({ "roles": person.roles })).after(json!({ "roles": roles }))).await?;
    Ok(Ok(()))
}

/// Ends all of somebody's sessions.
pub async fn end_sessions(change: &mut Change, person: &Person) -> Result<u64, sqlx::Error> {
    let ended = sessions::end_all(change, person.id, None).await?;
    change
        .record(
            Event::new("staff.sessions_ended", "staff").object(person.id, person.name.clone()).after(json!({ "sessions_ended": ended })),
        )
        .await?;
    Ok(ended)
}

/// The mail that carries an invitation's link.
pub fn invitation_mail(to: &Linked, link: &str) -> Mail {
    Mail::new("invitation", &to.email, to.lang).text("name", &to.name).action("mail-invitation-action", link)
}

/// The mail that carries a reset's link.
pub fn reset_mail(to: &Linked, link: &str) -> Mail {
    Mail::new("reset", &to.email, to.lang).text("name", &to.name).action("mail-reset-action", link)
}

/// Tells the owner that a factor or password of theirs was changed.
pub fn factor_changed_mail(name: &str, email: &str, lang: Lang, what: &'static str) -> Mail {
    let mut mail = Mail::new("factor-changed", email, lang).text("name", name);
    mail.args.push(("what", Arg::Text(lang.t(what))));
    mail
}

fn linked(person: &Person, token: String) -> Linked {
    Linked { id: person.id, name: person.name.clone(), email: person.email.clone(), lang: person.lang, token }
}

fn with_reason(event: Event, reason: Option<&str>) -> Event {
    match reason {
        Some(reason) => event.reason(reason),
        None => event,
    }
}

async fn known_roles(change: &mut Change, codes: &[String]) -> Result<Result<Vec<RoleId>, Refusal>, sqlx::Error> {
    if codes.is_empty() {
        return Ok(Err(Refusal::NoRole));
    }
    let known = queries::roles(change).await?;
    let ids = codes
        .iter()
        .map(|code| known.iter().find(|role| role.code == *code).map(|role| role.id).ok_or_else(|| Refusal::NoSuchRole(code.clone())));
    Ok(ids.collect())
}

async fn put_roles(change: &mut Change, id: StaffId, roles: &[RoleId]) -> Result<(), sqlx::Error> {
    let at = change.at();
    let by = change.staff_id().map(|id| id.0);
    let roles: Vec<uuid::Uuid> = roles.iter().map(|role| role.0).collect();
    sqlx::query!(
        "insert into sys_platform_user_roles (user_id, role_id, granted_by, granted_at) select $1, role, $3, $4 from unnest($2::uuid[]) as role",
        id.0,
        &roles,
        by,
        at
    )
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Whether an active super admin other than this one exists. The rows stay locked until the change ends, so that two people who
/// take each other's role away at the same time cannot both succeed.
async fn another_super_admin(change: &mut Change, but: StaffId) -> Result<bool, sqlx::Error> {
    let holders = sqlx::query_scalar!(
        r#"select u.id from sys_platform_users u
            where u.status = 'active'
              and exists (select from sys_platform_user_roles ur join sys_platform_roles r on r.id = ur.role_id
                           where ur.user_id = u.id and r.code = $1)
            order by u.id for update of u"#,
        SUPER_ADMIN
    )
    .fetch_all(&mut **change)
    .await?;
    Ok(holders.iter().any(|id| *id != but.0))
}
