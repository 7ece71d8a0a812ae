//! HQ Console: the internal console with which the platform team runs every tenant.
//!
//! A house with four storeys; arrows only go down: [`cli`] and [`areas`] stand on [`web`], and all on [`core`].

pub mod areas;
pub mod cli;
pub mod core;
pub mod web;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use sqlx::PgPool;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::core::clock::Clock;
use crate::core::password::Passwords;
use crate::core::secrets::Secrets;
use crate::core::settings::Settings;
use crate::web::session::PgSessionStore;
use crate::web::state::AppState;
use crate::web::{Error, api, assets, context, cookies, headers, health, routes, telemetry};

/// No page takes longer; a request that does is given up.
const LONGEST_REQUEST: Duration = Duration::from_mins(1);

/// Everything the console needs to answer.
pub struct Parts {
    pub db: PgPool,
    /// Of its own for exports, which take long: they never keep a page waiting for a connection.
    pub reports: PgPool,
    pub clock: Clock,
    pub settings: Settings,
    pub secrets: Arc<Secrets>,
    pub passwords: Passwords,
    /// Runs the demonstration: its band, and the mailbox page.
    pub demo: bool,
}

/// The whole console as one service.
pub fn app(parts: Parts) -> Router {
    let (routers, table) = routes::join(areas::all(parts.demo));
    let state = AppState {
        db: parts.db,
        reports: parts.reports,
        clock: parts.clock,
        base_url: parts.settings.base_url().into(),
        settings: Arc::new(parts.settings),
        secrets: parts.secrets,
        passwords: parts.passwords,
        limits: Arc::default(),
        routes: table,
        commands: areas::commands(),
        jobs: Arc::new(areas::jobs()),
        demo: parts.demo,
    };
    let sessions = SessionManagerLayer::new(PgSessionStore::new(state.db.clone(), state.clock.clone()))
        .with_name(cookies::SESSION)
        .with_secure(true)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd);

    // Outermost first.
    let around_pages = ServiceBuilder::new()
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest))
        .layer(DefaultBodyLimit::max(1024 * 1024))
        .layer(from_fn(cookies::layer))
        .layer(sessions)
        .layer(from_fn_with_state(state.clone(), context::layer))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(give_up));
    let pages = routers
        .pages
        .fallback(|| async { Error::NotFound })
        .method_not_allowed_fallback(|| async { Error::MethodNotAllowed })
        .layer(around_pages);

    Router::new()
        .merge(assets::router())
        .merge(health::router())
        .merge(api::around(routers.api, &state))
        .fallback_service(pages.with_state::<()>(state.clone()))
        .layer(from_fn(headers::layer))
        .layer(from_fn_with_state(state.clone(), telemetry::layer))
        .with_state(state)
}

/// Ends a request that takes too long, with a page.
async fn give_up(request: Request, next: Next) -> Response {
    let answer = tokio::time::timeout(LONGEST_REQUEST, next.run(request)).await;
    answer.unwrap_or_else(|_| Error::Unavailable("the request took too long".to_owned()).into_response())
}

#[expect(clippy::needless_pass_by_value, reason = "the signature is the layer's")]
fn panicked(payload: Box<dyn std::any::Any + Send>) -> Response {
    let text =
        payload.downcast_ref::<String>().map(String::as_str).or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message");
    Error::internal(format!("panic: {text}")).into_response()
}
