//! The page of results: what the palette shows, in full and without script.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::model::{self, Group};
use crate::web::page::html;
use crate::web::ui::{EmptyKind, EmptyState};
use crate::web::{Db, Page, Query, Result, SignedIn};

/// How many of a kind the page shows; its list shows the rest.
const LIMIT: i64 = 20;

#[derive(Template)]
#[template(path = "search/index.html")]
struct SearchPage {
    page: Page,
    q: String,
    groups: Vec<Group>,
    empty: Option<EmptyState>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Query(asked): Query<Asked>) -> Result<Response> {
    let q = model::question(&asked.q);
    let groups = model::find(&mut db, &staff, page.format(), &q, LIMIT).await?;
    let empty = groups.is_empty().then(|| {
        if q.is_empty() {
            EmptyState::new(EmptyKind::NeverUsed, page.t("search-ask-title"), page.t("search-ask-text"))
        } else {
            EmptyState::new(EmptyKind::NoMatch, page.ts("search-none-title", "q", &q), page.t("search-none-text"))
        }
    });
    html(&SearchPage { page: page.titled("search-title"), q, groups, empty })
}
