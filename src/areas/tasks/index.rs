//! What there is to do: one's own, everybody's, what is late, what is done.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::form::priorities;
use super::model::{Priority, Task};
use super::queries::{self, Filter, SORTS, View};
use super::show::tags;
use super::{INDEX, NEW, show_path};
use crate::areas::tenants::{self, Identity};
use crate::core::clock::business_day;
use crate::core::permission::Permission;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{Chip, Column, EmptyKind, EmptyState, Pager, Tab, Tag};
use crate::web::{AppState, Db, Page, Result, SignedIn};

/// The list's name in its cursors.
const LIST: &str = "tasks";

#[derive(Template)]
#[template(path = "tasks/index.html")]
struct IndexPage {
    page: Page,
    list: ListRequest,
    view: View,
    tabs: Vec<Tab>,
    priorities: Vec<(&'static str, String)>,
    chips: Vec<Chip>,
    columns: Vec<Column>,
    rows: Vec<Line>,
    pager: Pager,
    empty: Option<EmptyState>,
    may_write: bool,
}

impl IndexPage {
    fn filter(&self, name: &str) -> &str {
        self.list.filter(name).unwrap_or_default()
    }

    fn cleared(&self) -> String {
        address(self.view)
    }
}

struct Line {
    href: String,
    title: String,
    tenant: Option<String>,
    tenant_href: Option<String>,
    assignee: String,
    due: String,
    due_iso: String,
    priority: Tag,
    tags: Vec<Tag>,
    created: String,
    created_iso: String,
}

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let list = ListRequest::read(&app, &staff.visitor(), LIST, SORTS)?;
    let view = list.filter("view").and_then(View::from_code).unwrap_or(View::Mine);
    let priority = list.filter("priority").and_then(Priority::from_code);
    let filter = Filter {
        view,
        q: list.q.clone(),
        priority: priority.map(Priority::rank),
        reader: staff.id,
        identity: Identity::of(&staff),
        today: business_day(page.at()),
    };
    let rows = queries::list(&mut db, &filter, &list.page).await?;
    let slice = list.page.slice(&app.secrets, LIST, rows, queries::key(&list.page.sort));
    let total = queries::count(&mut db, &filter).await?;
    drop(db);
    let narrowed = priority.is_some() || !list.q.is_empty();
    html(&IndexPage {
        tabs: View::ALL.into_iter().map(|this| Tab::new(page.t(label(this)), address(this), this == view)).collect(),
        priorities: priorities(&page),
        chips: chips(&page, &list, priority),
        columns: columns(&page, &list),
        rows: slice.rows.iter().map(|task| line(&page, task)).collect(),
        pager: list.pager(&slice, total),
        empty: slice.rows.is_empty().then(|| empty(&page, view, narrowed)),
        may_write: page.can(Permission::TasksWrite),
        page: page.titled("nav-tasks"),
        list,
        view,
    })
}

fn address(view: View) -> String {
    if view == View::Mine { INDEX.to_owned() } else { format!("{INDEX}?view={}", view.code()) }
}

fn label(view: View) -> &'static str {
    match view {
        View::Mine => "tasks-view-mine",
        View::Open => "tasks-view-all",
        View::Overdue => "tasks-view-overdue",
        View::Closed => "tasks-view-closed",
    }
}

fn columns(page: &Page, list: &ListRequest) -> Vec<Column> {
    vec![
        Column::new(page.t("tasks-field-title")),
        Column::new(page.t("tasks-field-tenant")),
        list.column(page.t("tasks-field-due"), "due"),
        list.column(page.t("tasks-field-priority"), "priority"),
        Column::new(page.t("tasks-field-status")),
        Column::new(page.t("tasks-field-assignee")).minor(),
        list.column(page.t("tasks-field-created"), "created").minor(),
    ]
}

fn chips(page: &Page, list: &ListRequest, priority: Option<Priority>) -> Vec<Chip> {
    let mut chips = Vec::new();
    if !list.q.is_empty() {
        chips.push(list.chip(page.t("ui-search"), list.q.clone(), "q"));
    }
    if let Some(priority) = priority {
        chips.push(list.chip(page.t("tasks-field-priority"), page.t(priority.key()), "priority"));
    }
    chips
}

fn empty(page: &Page, view: View, narrowed: bool) -> EmptyState {
    if narrowed {
        return EmptyState::new(EmptyKind::NoMatch, page.t("tasks-none-title"), page.t("ui-empty-no-match-text"))
            .offering(page.t("ui-clear-filters"), address(view));
    }
    let text = match view {
        View::Mine => "tasks-none-mine",
        View::Open => "tasks-none-all",
        View::Overdue => "tasks-none-overdue",
        View::Closed => "tasks-none-closed",
    };
    let state = EmptyState::new(EmptyKind::NeverUsed, page.t("tasks-empty-title"), page.t(text));
    if page.can(Permission::TasksWrite) { state.offering(page.t("tasks-new"), NEW) } else { state }
}

fn line(page: &Page, task: &Task) -> Line {
    let may_open = page.can(Permission::TenantsRead);
    Line {
        href: show_path(task.id),
        title: task.title_in(page.language()),
        tenant: task.tenant_in(page.language()).map(ToOwned::to_owned),
        tenant_href: task.tenant_id.filter(|_| may_open).map(tenants::show_path),
        assignee: task.assignee.clone().unwrap_or_else(|| page.t("tasks-nobody")),
        due: page.date(task.due_on),
        due_iso: task.due_on.to_string(),
        priority: Tag::new(task.priority().tone(), page.t(task.priority().key())),
        tags: tags(page, task),
        created: page.datetime(task.created_at),
        created_iso: page.iso(task.created_at),
    }
}
