//! What proves the person beside their password: the authenticator and the recovery codes.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::{AUTHENTICATOR, FACTORS, NEW_PASSKEY, RECOVERY_CODES, passkeys, tabs};
use crate::areas::staff::factors::passkeys::{self as stored, Passkey};
use crate::areas::staff::{queries, recovery_codes_left};
use crate::web::page::html;
use crate::web::ui::{Fact, SummaryRow, Tab};
use crate::web::{AppState, Db, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "account/factors.html")]
struct FactorsPage {
    page: Page,
    tabs: Vec<Tab>,
    authenticator: Vec<SummaryRow>,
    codes: Vec<SummaryRow>,
    authenticator_href: &'static str,
    codes_href: &'static str,
    passkeys: Vec<Passkey>,
    /// Absent where browsers know no passkeys.
    passkey_href: Option<&'static str>,
}

impl FactorsPage {
    fn removal(&self, passkey: &Passkey) -> String {
        passkeys::removal_path(passkey.id)
    }
}

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let state = queries::factor_state(&mut db, staff.id).await?;
    let time = |at| Fact::Time { text: page.datetime(at), iso: page.iso(at) };
    let used = state.authenticator_used_at.map_or_else(|| Fact::Text(page.t("staff-never")), time);
    html(&FactorsPage {
        tabs: tabs(&page, FACTORS),
        authenticator: vec![
            SummaryRow::new(page.t("account-authenticator-since"), state.authenticator_since.map_or(Fact::Missing, time)),
            SummaryRow::new(page.t("account-authenticator-used"), used),
        ],
        codes: vec![SummaryRow::new(page.t("account-codes-left"), recovery_codes_left(&page, state.recovery_codes_left))],
        page: page.titled("account-factors").section("ui-account"),
        authenticator_href: AUTHENTICATOR,
        codes_href: RECOVERY_CODES,
        passkeys: stored::of(&mut db, staff.id).await?,
        passkey_href: stored::party(&app.settings).map(|_| NEW_PASSKEY),
    })
}
