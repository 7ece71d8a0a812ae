//! A fresh second factor before a dangerous act. It counts for five minutes.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::passkey::{self, Question};
use crate::areas::staff::factors::{self, Answer};
use crate::areas::staff::throttle;
use crate::core::change::{Event, Outcome};
use crate::core::lang::Message;
use crate::web::context::own_path;
use crate::web::page::{form_page, too_many};
use crate::web::session::{Visit, id_hash};
use crate::web::{AppState, Db, Errors, Form, Page, Query, Result, SignedIn};

#[derive(Template)]
#[template(path = "sign_in/step_up.html")]
struct StepUpPage {
    page: Page,
    /// For those who have a passkey: it is offered first.
    question: Option<Question>,
    errors: Errors,
    next: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepUpForm {
    code: String,
    #[serde(default)]
    next: String,
}

pub(super) fn target(next: &str) -> String {
    own_path(next).unwrap_or("/").to_owned()
}

pub(super) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let question = passkey::question(&app, &staff.visitor(), &mut db, staff.id).await?;
    show(page, question, target(&asked.next), Errors::new())
}

pub(super) fn show(page: Page, question: Option<Question>, next: String, errors: Errors) -> Result<Response> {
    let page = page.titled("step-up-title").failed(errors.any());
    form_page(&errors, &StepUpPage { page, question, next, errors: errors.clone() })
}

/// The form once more, with how long to wait.
pub(super) fn wait(page: Page, next: String, seconds: u64) -> Result<Response> {
    let message = Message::new("login-error-wait").count(i64::try_from(seconds).unwrap_or(i64::MAX));
    let page = page.titled("step-up-title").failed(true);
    too_many(seconds, &StepUpPage { page, question: None, next, errors: Errors::one("code", message) })
}

pub(super) async fn post(State(app): State<AppState>, staff: SignedIn, page: Page, Form(form): Form<StepUpForm>) -> Result<Response> {
    let next = target(&form.next);
    let visitor = staff.visitor();
    let key = [throttle::Key::step_up(&visitor.session.id().map(id_hash).unwrap_or_default())];
    if let Err(seconds) = throttle::take(&app.db, &key, visitor.at).await? {
        return wait(page, next, seconds);
    }
    let mut change = staff.change(&app).await?;
    let at = change.at();
    let event = Event::new("sign_in.stepped_up", "staff").object(staff.id, staff.name.clone());
    let refused = match factors::consume(&mut change, &app.secrets, staff.id, &form.code, at).await? {
        Answer::Accepted(_) => None,
        Answer::Replayed => Some(("code-error-used", "used code")),
        Answer::Wrong => Some(("code-error-wrong", "second factor")),
    };
    if let Some((error, reason)) = refused {
        change.record(event.outcome(Outcome::Failure).reason(reason)).await?;
        change.commit().await?;
        return show(page, None, next, Errors::one("code", error));
    }
    throttle::succeeded(&mut change, &key).await?;
    change.record(event).await?;
    let session = visitor.rotate(&mut change, &Visit { factor_at: Some(at), ..visitor.visit.clone() }).await?;
    change.commit().await?;
    Ok(session.sent_with(Redirect::to(&next).into_response()))
}
