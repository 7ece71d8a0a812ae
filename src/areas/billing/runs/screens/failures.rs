//! Whom a run could not charge, as a file. That it was taken out is in the log.

use axum::extract::State;
use axum::response::Response;
use futures_util::stream;
use serde_json::json;

use super::super::queries;
use crate::areas::tenants::Identity;
use crate::core::change::Event;
use crate::core::ids::BillingRunId;
use crate::web::csv::{self, Cell};
use crate::web::{AppState, Error, Path, Result, SignedIn};

const HEADER: [&str; 3] = ["tenant", "tenant_name", "reason"];

pub(in super::super) async fn get(State(app): State<AppState>, staff: SignedIn, Path(id): Path<BillingRunId>) -> Result<Response> {
    let running = app.limits.export(staff.id)?;
    let mut change = staff.change(&app).await?;
    let run = queries::find(&mut change, id).await?.ok_or(Error::NotFound)?;
    let failures = queries::failures(&mut change, run.id, Identity::of(&staff), i64::MAX).await?;
    let event = Event::new("billing.failures_exported", "billing_run").object(run.id, run.number.to_string());
    change.record(event.after(json!({ "failed": failures.len() }))).await?;
    change.commit().await?;
    let rows = failures
        .into_iter()
        .map(|one| Ok::<_, sqlx::Error>(vec![Cell::text(one.tenant.code), Cell::text(one.tenant.name), Cell::text(one.reason)]));
    Ok(csv::download(&format!("billing-run-{}-failures.csv", run.number), &HEADER.map(Cell::text), stream::iter(rows), running))
}
