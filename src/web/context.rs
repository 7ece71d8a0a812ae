//! Who is asking, in which language, from where: found out once per request, before any handler, and used again
//! afterwards to make a page of whatever error came back.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use tower_sessions::Session;
use uuid::Uuid;

use super::error::{Denied, Error, Failed, Result};
use super::limits::Limits;
use super::page::{self, Page};
use super::routes::RouteTable;
use super::session::{Stage, VISIT, Visit};
use super::state::AppState;
use super::{cookies, csrf, telemetry};
use crate::core::addresses;
use crate::core::change::{Actor, Change, Event, Origin, Outcome};
use crate::core::lang::{Format, Lang};
use crate::core::network::network;
use crate::core::secrets;
use crate::core::staff::{self, Staff};

/// What is known of one request.
#[derive(Clone)]
pub struct Context {
    pub format: Format,
    pub request_id: Uuid,
    pub method: Method,
    pub uri: Uri,
    pub at: DateTime<Utc>,
    /// The person, when both factors were shown.
    pub staff: Option<Arc<Staff>>,
    pub visit: Visit,
    pub session: Session,
    /// The secret this visitor's forms must carry.
    pub csrf: String,
    pub ip: Option<IpAddr>,
    pub user_agent: Option<String>,
    pub device: Option<String>,
    pub demo: bool,
    pub routes: Arc<RouteTable>,
    limits: Arc<Limits>,
}

impl Context {
    pub fn lang(&self) -> Lang {
        self.format.lang
    }

    /// Who would be responsible for a change made by this request.
    pub fn origin(&self, actor: Actor) -> Origin {
        Origin { actor, request_id: Some(self.request_id), ip: self.ip, user_agent: self.user_agent.clone() }
    }

    pub(super) fn check_rate(&self) -> Result<()> {
        let who = match (&self.staff, self.ip) {
            (Some(staff), _) => staff.id.to_string(),
            (None, Some(ip)) => network(ip),
            (None, None) => String::new(),
        };
        self.limits.write(&who)
    }
}

/// The layer around all pages.
pub async fn layer(State(app): State<AppState>, session: Session, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let query_lang = query_language(request.uri());
    let cookie_lang = cookies::read(headers, cookies::LANGUAGE).and_then(|code| Lang::from_code(&code));
    let header_lang = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).and_then(Lang::from_accept_language);
    let chosen_here = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none");
    let form_cookie = cookies::read(headers, cookies::FORM).filter(|value| value.len() == 43);

    let (found, failure) = match find_visitor(&app, &session, headers).await {
        Ok(found) => (found, None),
        Err(error) => ((Visit::default(), None), Some(error)),
    };
    let ip = client_ip(&request, &app.settings.trusted_proxies);
    // From where it may not be used, the console knows nobody.
    let (found, failure, kept_out) = match (failure, let_in(&app, ip).await) {
        (None, Err(error)) => ((Visit::default(), None), Some(error), found.1),
        (failure, _) => (found, failure, None),
    };
    let (visit, staff) = found;
    let own = staff.as_ref().map(|staff| staff.language);
    let lang = query_lang.or(cookie_lang).or(own).or(header_lang).unwrap_or_default();
    let (csrf, new_form_cookie) = form_secret(&app, &visit, form_cookie);

    let context = Arc::new(Context {
        format: Format { lang, digits: staff.as_ref().map(|staff| staff.digits).unwrap_or_default() },
        request_id: request.extensions().get::<telemetry::RequestId>().map_or_else(|| app.clock.new_id(), |id| id.0),
        method: request.method().clone(),
        uri: request.uri().clone(),
        at: app.clock.now(),
        visit,
        csrf,
        ip,
        user_agent: headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).map(|text| text.chars().take(300).collect()),
        device: cookies::read(headers, cookies::DEVICE),
        demo: app.demo,
        routes: app.routes.clone(),
        limits: app.limits.clone(),
        staff: staff.map(Arc::new),
        session,
    });
    request.extensions_mut().insert(context.clone());

    let origin = csrf::check_origin(request.method(), request.headers(), app.settings.public_url.as_deref());
    let mut response = match failure.map_or(origin, Err) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    };

    if let Some(staff) = kept_out {
        record_kept_out(&app, &context, &staff).await;
    }
    if let Some(denied) = response.extensions_mut().remove::<Denied>() {
        record_denial(&app, &context, denied).await;
    }
    if let Some(failed) = response.extensions_mut().remove::<Failed>() {
        response = error_page(&context, response, failed);
    }
    if let Some(value) = new_form_cookie {
        cookies::set(response.headers_mut(), &cookies::strict(cookies::FORM, value));
    }
    // Another site's link shows a page in its language, but chooses none for its reader.
    let chosen = query_lang.filter(|_| chosen_here && !response.status().is_client_error() && !response.status().is_server_error());
    if let Some(lang) = chosen
        && cookie_lang != Some(lang)
    {
        cookies::set(response.headers_mut(), &cookies::lasting(cookies::LANGUAGE, lang.code().to_owned()));
    }
    if let (Some(lang), Some(staff)) = (chosen, &context.staff)
        && staff.language != lang
        && let Err(error) = remember_language(&app, staff, lang).await
    {
        tracing::warn!(%error, "the language could not be remembered");
    }
    response
}

