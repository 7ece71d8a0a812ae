//! New recovery codes, shown this once.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::{FACTORS, PROFILE, RECOVERY_CODES, commands, renewal};
use crate::web::form::Nothing;
use crate::web::page::{Confirm, html};
use crate::web::{AppState, Idem, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "account/codes.html")]
struct CodesPage {
    page: Page,
    codes: Vec<String>,
    back: &'static str,
}

fn prepared(page: Page, title: &str) -> Page {
    let (account, factors) = (page.t("ui-account"), page.t("account-factors"));
    page.titled(title).section("ui-account").crumb(account, PROFILE).crumb(factors, FACTORS)
}

pub(super) async fn get(State(app): State<AppState>, page: Page) -> Result<Response> {
    let (consequences, deed) = (vec![page.t("account-codes-effect")], page.t("account-codes-go"));
    let confirm = Confirm::new(prepared(page, "account-codes-title"), consequences, deed, RECOVERY_CODES, FACTORS);
    html(&confirm.harmless().once(app.clock.new_id()))
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Idem(Nothing {}, key): Idem<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    if let Some(key) = key
        && let Some(earlier) = change.first_result(key, FACTORS).await?
    {
        return Ok(Redirect::to(&earlier).into_response());
    }
    let codes = commands::renew_recovery_codes(&mut change, &staff).await?;
    renewal::tell_owner(&app, &mut change, &staff, "mail-what-recovery-codes").await?;
    change.commit().await?;
    html(&CodesPage { page: prepared(page, "codes-title"), codes, back: FACTORS })
}
