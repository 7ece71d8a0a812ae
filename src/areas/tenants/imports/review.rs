//! Before anything enters the register: which column is what, and what would become of every row.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::model::{Import, RowState};
use super::rows::{self, Rows};
use super::{act_path, framed_one, index, isolated, queries, show_path, words};
use crate::areas::tenants::import::Field;
use crate::core::lang::Message;
use crate::web::page::html_with;
use crate::web::ui::StatTile;
use crate::web::{AppState, Db, Errors, Page, Result, Visitor};

/// The column chosen for each field, as the form has it: its place in the file, or nothing.
pub(super) struct Chosen(pub Vec<(Field, String)>);

impl Chosen {
    pub(super) fn of(import: &Import) -> Self {
        let column = |field| import.mapping.column(field).map(|column| column.to_string()).unwrap_or_default();
        Self(Field::ALL.into_iter().map(|field| (field, column(field))).collect())
    }
}

/// A field with the column it is read from.
struct Choice {
    name: &'static str,
    label: &'static str,
    required: bool,
    chosen: String,
    /// What stands first in that column.
    example: String,
}

#[derive(Template)]
#[template(path = "tenants/imports/review.html")]
struct ReviewPage {
    page: Page,
    errors: Errors,
    version: i32,
    tiles: Vec<StatTile>,
    /// Every field a tenant needs has a column. Before that nothing can be said of the rows.
    complete: bool,
    choices: Vec<Choice>,
    options: Vec<(String, String)>,
    /// Headers nothing is read from.
    unread: Vec<String>,
    ready: i64,
    twin: Option<Twin>,
    rows: Rows,
    facts: String,
    mapping_href: String,
    run_href: String,
    discard_href: String,
    errors_href: Option<String>,
}

/// The same file, brought in before.
struct Twin {
    href: String,
    at: String,
    count: i64,
}

impl ReviewPage {
    fn mapping_open(&self) -> bool {
        self.errors.any()
    }
}

pub(super) async fn show(
    app: &AppState,
    visitor: &Visitor,
    page: Page,
    mut db: Db,
    import: &Import,
    chosen: Chosen,
    errors: Errors,
) -> Result<Response> {
    // As first seen, a field whose column was not recognised already says what is to be done.
    let status = if errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let complete = import.mapping.missing().next().is_none();
    let errors = if errors.any() { errors } else { missing(&page, import) };
    let examples = queries::examples(&mut db, import.id).await?;
    let twin = queries::twin(&mut db, import).await?;
    let page = framed_one(page, import).failed(errors.any());
    let rows = rows::read(app, visitor, &page, &mut db, import).await?;
    let example = |column: &str| {
        let place = column.parse::<usize>().ok()?;
        examples.iter().filter_map(|cells| cells.get(place)).find(|cell| !cell.trim().is_empty()).map(|cell| rows::shortened(cell, 40))
    };
    let choices = chosen.0.into_iter().map(|(field, column)| Choice {
        name: field.code(),
        label: words::field_key(field),
        required: Field::REQUIRED.contains(&field),
        example: example(&column).unwrap_or_default(),
        chosen: column,
    });
    let unread = (0..import.header.len()).filter(|column| import.mapping.field(*column).is_none());
    let at = page.datetime(import.created_at);
    html_with(
        status,
        &ReviewPage {
            errors,
            version: import.version,
            tiles: tiles(&page, import),
            complete,
            choices: choices.collect(),
            options: options(&page, &import.header),
            unread: unread.map(|column| header(&page, &import.header, column)).collect(),
            ready: import.tally.ready,
            twin: twin.map(|twin| Twin { href: show_path(twin.id), at: page.datetime(twin.created_at), count: twin.tally.imported }),
            rows,
            facts: page.msg(&Message::new("imports-uploaded").text("by", isolated(&index::uploader(&page, import))).text("at", at)),
            mapping_href: act_path(import.id, "mapping"),
            run_href: act_path(import.id, "run"),
            discard_href: act_path(import.id, "discard"),
            errors_href: (complete && import.tally.refused > 0).then(|| act_path(import.id, "errors.csv")),
            page,
        },
    )
}

/// What to say on the fields that need a column and have none.
fn missing(page: &Page, import: &Import) -> Errors {
    let mut errors = Errors::new();
    for field in import.mapping.missing() {
        errors.add(field.code(), column_missing(page, field));
    }
    errors
}

pub(super) fn column_missing(page: &Page, field: Field) -> Message {
    Message::new("imports-error-column-missing").text("field", page.t(words::field_key(field)))
}

fn tiles(page: &Page, import: &Import) -> Vec<StatTile> {
    let tile = |state, note| rows::tile(page, import, state, note);
    vec![
        tile(RowState::Ready, "imports-tile-ready"),
        tile(RowState::Refused, "imports-tile-refused"),
        tile(RowState::Known, "imports-tile-known"),
    ]
}

fn options(page: &Page, headers: &[String]) -> Vec<(String, String)> {
    (0..headers.len()).map(|column| (column.to_string(), header(page, headers, column))).collect()
}

/// A header as it reads; a column without one goes by its number.
fn header(page: &Page, headers: &[String], column: usize) -> String {
    match headers.get(column).filter(|header| !header.is_empty()) {
        Some(header) => header.clone(),
        None => page.ts("imports-column-unnamed", "number", page.num(column + 1)),
    }
}