async fn find_visitor(app: &AppState, session: &Session, headers: &HeaderMap) -> Result<(Visit, Option<Staff>)> {
    if cookies::read(headers, cookies::SESSION).is_none() {
        return Ok((Visit::default(), None));
    }
    let Some(visit) = session.get::<Visit>(VISIT).await? else { return Ok((Visit::default(), None)) };
    if visit.stage != Stage::SignedIn {
        return Ok((visit, None));
    }
    let Some(id) = visit.staff_id else { return Ok((Visit::default(), None)) };
    let mut db = app.db.acquire().await?;
    match staff::find_active(&mut db, id, app.clock.now()).await? {
        Some(staff) => Ok((visit, Some(staff))),
        // Disabled since: the session is worth nothing any more.
        None => Ok((Visit::default(), None)),
    }
}

/// Whether the console may be used from this address at all.
async fn let_in(app: &AppState, ip: Option<IpAddr>) -> Result<()> {
    let mut db = app.db.acquire().await?;
    if addresses::refuses(&mut db, ip).await? { Err(Error::AddressRefused) } else { Ok(()) }
}

/// A session that is used from outside may have been stolen: that is worth a line.
async fn record_kept_out(app: &AppState, context: &Context, staff: &Staff) {
    if !app.limits.denial_is_news(&staff.id.to_string(), "address") {
        return;
    }
    let write = async {
        let actor = Actor::Staff { id: staff.id, label: staff.name.clone() };
        let mut change = Change::begin(&app.db, &app.clock, context.origin(actor)).await?;
        let event = Event::new("access.address_refused", "staff").object(staff.id, staff.name.clone()).outcome(Outcome::Denied);
        change.record(event).await?;
        change.commit().await.map_err(Error::from)
    };
    if let Err(error) = write.await {
        tracing::error!(%error, "a refusal could not be recorded");
    }
}

/// A session brings its own secret; a stranger's forms are tied to a cookie only this site can set.
fn form_secret(app: &AppState, visit: &Visit, cookie: Option<String>) -> (String, Option<String>) {
    if !visit.csrf.is_empty() {
        return (visit.csrf.clone(), None);
    }
    let (value, new) = match cookie {
        Some(value) => (value, None),
        None => {
            let value = secrets::new_token();
            (value.clone(), Some(value))
        }
    };
    (URL_SAFE_NO_PAD.encode(app.secrets.mac("form cookie", value.as_bytes())), new)
}

fn query_language(uri: &Uri) -> Option<Lang> {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(uri.query()?).ok()?;
    pairs.iter().find(|(name, _)| name == "lang").and_then(|(_, value)| Lang::from_code(value))
}

