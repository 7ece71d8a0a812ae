//! The second factor: a code from an authenticator, or a recovery code.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::entry::{self, Entering};
use super::passkey::{self, Question};
use crate::areas::staff::factors::{self, Answer, Proof};
use crate::areas::staff::{devices, queries, throttle};
use crate::core::change::{Actor, Event, Outcome};
use crate::core::lang::Message;
use crate::core::secrets::token_hash;
use crate::web::context::own_path;
use crate::web::page::{form_page, too_many};
use crate::web::session::Stage;
use crate::web::{AppState, Errors, Form, Page, Result, Visitor};

#[derive(Template)]
#[template(path = "sign_in/code.html")]
struct CodePage {
    page: Page,
    /// For those who have a passkey: it is offered first.
    question: Option<Question>,
    errors: Errors,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeForm {
    code: String,
}

pub(super) async fn get(State(app): State<AppState>, visitor: Visitor, page: Page) -> Result<Response> {
    let (Stage::Password, Some(id)) = (visitor.visit.stage, visitor.visit.staff_id) else {
        return Ok(Redirect::to("/login").into_response());
    };
    let question = passkey::question(&app, &visitor, &mut *app.db.acquire().await?, id).await?;
    show(page, question, Errors::new())
}

pub(super) fn show(page: Page, question: Option<Question>, errors: Errors) -> Result<Response> {
    let page = page.titled("code-title").failed(errors.any());
    form_page(&errors, &CodePage { page, question, errors: errors.clone() })
}

/// The form once more, with how long to wait.
pub(super) fn wait(page: Page, seconds: u64) -> Result<Response> {
    let message = Message::new("login-error-wait").count(i64::try_from(seconds).unwrap_or(i64::MAX));
    let page = page.titled("code-title").failed(true);
    too_many(seconds, &CodePage { page, question: None, errors: Errors::one("code", message) })
}

pub(super) async fn post(State(app): State<AppState>, visitor: Visitor, page: Page, Form(form): Form<CodeForm>) -> Result<Response> {
    let (Stage::Password, Some(id)) = (visitor.visit.stage, visitor.visit.staff_id) else {
        return Ok(Redirect::to("/login").into_response());
    };
    if form.code.trim().is_empty() {
        return show(page, None, Errors::one("code", "code-error-missing"));
    }
    let mut db = app.db.acquire().await?;
    let Some(person) = queries::find_active_face(&mut db, id).await? else {
        return Ok(Redirect::to("/login").into_response());
    };
    let device = visitor.device.as_deref();
    let known = devices::is_known(&mut db, id, device).await?;
    drop(db);
    let key = throttle::Key::factor(id, device.filter(|_| known).map(token_hash).as_deref());
    if let Err(seconds) = throttle::take(&app.db, std::slice::from_ref(&key), visitor.at).await? {
        return wait(page, seconds);
    }

    let who = Entering { id, name: person.name, email: person.email, lang: person.lang };
    let mut change = entry::begin(&app, &visitor, &who).await?;
    let at = change.at();
    let (proof, error, reason) = match factors::consume(&mut change, &app.secrets, id, &form.code, at).await? {
        Answer::Accepted(proof) => (Some(proof), "", ""),
        Answer::Replayed => (None, "code-error-used", "used code"),
        Answer::Wrong => (None, "code-error-wrong", "second factor"),
    };
    let Some(proof) = proof else {
        drop(change);
        let mut change = visitor.change(&app, Actor::Visitor { label: who.email.clone() }).await?;
        let event = Event::new("sign_in.failed", "staff").object(id, who.name.clone());
        change.record(event.outcome(Outcome::Failure).reason(reason)).await?;
        change.commit().await?;
        return show(page, None, Errors::one("code", error));
    };
    let (how, next) = match proof {
        Proof::Totp => ("authenticator code", visitor.visit.next.as_deref().and_then(own_path).unwrap_or("/")),
        // Few are left after this one: the account page says how many and makes new ones.
        Proof::Recovery => ("recovery code", "/account"),
    };
    let entered = entry::complete(&app, &visitor, change, &who, &key, how).await?;
    Ok(entered.sent_with(Redirect::to(next).into_response()))
}
