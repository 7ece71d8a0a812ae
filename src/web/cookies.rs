//! The console's own small cookies beside the session: language, known device, and the sign-in form's secret.

use axum::extract::Request;
use axum::http::header::Entry;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use tower_sessions::cookie::CookieBuilder;

use super::session::NewId;

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

/// Corrects what the session library says about its cookie. It takes it back without the attributes it was set with, and browsers
/// refuse a `__Host-` cookie that is not secure. It takes it back also when an old one comes late, beside the new one that a sign-in
/// or a step-up has just set: only signing out does. And it knows nothing of an id given within a change.
pub async fn layer(request: Request, next: Next) -> Response {
    let signing_out = request.uri().path() == "/logout";
    let mut response = next.run(request).await;
    let new = response.extensions_mut().remove::<NewId>();
    let headers = response.headers_mut();
    if let Entry::Occupied(lines) = headers.entry(header::SET_COOKIE) {
        let (_, lines) = lines.remove_entry_mult();
        let kept: Vec<HeaderValue> = lines.filter_map(|line| corrected(line, signing_out, new.is_some())).collect();
        for line in kept {
            headers.append(header::SET_COOKIE, line);
        }
    }
    if let Some(NewId(id)) = new {
        set(headers, &base(SESSION, id).build());
    }
    response
}

fn corrected(line: HeaderValue, signing_out: bool, replaced: bool) -> Option<HeaderValue> {
    let Some(rest) = line.to_str().ok().and_then(|text| text.strip_prefix(SESSION)).and_then(|rest| rest.strip_prefix('=')) else {
        return Some(line);
    };
    match rest.strip_prefix(';') {
        Some(attributes) if signing_out => HeaderValue::from_str(&format!("{SESSION}=;{attributes}; Secure; HttpOnly; SameSite=Lax")).ok(),
        Some(_) => None,
        None => (!replaced).then_some(line),
    }
}
