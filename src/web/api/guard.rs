//! What stands before every route of the API: a good key, calls left in this hour, and the scope the route asks for.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::caller::{Call, Caller, origin};
use super::problem::Problem;
use crate::core::api_keys::{self, ApiKey, Known, Refusal};
use crate::core::change::{Change, Event, Outcome};
use crate::core::network::network;
use crate::web::error::{Error, Result as PageResult};
use crate::web::routes::{Access, Route};
use crate::web::telemetry;

/// Lets the call through to its handler, or answers in its place. Nothing of the body is read before the key is known.
pub(in crate::web) async fn check(route: Route, mut request: Request, next: Next) -> Response {
    let started = telemetry::start();
    let method = request.method().clone();
    let response = match admit(route, &mut request).await {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    telemetry::observe(&method, route.path, response.status(), started);
    response
}

async fn admit(route: Route, request: &mut Request) -> Result<(), Problem> {
    let scope = match route.access {
        Access::Public => return Ok(()),
        Access::Scope(scope) => scope,
        Access::SignedIn | Access::Needs(_) => return Err(Problem::internal("a route of the API asks for a person")),
    };
    let call = request.extensions().get::<Arc<Call>>().cloned().ok_or_else(|| Problem::internal("no call"))?;
    let secret = bearer(request.headers()).ok_or_else(|| Problem::no_key("Send your key in the header Authorization: Bearer …"))?;
    let now = call.app.clock.now();
    let mut db = call.app.db.acquire().await?;
    let key = match api_keys::recognise(&mut db, secret, call.ip, now).await? {
        Known::Good(key) => key,
        known => {
            drop(db);
            return Err(refuse(&call, known, route).await);
        }
    };
    let counted = api_keys::count_call(&mut db, &key, now).await?;
    drop(db);
    counted.map_err(Problem::rate)?;
    if !key.may(scope) {
        record(&call, &key, route, scope.code()).await;
        return Err(Problem::scope(scope.code()));
    }
    request.extensions_mut().insert(Caller { key, scope, call });
    Ok(())
}

/// The key of a call. Other ways of signing in are none.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut lines = headers.get_all(header::AUTHORIZATION).iter();
    let (scheme, secret) = lines.next()?.to_str().ok()?.split_once(' ')?;
    (lines.next().is_none() && scheme.eq_ignore_ascii_case("bearer")).then(|| secret.trim())
}

/// Says as little as can be: whether a secret was ever one of ours is nobody's business but the log's.
async fn refuse(call: &Call, known: Known, route: Route) -> Problem {
    // Who tries secrets in a loop waits, whatever they try.
    let who = format!("api {}", call.ip.map(network).unwrap_or_default());
    if let Err(Error::TooMany(seconds)) = call.app.limits.write(&who) {
        return Problem::rate(seconds);
    }
    match known {
        Known::Refused(key, refusal) => {
            record(call, &key, route, refusal.code()).await;
            if refusal == Refusal::Network { Problem::network() } else { Problem::no_key("The key was revoked or has expired.") }
        }
        Known::Good(_) | Known::Unknown => Problem::no_key("The key is not known."),
    }
}

/// One line a minute for each key and route: a loop of calls must not fill a log that only grows.
async fn record(call: &Call, key: &ApiKey, route: Route, why: &str) {
    if !call.app.limits.denial_is_news(&key.id.to_string(), route.path) {
        return;
    }
    let write = async {
        let mut change = Change::begin(&call.app.db, &call.app.clock, origin(key, call)).await?;
        let event = Event::new("api_key.refused", "route").object(route.path, call.path.clone()).outcome(Outcome::Denied);
        change.record(event.reason(why)).await?;
        change.commit().await.map_err(Error::from)
    };
    let written: PageResult<()> = write.await;
    if let Err(error) = written {
        tracing::error!(%error, "a refusal could not be recorded");
    }
}
