//! The filtered differences as a file. That it was taken out is in the log.

use axum::extract::State;
use axum::response::Response;
use futures_util::StreamExt as _;
use serde_json::json;

use super::super::queries::{self, SORTS};
use super::differences::{LIST, filter};
use crate::core::change::Event;
use crate::core::keyset::Total;
use crate::web::csv::{self, Cell};
use crate::web::list::ListRequest;
use crate::web::{AppState, Db, Result, SignedIn};

const HEADER: [&str; 8] = ["kind", "subject", "tenant_id", "product_id", "name", "console", "product", "first_seen_at"];

pub async fn get(State(app): State<AppState>, staff: SignedIn, mut db: Db) -> Result<Response> {
    let running = app.limits.export(staff.id)?;
    let list = ListRequest::read(&app, &staff.visitor(), LIST, SORTS)?;
    let filter = filter(&list);
    // More lines leave the house only with a fresh factor.
    if matches!(queries::count(&mut db, &filter).await?, Total::MoreThan(_)) {
        staff.freshly_confirmed()?;
    }
    drop(db);
    let mut change = staff.change(&app).await?;
    change.record(Event::new("product.exported", "product").after(json!({ "address": list.csv() }))).await?;
    change.commit().await?;
    let rows = queries::stream(&app.reports, &filter).await?.map(|row| {
        row.map(|row| {
            let id = |id: Option<uuid::Uuid>| Cell::text(id.map(|id| id.to_string()).unwrap_or_default());
            vec![
                Cell::text(row.kind),
                Cell::text(row.subject),
                id(row.tenant_id),
                id(row.product_id),
                Cell::text(row.name),
                Cell::text(row.console_value),
                Cell::text(row.product_value),
                Cell::text(row.first_seen_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
            ]
        })
    });
    Ok(csv::download("product-differences.csv", &HEADER.map(Cell::text), rows, running))
}
