//! Taking events in: judged one by one, written all at once.

mod batch;
mod judge;
mod store;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};
use uuid::Uuid;

use batch::{Batch, EventBody};
use judge::{Judged, Verdict};

use crate::web::AppState;
use crate::web::api::{Caller, Problem, ProblemDocument, Sent};

pub use batch::MOST_EVENTS;
pub use store::forget_keys;

/// Why an event was refused.
#[derive(Debug, Serialize, ToSchema)]
struct Refused {
    /// A stable name of the reason.
    #[schema(example = "unknown_tenant")]
    code: &'static str,
    /// What to do about it.
    detail: String,
}

/// What became of one event.
#[derive(Debug, Serialize, ToSchema)]
struct ItemResult {
    /// Its place in the request, from 0.
    index: usize,
    /// Its own key, as it was sent.
    key: Option<String>,
    /// `accepted`, `duplicate` or `rejected`.
    #[schema(example = "accepted")]
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Refused>,
}

/// What became of a batch.
#[derive(Debug, Serialize, ToSchema)]
struct BatchResult {
    /// Names the batch in our records.
    batch: Uuid,
    accepted: usize,
    duplicates: usize,
    rejected: usize,
    /// One for each event, in the order they were sent.
    results: Vec<ItemResult>,
}

/// Tell what tenants use: one event, or up to 1,000 at once.
///
/// Each event is judged by itself: one that is refused does not hold up the others. An event whose key was seen before counts once and is
/// answered as a duplicate, so a batch can be sent again whenever its answer was not heard. Events may come 35 days late.
#[utoipa::path(
    post, path = "/api/v1/usage/events", tag = "Usage",
    params(("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200, pattern = "^[\\t -~]+$", description = "Repeats the answer word for word for 24 hours; each event's own key is enough to count it once")),
    request_body(content = Batch, description = "An event, or a list of 1 to 1,000"),
    responses(
        (status = 200, description = "Every event was accepted or is a duplicate", body = BatchResult),
        (status = 207, description = "Some events were rejected; the others count", body = BatchResult),
        (status = 422, description = "The body has another shape, or fields that are not known; nothing was done", body = ProblemDocument, content_type = "application/problem+json"),
    ),
    security(("key" = ["usage:write"]))
)]
pub(super) async fn take_in_events(
    State(app): State<AppState>,
    caller: Caller,
    Sent(batch, once): Sent<Batch>,
) -> Result<Response, Problem> {
    let mut tx = app.db.begin().await?;
    caller.still_stands(&mut tx, &app).await?;
    let now = app.clock.now();
    if let Some(earlier) = once.earlier(&mut tx, &caller, now).await? {
        return Ok(earlier);
    }
    let bodies = batch.0;
    let tenants = store::tenants(&mut tx, bodies.iter().filter_map(|body| body.tenant.as_deref())).await?;
    let mut judged: Vec<Judged> = bodies.iter().map(|body| judge::judge(body, &tenants, now)).collect();
    judge::repeated(&mut judged);
    let batch = app.clock.new_id();
    store::write(&mut tx, &mut judged, batch, now).await?;
    let result = told(batch, &bodies, &judged);
    store::note(&mut tx, &caller, now, &result).await?;
    let status = if result.rejected == 0 { StatusCode::OK } else { StatusCode::MULTI_STATUS };
    let answer = once.answer(&mut tx, &caller, (status, None), &result).await?;
    tx.commit().await?;
    Ok(answer)
}

fn told(batch: Uuid, bodies: &[EventBody], judged: &[Judged]) -> BatchResult {
    let count = |status: &str| judged.iter().filter(|one| one.verdict.status() == status).count();
    let results = bodies.iter().zip(judged).enumerate().map(|(index, (body, one))| ItemResult {
        index,
        key: body.key.clone(),
        status: one.verdict.status(),
        error: match &one.verdict {
            Verdict::Rejected(reason) => Some(Refused { code: reason.code(), detail: reason.detail() }),
            Verdict::Accepted | Verdict::Duplicate => None,
        },
    });
    BatchResult {
        batch,
        accepted: count("accepted"),
        duplicates: count("duplicate"),
        rejected: count("rejected"),
        results: results.collect(),
    }
}

/// This part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(take_in_events), components(schemas(EventBody)))]
pub struct Document;
