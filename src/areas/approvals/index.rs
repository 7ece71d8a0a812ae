//! The inbox: what waits for the reader, what they asked for, what is open and what was decided.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::queries::{self, Row, SORTS, View};
use super::{POLICIES, show_path, words};
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{Column, EmptyKind, EmptyState, Pager, Tab, Tag, Tone};
use crate::web::{AppState, Db, Page, Result, SignedIn};

/// The list's name in its cursors.
const LIST: &str = "approvals";

#[derive(Template)]
#[template(path = "approvals/index.html")]
struct IndexPage {
    page: Page,
    tabs: Vec<Tab>,
    columns: Vec<Column>,
    rows: Vec<Line>,
    pager: Pager,
    empty: Option<EmptyState>,
    policies: &'static str,
}

struct Line {
    href: String,
    command: String,
    subject: String,
    tags: Vec<Tag>,
    requester: String,
    asked: String,
    asked_iso: String,
    until: String,
}

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let list = ListRequest::read(&app, &staff.visitor(), LIST, SORTS)?;
    let view = list.filter("view").and_then(View::from_code).unwrap_or(View::Waiting);
    let now = page.at();
    let rows = queries::list(&mut db, view, &staff, &list.page, now).await?;
    let slice = list.page.slice(&app.secrets, LIST, rows, queries::key);
    let total = queries::count(&mut db, view, &staff, now).await?;
    let empty = slice.rows.is_empty().then(|| EmptyState::new(EmptyKind::NeverUsed, page.t("approvals-none-title"), page.t(nothing(view))));
    html(&IndexPage {
        tabs: View::ALL.into_iter().map(|this| Tab::new(page.t(label(this)), address(this), this == view)).collect(),
        columns: columns(&page),
        rows: slice.rows.iter().map(|row| line(&page, row)).collect(),
        pager: list.pager(&slice, total),
        page: page.titled("nav-approvals"),
        empty,
        policies: POLICIES,
    })
}

fn address(view: View) -> String {
    if view == View::Waiting { super::INDEX.to_owned() } else { format!("{}?view={}", super::INDEX, view.code()) }
}

fn label(view: View) -> &'static str {
    match view {
        View::Waiting => "approvals-view-waiting",
        View::Mine => "approvals-view-mine",
        View::Open => "approvals-view-open",
        View::Closed => "approvals-view-decided",
    }
}

fn nothing(view: View) -> &'static str {
    match view {
        View::Waiting => "approvals-none-waiting",
        View::Mine => "approvals-none-mine",
        View::Open => "approvals-none-open",
        View::Closed => "approvals-none-decided",
    }
}

fn columns(page: &Page) -> Vec<Column> {
    vec![
        Column::new(page.t("approvals-column-command")),
        Column::new(page.t("approvals-column-status")),
        Column::new(page.t("approvals-column-requester")).minor(),
        Column::new(page.t("approvals-column-asked")).minor(),
        Column::new(page.t("approvals-column-until")).minor(),
    ]
}

/// The tags of a request: how it stands, and what stands out about it.
pub(super) fn tags(page: &Page, row: &Row) -> Vec<Tag> {
    let (tone, word) = words::status(page, &row.status);
    let mut tags = vec![Tag::new(tone, word)];
    if row.status == "pending" && row.approvers == 2 && row.given == 1 {
        tags.push(Tag::new(Tone::Info, page.t("approvals-one-of-two")));
    }
    if row.emergency {
        let word = if row.reviewed { "approvals-emergency-reviewed" } else { "approvals-emergency-open" };
        tags.push(Tag::new(Tone::Danger, page.t(word)));
    }
    tags
}

fn line(page: &Page, row: &Row) -> Line {
    Line {
        href: show_path(row.id),
        command: words::command(page, &row.command),
        subject: if row.command == "approval.policy" { words::command(page, &row.subject_label) } else { row.subject_label.clone() },
        tags: tags(page, row),
        requester: words::requester(page, row.requested_by.as_deref()),
        asked: page.datetime(row.requested_at),
        asked_iso: page.iso(row.requested_at),
        until: if row.status == "pending" { page.datetime(row.expires_at) } else { String::new() },
    }
}
