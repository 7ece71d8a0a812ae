//! The filtered list as a file. That it was taken out is in the log.

use axum::extract::State;
use axum::response::Response;
use futures_util::StreamExt as _;
use serde_json::json;

use super::index::{self, LIST};
use crate::areas::billing::subscriptions::register::{self, Row, SORTS};
use crate::areas::tenants::Identity;
use crate::core::change::Event;
use crate::core::keyset::Total;
use crate::web::csv::{self, Cell};
use crate::web::list::ListRequest;
use crate::web::{AppState, Db, Page, Result, SignedIn};

const HEADER: [&str; 12] = [
    "tenant",
    "tenant_name",
    "plan",
    "version",
    "cycle",
    "status",
    "currency",
    "price",
    "agreed",
    "charged_next_on",
    "period_until",
    "ends_on",
];

pub(in super::super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let running = app.limits.export(staff.id)?;
    let list = ListRequest::read(&app, &staff.visitor(), LIST, SORTS)?;
    let filter = index::filter(&list, Identity::of(&staff), &page);
    // More leaves the house only with a fresh factor (security model, 1.2).
    if matches!(register::sums(&mut db, &filter).await?.0, Total::MoreThan(_)) {
        staff.freshly_confirmed()?;
    }
    drop(db);
    let mut change = staff.change(&app).await?;
    change.record(Event::new("subscriptions.exported", "subscription").after(json!({ "address": list.csv() }))).await?;
    change.commit().await?;
    let rows = register::stream(&app.reports, filter).await?.map(|row| row.map(|row| cells(&row)));
    Ok(csv::download("subscriptions.csv", &HEADER.map(Cell::text), rows, running))
}

fn cells(row: &Row) -> Vec<Cell> {
    let day = |day: Option<chrono::NaiveDate>| Cell::text(day.map(|day| day.to_string()).unwrap_or_default());
    vec![
        Cell::text(row.tenant_code.clone()),
        Cell::text(row.tenant_name.clone()),
        Cell::text(row.plan_code.clone()),
        Cell::number(row.version.to_string()),
        Cell::text(row.cycle.clone()),
        Cell::text(row.status.clone()),
        Cell::text(row.currency.code()),
        Cell::number(row.price().plain()),
        Cell::text(if row.agreed { "yes" } else { "no" }),
        day(row.charged_on),
        day(Some(row.period_end)),
        day(row.cancels_on),
    ]
}
