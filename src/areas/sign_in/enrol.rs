//! Proving the second factor: the QR code, a first code from it, and ten recovery codes that are shown this once.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::entry::{self, Entering};
use crate::areas::staff::factors::{self, Seed};
use crate::areas::staff::invitations::{self, Invited};
use crate::areas::staff::throttle::Key;
use crate::areas::staff::{commands, qr};
use crate::core::text;
use crate::web::page::{form_page, html};
use crate::web::session::Stage;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Result, Visitor};

/// Associated data of what waits in the session.
pub(super) const PLACE: &str = "sys_platform_sessions/enrolling";

#[derive(Deserialize)]
struct Pending {
    hash: String,
    seed: String,
    token: String,
}

#[derive(Template)]
#[template(path = "sign_in/enrol.html")]
struct EnrolPage {
    page: Page,
    errors: Errors,
    qr: qr::Qr,
    secret: String,
}

#[derive(Template)]
#[template(path = "sign_in/codes.html")]
struct CodesPage {
    page: Page,
    codes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EnrolForm {
    code: String,
}

/// The invitation being accepted, while its link still works.
async fn pending(app: &AppState, visitor: &Visitor, db: &mut sqlx::PgConnection) -> Result<Option<(Pending, Invited, Seed)>> {
    let (Stage::Enrolling, Some(sealed)) = (visitor.visit.stage, &visitor.visit.enrolling) else { return Ok(None) };
    let plain = app.secrets.open(PLACE, sealed).map_err(Error::internal)?;
    let pending: Pending = serde_json::from_slice(&plain).map_err(Error::internal)?;
    let Some(invited) = invitations::find(db, &pending.token, visitor.at).await? else { return Ok(None) };
    let seed = Seed::from_base32(&pending.seed).ok_or_else(|| Error::internal("the seed could not be read"))?;
    Ok(Some((pending, invited, seed)))
}

pub(super) async fn get(State(app): State<AppState>, visitor: Visitor, page: Page, mut db: Db) -> Result<Response> {
    match pending(&app, &visitor, &mut db).await? {
        Some((_, invited, seed)) => show(page, &invited, &seed, Errors::new()),
        None => Ok(Redirect::to("/login").into_response()),
    }
}

fn show(page: Page, invited: &Invited, seed: &Seed, errors: Errors) -> Result<Response> {
    let address = seed.address(&invited.email).ok_or_else(|| Error::internal("no otpauth address"))?;
    let page = page.titled("enrol-title").failed(errors.any());
    form_page(&errors, &EnrolPage { page, qr: qr::Qr::of(&address)?, secret: qr::in_fours(&seed.base32()), errors: errors.clone() })
}

pub(super) async fn post(
    State(app): State<AppState>,
    visitor: Visitor,
    page: Page,
    mut db: Db,
    Form(form): Form<EnrolForm>,
) -> Result<Response> {
    let Some((pending, invited, seed)) = pending(&app, &visitor, &mut db).await? else {
        return Ok(Redirect::to("/login").into_response());
    };
    drop(db);
    let code: String = text::digits_to_latin(&form.code).chars().filter(char::is_ascii_digit).collect();
    let Some(step) = seed.step_of(&code, visitor.at) else {
        return show(page, &invited, &seed, Errors::one("code", "enrol-error-wrong"));
    };
    let who = Entering { id: invited.staff, name: invited.name.clone(), email: invited.email.clone(), lang: page.language() };
    let mut change = entry::begin(&app, &visitor, &who).await?;
    if !commands::activate(&mut change, &invited, &pending.token, &pending.hash).await? {
        // A twin of this request was first: the link is used up.
        return Ok(Redirect::to("/login").into_response());
    }
    factors::replace_totp(&mut change, &app.secrets, who.id, &seed, step).await?;
    let codes = factors::renew_recovery_codes(&mut change, who.id).await?;
    let entered = entry::complete(&app, &visitor, change, &who, &Key::factor(who.id, None), "enrolment").await?;
    Ok(entered.sent_with(html(&CodesPage { page: page.titled("codes-title"), codes })?))
}
