//! Two answers for whoever watches the process: it lives, and it can work.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};

use super::state::AppState;
use crate::core::db;

/// Outside sessions and languages: a probe must not cost a session or fail for want of one.
pub fn router() -> Router<AppState> {
    Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready)).route("/csp-report", post(policy_report))
}

/// A probe hears soon that the database is away, instead of standing in line for a connection.
const PATIENCE: Duration = Duration::from_millis(500);

async fn ready(State(app): State<AppState>) -> (StatusCode, &'static str) {
    match tokio::time::timeout(PATIENCE, db::at_head(&app.db)).await {
        Ok(Ok(true)) => (StatusCode::OK, "ready"),
        Ok(Ok(false)) => (StatusCode::SERVICE_UNAVAILABLE, "the database is behind this version's migrations"),
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database cannot be reached"),
    }
}

/// Browsers say here when a page tried what the policy forbids: a bug of ours or an attack. Counted, and logged without its content,
/// once a minute at most: anybody may send reports.
async fn policy_report(State(app): State<AppState>) -> StatusCode {
    metrics::counter!("hq_csp_reports_total").increment(1);
    if app.limits.policy_report_is_news() {
        tracing::warn!("a browser reported a breach of the content security policy");
    }
    StatusCode::NO_CONTENT
}
