//! What every page needs around its content: language, navigation, flash, the person, the title.

use std::sync::Arc;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use uuid::Uuid;

use super::assets;
use super::context::Context;
use super::error::{Error, Result};
use super::routes::Access;
use super::session::{ABSOLUTE, Flash, IDLE, VISIT, Visit};
use super::state::AppState;
use super::ui::{Crumb, Glyph, Progress, icon};
use crate::core::lang::{Arg, Format, Lang, Message};
use crate::core::staff::Staff;

/// The person as the header shows them.
#[derive(Clone, Debug)]
pub struct StaffFace {
    pub name: String,
    pub email: String,
    pub initials: String,
    pub roles: String,
}

/// A group of the side navigation.
#[derive(Clone, Debug)]
pub struct NavGroup {
    pub label: String,
    pub items: Vec<NavItem>,
}

/// One entry of the side navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    pub href: String,
    pub label: String,
    pub icon: &'static str,
    pub current: bool,
    /// Waiting work; absent when unknown, since a false zero is worse than none.
    pub badge: Option<i64>,
}

/// Handed to every template as `page`.
#[derive(Clone)]
pub struct Page {
    context: Arc<Context>,
    what: String,
    section: Option<&'static str>,
    failed: bool,
    flash: Option<Flash>,
    crumbs: Vec<Crumb>,
    face: Option<StaffFace>,
}

impl Page {
    pub(super) fn of(context: Arc<Context>) -> Self {
        let lang = context.lang();
        let face = context.staff.as_deref().map(|staff| face(staff, lang));
        Self { context, what: String::new(), section: None, failed: false, flash: None, crumbs: Vec::new(), face }
    }

    /// Names the page by a key of the catalogue.
    #[must_use]
    pub fn titled(self, key: &str) -> Self {
        let what = self.t(key);
        self.titled_text(what)
    }

    /// Names the page by a record's own name.
    #[must_use]
    pub fn titled_text(mut self, what: impl Into<String>) -> Self {
        self.what = what.into();
        self
    }

    /// The part of the console the page belongs to, by its key: the middle of the title.
    #[must_use]
    pub fn section(mut self, key: &'static str) -> Self {
        self.section = Some(key);
        self
    }

