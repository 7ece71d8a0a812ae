//! The one time a link is shown: to whoever made it, in case they hand it over themselves. The mail is on its way as well.

use askama::Template;
use axum::response::Response;

use super::super::commands::Linked;
use super::super::{INDEX, show_path};
use crate::web::page::html;
use crate::web::{Page, Result};

#[derive(Template)]
#[template(path = "staff/linked.html")]
struct LinkedPage {
    page: Page,
    name: String,
    email: String,
    /// The one link.
    links: [String; 1],
    back: String,
}

/// `title` is the key of a title that names the person as `$name`.
pub(super) fn page(page: Page, title: &str, to: Linked, link: String) -> Result<Response> {
    let (list, title) = (page.t("nav-staff"), page.ts(title, "name", &to.name));
    let page = page.titled_text(title).section("nav-staff").crumb(list, INDEX).crumb(to.name.clone(), show_path(to.id));
    html(&LinkedPage { page, back: show_path(to.id), name: to.name, email: to.email, links: [link] })
}
