//! The same request twice is one: the answer is kept a day under the key the caller gave, in the transaction of what it answers.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use chrono::{DateTime, Duration, Utc};
use serde::Serialize;
use sqlx::PgConnection;

use super::caller::Caller;
use super::problem::Problem;

/// How long an answer is repeated. After that the same key stands for a new request.
const KEPT: Duration = Duration::hours(24);
const LONGEST_KEY: usize = 200;
const REPEATED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The key of a request, if it has one, and the digest of what it asks.
pub struct Once {
    key: Option<String>,
    request: Vec<u8>,
}

impl Once {
    pub(super) fn new(key: Option<String>, request: Vec<u8>) -> Self {
        Self { key, request }
    }

    pub(super) fn read_key(value: &HeaderValue) -> Result<String, Problem> {
        let text = value.to_str().unwrap_or_default();
        if text.is_empty() || text.len() > LONGEST_KEY {
            return Err(Problem::malformed(format!("An Idempotency-Key has 1 to {LONGEST_KEY} printable characters.")));
        }
        Ok(text.to_owned())
    }

    /// Claims the key. `Some` is the answer given before. A twin that arrives while the first is under way waits here for its end.
    pub async fn earlier(&self, db: &mut PgConnection, caller: &Caller, now: DateTime<Utc>) -> Result<Option<Response>, Problem> {
        let Some(key) = &self.key else { return Ok(None) };
        let claimed = sqlx::query!(
            r#"insert into sys_api_replies as r (key_id, idempotency_key, request, created_at) values ($1, $2, $3, $4)
               on conflict (key_id, idempotency_key) do update
                  set request = excluded.request, status = null, location = null, body = null, created_at = excluded.created_at
                where r.created_at <= $5"#,
            caller.key.id.0,
            key,
            self.request,
            now,
            now - KEPT
        )
        .execute(&mut *db)
        .await?
        .rows_affected();
        if claimed == 1 {
            return Ok(None);
        }
        let kept = sqlx::query!(
            "select request, status, location, body from sys_api_replies where key_id = $1 and idempotency_key = $2",
            caller.key.id.0,
            key
        )
        .fetch_one(db)
        .await?;
        if kept.request != self.request {
            return Err(Problem::refused("This Idempotency-Key was used for another request. Use a new key for a new request."));
        }
        let (Some(status), Some(body)) = (kept.status, kept.body) else {
            return Err(Problem::conflict("The first request with this Idempotency-Key gave no answer."));
        };
        let status = u16::try_from(status).ok().and_then(|code| StatusCode::from_u16(code).ok()).unwrap_or(StatusCode::OK);
        let mut response = json_text(status, kept.location.as_deref(), body);
        response.headers_mut().insert(REPEATED, HeaderValue::from_static("true"));
        Ok(Some(response))
    }

    /// Keeps the answer with what it answers, and gives it.
    pub async fn answer(
        &self,
        db: &mut PgConnection,
        caller: &Caller,
        (status, location): (StatusCode, Option<&str>),
        value: &impl Serialize,
    ) -> Result<Response, Problem> {
        let body = serde_json::to_string(value).map_err(Problem::internal)?;
        if let Some(key) = &self.key {
            sqlx::query!(
                "update sys_api_replies set status = $3, body = $4, location = $5 where key_id = $1 and idempotency_key = $2",
                caller.key.id.0,
                key,
                i16::try_from(status.as_u16()).unwrap_or_default(),
                body,
                location
            )
            .execute(db)
            .await?;
        }
        Ok(json_text(status, location, body))
    }
}

fn json_text(status: StatusCode, location: Option<&str>, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(location) = location.and_then(|path| HeaderValue::from_str(path).ok()) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// Sweeps answers that are repeated no more. Returns how many.
pub async fn forget(db: &mut PgConnection, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query!("delete from sys_api_replies where created_at <= $1", now - KEPT).execute(db).await?.rows_affected())
}
