//! The console's one stylesheet, one script and few pictures: built into the binary, compressed once, cached for ever
//! under a name that changes with their content.

use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use super::state::AppState;

/// A file in the forms it may be sent in.
struct Asset {
    href: &'static str,
    content_type: &'static str,
    plain: &'static [u8],
    brotli: &'static [u8],
    gzip: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Bytes of stylesheet and script together as sent with gzip: held under the budget by a test.
pub fn gzip_bytes() -> usize {
    ASSETS.iter().filter(|asset| [CSS_HREF, JS_HREF].contains(&asset.href)).map(|asset| asset.gzip.len()).sum()
}

/// One route per file; they need no session and touch no database.
pub fn router() -> Router<AppState> {
    ASSETS
        .iter()
        .fold(Router::new(), |router, asset| router.route(asset.href, get(move |headers: HeaderMap| async move { send(asset, &headers) })))
}

fn send(asset: &'static Asset, headers: &HeaderMap) -> Response {
    // A picture or script of ours has no business on another site's page.
    if headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site") {
        return StatusCode::FORBIDDEN.into_response();
    }
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let accepts = |name: &str| accepted.split(',').any(|part| part.split(';').next().is_some_and(|coding| coding.trim() == name));
    let (encoding, bytes) = if accepts("br") {
        (Some("br"), asset.brotli)
    } else if accepts("gzip") {
        (Some("gzip"), asset.gzip)
    } else {
        (None, asset.plain)
    };
    let mut response = bytes.into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}
