//! What proves the person beside their password: the authenticator and the recovery codes.

use askama::Template;
use axum::response::Response;

use super::{AUTHENTICATOR, FACTORS, RECOVERY_CODES, tabs};
use crate::areas::staff::{queries, recovery_codes_left};
use crate::web::page::html;
use crate::web::ui::{Fact, SummaryRow, Tab};
use crate::web::{Db, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "account/factors.html")]
struct FactorsPage {
    page: Page,
    tabs: Vec<Tab>,
    authenticator: Vec<SummaryRow>,
    codes: Vec<SummaryRow>,
    authenticator_href: &'static str,
    codes_href: &'static str,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
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
    })
}
