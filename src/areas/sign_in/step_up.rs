//! A fresh second factor before a dangerous act. It counts for five minutes.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use crate::areas::staff::factors::{self, Answer};
use crate::areas::staff::throttle;
use crate::core::change::{Event, Outcome};
use crate::core::lang::Message;
use crate::web::context::own_path;
use crate::web::page::{form_page, html_with};
use crate::web::session::Visit;
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
    let key = [throttle::Key::factor(staff.id)];
    let mut change = staff.change(&app).await?;
    let at = change.at();
    if let Some(seconds) = throttle::wait_left(&mut change, &key, at).await? {
        let message = Message::new("login-error-wait").count(i64::try_from(seconds).unwrap_or(i64::MAX));
        let page = page.titled("step-up-title").failed(true);
        return html_with(StatusCode::TOO_MANY_REQUESTS, &StepUpPage { page, next, errors: Errors::one("code", message) });
    }
    let event = Event::new("sign_in.stepped_up", "staff").object(staff.id, staff.name.clone());
    match factors::consume(&mut change, &app.secrets, staff.id, &form.code, at).await? {
        Answer::Accepted(_) => {}
        Answer::Replayed => return show(page, next, Errors::one("code", "code-error-used")),
        Answer::Wrong => {
            throttle::failed(&mut change, &key, at).await?;
            change.record(event.outcome(Outcome::Failure)).await?;
            change.commit().await?;
            return show(page, next, Errors::one("code", "code-error-wrong"));
        }
    }
    throttle::succeeded(&mut change, &key).await?;
    change.record(event).await?;
    change.commit().await?;
    visitor.session.cycle_id().await?;
    visitor.remember(Visit { factor_at: Some(at), ..visitor.visit.clone() }).await?;
    Ok(Redirect::to(&next).into_response())
}
