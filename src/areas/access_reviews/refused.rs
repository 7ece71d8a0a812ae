//! A decision that cannot be taken as the review stands: why, and the way back.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::index::title;
use super::model::{Refusal, Review};
use super::{INDEX, show_path};
use crate::web::page::html_with;
use crate::web::{Page, Result};

#[derive(Template)]
#[template(path = "staff/refused.html")]
struct RefusedPage {
    page: Page,
    why: String,
    back: String,
}

/// The steps above a page about one review.
pub(super) fn below(page: Page, review: &Review) -> Page {
    let (list, name) = (page.t("nav-reviews"), title(&page, review));
    page.section("nav-reviews").crumb(list, INDEX).crumb(name, show_path(review.id))
}

pub(super) fn page(page: Page, review: &Review, refusal: Refusal) -> Result<Response> {
    let why = page.t(refusal.key());
    let page = below(page, review).titled("staff-refused-title");
    html_with(StatusCode::CONFLICT, &RefusedPage { page, why, back: show_path(review.id) })
}
