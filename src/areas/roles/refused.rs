//! An act that cannot be done as the role stands: why, and the way back.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::form::message;
use super::model::{Refusal, Role};
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

pub(super) fn page(page: Page, role: &Role, refusal: &Refusal) -> Result<Response> {
    let why = page.msg(&message(&page, refusal));
    let (list, name) = (page.t("nav-roles"), role.name_in(page.language()).to_owned());
    let page = page.titled("staff-refused-title").section("nav-roles").crumb(list, INDEX).crumb(name, show_path(role.id));
    html_with(StatusCode::CONFLICT, &RefusedPage { page, why, back: show_path(role.id) })
}
