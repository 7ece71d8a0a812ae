//! What stands before every handler: may this person use this route, and is this really their form?

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use chrono::Duration;
use tower::{Layer as _, ServiceExt as _};

use super::context::Context;
use super::csrf::{self, Checked};
use super::error::Error;
use super::routes::{Access, Route};
use super::session::Stage;
use super::telemetry;
use crate::core::permission::Permission;

/// How long a second factor counts as fresh (security model, 1.2).
pub const FRESH: Duration = Duration::minutes(5);

/// Left on a refusal, so that the context layer writes it to the audit log.
#[derive(Clone, Copy, Debug)]
pub(super) struct Denied {
    pub permission: Permission,
    pub path: &'static str,
}

/// Lets the request through to its handler, or answers in its place. Nothing of the body is read before the permission is known.
pub(super) async fn check(route: Route, request: Request, next: Next) -> Response {
    let started = telemetry::start();
    let method = request.method().clone();
    let response = match admit(route, request).await {
        Ok(request) => next.run(request).await,
        Err(response) => response,
    };
    telemetry::observe(&method, route.path, response.status(), started);
    response
}

async fn admit(route: Route, request: Request) -> Result<Request, Response> {
    let context = request
        .extensions()
        .get::<Arc<Context>>()
        .cloned()
        .ok_or_else(|| Error::internal("a route was reached without a context").into_response())?;
    may(&context, route)?;
    if request.method().is_safe() {
        return Ok(request);
    }
    context.check_rate().map_err(Error::into_response)?;
    match csrf::check_token(request, &context.csrf).await.map_err(Error::into_response)? {
        Checked::Form(request) => Ok(request),
        Checked::Multipart(request) => match route.upload {
            Some(most) => Ok(with_body_limit(request, most).await),
            None => Err(Error::BadRequest("this address takes no file").into_response()),
        },
    }
}

/// Raises the framework's own body limit for a route that takes files.
async fn with_body_limit(request: Request, most: usize) -> Request {
    let passed = tower::service_fn(|request: Request| async { Ok::<_, std::convert::Infallible>(request) });
    match DefaultBodyLimit::max(most).layer(passed).oneshot(request).await {
        Ok(request) => request,
        Err(never) => match never {},
    }
}

/// Whether the visitor showed a second factor within the last five minutes.
pub(super) fn is_fresh(context: &Context) -> bool {
    context.visit.stage == Stage::SignedIn && context.visit.factor_at.is_some_and(|at| context.at - at <= FRESH)
}

fn may(context: &Context, route: Route) -> Result<(), Response> {
    let permission = match route.access {
        Access::Public => return Ok(()),
        Access::SignedIn => None,
        Access::Needs(permission) => Some(permission),
    };
    let Some(staff) = &context.staff else { return Err(Error::SignedOut.into_response()) };
    if let Some(permission) = permission
        && !staff.can(permission)
    {
        let mut response = Error::Forbidden("the person's roles do not hold the permission").into_response();
        response.extensions_mut().insert(Denied { permission, path: route.path });
        return Err(response);
    }
    if route.step_up && !is_fresh(context) {
        return Err(Error::StepUp.into_response());
    }
    Ok(())
}