    /// Adds a step above this page.
    #[must_use]
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb::new(label, href));
        self
    }

    /// Says in the title that the form was not accepted.
    #[must_use]
    pub fn failed(mut self, failed: bool) -> Self {
        self.failed = failed;
        self
    }

    pub fn lang(&self) -> &'static str {
        self.context.lang().code()
    }

    pub fn language(&self) -> Lang {
        self.context.lang()
    }

    pub fn dir(&self) -> &'static str {
        self.context.lang().dir()
    }

    pub fn theme(&self) -> &str {
        self.context.staff.as_ref().map_or("system", |staff| staff.theme.as_str())
    }

    pub fn density(&self) -> &str {
        self.context.staff.as_ref().map_or("comfortable", |staff| staff.density.as_str())
    }

    pub fn shortcuts(&self) -> bool {
        self.context.staff.as_ref().is_none_or(|staff| staff.shortcuts)
    }

    pub fn t(&self, key: &str) -> String {
        self.context.lang().t(key)
    }

    /// A text with a count, in the plural form the language asks for.
    pub fn n(&self, key: &str, count: impl TryInto<i64>) -> String {
        let count = count.try_into().unwrap_or(i64::MAX);
        // The plural is chosen by the number; what is shown is the number as this person writes it.
        self.context.lang().with(key, &[("count", Arg::Count(count)), ("shown", Arg::Text(self.num(count)))])
    }

    /// A text with one value inside.
    pub fn ts(&self, key: &str, name: &'static str, value: impl ToString) -> String {
        self.context.lang().with(key, &[(name, Arg::Text(value.to_string()))])
    }

    pub fn msg(&self, message: &Message) -> String {
        self.context.lang().msg(message)
    }

    pub fn format(&self) -> Format {
        self.context.format
    }

    pub fn num(&self, n: impl TryInto<i64>) -> String {
        self.context.format.num(n.try_into().unwrap_or(i64::MAX))
    }

    pub fn date(&self, date: impl std::borrow::Borrow<NaiveDate>) -> String {
        self.context.format.date(*date.borrow())
    }

    pub fn datetime(&self, at: impl std::borrow::Borrow<DateTime<Utc>>) -> String {
        self.context.format.datetime(*at.borrow())
    }

    /// For `datetime` attributes.
    pub fn iso(&self, at: impl std::borrow::Borrow<DateTime<Utc>>) -> String {
        at.borrow().to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// What - section - product, with the word "Error" before it when the form was not accepted.
    pub fn title(&self) -> String {
        let mut title = self.what.clone();
        if let Some(section) = self.section {
            let section = self.t(section);
            if section != self.what {
                title = format!("{title} - {section}");
            }
        }
        title = format!("{title} - {}", self.t("product"));
        if self.failed { format!("{}: {title}", self.t("title-error")) } else { title }
    }

    /// The page's own name: its `h1`.
    pub fn heading(&self) -> &str {
        &self.what
    }

    pub fn crumbs(&self) -> &[Crumb] {
        &self.crumbs
    }

    pub fn nav(&self) -> Vec<NavGroup> {
        let Some(staff) = &self.context.staff else { return Vec::new() };
        let path = self.context.uri.path();
        // Of entries one below the other the closest is meant: a billing run is not the billing overview.
        let leads_here = |href: &str| path == href || (href != "/" && path.starts_with(&format!("{href}/")));
        let here = self.context.routes.nav.iter().map(|entry| entry.href).filter(|href| leads_here(href)).max_by_key(|href| href.len());
        let mut groups: Vec<NavGroup> = Vec::new();
        for entry in &self.context.routes.nav {
            if let Access::Needs(permission) = entry.access
                && !staff.can(permission)
            {
                continue;
            }
            let item = NavItem {
                href: entry.href.to_owned(),
                label: self.t(entry.label),
                icon: entry.icon,
                current: here == Some(entry.href),
                badge: entry.badge.map(|count| count(staff)).filter(|count| *count > 0),
            };
            let label = self.t(entry.group.label_key());
            match groups.last_mut().filter(|group| group.label == label) {
                Some(group) => group.items.push(item),
                None => groups.push(NavGroup { label, items: vec![item] }),
            }
        }
        groups
    }

    pub fn flash(&self) -> Option<&Flash> {
        self.flash.as_ref()
    }

    pub fn csrf(&self) -> &str {
        &self.context.csrf
    }

    pub fn path(&self) -> &str {
        self.context.uri.path()
    }

    /// This very address in another language.
    pub fn lang_href(&self, code: &str) -> String {
        let mut pairs: Vec<(String, String)> = self.context.uri.query().and_then(|q| serde_html_form::from_str(q).ok()).unwrap_or_default();
        pairs.retain(|(name, _)| name != "lang");
        pairs.push(("lang".to_owned(), code.to_owned()));
        format!("{}?{}", self.path(), serde_html_form::to_string(&pairs).unwrap_or_default())
    }

    pub fn staff(&self) -> Option<&StaffFace> {
        self.face.as_ref()
    }

    pub fn can(&self, permission: crate::core::permission::Permission) -> bool {
        self.context.staff.as_ref().is_some_and(|staff| staff.can(permission))
    }

    /// Requests that wait for this person's decision.
    pub fn waiting(&self) -> i64 {
        self.context.staff.as_ref().map_or(0, |staff| staff.waiting)
    }

    pub fn request_id(&self) -> String {
        self.context.request_id.to_string()
    }

    pub fn build(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    /// The server's time, as the footer shows it.
    pub fn clock(&self) -> String {
        self.context.format.datetime(self.context.at)
    }

    pub fn at(&self) -> DateTime<Utc> {
        self.context.at
    }

    /// Text of the band that says this is not the real thing.
    pub fn environment(&self) -> Option<String> {
        self.context.demo.then(|| self.t("environment-demo"))
    }

    pub fn css(&self) -> &'static str {
        assets::CSS_HREF
    }

    pub fn js(&self) -> &'static str {
        assets::JS_HREF
    }

    /// Seconds until this session ends by itself: the nearer of its idle and its absolute end.
    pub fn session_ends_in(&self) -> Option<u64> {
        self.context.staff.as_ref()?;
        let absolute = self.context.visit.signed_in_at.map(|at| at + ABSOLUTE - self.context.at)?;
        u64::try_from(absolute.min(IDLE).num_seconds()).ok()
    }

    pub fn icon(&self, name: &str) -> Glyph {
        icon(name)
    }
}

