//! The second factor: a code from an authenticator, or a recovery code.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::entry::{self, Entering};
use crate::areas::staff::factors::{self, Answer, Proof};
use crate::areas::staff::{queries, throttle};
use crate::core::change::{Actor, Event, Outcome};
use crate::core::lang::Message;
use crate::web::context::own_path;
use crate::web::page::{form_page, html_with};
use crate::web::session::Stage;
use crate::web::{AppState, Errors, Form, Page, Result, Visitor, cookies};

#[derive(Template)]
#[template(path = "sign_in/code.html")]
struct CodePage {
    page: Page,
    errors: Errors,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeForm {
    code: String,
}

pub(super) async fn get(visitor: Visitor, page: Page) -> Result<Response> {
    if visitor.visit.stage != Stage::Password {
        return Ok(Redirect::to("/login").into_response());
    }
    show(page, Errors::new())
}

fn show(page: Page, errors: Errors) -> Result<Response> {
    let page = page.titled("code-title").failed(errors.any());
    form_page(&errors, &CodePage { page, errors: errors.clone() })
}

pub(super) async fn post(State(app): State<AppState>, visitor: Visitor, page: Page, Form(form): Form<CodeForm>) -> Result<Response> {
    let (Stage::Password, Some(id)) = (visitor.visit.stage, visitor.visit.staff_id) else {
        return Ok(Redirect::to("/login").into_response());
    };
    if form.code.trim().is_empty() {
        return show(page, Errors::one("code", "code-error-missing"));
    }
    let mut db = app.db.acquire().await?;
    let Some(person) = queries::find_active_face(&mut db, id).await? else {
        return Ok(Redirect::to("/login").into_response());
    };
    let key = [throttle::Key::factor(id)];
    if let Some(seconds) = throttle::wait_left(&mut db, &key, visitor.at).await? {
        let message = Message::new("login-error-wait").count(i64::try_from(seconds).unwrap_or(i64::MAX));
        let page = page.titled("code-title").failed(true);
        return html_with(StatusCode::TOO_MANY_REQUESTS, &CodePage { page, errors: Errors::one("code", message) });
    }
    drop(db);

    let who = Entering { id, name: person.name, email: person.email, lang: person.lang };
    let mut change = entry::begin(&app, &visitor, &who).await?;
    let at = change.at();
    let proof = match factors::consume(&mut change, &app.secrets, id, &form.code, at).await? {
        Answer::Accepted(proof) => proof,
        Answer::Replayed => return show(page, Errors::one("code", "code-error-used")),
        Answer::Wrong => {
            drop(change);
            let mut change = visitor.change(&app, Actor::Visitor { label: who.email.clone() }).await?;
            throttle::failed(&mut change, &key, at).await?;
            let event = Event::new("sign_in.failed", "staff").object(id, who.name.clone());
            change.record(event.outcome(Outcome::Failure).reason("second factor")).await?;
            change.commit().await?;
            return show(page, Errors::one("code", "code-error-wrong"));
        }
    };
    let (how, next) = match proof {
        Proof::Totp => ("authenticator code", visitor.visit.next.as_deref().and_then(own_path).unwrap_or("/")),
        // Few are left after this one: the account page says how many and makes new ones.
        Proof::Recovery => ("recovery code", "/account"),
    };
    let device = entry::complete(&app, &visitor, change, &who, how).await?;
    let mut response = Redirect::to(next).into_response();
    if let Some(token) = device {
        cookies::set(response.headers_mut(), &cookies::lasting(cookies::DEVICE, token));
    }
    Ok(response)
}
