//! Refuses forged posts: the browser must say it comes from us, and the form must carry this session's secret.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use subtle::ConstantTimeEq as _;

use super::error::{Error, Result};

/// The largest ordinary form. Uploads have their own limit on their own routes.
const MOST_FORM_BYTES: usize = 256 * 1024;

/// The form field that carries the secret.
pub const FIELD: &str = "csrf";

/// Origin and fetch metadata of an unsafe request. Absent both, the sender is no browser and the token alone decides;
/// a browser that tells its site also tells its origin, so one without the other is refused.
pub fn check_origin(method: &Method, headers: &HeaderMap, public_url: Option<&str>) -> Result<()> {
    if method.is_safe() {
        return Ok(());
    }
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok());
    let site = text(header::HeaderName::from_static("sec-fetch-site"));
    if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
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
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Error::TooLarge),
        Err(_) => Err(Error::BadRequest("the request ended early")),
    }
}
