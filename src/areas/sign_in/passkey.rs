//! A passkey in place of a code: at sign-in, and for a fresh factor.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use sqlx::PgConnection;

use super::entry::{self, Entering};
use super::{code, step_up};
use crate::areas::staff::factors::passkeys::{self, PasskeyForm};
use crate::areas::staff::{devices, queries, throttle};
use crate::core::change::{Actor, Event, Outcome};
use crate::core::ids::StaffId;
use crate::core::passkey::to_text;
use crate::core::secrets::token_hash;
use crate::web::context::own_path;
use crate::web::session::{Stage, Visit, id_hash};
use crate::web::{AppState, Errors, Form, Page, Result, SignedIn, Visitor};

/// What a page needs to ask for a passkey.
pub(super) struct Question {
    pub challenge: String,
    pub party: String,
    /// Ids of the person's passkeys, apart by spaces.
    pub ids: String,
}

/// The question for this person, remembered in their session. `None` for somebody without passkeys.
pub(super) async fn question(app: &AppState, visitor: &Visitor, db: &mut PgConnection, staff: StaffId) -> Result<Option<Question>> {
    let Some(party) = passkeys::party(&app.settings) else { return Ok(None) };
    let known = passkeys::of(db, staff).await?;
    if known.is_empty() {
        return Ok(None);
    }
    let (challenge, visit) = passkeys::ask(&visitor.visit, visitor.at);
    visitor.remember(visit).await?;
    let ids: Vec<String> = known.iter().map(|one| to_text(&one.credential_id)).collect();
    Ok(Some(Question { challenge, party: party.id, ids: ids.join(" ") }))
}

/// `POST /login/passkey`
pub(super) async fn enter(State(app): State<AppState>, visitor: Visitor, page: Page, Form(shown): Form<PasskeyForm>) -> Result<Response> {
    let (Stage::Password, Some(id)) = (visitor.visit.stage, visitor.visit.staff_id) else {
        return Ok(Redirect::to("/login").into_response());
    };
    let (challenge, without) = passkeys::asked(&visitor.visit, visitor.at);
    visitor.remember(without).await?;
    let mut db = app.db.acquire().await?;
    let Some(person) = queries::find_active_face(&mut db, id).await? else {
        return Ok(Redirect::to("/login").into_response());
    };
    let device = visitor.device.as_deref();
    let known = devices::is_known(&mut db, id, device).await?;
    drop(db);
    let key = throttle::Key::factor(id, device.filter(|_| known).map(token_hash).as_deref());
    if let Err(seconds) = throttle::take(&app.db, std::slice::from_ref(&key), visitor.at).await? {
        return code::wait(page, seconds);
    }
    let who = Entering { id, name: person.name, email: person.email, lang: person.lang };
    let mut change = entry::begin(&app, &visitor, &who).await?;
    let at = change.at();
    let proven = match (passkeys::party(&app.settings), challenge) {
        (Some(party), Some(challenge)) => passkeys::consume(&mut change, &party, id, &challenge, &shown, at).await?,
        _ => false,
    };
    if !proven {
        drop(change);
        let mut change = visitor.change(&app, Actor::Visitor { label: who.email.clone() }).await?;
        let event = Event::new("sign_in.failed", "staff").object(id, who.name.clone());
        change.record(event.outcome(Outcome::Failure).reason("passkey")).await?;
        change.commit().await?;
        return code::show(page, None, Errors::one("code", "passkey-error-refused"));
    }
    let next = visitor.visit.next.as_deref().and_then(own_path).unwrap_or("/");
    let entered = entry::complete(&app, &visitor, change, &who, &key, "passkey").await?;
    Ok(entered.sent_with(Redirect::to(next).into_response()))
}

/// `POST /step-up/passkey`
pub(super) async fn refresh(State(app): State<AppState>, staff: SignedIn, page: Page, Form(shown): Form<PasskeyForm>) -> Result<Response> {
    let next = step_up::target(&shown.next);
    let visitor = staff.visitor();
    let (challenge, without) = passkeys::asked(&visitor.visit, visitor.at);
    visitor.remember(without).await?;
    let key = [throttle::Key::step_up(&visitor.session.id().map(id_hash).unwrap_or_default())];
    if let Err(seconds) = throttle::take(&app.db, &key, visitor.at).await? {
        return step_up::wait(page, next, seconds);
    }
    let mut change = staff.change(&app).await?;
    let at = change.at();
    let event = Event::new("sign_in.stepped_up", "staff").object(staff.id, staff.name.clone()).reason("passkey");
    let proven = match (passkeys::party(&app.settings), challenge) {
        (Some(party), Some(challenge)) => passkeys::consume(&mut change, &party, staff.id, &challenge, &shown, at).await?,
        _ => false,
    };
    if !proven {
        change.record(event.outcome(Outcome::Failure)).await?;
        change.commit().await?;
        return step_up::show(page, None, next, Errors::one("code", "passkey-error-refused"));
    }
    throttle::succeeded(&mut change, &key).await?;
    change.record(event).await?;
    let visit = Visit { factor_at: Some(at), challenge: None, ..visitor.visit.clone() };
    let session = visitor.rotate(&mut change, &visit).await?;
    change.commit().await?;
    Ok(session.sent_with(Redirect::to(&next).into_response()))
}
