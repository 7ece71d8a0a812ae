//! What the demonstration would have sent: the mailbox folder as pages. Not part of a real installation.

mod letter;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use self::letter::Letter;
use crate::web::page::html;
use crate::web::routes::{Access, NavGroup};
use crate::web::ui::{EmptyKind, EmptyState};
use crate::web::{AppState, Error, Page, Path, Result, Routes};

pub fn routes() -> Routes {
    Routes::new("mailbox").get("/mailbox", Access::SignedIn, index).get("/mailbox/{name}", Access::SignedIn, show).nav(
        NavGroup::Platform,
        "nav-mailbox",
        "inbox",
        "/mailbox",
        Access::SignedIn,
    )
}

#[derive(Template)]
#[template(path = "mailbox/index.html")]
struct IndexPage {
    page: Page,
    letters: Vec<Letter>,
    empty: Option<EmptyState>,
}

#[derive(Template)]
#[template(path = "mailbox/show.html")]
struct ShowPage {
    page: Page,
    letter: Letter,
}

async fn index(State(app): State<AppState>, page: Page) -> Result<Response> {
    let folder = app.settings.mailbox_dir();
    let letters = tokio::task::spawn_blocking(move || letter::all(&folder)).await.map_err(Error::internal)?;
    let empty =
        letters.is_empty().then(|| EmptyState::new(EmptyKind::NeverUsed, page.t("mailbox-empty-title"), page.t("mailbox-empty-text")));
    html(&IndexPage { page: page.titled("nav-mailbox"), letters, empty })
}

async fn show(State(app): State<AppState>, page: Page, Path(name): Path<String>) -> Result<Response> {
    let folder = app.settings.mailbox_dir();
    let letters = tokio::task::spawn_blocking(move || letter::all(&folder)).await.map_err(Error::internal)?;
    let letter = letters.into_iter().find(|letter| letter.name == name).ok_or(Error::NotFound)?;
    let list = page.t("nav-mailbox");
    let page = page.titled_text(letter.subject.clone()).section("nav-mailbox").crumb(list, "/mailbox");
    html(&ShowPage { page, letter })
}
