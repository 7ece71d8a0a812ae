//! The console's own small cookies beside the session: language, known device, and the sign-in form's secret.

use axum::extract::Request;
use axum::http::header::Entry;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use tower_sessions::cookie::CookieBuilder;

/// `__Host-` binds a cookie to this very host, over TLS, on every path.
pub const SESSION: &str = "__Host-hq";
pub const LANGUAGE: &str = "__Host-hq-lang";
pub const DEVICE: &str = "__Host-hq-device";
pub const FORM: &str = "__Host-hq-form";

const YEAR: time::Duration = time::Duration::days(365);

pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    CookieJar::from_headers(headers).get(name).map(|cookie| cookie.value().to_owned())
}

/// A cookie that lasts a year.
pub fn lasting(name: &'static str, value: String) -> Cookie<'static> {
    base(name, value).max_age(YEAR).build()
}

/// A cookie that ends with the browser and never leaves this site.
pub fn strict(name: &'static str, value: String) -> Cookie<'static> {
    base(name, value).same_site(SameSite::Strict).build()
}

fn base(name: &'static str, value: String) -> CookieBuilder<'static> {
    Cookie::build((name, value)).path("/").secure(true).http_only(true).same_site(SameSite::Lax)
}

pub fn set(headers: &mut HeaderMap, cookie: &Cookie<'static>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        headers.append(header::SET_COOKIE, value);
    }
}

/// The session library takes its cookie back without the attributes it was set with. Browsers refuse a `__Host-` cookie
/// that is not secure, so the old one would stay.
pub async fn layer(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Entry::Occupied(mut lines) = response.headers_mut().entry(header::SET_COOKIE) {
        for line in lines.iter_mut() {
            let taken_back = line.to_str().ok().and_then(|text| text.strip_prefix(SESSION)).and_then(|rest| rest.strip_prefix("=;"));
            if let Some(attributes) = taken_back
                && let Ok(whole) = HeaderValue::from_str(&format!("{SESSION}=;{attributes}; Secure; HttpOnly; SameSite=Lax"))
            {
                *line = whole;
            }
        }
    }
    response
}
