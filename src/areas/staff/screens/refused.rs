//! An act that cannot be done as the account stands: why, and the way back.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::model::{Person, Refusal};
use super::super::show_path;
use super::below;
use crate::web::page::html_with;
use crate::web::{Page, Result};

#[derive(Template)]
#[template(path = "staff/refused.html")]
struct RefusedPage {
    page: Page,
    why: String,
    back: String,
}

pub(super) fn page(page: Page, person: &Person, refusal: &Refusal) -> Result<Response> {
    let why = page.t(refusal.key());
    let page = below(page, person).titled("staff-refused-title");
    html_with(StatusCode::CONFLICT, &RefusedPage { page, why, back: show_path(person.id) })
}
