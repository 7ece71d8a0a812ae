//! Letting people in: an account opens with a one-time link, and starts over with another.

use serde_json::json;

use super::super::invitations::{self, Invited};
use super::super::model::{Person, Refusal, Status};
use super::super::{devices, keepers, sessions, throttle};
use super::edit::{known_roles, put_roles};
use super::{another_super_admin, holds_all_of, lost_the_keeper, out_of_reach, with_reason};
use crate::core::change::{Change, Event};
use crate::core::db::violated_constraint;
use crate::core::ids::StaffId;
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

/// Creates an account in state "invited" with its roles and a one-time link. The id is the caller's, who may need to know it before.
pub async fn invite(
    change: &mut Change,
    id: StaffId,
    name: &str,
    email: &str,
    lang: Lang,
    roles: &[String],
) -> Result<Result<Linked, Refusal>, sqlx::Error> {
    let role_ids = match known_roles(change, roles).await? {
        Ok(ids) => ids,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if !holds_all_of(change, roles).await? {
        return Ok(Err(Refusal::BeyondOwn));
    }
    let at = change.at();
    let by = change.staff_id().map(|id| id.0);
    let inserted = sqlx::query!(
        "insert into sys_platform_users (id, email, name, language, invited_by, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6)",
        id.0,
        email,
        name,
        lang.code(),
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
        .record(
            Event::new("staff.invited", "staff")
                .object(id, name)
                .after(json!({ "name": name, "email": email, "language": lang, "roles": roles })),
        )
        .await?;
    Ok(Ok(Linked { id, name: name.to_owned(), email: email.to_owned(), lang, token }))
}

/// Makes a new link for somebody whose first one ran out or was lost. The older one stops working.
pub async fn invite_again(change: &mut Change, person: &Person) -> Result<Result<Linked, Refusal>, sqlx::Error> {
    match person.status {
        Status::Invited => {}
        Status::Active => return Ok(Err(Refusal::AlreadySetUp)),
        Status::Disabled => return Ok(Err(Refusal::Disabled)),
    }
    if let Some(refusal) = out_of_reach(change, person).await? {
        return Ok(Err(refusal));
    }
    let token = invitations::issue(change, person.id).await?;
    change.record(Event::new("staff.invited_again", "staff").object(person.id, person.name.clone())).await?;
    Ok(Ok(linked(person, token)))
}

/// Opens an invited account with the password its owner chose. `false` when the invitation was used up meanwhile.
/// Part of a sign-in, which records it.
pub async fn activate(change: &mut Change, invited: &Invited, token: &str, password_hash: &str) -> Result<bool, sqlx::Error> {
    // The very link: one that a newer link replaced since it was opened is worth nothing.
    if !invitations::use_up(change, invited.staff, token).await? {
        return Ok(false);
    }
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

/// Takes password and factors away and makes a link to start over with both. The one who resets learns neither.
pub async fn reset(change: &mut Change, person: &Person, reason: Option<&str>) -> Result<Result<Linked, Refusal>, sqlx::Error> {
    if let Some(refusal) = out_of_reach(change, person).await? {
        return Ok(Err(refusal));
    }
    if person.status == Status::Disabled {
        return Ok(Err(Refusal::Disabled));
    }
    // From the command line this is the way back in for an only super admin who lost their phone.
    let last = person.status == Status::Active && person.is_super_admin() && !another_super_admin(change, person.id).await?;
    if last && change.staff_id().is_some() {
        return Ok(Err(Refusal::LastSuperAdmin));
    }
    let at = change.at();
    let kept = keepers::there_is_one(change).await?;
    sqlx::query!(
        "update sys_platform_users set status = 'invited', password_hash = null, updated_at = $2, version = version + 1 where id = $1",
        person.id.0,
        at
    )
    .execute(&mut **change)
    .await?;
    if change.staff_id().is_some() && lost_the_keeper(change, kept).await? {
        return Ok(Err(Refusal::LastKeeper));
    }
    sqlx::query!("delete from sys_platform_factors where user_id = $1", person.id.0).execute(&mut **change).await?;
    sqlx::query!("delete from sys_platform_recovery_codes where user_id = $1", person.id.0).execute(&mut **change).await?;
    sqlx::query!("delete from sys_platform_passkeys where user_id = $1", person.id.0).execute(&mut **change).await?;
    let ended = sessions::end_all(change, person.id, None).await?;
    devices::forget_all(change, person.id).await?;
    throttle::succeeded(change, &[throttle::Key::account(&person.email), throttle::Key::factor(person.id, None)]).await?;
    let token = invitations::issue(change, person.id).await?;
    let event = Event::new("staff.factors_reset", "staff").object(person.id, person.name.clone());
    let event = event.before(json!({ "status": person.status })).after(json!({ "status": Status::Invited, "sessions_ended": ended }));
    change.record(with_reason(event, reason)).await?;
    Ok(Ok(linked(person, token)))
}

/// The mail that carries an invitation's link.
pub fn invitation_mail(to: &Linked, link: &str) -> Mail {
    Mail::new("invitation", &to.email, to.lang).text("name", &to.name).action("mail-invitation-action", link)
}

/// The mail that carries a reset's link.
pub fn reset_mail(to: &Linked, link: &str) -> Mail {
    Mail::new("reset", &to.email, to.lang).text("name", &to.name).action("mail-reset-action", link)
}

/// Tells the owner that a factor or password of theirs was changed; `what` is the key of a sentence.
pub fn factor_changed_mail(name: &str, email: &str, lang: Lang, what: &'static str) -> Mail {
    let mut mail = Mail::new("factor-changed", email, lang).text("name", name);
    mail.args.push(("what", Arg::Text(lang.t(what))));
    mail
}

fn linked(person: &Person, token: String) -> Linked {
    Linked { id: person.id, name: person.name.clone(), email: person.email.clone(), lang: person.lang, token }
}
