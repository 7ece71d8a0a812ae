//! The user guide, served inside the console in the reader's language.

mod model;

use askama::Template;
use axum::response::Response;

use self::model::{Chapter, Guide};
use crate::web::page::html;
use crate::web::routes::{Access, NavGroup};
use crate::web::{Error, Page, Path, Result, Routes};

pub fn routes() -> Routes {
    Routes::new("help").get("/help", Access::SignedIn, index).get("/help/{chapter}", Access::SignedIn, show).nav(
        NavGroup::Platform,
        "nav-help",
        "lifebuoy",
        "/help",
        Access::SignedIn,
    )
}

#[derive(Template)]
#[template(path = "help/show.html")]
struct HelpPage {
    page: Page,
    chapters: Vec<(String, String, bool)>,
    chapter: Chapter,
}

async fn index(page: Page) -> Result<Response> {
    open(page, model::FIRST)
}

async fn show(page: Page, Path(chapter): Path<String>) -> Result<Response> {
    open(page, &chapter)
}

fn open(page: Page, name: &str) -> Result<Response> {
    let guide = Guide::in_lang(page.language());
    let chapter = guide.chapter(name).ok_or(Error::NotFound)?;
    let chapters = guide.contents().map(|(key, title)| (chapter_path(key), title.to_owned(), key == name)).collect();
    let page = if name == model::FIRST { page.titled("nav-help") } else { page.titled_text(chapter.title.clone()).section("nav-help") };
    html(&HelpPage { page, chapters, chapter })
}

fn chapter_path(name: &str) -> String {
    if name == model::FIRST { "/help".to_owned() } else { format!("/help/{name}") }
}
