//! What went wrong, as a document programs can read (RFC 9457). The words are English: they are for those who write the program.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::caller::Call;
use crate::core::change::CommitError;
use crate::core::lang::Lang;
use crate::web::error::Error;
use crate::web::form::Errors;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field's name in the request.
    #[schema(example = "email")]
    pub field: String,
    /// What to do about it.
    #[schema(example = "Enter an e-mail address such as name@example.com")]
    pub detail: String,
}

/// Every error of the API (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDocument {
    /// Names the kind of problem; leads to its explanation in the reference.
    #[serde(rename = "type")]
    #[schema(example = "/developers/reference#problem-validation")]
    pub kind: String,
    /// The kind in words; the same for every problem of the kind.
    pub title: &'static str,
    /// The HTTP status, again.
    #[schema(example = 422)]
    pub status: u16,
    /// What went wrong this time.
    pub detail: String,
    /// The address that was called.
    #[schema(example = "/api/v1/tenants")]
    pub instance: String,
    /// Names this very call; give it when you ask about it.
    pub request_id: String,
    /// Every field that was refused, when that is why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// Kinds of problems: status, name in the address, title.
pub const KINDS: [(StatusCode, &str, &str); 13] = [
    (StatusCode::BAD_REQUEST, "malformed", "The request could not be read"),
    (StatusCode::UNAUTHORIZED, "no-key", "A key is needed"),
    (StatusCode::FORBIDDEN, "scope", "The key does not allow this"),
    (StatusCode::FORBIDDEN, "network", "The key does not work from this address"),
    (StatusCode::NOT_FOUND, "not-found", "There is nothing here"),
    (StatusCode::METHOD_NOT_ALLOWED, "method", "The address does not take this method"),
    (StatusCode::CONFLICT, "conflict", "The request contradicts what is there"),
    (StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The request is too large"),
    (StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", "JSON was expected"),
    (StatusCode::UNPROCESSABLE_ENTITY, "validation", "Some fields were refused"),
    (StatusCode::TOO_MANY_REQUESTS, "rate", "Too many calls"),
    (StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side"),
    (StatusCode::SERVICE_UNAVAILABLE, "unavailable", "Not available at the moment"),
];

/// A call that failed. Made into a document by the layer, which knows the call.
#[derive(Clone, Debug)]
pub struct Problem {
    kind: &'static str,
    detail: String,
    errors: Vec<FieldProblem>,
    retry_after: Option<u64>,
}

impl Problem {
    fn new(kind: &'static str, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), errors: Vec::new(), retry_after: None }
    }

    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new("malformed", detail)
    }

    pub fn no_key(detail: impl Into<String>) -> Self {
        Self::new("no-key", detail)
    }

    pub fn scope(needed: &str) -> Self {
        Self::new("scope", format!("This call needs the scope {needed}, which the key does not have."))
    }

    pub fn network() -> Self {
        Self::new("network", "The key may be used from certain networks only, and this call came from another.")
    }

    pub fn not_found() -> Self {
        Self::new("not-found", "No such resource. Check the address and the id in it.")
    }

    pub fn method_not_allowed() -> Self {
        Self::new("method", "The Allow header names the methods this address takes.")
    }

    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::new("conflict", detail)
    }

    pub fn too_large() -> Self {
        Self::new("too-large", format!("A body may have {} bytes at most.", super::LARGEST_BODY))
    }

    pub fn media_type() -> Self {
        Self::new("media-type", "Send the body as application/json in UTF-8.")
    }

    pub fn validation(errors: Vec<FieldProblem>) -> Self {
        Self { errors, ..Self::new("validation", "Nothing was done. Correct the fields below and send the request again.") }
    }

    /// The request is refused as a whole, without a field to blame.
    pub fn refused(detail: impl Into<String>) -> Self {
        Self::new("validation", detail)
    }

    pub fn rate(seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..Self::new("rate", format!("Wait {seconds} seconds before the next call.")) }
    }

    pub fn unavailable(cause: impl Into<String>) -> Self {
        let cause = cause.into();
        tracing::error!(%cause, "an API call failed");
        Self { retry_after: Some(5), ..Self::new("unavailable", "Try again in a few seconds.") }
    }

    pub fn internal(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "an API call failed");
        Self::new("internal", "Nothing was done. Tell us the request id if it happens again.")
    }

    fn of_kind(&self) -> (StatusCode, &'static str) {
        let known = KINDS.iter().find(|(_, kind, _)| *kind == self.kind);
        known.map_or((StatusCode::INTERNAL_SERVER_ERROR, self.kind), |(status, _, title)| (*status, *title))
    }

    /// The document, in the place of the bare answer that carried the problem.
    pub(super) fn written(self, bare: Response, call: &Call) -> Response {
        let (status, title) = self.of_kind();
        let document = ProblemDocument {
            kind: format!("/developers/reference#problem-{}", self.kind),
            title,
            status: status.as_u16(),
            detail: self.detail,
            instance: call.path.clone(),
            request_id: call.request_id.to_string(),
            errors: self.errors,
        };
        let (mut parts, _) = bare.into_parts();
        parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        parts.headers.remove(header::CONTENT_LENGTH);
        Response::from_parts(parts, Body::from(serde_json::to_vec(&document).unwrap_or_default()))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, _) = self.of_kind();
        let mut response = status.into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"hq-console\""));
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Conflict => Self::conflict("The record was changed by somebody else meanwhile."),
            Error::BadRequest(detail) => Self::malformed(detail),
            Error::TooLarge => Self::too_large(),
            Error::TooSlow => Self::malformed("the request took too long to arrive"),
            Error::TooMany(seconds) => Self::rate(seconds),
            Error::Unavailable(cause) => Self::unavailable(cause),
            other => Self::internal(other),
        }
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        Error::from(error).into()
    }
}

impl From<CommitError> for Problem {
    fn from(error: CommitError) -> Self {
        Error::from(error).into()
    }
}

impl From<Errors> for Problem {
    fn from(errors: Errors) -> Self {
        let said = |(field, message): (&str, &_)| FieldProblem { field: field.to_owned(), detail: Lang::En.msg(message) };
        Self::validation(errors.iter().map(said).collect())
    }
}
