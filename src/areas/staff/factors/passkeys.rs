//! Passkeys of members of staff: a second factor beside the authenticator, never in its place.

use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::change::{Change, Event};
use crate::core::db::violated_constraint;
use crate::core::ids::StaffId;
use crate::core::passkey::{self, Answer, Credential, Party};
use crate::core::settings::Settings;
use crate::core::staff::Staff;
use crate::core::{secrets, text};
use crate::web::session::{Challenge, Visit};

/// How many one person may have.
pub const MOST: usize = 10;
const LONGEST_NAME: usize = 60;
/// How long a question may be answered.
const ANSWERED_WITHIN: Duration = Duration::minutes(10);
/// A page opened again soon asks the same question, so that another tab's answer still counts.
const ASKED_AGAIN: Duration = Duration::minutes(5);

/// One passkey as its owner sees it.
#[derive(Clone, Debug)]
pub struct Passkey {
    pub id: Uuid,
    pub name: String,
    pub credential_id: Vec<u8>,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
}

/// A person's passkeys, the oldest first.
pub async fn of(db: &mut PgConnection, staff: StaffId) -> Result<Vec<Passkey>, sqlx::Error> {
    sqlx::query_as!(
        Passkey,
        "select id, name, credential_id, created_at, last_used_at from sys_platform_passkeys where user_id = $1 order by created_at, id",
        staff.0
    )
    .fetch_all(db)
    .await
}

/// The site passkeys are made for; none where browsers know none.
pub fn party(settings: &Settings) -> Option<Party> {
    Party::of(settings.public_url.as_deref()?)
}

/// The question a page asks: the one this session was asked a moment ago, or a new one. The second value is what the session is to remember.
pub fn ask(visit: &Visit, now: DateTime<Utc>) -> (String, Visit) {
    let asked = visit.challenge.clone().filter(|asked| now - asked.at < ASKED_AGAIN);
    let asked = asked.unwrap_or_else(|| Challenge { text: secrets::new_token(), at: now });
    (asked.text.clone(), Visit { challenge: Some(asked), flash: None, ..visit.clone() })
}

/// The question this session was asked, if it may still be answered, and the session without it: an answer is heard once.
pub fn asked(visit: &Visit, now: DateTime<Utc>) -> (Option<String>, Visit) {
    let asked = visit.challenge.as_ref().filter(|asked| now - asked.at < ANSWERED_WITHIN).map(|asked| asked.text.clone());
    (asked, Visit { challenge: None, ..visit.clone() })
}

/// A use of a passkey, as the browser's answer comes in a form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasskeyForm {
    pub credential: String,
    pub client_data: String,
    pub authenticator_data: String,
    pub signature: String,
    #[serde(default)]
    pub next: String,
}

/// Checks a use against this person's passkeys and counts it. `false` when it proves nothing.
pub async fn consume(
    db: &mut PgConnection,
    party: &Party,
    staff: StaffId,
    challenge: &str,
    shown: &PasskeyForm,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let read = |text: &str| passkey::from_text(text).unwrap_or_default();
    let (id, client_data) = (read(&shown.credential), read(&shown.client_data));
    let (authenticator_data, signature) = (read(&shown.authenticator_data), read(&shown.signature));
    // Held still, so that of two uses with one counter one is counted.
    let row = sqlx::query!(
        "select id, public_key, counter from sys_platform_passkeys where user_id = $1 and credential_id = $2 for update",
        staff.0,
        id
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(false) };
    let known = Credential { id, key: row.public_key, counter: u32::try_from(row.counter).unwrap_or(u32::MAX) };
    let answer = Answer { client_data: &client_data, authenticator_data: &authenticator_data };
    let counter = match passkey::verify(party, challenge, &known, &answer, &signature) {
        Ok(counter) => counter,
        Err(fault) => {
            tracing::warn!(%fault, "a passkey was refused");
            return Ok(false);
        }
    };
    sqlx::query!("update sys_platform_passkeys set counter = $2, last_used_at = $3 where id = $1", row.id, i64::from(counter), now)
        .execute(db)
        .await?;
    Ok(true)
}

/// Reads what its owner calls a passkey.
pub fn read_name(raw: &str) -> Result<String, &'static str> {
    let name = text::clean(raw);
    match name.chars().count() {
        0 => Err("passkey-error-name-missing"),
        n if n > LONGEST_NAME => Err("passkey-error-name-long"),
        _ => Ok(name),
    }
}

/// Keeps a new passkey. `false` when it is kept already, or the person has as many as they may.
pub async fn add(change: &mut Change, staff: &Staff, name: &str, credential: &Credential, ended: u64) -> Result<bool, sqlx::Error> {
    // Two at once must not pass the limit together.
    sqlx::query!("select id from sys_platform_users where id = $1 for no key update", staff.id.0).fetch_one(&mut **change).await?;
    if of(change, staff.id).await?.len() >= MOST {
        return Ok(false);
    }
    let (id, at) = (change.new_id(), change.at());
    let added = sqlx::query!(
        "insert into sys_platform_passkeys (id, user_id, name, credential_id, public_key, counter, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        staff.id.0,
        name,
        credential.id,
        credential.key,
        i64::from(credential.counter),
        at
    )
    .execute(&mut **change)
    .await;
    match added {
        Err(error) if violated_constraint(&error) == Some("sys_platform_passkeys_credential_key") => return Ok(false),
        other => other?,
    };
    let event = Event::new("account.passkey_added", "staff").object(staff.id, staff.name.clone());
    change.record(event.after(json!({ "passkey": name, "sessions_ended": ended }))).await?;
    Ok(true)
}

/// Forgets a passkey. Its owner always has an authenticator beside it. `false`, and nothing recorded, when it is not theirs.
pub async fn remove(change: &mut Change, staff: &Staff, id: Uuid, ended: u64) -> Result<bool, sqlx::Error> {
    let name = sqlx::query_scalar!(
        r#"delete from sys_platform_passkeys p
            where p.id = $1 and p.user_id = $2
              and exists (select from sys_platform_factors f where f.user_id = p.user_id) returning p.name"#,
        id,
        staff.id.0
    )
    .fetch_optional(&mut **change)
    .await?;
    let Some(name) = name else { return Ok(false) };
    let event = Event::new("account.passkey_removed", "staff").object(staff.id, staff.name.clone());
    change.record(event.before(json!({ "passkey": name })).after(json!({ "sessions_ended": ended }))).await?;
    Ok(true)
}
