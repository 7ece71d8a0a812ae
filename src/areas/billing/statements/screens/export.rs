//! The statement as a file. That it was taken out is in the log.

use axum::extract::State;
use axum::response::Response;
use futures_util::stream;
use serde_json::json;

use super::super::asked::Asked;
use super::super::ledger::{Deed, Entry};
use super::super::paper::{Statement, sides};
use super::super::path;
use super::super::queries::Document;
use super::{explained, statement};
use crate::core::change::Event;
use crate::core::ids::TenantId;
use crate::web::csv::{self, Cell};
use crate::web::{AppState, Db, Path, Query, Result, SignedIn};

const HEADER: [&str; 8] = ["date", "entry", "document", "due_on", "currency", "charged", "credited", "balance"];

pub(in super::super) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    mut db: Db,
    Path(id): Path<TenantId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let Some(statement) = statement(&mut db, &staff, id, &asked, app.clock.today()).await? else { return Ok(explained(id, &asked)) };
    drop(db);
    let running = app.limits.export(staff.id)?;
    let mut change = staff.change(&app).await?;
    let event = Event::new("statement.exported", "tenant").object(id, statement.buyer.name.clone()).tenant(id);
    change.record(event.after(json!({ "address": format!("{}.csv?{}", path(id), asked.query()) }))).await?;
    change.commit().await?;
    Ok(csv::download(&statement.file_name("csv"), &HEADER.map(Cell::text), stream::iter(rows(&statement).into_iter().map(Ok)), running))
}

/// The entries between the balances before and after them.
fn rows(statement: &Statement) -> Vec<Vec<Cell>> {
    let balance = |entry: &str, on: chrono::NaiveDate, minor: i64| {
        let mut cells = vec![Cell::text(on.to_string()), Cell::text(entry), Cell::text(""), Cell::text("")];
        cells.extend([Cell::text(statement.currency.code()), Cell::text(""), Cell::text(""), Cell::number(statement.money(minor).plain())]);
        cells
    };
    let mut rows = vec![balance("opening", statement.period.starts, statement.ledger.opening)];
    rows.extend(statement.entries().map(|(entry, document)| cells(statement, entry, document)));
    rows.push(balance("closing", statement.period.last(), statement.ledger.closing));
    rows
}

fn cells(statement: &Statement, entry: &Entry, document: &Document) -> Vec<Cell> {
    let amount = |minor: Option<i64>| minor.map_or_else(|| Cell::text(""), |minor| Cell::number(statement.money(minor).plain()));
    let (debit, credit) = sides(entry);
    vec![
        Cell::text(entry.on.to_string()),
        Cell::text(match entry.deed {
            Deed::Issue => document.issued.kind.code(),
            Deed::Void => "void",
            Deed::WriteOff => "write_off",
        }),
        Cell::text(document.reference.clone()),
        Cell::text(document.due_on().map(|day| day.to_string()).unwrap_or_default()),
        Cell::text(statement.currency.code()),
        amount(debit),
        amount(credit),
        Cell::number(statement.money(entry.balance).plain()),
    ]
}
