//! Ending other people's sessions.

use serde_json::json;
use uuid::Uuid;

use super::super::model::{Person, Refusal};
use super::super::sessions;
use super::out_of_reach;
use crate::core::change::{Change, Event};

/// Ends all of somebody's sessions. Returns how many there were.
pub async fn end_sessions(change: &mut Change, person: &Person) -> Result<Result<u64, Refusal>, sqlx::Error> {
    if let Some(refusal) = out_of_reach(change, person).await? {
        return Ok(Err(refusal));
    }
    let ended = sessions::end_all(change, person.id, None).await?;
    let event = Event::new("staff.sessions_ended", "staff").object(person.id, person.name.clone());
    change.record(event.after(json!({ "sessions_ended": ended }))).await?;
    Ok(Ok(ended))
}

/// Ends one of somebody's sessions. `false`, and nothing recorded, when it had ended by itself.
pub async fn end_session(change: &mut Change, person: &Person, session: Uuid) -> Result<Result<bool, Refusal>, sqlx::Error> {
    if let Some(refusal) = out_of_reach(change, person).await? {
        return Ok(Err(refusal));
    }
    let ended = sessions::end_one(change, person.id, session).await?;
    if ended {
        let event = Event::new("staff.session_ended", "staff").object(person.id, person.name.clone());
        change.record(event.after(json!({ "session": session }))).await?;
    }
    Ok(Ok(ended))
}
