//! The log itself: filtered, by day, newest first.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::model::{self, Entry};
use super::queries::{self, Filter, SORTS};
use crate::core::ids::TenantId;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{Chip, EmptyKind, EmptyState, Pager, TimelineDay};
use crate::web::{AppState, Db, Page, Result, Visitor};

/// The list's name in its cursors.
const LIST: &str = "audit";
const OUTCOMES: [&str; 3] = ["success", "failure", "denied"];

#[derive(Template)]
#[template(path = "audit/index.html")]
struct IndexPage {
    page: Page,
    list: ListRequest,
    actions: Vec<(String, String)>,
    outcomes: Vec<(&'static str, String)>,
    chips: Vec<Chip>,
    days: Vec<TimelineDay>,
    pager: Pager,
    empty: Option<EmptyState>,
    may_export: bool,
}

impl IndexPage {
    fn filter(&self, name: &str) -> &str {
        self.list.filter(name).unwrap_or_default()
    }
}

/// Reads the log's filters from its address; a value that cannot be meant narrows nothing.
pub(super) fn filter(list: &ListRequest) -> Filter {
    let text = |name: &str| list.filter(name).map(ToOwned::to_owned);
    Filter {
        q: list.q.clone(),
        actor: list.filter("actor").and_then(|v| v.parse().ok()),
        action: text("action"),
        object_kind: text("object_kind"),
        object_id: text("object"),
        outcome: text("outcome").filter(|v| OUTCOMES.contains(&v.as_str())),
        tenant: list.filter("tenant").and_then(|v| v.parse().ok()).map(TenantId),
        request: list.filter("request").and_then(|v| v.parse().ok()),
        from: list.filter("from").and_then(|v| v.parse().ok()),
        to: list.filter("to").and_then(|v| v.parse().ok()),
    }
}

pub(super) async fn get(State(app): State<AppState>, visitor: Visitor, page: Page, mut db: Db) -> Result<Response> {
    let list = ListRequest::read(&app, &visitor, LIST, SORTS)?;
    let filter = filter(&list);
    let rows = queries::list(&mut db, &filter, &list.page).await?;
    let slice = list.page.slice(&app.secrets, LIST, rows, queries::key);
    let total = queries::count(&mut db, &filter).await?;
    let lang = page.language();
    let name = |action: &str| {
        let key = Entry::action_key(action);
        if lang.has(&key) { lang.t(&key) } else { action.to_owned() }
    };
    let actions = queries::actions(&mut db).await?.into_iter().map(|action| (action.clone(), name(&action))).collect();
    let empty = slice.rows.is_empty().then(|| {
        if list.is_filtered() {
            EmptyState::new(EmptyKind::NoMatch, page.t("audit-none-title"), page.t("ui-empty-no-match-text"))
                .offering(page.t("ui-clear-filters"), list.cleared())
        } else {
            EmptyState::new(EmptyKind::NeverUsed, page.t("audit-empty-title"), page.t("audit-empty-text"))
        }
    });
    html(&IndexPage {
        chips: chips(&page, &list, &filter, &name),
        days: model::days(&slice.rows, page.format()),
        pager: list.pager(&slice, total),
        outcomes: OUTCOMES.iter().map(|outcome| (*outcome, page.t(outcome_key(outcome)))).collect(),
        may_export: page.can(crate::core::permission::Permission::AuditExport),
        page: page.titled("audit-title"),
        list,
        actions,
        empty,
    })
}

fn outcome_key(outcome: &str) -> &'static str {
    match outcome {
        "failure" => "audit-outcome-failure",
        "denied" => "audit-outcome-denied",
        _ => "audit-outcome-success",
    }
}

fn chips(page: &Page, list: &ListRequest, filter: &Filter, action_name: &dyn Fn(&str) -> String) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut add = |key: &str, value: Option<String>, name: &str| {
        if let Some(value) = value {
            chips.push(list.chip(page.t(key), value, name));
        }
    };
    add("ui-search", Some(filter.q.clone()).filter(|q| !q.is_empty()), "q");
    add("audit-field-action", filter.action.as_deref().map(action_name), "action");
    add("audit-field-outcome", filter.outcome.as_deref().map(|o| page.t(outcome_key(o))), "outcome");
    add("audit-field-actor", filter.actor.map(|id| id.to_string()), "actor");
    add("audit-field-object", filter.object_id.clone(), "object");
    add("audit-field-tenant", filter.tenant.map(|id| id.to_string()), "tenant");
    add("audit-field-request", filter.request.map(|id| id.to_string()), "request");
    add("audit-field-from", filter.from.map(|d| page.date(d)), "from");
    add("audit-field-to", filter.to.map(|d| page.date(d)), "to");
    chips
}