/// The address of the visitor. Only a trusted proxy is believed about somebody else.
pub(super) fn client_ip(request: &Request, trusted: &[IpAddr]) -> Option<IpAddr> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip())?;
    if !trusted.contains(&peer) {
        return Some(peer);
    }
    // Some proxies add a line of their own below the sender's: all lines count as one list, and its end is the proxy's.
    let lines = request.headers().get_all("x-forwarded-for").iter().rev().filter_map(|line| line.to_str().ok());
    // An entry that is no address ends the list: what stands before it was written by nobody we trust.
    let said = lines.flat_map(|line| line.rsplit(',')).map_while(|part| part.trim().parse().ok());
    said.into_iter().find(|ip| !trusted.contains(ip)).or(Some(peer))
}

async fn remember_language(app: &AppState, staff: &Staff, lang: Lang) -> Result<()> {
    // A reading preference, like the theme: not an act on the platform, so it leaves no audit line.
    sqlx::query!("update sys_platform_users set language = $2 where id = $1", staff.id.0, lang.code()).execute(&app.db).await?;
    Ok(())
}

async fn record_denial(app: &AppState, context: &Context, denied: Denied) {
    let Some(staff) = &context.staff else { return };
    if !app.limits.denial_is_news(&staff.id.to_string(), denied.route) {
        return;
    }
    let write = async {
        let actor = Actor::Staff { id: staff.id, label: staff.name.clone() };
        let mut change = Change::begin(&app.db, &app.clock, context.origin(actor)).await?;
        let event = Event::new("access.denied", "route").object(denied.route, context.uri.path()).outcome(Outcome::Denied);
        change.record(event.reason(denied.permission.code())).await?;
        change.commit().await.map_err(Error::from)
    };
    if let Err(error) = write.await {
        tracing::error!(%error, "a denial could not be recorded");
    }
}

fn error_page(context: &Arc<Context>, bare: Response, failed: Failed) -> Response {
    let (title, text) = match failed {
        Failed::SignIn => return Redirect::to(&sign_in_address(context)).into_response(),
        Failed::StepUp => return Redirect::to(&step_up_address(context)).into_response(),
        Failed::Page { title, text } => (title, text),
    };
    let page = Page::of(context.clone());
    let status = bare.status();
    let mut response = page::error(page, status, title, text).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response());
    for (name, value) in bare.headers() {
        if name == header::RETRY_AFTER || name == header::ALLOW {
            response.headers_mut().insert(name.clone(), value.clone());
        }
    }
    response
}

fn here(context: &Context) -> Option<&str> {
    (context.method == Method::GET).then(|| context.uri.path_and_query().map(axum::http::uri::PathAndQuery::as_str)).flatten()
}

fn sign_in_address(context: &Context) -> String {
    let base = match context.visit.stage {
        Stage::Password => "/login/code",
        Stage::Enrolling => "/enrol",
        Stage::Anonymous | Stage::SignedIn => "/login",
    };
    with_next(base, here(context).filter(|path| base == "/login" && *path != "/"))
}

fn step_up_address(context: &Context) -> String {
    // A post cannot be repeated from an address: the visitor returns to the page it was sent from.
    let next = here(context).map_or_else(|| context.uri.path().to_owned(), ToOwned::to_owned);
    with_next("/step-up", Some(&next))
}

fn with_next(base: &str, next: Option<&str>) -> String {
    match next {
        Some(next) => format!("{base}?{}", serde_html_form::to_string([("next", next)]).unwrap_or_default()),
        None => base.to_owned(),
    }
}

/// An address on this site that a visitor may be sent to: an own absolute path, nothing a browser could read as another host.
pub fn own_path(next: &str) -> Option<&str> {
    let mut chars = next.chars();
    let ok = chars.next() == Some('/')
        && !matches!(chars.next(), Some('/' | '\\'))
        && !next.chars().any(|c| c.is_control() || c == '\\')
        && next.len() <= 2_000
        && next.parse::<Uri>().is_ok();
    ok.then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_followed() {
        for good in ["/", "/tenants?q=a%2Fb", "/tenants/1#x"] {
            assert_eq!(own_path(good), Some(good));
        }
        for evil in [
            "",
            "tenants",
            "//evil.example",
            "/\\evil.example",
            "\\/evil",
            "https://evil.example",
            "/\t/evil",
            "/a\nb",
            "javascript:alert(1)",
        ] {
            assert_eq!(own_path(evil), None, "{evil}");
        }
    }
}
