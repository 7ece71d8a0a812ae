//! The filtered register as a file. That it was taken out is in the audit log.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, SecondsFormat, Utc};
use futures_util::StreamExt as _;
use serde_json::json;

use super::super::register::{self, SORTS};
use super::index::{self, LIST};
use crate::core::change::Event;
use crate::core::keyset::Total;
use crate::web::csv::{self, Cell};
use crate::web::list::ListRequest;
use crate::web::{AppState, Db, Result, SignedIn};

const HEADER: [&str; 8] = ["id", "name", "email", "status", "roles", "last_sign_in", "second_factor", "created"];

pub(in super::super) async fn get(State(app): State<AppState>, staff: SignedIn, mut db: Db) -> Result<Response> {
    let running = app.limits.export(staff.id)?;
    let list = ListRequest::read(&app, &staff.visitor(), LIST, SORTS)?;
    let filter = index::filter(&list);
    if matches!(register::count(&mut db, &filter).await?, Total::MoreThan(_)) {
        // Ten thousand lines and more leave the house only with a fresh factor (security model, 1.2).
        staff.freshly_confirmed()?;
    }
    drop(db);
    let mut change = staff.change(&app).await?;
    change.record(Event::new("staff.exported", "staff").after(json!({ "address": list.csv() }))).await?;
    change.commit().await?;
    let time = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let rows = register::stream(&app.reports, &filter).await?.map(move |row| {
        row.map(|row| {
            vec![
                Cell::text(row.id.to_string()),
                Cell::text(row.name.clone()),
                Cell::text(row.email.clone()),
                Cell::text(row.status().code()),
                Cell::text(row.roles.join(" ")),
                Cell::text(row.last_sign_in_at.map(time).unwrap_or_default()),
                Cell::text(if row.has_factor { "yes" } else { "no" }),
                Cell::text(time(row.created_at)),
            ]
        })
    });
    Ok(csv::download("staff.csv", &HEADER.map(Cell::text), rows, running))
}
