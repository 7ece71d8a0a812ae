//! A fresh second factor before a dangerous act. It counts for five minutes.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use crate::areas::staff::factors::{self, Answer};
use crate::areas::staff::throttle;
use crate::core::change::{Event, Outcome};
use crate::core::lang::Message;
use crate::web::context::own_path;
use crate::web::page::{form_page, too_many};
use crate::web::session::{Visit, id_hash};
use crate::web::{AppState, Errors, Form, Page, Query, Result, SignedIn};

#[derive(Template)]
#[template(path = "sign_in/step_up.html")]
struct StepUpPage {
    page: Page,
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

fn target(next: &str) -> String {
    own_path(next).unwrap_or("/").to_owned()
}

pub(super) async fn get(page: Page, Query(asked): Query<Asked>) -> Result<Response> {
    show(page, target(&asked.next), Errors::new())
}

fn show(page: Page, next: String, errors: Errors) -> Result<Response> {
    let page = page.titled("step-up-title").failed(errors.any());
    form_page(&errors, &StepUpPage { page, next, errors: errors.clone() })
}

pub(super) async fn post(State(app): State<AppState>, staff: SignedIn, page: Page, Form(form): Form<StepUpForm>) -> Result<Response> {
    let next = target(&form.next);
    let visitor = staff.visitor();
    let key = [throttle::Key::step_up(&visitor.session.id().map(id_hash).unwrap_or_default())];
    if let Err(seconds) = throttle::take(&app.db, &key, visitor.at).await? {
        let message = Message::new("login-error-wait").count(i64::try_from(seconds).unwrap_or(i64::MAX));
        let page = page.titled("step-up-title").failed(true);
        return too_many(seconds, &StepUpPage { page, next, errors: Errors::one("code", message) });
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
        return show(page, next, Errors::one("code", error));
    }
    throttle::succeeded(&mut change, &key).await?;
    change.record(event).await?;
    let session = visitor.rotate(&mut change, &Visit { factor_at: Some(at), ..visitor.visit.clone() }).await?;
    change.commit().await?;
    Ok(session.sent_with(Redirect::to(&next).into_response()))
}
