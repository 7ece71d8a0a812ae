//! The list of a review with its decisions, as a file. That it was taken out is in the audit log.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, SecondsFormat, Utc};
use futures_util::stream;
use serde_json::json;

use super::{queries, show_path};
use crate::core::change::Event;
use crate::core::ids::ReviewId;
use crate::web::csv::{self, Cell};
use crate::web::{AppState, Db, Error, Path, Result, SignedIn};

const HEADER: [&str; 12] =
    ["number", "person", "email", "status", "role", "permissions", "granted", "granted_by", "decision", "note", "decided_by", "decided"];

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, mut db: Db, Path(id): Path<ReviewId>) -> Result<Response> {
    let running = app.limits.export(staff.id)?;
    let review = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    let grants = queries::grants(&mut db, id).await?;
    drop(db);
    let mut change = staff.change(&app).await?;
    let event = Event::new("access_review.exported", "access_review").object(id, review.period.unwrap_or_default());
    change.record(event.after(json!({ "address": format!("{}/grants.csv", show_path(id)) }))).await?;
    change.commit().await?;
    let time = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let rows = grants.into_iter().map(move |grant| {
        Ok(vec![
            Cell::number(grant.number),
            Cell::text(grant.user_name),
            Cell::text(grant.user_email),
            Cell::text(grant.user_status),
            Cell::text(grant.role_code),
            Cell::text(grant.permissions.join(" ")),
            Cell::text(time(grant.granted_at)),
            Cell::text(grant.granted_by_name.unwrap_or_default()),
            Cell::text(grant.decision.unwrap_or_default()),
            Cell::text(grant.note),
            Cell::text(grant.decided_by_name.unwrap_or_default()),
            Cell::text(grant.decided_at.map(time).unwrap_or_default()),
        ])
    });
    Ok(csv::download("access-review.csv", &HEADER.map(Cell::text), stream::iter(rows), running))
}
