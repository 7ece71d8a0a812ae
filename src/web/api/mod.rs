//! The kit the API is made of: JSON in and out, a key instead of a session, and a problem document for whatever goes wrong.
//! No cookie is read or set here, so nothing a browser does by itself can use it.

mod asked;
mod body;
mod caller;
mod guard;
mod once;
mod problem;

pub use asked::{Asked, Named};
pub use body::Sent;
pub use caller::{Call, Caller};
pub use once::{Once, forget};
pub use problem::{FieldProblem, KINDS, Problem, ProblemDocument};

pub(super) use guard::check;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use super::context::client_ip;
use super::state::AppState;
use super::telemetry;

/// Where the API stands; routes below it answer programs.
pub const BELOW: &str = "/api/";
/// A page of a list that did not ask for a size.
pub const USUAL_PAGE: usize = 50;
/// The largest page.
pub const LARGEST_PAGE: usize = 100;
/// The largest body: a thousand events are a quarter of it.
pub const LARGEST_BODY: usize = 1024 * 1024;

const LONGEST_CALL: Duration = Duration::from_mins(1);

/// The API's routes with all that stands around them. What is below its address and no route is a problem document, too.
pub fn around(routes: Router<AppState>, state: &AppState) -> Router<AppState> {
    routes
        .route("/api/{*rest}", any(|| async { Problem::not_found() }))
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed() })
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(state.clone(), layer))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest))
}

/// Notes what is known of the call, and writes the problem of a call that failed.
async fn layer(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    let headers = request.headers_mut();
    headers.remove(header::COOKIE);
    let user_agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).map(|text| text.chars().take(300).collect());
    let call = Arc::new(Call {
        request_id: request.extensions().get::<telemetry::RequestId>().map_or_else(|| app.clock.new_id(), |id| id.0),
        ip: client_ip(&request, &app.settings.trusted_proxies),
        user_agent,
        path: request.uri().path().to_owned(),
        app,
    });
    request.extensions_mut().insert(call.clone());
    let mut response = match tokio::time::timeout(LONGEST_CALL, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::unavailable("the call took too long").into_response(),
    };
    match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem.written(response, &call),
        None => response,
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the signature is the layer's")]
fn panicked(payload: Box<dyn std::any::Any + Send>) -> Response {
    let text =
        payload.downcast_ref::<String>().map(String::as_str).or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message");
    Problem::internal(format!("panic: {text}")).into_response()
}
