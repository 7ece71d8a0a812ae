//! After something that proves a person has changed: this session goes on under a new id, all others have ended.

use crate::areas::staff::{commands, sessions};
use crate::core::change::Change;
use crate::core::lang::Message;
use crate::core::mail;
use crate::core::secrets::new_token;
use crate::web::session::{Flash, FlashKind, NewId, Visit, id_hash};
use crate::web::{AppState, Result, SignedIn, Visitor};

/// What the table knows this session by.
pub(super) fn own_session(visitor: &Visitor) -> Option<Vec<u8>> {
    visitor.session.id().map(id_hash)
}

/// Ends the person's other sessions, as part of a change. Returns how many there were.
pub(super) async fn end_others(change: &mut Change, staff: &SignedIn) -> Result<u64> {
    Ok(sessions::end_all(change, staff.id, own_session(&staff.visitor()).as_deref()).await?)
}

/// Writes to the owner that this was changed, as part of the change; `what` is the key of a sentence.
pub(super) async fn tell_owner(app: &AppState, change: &mut Change, staff: &SignedIn, what: &'static str) -> Result<()> {
    let mail = commands::factor_changed_mail(&staff.name, &staff.email, staff.language, what);
    mail::queue(change, &app.clock, &app.secrets, &mail).await?;
    Ok(())
}

/// Gives this session a new id and forms' secret as part of the change, and the next page a message.
pub(super) async fn renew(change: &mut Change, visitor: &Visitor, message: Message) -> Result<NewId> {
    let flash = Some(Flash { kind: FlashKind::Success, text: visitor.lang().msg(&message) });
    visitor.rotate(change, &Visit { csrf: new_token(), flash, ..visitor.visit.clone() }).await
}
