//! Moving to another authenticator: a new phone, or a seed that may have been seen.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AUTHENTICATOR, FACTORS, commands, renewal};
use crate::areas::staff::factors::Seed;
use crate::areas::staff::qr;
use crate::core::ids::StaffId;
use crate::core::lang::Message;
use crate::core::text;
use crate::web::page::form_page;
use crate::web::{AppState, Error, Errors, Idem, Page, Result, SignedIn};

/// How long a seed that was shown may be confirmed.
const SHOWN_FOR: Duration = Duration::minutes(30);

#[derive(Template)]
#[template(path = "account/authenticator.html")]
struct AuthenticatorPage {
    page: Page,
    errors: Errors,
    qr: qr::Qr,
    secret: String,
    sealed: String,
    key: Uuid,
    action: &'static str,
    back: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AuthenticatorForm {
    /// The seed being proven, sealed for this person.
    seed: String,
    code: String,
}

/// A seed on its way through the form. Sealed, so that the form cannot bring one of its own making.
#[derive(Serialize, Deserialize)]
struct Shown {
    seed: String,
    at: DateTime<Utc>,
}

fn place(staff: StaffId) -> String {
    format!("account/authenticator/{staff}")
}

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page) -> Result<Response> {
    let seed = Seed::new();
    show(&app, &staff, page, &seed, Errors::new(), app.clock.new_id())
}

fn show(app: &AppState, staff: &SignedIn, page: Page, seed: &Seed, errors: Errors, key: Uuid) -> Result<Response> {
    let address = seed.address(&staff.email).ok_or_else(|| Error::internal("no otpauth address"))?;
    let shown = serde_json::to_vec(&Shown { seed: seed.base32(), at: app.clock.now() }).map_err(Error::internal)?;
    let crumbs = [("ui-account", super::PROFILE), ("account-factors", FACTORS)].map(|(label, href)| (page.t(label), href));
    let page = crumbs.into_iter().fold(page, |page, (label, href)| page.crumb(label, href));
    form_page(
        &errors,
        &AuthenticatorPage {
            page: page.titled("account-authenticator-title").section("ui-account").failed(errors.any()),
            qr: qr::Qr::of(&address)?,
            secret: qr::in_fours(&seed.base32()),
            sealed: app.secrets.seal(&place(staff.id), &shown),
            errors: errors.clone(),
            key,
            action: AUTHENTICATOR,
            back: FACTORS,
        },
    )
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Idem(form, key): Idem<AuthenticatorForm>,
) -> Result<Response> {
    let key = key.unwrap_or_else(|| app.clock.new_id());
    let plain = app.secrets.open(&place(staff.id), &form.seed).map_err(|_| Error::BadRequest("the seed was not shown by this page"))?;
    let shown: Shown = serde_json::from_slice(&plain).map_err(Error::internal)?;
    let seed = Seed::from_base32(&shown.seed).ok_or_else(|| Error::internal("the seed could not be read"))?;
    let mut change = staff.change(&app).await?;
    if let Some(earlier) = change.first_result(key, FACTORS).await? {
        return Ok(Redirect::to(&earlier).into_response());
    }
    let at = change.at();
    if at - shown.at > SHOWN_FOR {
        return show(&app, &staff, page, &Seed::new(), Errors::one("code", "account-error-seed-old"), key);
    }
    let code: String = text::digits_to_latin(&form.code).chars().filter(char::is_ascii_digit).collect();
    let Some(step) = seed.step_of(&code, at) else {
        return show(&app, &staff, page, &seed, Errors::one("code", "enrol-error-wrong"), key);
    };
    let ended = renewal::end_others(&mut change, &staff).await?;
    commands::change_authenticator(&mut change, &app.secrets, &staff, &seed, step, ended).await?;
    renewal::tell_owner(&app, &mut change, &staff, "mail-what-authenticator").await?;
    let session = renewal::renew(&mut change, &staff.visitor(), Message::new("account-authenticator-done")).await?;
    change.commit().await?;
    Ok(session.sent_with(Redirect::to(FACTORS).into_response()))
}
