//! All jobs: what runs, waits, failed and ended, newest first.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use chrono::Duration;

use super::model::{self, State, TRIGGERS, kind_name, trigger_key};
use super::queries::{self, Filter, Row, SORTS};
use crate::core::ids::{JobId, TenantId};
use crate::core::jobs::health::{self, Health};
use crate::core::permission::Permission;
use crate::core::text;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{Chip, Column, EmptyKind, EmptyState, Pager, StatTile, Tab, Tag};
use crate::web::{AppState, Db, Page, Result, Visitor};

/// The list's name in its cursors.
pub(super) const LIST: &str = "jobs";
/// Errors are read on the job's page; a list shows how they begin.
const SHORT: usize = 90;

#[derive(Template)]
#[template(path = "jobs/index.html")]
struct IndexPage {
    page: Page,
    tabs: Vec<Tab>,
    alerts: Vec<String>,
    tiles: Vec<StatTile>,
    list: ListRequest,
    states: Vec<(&'static str, String)>,
    kinds: Vec<(String, String)>,
    triggers: Vec<(&'static str, String)>,
    chips: Vec<Chip>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    pager: Pager,
    empty: Option<EmptyState>,
    may_run: bool,
    knows_tenants: bool,
}

impl IndexPage {
    fn filter(&self, name: &str) -> &str {
        self.list.filter(name).unwrap_or_default()
    }

    /// Filters without a field of their own, kept when another is set.
    fn kept(&self) -> impl Iterator<Item = (&str, &str)> {
        ["tenant", "request"].into_iter().filter_map(|name| Some((name, self.list.filter(name)?)))
    }

    fn href(&self, row: &Row) -> String {
        super::show_path(JobId(row.id))
    }

    fn kind_of(&self, row: &Row) -> String {
        kind_name(&self.page, &row.kind)
    }

    fn state_of(&self, row: &Row) -> Tag {
        State::from_code(&row.state).unwrap_or(State::Waiting).tag(&self.page)
    }

    /// Why it is not done, or when it goes on.
    fn note_of(&self, row: &Row) -> String {
        let error: String = row.last_error.as_deref().unwrap_or_default().chars().take(SHORT).collect();
        match State::from_code(&row.state) {
            Some(State::Waiting) if row.run_at > self.page.at() => {
                let when = self.page.ts("jobs-next-at", "time", self.page.datetime(row.run_at));
                if error.is_empty() { when } else { format!("{when} {error}") }
            }
            Some(State::Succeeded) => String::new(),
            _ => error,
        }
    }

    fn took(&self, row: &Row) -> String {
        let (Some(from), Some(to)) = (row.started_at, row.finished_at) else { return String::new() };
        length(&self.page, to - from)
    }

    fn tenant_of(&self, row: &Row) -> String {
        let name = if self.page.lang() == "ar" { row.tenant_name2.as_ref().or(row.tenant_name.as_ref()) } else { row.tenant_name.as_ref() };
        name.cloned().unwrap_or_default()
    }
}

/// Milliseconds while they are few, else in words.
pub(super) fn length(page: &Page, took: Duration) -> String {
    if took.num_seconds() < 10 { page.ts("jobs-milliseconds", "n", page.num(took.num_milliseconds())) } else { model::span(page, took) }
}

/// Reads the list's filters from its address; a value that cannot be meant narrows nothing. What is searched for is a job's id, or a part of
/// a kind's name as the reader sees it, or as the program has it.
pub(super) fn filter(app: &AppState, page: &Page, list: &ListRequest) -> Filter {
    let id = list.q.parse().ok();
    let wanted = text::fold(&list.q);
    let named = app
        .jobs
        .kinds()
        .map(|kind| kind.name)
        .filter(|name| text::fold(&kind_name(page, name)).contains(&wanted) || name.contains(&wanted));
    Filter {
        named: (id.is_none() && !wanted.is_empty()).then(|| named.map(ToOwned::to_owned).collect()),
        id,
        state: list.filter("state").and_then(State::from_code),
        kind: list.filter("kind").map(ToOwned::to_owned),
        trigger: list.filter("trigger").filter(|v| TRIGGERS.contains(v)).map(ToOwned::to_owned),
        tenant: list.filter("tenant").and_then(|v| v.parse().ok()).map(TenantId),
        request: list.filter("request").and_then(|v| v.parse().ok()),
        from: list.filter("from").and_then(|v| v.parse().ok()),
        to: list.filter("to").and_then(|v| v.parse().ok()),
    }
}

fn tiles(page: &Page, health: &Health) -> Vec<StatTile> {
    [
        ("jobs-tile-due", health.due, "waiting"),
        ("jobs-tile-put-off", health.put_off, "waiting"),
        ("jobs-tile-running", health.running, "running"),
        ("jobs-tile-dead", health.dead, "dead"),
    ]
    .into_iter()
    .map(|(key, jobs, state)| StatTile::new(page.t(key), page.num(jobs)).href(format!("{}?state={state}", super::PATH)))
    .collect()
}

pub(super) async fn get(Shared(app): Shared<AppState>, visitor: Visitor, page: Page, mut db: Db) -> Result<Response> {
    let list = ListRequest::read(&app, &visitor, LIST, SORTS)?;
    let filter = filter(&app, &page, &list);
    let health = health::read(&mut db, page.at()).await?;
    let rows = queries::list(&mut db, &filter, &list.page).await?;
    let total = queries::count(&mut db, &filter, &list.page, rows.len()).await?;
    let slice = list.page.slice(&app.secrets, LIST, rows, queries::key);
    let kinds: Vec<_> = app.jobs.kinds().map(|kind| (kind.name.to_owned(), kind_name(&page, kind.name))).collect();
    let empty = slice.rows.is_empty().then(|| {
        if list.is_filtered() {
            EmptyState::new(EmptyKind::NoMatch, page.t("jobs-none-title"), page.t("ui-empty-no-match-text"))
                .offering(page.t("ui-clear-filters"), list.cleared())
        } else {
            EmptyState::new(EmptyKind::NeverUsed, page.t("jobs-empty-title"), page.t("jobs-empty-text"))
        }
    });
    html(&IndexPage {
        tabs: model::tabs(&page, super::PATH),
        alerts: health.alerts(page.at()).into_iter().map(|alert| model::alert_text(&page, alert)).collect(),
        tiles: tiles(&page, &health),
        states: State::ALL.map(|state| (state.code(), page.t(state.key()))).to_vec(),
        triggers: TRIGGERS.map(|trigger| (trigger, page.t(trigger_key(trigger)))).to_vec(),
        chips: chips(&page, &list, &filter),
        columns: vec![
            Column::new(page.t("jobs-field-kind")),
            Column::new(page.t("jobs-field-state")),
            list.column(page.t("jobs-field-created"), "created"),
            Column::new(page.t("jobs-field-took")).minor(),
            Column::new(page.t("jobs-field-tenant")).minor(),
            Column::new(page.t("jobs-field-note")),
        ],
        pager: list.pager(&slice, total),
        rows: slice.rows,
        may_run: page.can(Permission::JobsRun),
        knows_tenants: page.can(Permission::TenantsIdentity),
        page: page.titled("jobs-title"),
        list,
        kinds,
        empty,
    })
}

fn chips(page: &Page, list: &ListRequest, filter: &Filter) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut add = |key: &str, value: Option<String>, name: &str| {
        if let Some(value) = value {
            chips.push(list.chip(page.t(key), value, name));
        }
    };
    add("ui-search", Some(list.q.clone()).filter(|q| !q.is_empty()), "q");
    add("jobs-field-state", filter.state.map(|state| page.t(state.key())), "state");
    add("jobs-field-kind", filter.kind.as_deref().map(|kind| kind_name(page, kind)), "kind");
    add("jobs-field-trigger", filter.trigger.as_deref().map(|trigger| page.t(trigger_key(trigger))), "trigger");
    add("jobs-field-tenant", filter.tenant.map(|id| id.to_string()), "tenant");
    add("audit-field-request", filter.request.map(|id| id.to_string()), "request");
    add("audit-field-from", filter.from.map(|date| page.date(date)), "from");
    add("audit-field-to", filter.to.map(|date| page.date(date)), "to");
    chips
}
