//! The first factor. The answer is the same, in words and in time, whether the account is unknown, disabled or the password wrong.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::areas::staff::{devices, queries, throttle};
use crate::core::change::{Actor, Event, Outcome};
use crate::core::email::Email;
use crate::core::ids::StaffId;
use crate::core::lang::Message;
use crate::core::password::Queue;
use crate::core::secrets::{new_token, token_hash};
use crate::core::text;
use crate::web::context::own_path;
use crate::web::page::{form_page, too_many};
use crate::web::session::{Stage, Visit};
use crate::web::{AppState, Db, Errors, Form, Page, Query, Result, Visitor};

/// When the hashers will have got on a little.
const BUSY_SECONDS: u64 = 2;

#[derive(Template)]
#[template(path = "sign_in/login.html")]
struct LoginPage {
    page: Page,
    form: LoginForm,
    errors: Errors,
    demo: bool,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LoginForm {
    email: String,
    #[serde(skip_serializing)]
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    next: String,
}

pub(super) async fn get(State(app): State<AppState>, visitor: Visitor, page: Page, Query(asked): Query<Asked>) -> Result<Response> {
    if visitor.staff.is_some() {
        return Ok(Redirect::to("/").into_response());
    }
    let form = LoginForm { next: own_path(&asked.next).unwrap_or_default().to_owned(), ..LoginForm::default() };
    show(page, form, Errors::new(), app.demo)
}

fn show(page: Page, form: LoginForm, errors: Errors, demo: bool) -> Result<Response> {
    let page = page.titled("login-title").failed(errors.any());
    form_page(&errors, &LoginPage { page, form: LoginForm { password: String::new(), ..form }, errors: errors.clone(), demo })
}

pub(super) async fn post(
    State(app): State<AppState>,
    visitor: Visitor,
    page: Page,
    mut db: Db,
    Form(form): Form<LoginForm>,
) -> Result<Response> {
    let email = text::clean(&form.email).to_lowercase();
    let mut errors = Errors::new();
    if email.is_empty() {
        errors.add("email", "login-error-email-missing");
    }
    if form.password.is_empty() {
        errors.add("password", "login-error-password-missing");
    }
    if errors.any() {
        return show(page, form, errors, app.demo);
    }

    let account = queries::find_for_sign_in(&mut db, &email).await?;
    let device = visitor.device.as_deref();
    // Asked for a stranger's address too: a query more or less could be told from outside by its time.
    let who = account.as_ref().map_or(StaffId(Uuid::nil()), |account| account.id);
    let known = devices::is_known(&mut db, who, device).await?;
    let keys = match (&account, device) {
        (Some(account), Some(device)) if known => vec![throttle::Key::device(&token_hash(device), account.id)],
        _ => vec![throttle::Key::account(&email), throttle::Key::address(visitor.ip)],
    };
    // The connection goes back before the hash takes its tenths of a second: a storm of sign-ins must not empty the pool.
    drop(db);
    if let Err(seconds) = throttle::take(&app.db, &keys, visitor.at).await? {
        return wait(page, form, seconds, app.demo);
    }

    let stored = account.as_ref().and_then(super::super::staff::queries::Account::usable_hash);
    let queue = if known { Queue::Known } else { Queue::Stranger };
    let Ok(right) = app.passwords.verify(form.password.clone(), stored.clone(), queue).await else {
        throttle::spared(&mut *app.db.acquire().await?, &keys).await?;
        return wait(page, form, BUSY_SECONDS, app.demo);
    };
    let (Some(account), true) = (account.as_ref(), right) else {
        let mut change = visitor.change(&app, stranger(&email)).await?;
        throttle::failed(&mut change, &keys, visitor.at).await?;
        let mut event = Event::new("sign_in.failed", "staff").outcome(Outcome::Failure).reason("password");
        if let Some(account) = &account {
            event = event.object(account.id, account.name.clone());
        }
        change.record(event).await?;
        change.commit().await?;
        return show(page, form, Errors::one("password", "login-error-wrong"), app.demo);
    };
    if let Some(stored) = stored
        && app.passwords.needs_rehash(&stored)
        && let Ok(renewed) = app.passwords.hash(form.password.clone()).await
    {
        sqlx::query!(
            "update sys_platform_users set password_hash = $2 where id = $1 and password_hash = $3",
            account.id.0,
            renewed,
            stored
        )
        .execute(&app.db)
        .await?;
    }
    throttle::spared(&mut *app.db.acquire().await?, &keys).await?;

    // A new id for the new standing: one that was planted before is worth nothing.
    visitor.session.cycle_id().await?;
    visitor
        .remember(Visit {
            stage: Stage::Password,
            staff_id: Some(account.id),
            csrf: new_token(),
            next: own_path(&form.next).map(ToOwned::to_owned),
            ip: visitor.ip.map(|ip| ip.to_string()),
            user_agent: visitor.user_agent.clone(),
            ..Visit::default()
        })
        .await?;
    Ok(Redirect::to("/login/code").into_response())
}

/// Who failed, by the address typed. What is no address is not kept: it may be a password in the wrong field.
fn stranger(email: &str) -> Actor {
    Actor::Visitor { label: Email::parse(email).map(|email| email.to_string()).unwrap_or_default() }
}

fn wait(page: Page, form: LoginForm, seconds: u64, demo: bool) -> Result<Response> {
    let message = Message::new("login-error-wait").count(i64::try_from(seconds).unwrap_or(i64::MAX));
    let page = page.titled("login-title").failed(true);
    let errors = Errors::one("password", message);
    too_many(seconds, &LoginPage { page, form: LoginForm { password: String::new(), ..form }, errors, demo })
}
