//! The filtered list as a file. That it was taken out is in the log.

use axum::extract::State;
use axum::response::Response;
use futures_util::StreamExt as _;
use serde_json::json;

use super::super::model::Invoice;
use super::super::register::{self, SORTS};
use super::index::{self, LIST};
use crate::areas::tenants::Identity;
use crate::core::change::Event;
use crate::core::keyset::Total;
use crate::web::csv::{self, Cell};
use crate::web::list::ListRequest;
use crate::web::{AppState, Db, Page, Result, SignedIn};

const HEADER: [&str; 17] = [
    "number",
    "kind",
    "status",
    "tenant",
    "tenant_name",
    "issued_on",
    "due_on",
    "currency",
    "amount",
    "discount",
    "taxable",
    "vat",
    "total",
    "settled",
    "credited",
    "open",
    "corrects",
];

pub(in super::super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let running = app.limits.export(staff.id)?;
    let list = ListRequest::read(&app, &staff.visitor(), LIST, SORTS)?;
    let filter = index::filter(&mut db, &list, Identity::of(&staff), &page).await?;
    // More leaves the house only with a fresh factor (security model, 1.2).
    if matches!(register::sums(&mut db, &filter).await?.0, Total::MoreThan(_)) {
        staff.freshly_confirmed()?;
    }
    drop(db);
    let mut change = staff.change(&app).await?;
    change.record(Event::new("invoices.exported", "invoice").after(json!({ "address": list.csv() }))).await?;
    change.commit().await?;
    let rows = register::stream(&app.reports, filter).await?.map(|invoice| invoice.map(|invoice| cells(&invoice)));
    Ok(csv::download("invoices.csv", &HEADER.map(Cell::text), rows, running))
}

fn cells(invoice: &Invoice) -> Vec<Cell> {
    let day = |day: Option<chrono::NaiveDate>| Cell::text(day.map(|day| day.to_string()).unwrap_or_default());
    let amount = |minor: i64| Cell::number(invoice.money(minor).plain());
    vec![
        Cell::text(invoice.reference.clone().unwrap_or_default()),
        Cell::text(invoice.kind.code()),
        Cell::text(invoice.status.code()),
        Cell::text(invoice.tenant_code.clone()),
        Cell::text(invoice.tenant_name.clone()),
        day(invoice.issued_on),
        day(invoice.due_on),
        Cell::text(invoice.currency.code()),
        amount(invoice.amount_minor),
        amount(invoice.discount_minor),
        amount(invoice.taxable_minor),
        amount(invoice.vat_minor),
        amount(invoice.total_minor),
        amount(invoice.settled_minor),
        amount(invoice.credited_minor),
        amount(invoice.open().minor),
        Cell::text(invoice.corrects_reference.clone().unwrap_or_default()),
    ]
}
