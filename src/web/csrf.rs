//! Refuses forged posts: the browser must say it comes from us, and the form must carry this session's secret.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use subtle::ConstantTimeEq as _;

use super::error::{Error, Result};

/// The largest ordinary form. Uploads have their own limit on their own routes.
const MOST_FORM_BYTES: usize = 256 * 1024;

/// A form takes a moment to arrive, not half a minute: who sends one slowly wants to act on what they may no longer.
const LONGEST_READING: Duration = Duration::from_secs(10);

/// The form field that carries the secret.
pub const FIELD: &str = "csrf";

/// Origin and fetch metadata of a request. Of an unsafe one with neither, the sender is no browser and the token alone decides;
/// a browser that tells its site also tells its origin, so one without the other is refused.
pub fn check_origin(method: &Method, headers: &HeaderMap, public_url: Option<&str>) -> Result<()> {
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok());
    let fetch = |name| text(header::HeaderName::from_static(name));
    let site = fetch("sec-fetch-site");
    let from_here = site.is_none_or(|site| matches!(site, "same-origin" | "none"));
    if method.is_safe() {
        // Other sites may link to a page. What they may not is build one of ours into theirs, or load it as a part of theirs.
        let linked = fetch("sec-fetch-mode") == Some("navigate")
            && !matches!(fetch("sec-fetch-dest"), Some("iframe" | "frame" | "embed" | "object" | "fencedframe"));
        return if from_here || linked { Ok(()) } else { Err(Error::Forbidden("another site loads the page as a part of its own")) };
    }
    if !from_here {
        return Err(Error::Forbidden("the request comes from another site"));
    }
    match headers.get(header::ORIGIN) {
        None if site.is_some() => Err(Error::Forbidden("the request does not say where it comes from")),
        None => Ok(()),
        Some(origin) => {
            let origin = origin.to_str().map_err(|_| Error::Forbidden("the origin could not be read"))?;
            let ours = match public_url {
                Some(url) => origin == url,
                None => {
                    let host = text(header::HOST).unwrap_or_default();
                    origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")).is_some_and(|o| o == host)
                }
            };
            if ours { Ok(()) } else { Err(Error::Forbidden("the request comes from another origin")) }
        }
    }
}

/// Compares in constant time.
pub fn token_matches(expected: &str, given: &str) -> bool {
    !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(given.as_bytes()))
}

/// What a request's body turned out to be.
pub enum Checked {
    /// A form whose secret was right.
    Form(Request),
    /// A multipart body: its reader checks the secret before anything else.
    Multipart(Request),
}

/// Reads the body of an unsafe request and checks the secret in it.
pub async fn check_token(request: Request, expected: &str) -> Result<Checked> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        return Ok(Checked::Multipart(request));
    }
    if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Error::BadRequest("a form was expected"));
    }
    let (parts, body) = request.into_parts();
    let bytes = read_body(body, MOST_FORM_BYTES).await?;
    let pairs: Vec<(String, String)> = serde_html_form::from_bytes(&bytes).map_err(|_| Error::BadRequest("the form could not be read"))?;
    let mut tokens = pairs.iter().filter(|(name, _)| name == FIELD);
    match (tokens.next(), tokens.next()) {
        (Some((_, given)), None) if token_matches(expected, given) => Ok(Checked::Form(Request::from_parts(parts, Body::from(bytes)))),
        _ => Err(Error::Forbidden("the form does not carry this session's secret")),
    }
}

/// Reads a whole body that may not be larger than `limit` bytes.
pub async fn read_body(body: Body, limit: usize) -> Result<Bytes> {
    let Ok(read) = tokio::time::timeout(LONGEST_READING, Limited::new(body, limit).collect()).await else {
        return Err(Error::TooSlow);
    };
    match read {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Error::TooLarge),
        Err(_) => Err(Error::BadRequest("the request ended early")),
    }
}
