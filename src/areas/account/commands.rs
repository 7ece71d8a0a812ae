//! What people do to their own account. Each act records one audit event, with no secret in it.

use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use crate::areas::staff::factors::{self, Seed};
use crate::areas::staff::sessions;
use crate::core::change::{Change, Event};
use crate::core::ids::StaffId;
use crate::core::lang::{Digits, Lang};
use crate::core::secrets::Secrets;
use crate::core::staff::Staff;

/// What a person chooses about themselves and their pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Profile {
    pub name: String,
    pub language: Lang,
    pub digits: Digits,
    pub theme: &'static str,
    pub density: &'static str,
    pub shortcuts: bool,
}

/// How a saved profile fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saved {
    Changed,
    /// All was so already; nothing is recorded.
    Same,
    /// Somebody else changed the account meanwhile.
    Stale,
}

pub(super) async fn save_profile(
    change: &mut Change,
    id: StaffId,
    version: i32,
    before: &Profile,
    profile: &Profile,
) -> Result<Saved, sqlx::Error> {
    let at = change.at();
    let taken = sqlx::query!(
        r#"update sys_platform_users
              set name = $3, language = $4, digits = $5, theme = $6, density = $7, shortcuts = $8, updated_at = $9, version = version + 1
            where id = $1 and version = $2"#,
        id.0,
        version,
        profile.name,
        profile.language.code(),
        profile.digits.code(),
        profile.theme,
        profile.density,
        profile.shortcuts,
        at
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if taken == 0 {
        return Ok(Saved::Stale);
    }
    if before == profile {
        return Ok(Saved::Same);
    }
    change.record(Event::new("account.edited", "staff").object(id, profile.name.clone()).diff(before, profile)).await?;
    Ok(Saved::Changed)
}

/// Puts a new password in place of the one that was checked. `false` when that one was replaced meanwhile.
pub(super) async fn change_password(
    change: &mut Change,
    staff: &Staff,
    checked: &str,
    hash: &str,
    ended: u64,
) -> Result<bool, sqlx::Error> {
    let at = change.at();
    let taken = sqlx::query!(
        "update sys_platform_users set password_hash = $3, password_changed_at = $4, updated_at = $4 where id = $1 and password_hash = $2",
        staff.id.0,
        checked,
        hash,
        at
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if taken == 0 {
        return Ok(false);
    }
    let event = Event::new("account.password_changed", "staff").object(staff.id, staff.name.clone());
    change.record(event.after(json!({ "sessions_ended": ended }))).await?;
    Ok(true)
}

/// Puts a proven authenticator in place of the old one.
pub(super) async fn change_authenticator(
    change: &mut Change,
    secrets: &Secrets,
    staff: &Staff,
    seed: &Seed,
    step: i64,
    ended: u64,
) -> Result<(), sqlx::Error> {
    factors::replace_totp(change, secrets, staff.id, seed, step).await?;
    let event = Event::new("account.authenticator_changed", "staff").object(staff.id, staff.name.clone());
    change.record(event.after(json!({ "sessions_ended": ended }))).await?;
    Ok(())
}

/// Ten new recovery codes in place of all older ones.
pub(super) async fn renew_recovery_codes(change: &mut Change, staff: &Staff) -> Result<Vec<String>, sqlx::Error> {
    let codes = factors::renew_recovery_codes(change, staff.id).await?;
    let event = Event::new("account.recovery_codes_renewed", "staff").object(staff.id, staff.name.clone());
    change.record(event.after(json!({ "recovery_codes": codes.len() }))).await?;
    Ok(codes)
}

/// Ends one of the person's own sessions. `false`, and nothing recorded, when it had ended by itself.
pub(super) async fn end_session(change: &mut Change, staff: &Staff, session: Uuid) -> Result<bool, sqlx::Error> {
    let ended = sessions::end_one(change, staff.id, session).await?;
    if ended {
        let event = Event::new("account.session_ended", "staff").object(staff.id, staff.name.clone());
        change.record(event.after(json!({ "session": session }))).await?;
    }
    Ok(ended)
}

/// Ends the person's sessions but for the one they are in. Returns how many there were; nothing is recorded when there were none.
pub(super) async fn end_other_sessions(change: &mut Change, staff: &Staff, own: Option<&[u8]>) -> Result<u64, sqlx::Error> {
    let ended = sessions::end_all(change, staff.id, own).await?;
    if ended > 0 {
        let event = Event::new("account.sessions_ended", "staff").object(staff.id, staff.name.clone());
        change.record(event.after(json!({ "sessions_ended": ended }))).await?;
    }
    Ok(ended)
}
