//! Taking a network off the list.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use uuid::Uuid;

use super::model::{Allowed, Refusal};
use super::{ADDRESSES, commands, queries};
use crate::core::lang::Message;
use crate::web::form::Nothing;
use crate::web::page::{Confirm, html, html_with};
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "staff/refused.html")]
struct RefusedPage {
    page: Page,
    why: String,
    back: &'static str,
}

/// The step above a page below the list.
pub(super) fn below(page: Page) -> Page {
    let list = page.t("nav-addresses");
    page.section("nav-addresses").crumb(list, ADDRESSES)
}

pub(super) fn refused(page: Page, refusal: Refusal) -> Result<Response> {
    let why = page.t(refusal.key());
    html_with(StatusCode::CONFLICT, &RefusedPage { page: below(page).titled("staff-refused-title"), why, back: ADDRESSES })
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<Uuid>) -> Result<Response> {
    let allowed = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    let policy = queries::policy(&mut db).await?;
    if policy.enforced && !policy.lets_in(staff.visitor().ip, Some(id)) {
        return refused(page, Refusal::OutsideOneself);
    }
    show(page, &allowed)
}

fn show(page: Page, allowed: &Allowed) -> Result<Response> {
    let title = page.ts("addresses-removal-title", "network", allowed.network);
    let (consequences, deed) = (vec![page.t("addresses-removal-effect")], page.ts("addresses-removal-deed", "network", allowed.network));
    let page = below(page).titled_text(title);
    html(&Confirm::new(page, consequences, deed, format!("{ADDRESSES}/{}/removal", allowed.id), ADDRESSES))
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<Uuid>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let allowed = queries::find(&mut change, id).await?.ok_or(Error::NotFound)?;
    if let Err(refusal) = commands::remove(&mut change, &allowed, staff.visitor().ip).await? {
        return refused(page, refusal);
    }
    change.commit().await?;
    staff.done(ADDRESSES, Message::new("addresses-removed-done").text("network", allowed.network)).await
}
