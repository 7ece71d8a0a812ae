//! Bodies: JSON, whole, and nothing in it that is not known.

use axum::extract::{FromRequest, Request};
use axum::http::header;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use super::LARGEST_BODY;
use super::once::Once;
use super::problem::{FieldProblem, Problem};
use crate::web::csrf::read_body;
use crate::web::state::AppState;

/// A body that was sent, and what makes sending it twice harmless. `T` refuses fields it does not know.
pub struct Sent<T>(pub T, pub Once);

impl<T: DeserializeOwned> FromRequest<AppState> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, Problem> {
        let headers = request.headers();
        let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if !is_json(kind) || headers.contains_key(header::CONTENT_ENCODING) {
            return Err(Problem::media_type());
        }
        let key = headers.get("idempotency-key").map(Once::read_key).transpose()?;
        let mut hash = Sha256::new();
        for part in [request.method().as_str(), request.uri().path()] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let body = read_body(request.into_body(), LARGEST_BODY).await?;
        hash.update(&body);
        let text = std::str::from_utf8(&body).map_err(|_| Problem::malformed("The body is not UTF-8."))?;
        let value = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
        Ok(Self(value, Once::new(key, hash.finalize().to_vec())))
    }
}

/// `application/json`, in UTF-8 if it says.
fn is_json(kind: &str) -> bool {
    let mut parts = kind.split(';').map(str::trim);
    let json = parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"));
    json && parts.all(|part| part.is_empty() || part.to_ascii_lowercase().trim_start_matches("charset=").trim_matches('"') == "utf-8")
}

/// Broken JSON is one mistake, JSON of another shape than asked for is another.
fn unreadable(error: &serde_json::Error) -> Problem {
    let place = format!("line {}, column {}", error.line(), error.column());
    if !error.is_data() {
        return Problem::malformed(format!("The body is not JSON: {place}."));
    }
    let said = error.to_string();
    // The library names the field between backticks: unknown, missing, twice, or with the wrong kind of value inside.
    let field = said.split('`').nth(1).filter(|_| said.contains("field `")).unwrap_or_default();
    Problem::validation(vec![FieldProblem { field: field.to_owned(), detail: said }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_taken_in_utf_8_alone() {
        for good in ["application/json", "Application/JSON; charset=UTF-8", "application/json;charset=\"utf-8\""] {
            assert!(is_json(good), "{good}");
        }
        for bad in ["", "text/plain", "application/jsonp", "application/json; charset=latin1", "application/x-www-form-urlencoded"] {
            assert!(!is_json(bad), "{bad}");
        }
    }
}
