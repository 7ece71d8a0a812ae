//! The filtered log as a file. That it was taken out is itself in the log.

use axum::extract::State;
use axum::response::Response;
use futures_util::StreamExt as _;
use serde_json::json;

use super::index;
use super::queries::{self, SORTS};
use crate::core::change::Event;
use crate::web::csv::{self, Cell};
use crate::web::list::ListRequest;
use crate::web::{AppState, Db, Result, SignedIn};

/// More lines leave the house only with a fresh factor.
const FREELY: i64 = 10_000;

const HEADER: [&str; 14] = [
    "id",
    "at",
    "actor",
    "actor_email",
    "action",
    "outcome",
    "object_kind",
    "object_id",
    "object",
    "tenant",
    "reason",
    "before",
    "after",
    "request",
];

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, mut db: Db) -> Result<Response> {
    let running = app.limits.export(staff.id)?;
    let list = ListRequest::read(&app, &staff.visitor(), "audit", SORTS)?;
    let filter = index::filter(&list);
    if queries::exceeds(&mut db, &filter, FREELY).await? {
        staff.freshly_confirmed()?;
    }
    drop(db);
    let mut change = staff.change(&app).await?;
    change.record(Event::new("audit.exported", "audit").after(json!({ "address": list.csv() }))).await?;
    change.commit().await?;
    let rows = queries::stream(&app.reports, filter).await?.map(|entry| {
        entry.map(|e| {
            let json = |value: Option<serde_json::Value>| value.map(|v| v.to_string()).unwrap_or_default();
            vec![
                Cell::number(e.id),
                Cell::text(e.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
                Cell::text(e.actor_label),
                Cell::text(e.actor_email.unwrap_or_default()),
                Cell::text(e.action),
                Cell::text(e.outcome),
                Cell::text(e.object_kind),
                Cell::text(e.object_id.unwrap_or_default()),
                Cell::text(e.object_label.unwrap_or_default()),
                Cell::text(e.tenant_id.map(|id| id.to_string()).unwrap_or_default()),
                Cell::text(e.reason.unwrap_or_default()),
                Cell::text(json(e.before)),
                Cell::text(json(e.after)),
                Cell::text(e.request_id.map(|id| id.to_string()).unwrap_or_default()),
            ]
        })
    });
    Ok(csv::download("audit.csv", &HEADER.map(Cell::text), rows, running))
}