fn face(staff: &Staff, lang: Lang) -> StaffFace {
    let initials = staff.name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect();
    let separator = if lang == Lang::Ar { "، " } else { ", " };
    let names: Vec<&str> = staff.role_names.iter().map(|(en, ar)| if lang == Lang::Ar { ar.as_str() } else { en.as_str() }).collect();
    StaffFace { name: staff.name.clone(), email: staff.email.clone(), initials, roles: names.join(separator) }
}

impl FromRequestParts<AppState> for Page {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self> {
        let context = parts.extensions.get::<Arc<Context>>().cloned().ok_or_else(|| Error::internal("no context"))?;
        let mut page = Self::of(context.clone());
        if context.visit.flash.is_some() {
            let visit = Visit { flash: None, ..context.visit.clone() };
            context.session.insert(VISIT, visit).await?;
            page.flash.clone_from(&context.visit.flash);
        }
        Ok(page)
    }
}

/// A page that asks once more: what will happen, and the word to do it. What asks for more has a page of its own.
#[derive(Template)]
#[template(path = "confirm.html")]
pub struct Confirm {
    page: Page,
    consequences: Vec<String>,
    deed: String,
    action: String,
    back: String,
    kind: &'static str,
    key: Option<Uuid>,
}

impl Confirm {
    /// `deed` is the word on the button, `action` where the form goes, `back` where not doing it leads.
    pub fn new(page: Page, consequences: Vec<String>, deed: String, action: impl Into<String>, back: impl Into<String>) -> Self {
        Self { page, consequences, deed, action: action.into(), back: back.into(), kind: "danger", key: None }
    }

    /// Nothing is lost by it.
    #[must_use]
    pub fn harmless(self) -> Self {
        Self { kind: "primary", ..self }
    }

    /// Sent twice, it is done once.
    #[must_use]
    pub fn once(self, key: Uuid) -> Self {
        Self { key: Some(key), ..self }
    }
}

/// A page that says all is well.
pub fn html(template: &impl Template) -> Result<Response> {
    html_with(StatusCode::OK, template)
}

/// A page with a status of its own.
pub fn html_with(status: StatusCode, template: &impl Template) -> Result<Response> {
    let body = template.render()?;
    Ok((status, [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], body).into_response())
}

/// 429 for a form shown again that must wait, with the seconds for programs too.
pub fn too_many(seconds: u64, template: &impl Template) -> Result<Response> {
    let mut response = html_with(StatusCode::TOO_MANY_REQUESTS, template)?;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Ok(response)
}

/// 422 for a form shown again with its errors, 200 for the form as first opened.
pub fn form_page(errors: &super::form::Errors, template: &impl Template) -> Result<Response> {
    html_with(if errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, template)
}

/// Where a long job stands, for the script that keeps its page up to date.
pub fn progress_json(page: &Page, progress: &Progress) -> serde_json::Value {
    let state = progress.state;
    serde_json::json!({
        "state": state.key().trim_start_matches("ui-progress-"),
        "word": page.t(state.key()),
        "tone": state.tone().class(),
        "percent": progress.percent(),
        "done": page.num(progress.done),
        "skipped": page.num(progress.skipped),
        "failed": page.num(progress.failed),
        "total": progress.total.map(|total| page.num(total)),
        "note": progress.note,
        "ended": state.ended(),
    })
}

/// The same as an answer.
pub fn progress(page: &Page, progress: &Progress) -> Response {
    axum::Json(progress_json(page, progress)).into_response()
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    code: u16,
    title_key: &'static str,
    text: String,
    back_href: &'static str,
}

pub(super) fn error(page: Page, status: StatusCode, title_key: &'static str, text: Message) -> Result<Response> {
    let page = page.titled(title_key);
    let text = page.msg(&text);
    html_with(status, &ErrorPage { page, code: status.as_u16(), title_key, text, back_href: "/" })
}
