//! What stands before every handler: may this person use this route, and is this really their form?

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Duration, Utc};
use tower::{Layer as _, ServiceExt as _};

use super::context::Context;
use super::csrf::{self, Checked};
use super::error::{Error, Result};
use super::routes::{Access, Route};
use super::session::Stage;
use super::telemetry;

/// How long a second factor counts as fresh (security model, 1.2).
pub const FRESH: Duration = Duration::minutes(5);

/// Lets the request through to its handler, or answers in its place. Nothing of the body is read before the permission is known.
pub(super) async fn check(route: Route, request: Request, next: Next) -> Response {
    let started = telemetry::start();
    let method = request.method().clone();
    let response = match admit(route, request).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    telemetry::observe(&method, route.path, response.status(), started);
    response
}

async fn admit(route: Route, mut request: Request) -> Result<Request> {
    let context =
        request.extensions().get::<Arc<Context>>().cloned().ok_or_else(|| Error::internal("a route was reached without a context"))?;
    may(&context, route)?;
    request.extensions_mut().insert(route);
    if request.method().is_safe() {
        return Ok(request);
    }
    context.check_rate()?;
    match csrf::check_token(request, &context.csrf).await? {
        Checked::Form(request) => Ok(request),
        Checked::Multipart(request) => match route.upload {
            Some(most) => Ok(with_body_limit(request, most).await),
            None => Err(Error::BadRequest("this address takes no file")),
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
    context.visit.stage == Stage::SignedIn && context.visit.factor_at.is_some_and(|shown| counts(shown, context.at))
}

fn counts(shown: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - shown <= FRESH
}

fn may(context: &Context, route: Route) -> Result<()> {
    let permission = match route.access {
        Access::Public => return Ok(()),
        Access::SignedIn => None,
        Access::Needs(permission) => Some(permission),
        Access::Scope(_) => return Err(Error::Forbidden("this address is for programs with a key")),
    };
    let staff = context.staff.as_ref().ok_or(Error::SignedOut)?;
    if let Some(permission) = permission
        && !staff.can(permission)
    {
        return Err(Error::Denied { permission, route: route.path });
    }
    if route.step_up && !is_fresh(context) {
        return Err(Error::StepUp);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_counts_for_five_minutes_to_the_instant() {
        let shown = DateTime::UNIX_EPOCH;
        let five = Duration::minutes(5);
        assert!(counts(shown, shown) && counts(shown, shown + five));
        assert!(!counts(shown, shown + five + Duration::microseconds(1)));
    }
}
