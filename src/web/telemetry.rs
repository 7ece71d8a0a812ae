//! One id, one span and one log line per request; counts and times by route for Prometheus.

use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use metrics::{counter, histogram};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use tracing::Instrument as _;
use uuid::Uuid;

use super::state::AppState;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id an error page shows and every log and audit line of the request carries.
#[derive(Clone, Copy, Debug)]
pub struct RequestId(pub Uuid);

/// The outermost layer.
pub async fn layer(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    let id = app.clock.new_id();
    request.extensions_mut().insert(RequestId(id));
    let started = start();
    let span = tracing::info_span!("request", %id, method = %request.method(), path = %request.uri().path());
    let mut response = next.run(request).instrument(span.clone()).await;
    let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
    span.in_scope(|| tracing::debug!(status = response.status().as_u16(), milliseconds, "answered"));
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

pub(crate) fn start() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "measuring how long a request takes is no business time")]
    Instant::now()
}

/// Notes one answered request under its route's pattern, never under the address itself.
pub(super) fn observe(method: &Method, path: &'static str, status: StatusCode, started: Instant) {
    let labels = [("method", method.as_str().to_owned()), ("route", path.to_owned()), ("status", status.as_str().to_owned())];
    counter!("hq_http_requests_total", &labels).increment(1);
    histogram!("hq_http_request_seconds", &labels[..2]).record(started.elapsed().as_secs_f64());
}

/// Installs the recorder. Once per process.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new()
        .set_buckets(&[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0])?
        .install_recorder()
}
