//! What became of an import, row by row, and what can still be done about it.

use askama::Template;
use axum::response::Response;

use super::model::{Import, RowState, State};
use super::rows::{self, Rows};
use super::{INDEX, act_path, framed_one, isolated};
use crate::core::lang::Message;
use crate::web::page::html;
use crate::web::ui::StatTile;
use crate::web::{AppState, Db, Page, Result, Visitor};

#[derive(Template)]
#[template(path = "tenants/imports/result.html")]
struct ResultPage {
    page: Page,
    undone: bool,
    tiles: Vec<StatTile>,
    rows: Rows,
    facts: String,
    errors_href: Option<String>,
    undo_href: Option<String>,
    index_href: &'static str,
}

pub(super) async fn show(app: &AppState, visitor: &Visitor, page: Page, mut db: Db, import: &Import) -> Result<Response> {
    let page = framed_one(page, import);
    let rows = rows::read(app, visitor, &page, &mut db, import).await?;
    html(&ResultPage {
        undone: import.state == State::Undone,
        tiles: tiles(&page, import),
        rows,
        facts: facts(&page, import),
        errors_href: (import.tally.refused > 0).then(|| act_path(import.id, "errors.csv")),
        undo_href: (import.may_undo() && import.tally.imported > 0).then(|| act_path(import.id, "undo")),
        index_href: INDEX,
        page,
    })
}

/// Who did it, when, and how long it took.
fn facts(page: &Page, import: &Import) -> String {
    let by = match (&import.worked_by, &import.worked_by_label) {
        (Some(_), Some(label)) => label.clone(),
        _ => page.t("audit-actor-cli"),
    };
    let Some((started, finished)) = import.started_at.zip(import.finished_at) else { return String::new() };
    let key = if import.state == State::Undone { "imports-undone-by" } else { "imports-imported-by" };
    let who = page.msg(&Message::new(key).text("by", isolated(&by)).text("at", page.datetime(finished)));
    format!("{who} {}", page.n("imports-took", (finished - started).num_seconds().max(1)))
}

fn tiles(page: &Page, import: &Import) -> Vec<StatTile> {
    let tile = |state, note| rows::tile(page, import, state, note);
    if import.state == State::Undone {
        vec![
            tile(RowState::Undone, "imports-tile-undone"),
            tile(RowState::Kept, "imports-tile-kept"),
            tile(RowState::Refused, "imports-tile-refused"),
        ]
    } else {
        vec![
            tile(RowState::Imported, "imports-tile-imported"),
            tile(RowState::Refused, "imports-tile-refused"),
            tile(RowState::Known, "imports-tile-known"),
        ]
    }
}
