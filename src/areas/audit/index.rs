//! The log itself: filtered, by day, newest first.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::chain::sequencer::Waiting;
use super::chain::watch::Standing;
use super::model::{self, Entry};
use super::queries::{self, Filter, SORTS};
use crate::core::ids::TenantId;
use crate::core::lang::Message;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{Chip, EmptyKind, EmptyState, Pager, TimelineDay};
use crate::web::{AppState, Db, Page, Result, Visitor};

/// The list's name in its cursors.
const LIST: &str = "audit";
const OUTCOMES: [&str; 3] = ["success", "failure", "denied"];

/// The kinds of records the log tells of, and what they are called.
const KINDS: &[(&str, &str)] = &[
    ("api_key", "audit-kind-api-key"),
    ("audit", "audit-kind-audit"),
    ("contact", "audit-kind-contact"),
    ("import", "audit-kind-import"),
    ("invoice", "audit-kind-invoice"),
    ("job", "audit-kind-job"),
    ("job_act", "audit-kind-job-act"),
    ("job_kind", "audit-kind-job-kind"),
    ("job_schedule", "audit-kind-job-schedule"),
    ("onboarding_template", "audit-kind-onboarding-template"),
    ("billing_run", "audit-kind-billing-run"),
    ("plan", "audit-kind-plan"),
    ("product", "audit-kind-product"),
    ("role", "audit-kind-role"),
    ("route", "audit-kind-route"),
    ("seller", "audit-kind-seller"),
    ("staff", "audit-kind-staff"),
    ("subscription", "audit-kind-subscription"),
    ("task", "audit-kind-task"),
    ("tenant", "audit-kind-tenant"),
    ("tenants", "audit-kind-tenants"),
];
/// What the operator runs when the log does not hold.
const VERIFY: &str = "hq-console audit verify";

#[derive(Template)]
#[template(path = "audit/index.html")]
struct IndexPage {
    page: Page,
    list: ListRequest,
    actions: Vec<(String, String)>,
    outcomes: Vec<(&'static str, String)>,
    kinds: Vec<(String, String)>,
    actors: Vec<(String, String)>,
    soundness: Soundness,
    chips: Vec<Chip>,
    days: Vec<TimelineDay>,
    pager: Pager,
    empty: Option<EmptyState>,
    may_export: bool,
}

/// What the console found when it checked the log itself.
struct Soundness {
    /// Since when, and up to where.
    sound: Option<String>,
    fault: Option<String>,
    waiting: Option<String>,
}

impl Soundness {
    fn of(page: &Page, standing: &Standing, waiting: Waiting) -> Self {
        let lang = page.language();
        let sound = standing.checked_at.map(|at| {
            let place = Message::new("audit-sound").text("position", page.num(standing.head.position)).text("time", page.datetime(at));
            lang.msg(&place)
        });
        let fault = standing.fault.map(|fault| {
            let place = match (fault.audit_id, fault.position) {
                (Some(id), _) => page.ts("audit-fault-entry", "id", format!("#{id}")),
                (None, Some(position)) => page.ts("audit-fault-position", "position", page.num(position)),
                (None, None) => page.t("audit-fault-checkpoint"),
            };
            format!("{place} {}", page.t(fault.kind.key()))
        });
        let waiting = (waiting.entries > 0).then(|| {
            let seconds = i64::try_from(waiting.lag(page.at()).as_secs()).unwrap_or(i64::MAX);
            let text = Message::new("audit-waiting").text("entries", page.num(waiting.entries)).text("seconds", page.num(seconds));
            lang.msg(&text)
        });
        Self { sound, fault, waiting }
    }
}

impl IndexPage {
    /// What to do about a fault.
    fn next(&self) -> String {
        self.page.ts("audit-fault-next", "command", VERIFY)
    }

    /// Filters without a field of their own, kept when another is set.
    fn kept(&self) -> impl Iterator<Item = (&str, &str)> {
        ["object", "tenant", "request"].into_iter().filter_map(|name| Some((name, self.list.filter(name)?)))
    }

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
    let total = queries::count(&mut db, &filter, &list.page, rows.len()).await?;
    let slice = list.page.slice(&app.secrets, LIST, rows, queries::key);
    let lang = page.language();
    let name = |action: &str| {
        let key = Entry::action_key(action);
        if lang.has(&key) { lang.t(&key) } else { action.to_owned() }
    };
    let actions = queries::actions(&mut db).await?.into_iter().map(|action| (action.clone(), name(&action))).collect();
    let kinds = queries::object_kinds(&mut db).await?.into_iter().map(|kind| (kind.clone(), kind_name(&page, &kind))).collect();
    let actors = queries::actors(&mut db).await?;
    let soundness = Soundness::of(&page, &Standing::read(&mut db).await?, Waiting::read(&mut db).await?);
    let empty = slice.rows.is_empty().then(|| {
        if list.is_filtered() {
            EmptyState::new(EmptyKind::NoMatch, page.t("audit-none-title"), page.t("ui-empty-no-match-text"))
                .offering(page.t("ui-clear-filters"), list.cleared())
        } else {
            EmptyState::new(EmptyKind::NeverUsed, page.t("audit-empty-title"), page.t("audit-empty-text"))
        }
    });
    html(&IndexPage {
        chips: chips(&page, &list, &filter, &actors, &name),
        days: model::days(&slice.rows, page.format()),
        pager: list.pager(&slice, total),
        outcomes: OUTCOMES.iter().map(|outcome| (*outcome, page.t(outcome_key(outcome)))).collect(),
        may_export: page.can(crate::core::permission::Permission::AuditExport),
        page: page.titled("audit-title"),
        list,
        actions,
        kinds,
        actors,
        soundness,
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

/// A kind of record in words; its stable name where the catalogue has none (a kind of a newer version).
fn kind_name(page: &Page, kind: &str) -> String {
    let known = KINDS.iter().find(|(name, _)| *name == kind);
    known.map_or_else(|| kind.to_owned(), |(_, key)| page.t(key))
}

fn chips(page: &Page, list: &ListRequest, filter: &Filter, actors: &[(String, String)], action_name: &dyn Fn(&str) -> String) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut add = |key: &str, value: Option<String>, name: &str| {
        if let Some(value) = value {
            chips.push(list.chip(page.t(key), value, name));
        }
    };
    add("ui-search", Some(filter.q.clone()).filter(|q| !q.is_empty()), "q");
    add("audit-field-action", filter.action.as_deref().map(action_name), "action");
    add("audit-field-outcome", filter.outcome.as_deref().map(|o| page.t(outcome_key(o))), "outcome");
    let actor = filter.actor.map(|id| id.to_string());
    let actor = actor.map(|id| actors.iter().find(|(known, _)| *known == id).map_or(id, |(_, name)| name.clone()));
    add("audit-field-actor", actor, "actor");
    add("audit-field-kind", filter.object_kind.as_deref().map(|kind| kind_name(page, kind)), "object_kind");
    add("audit-field-object", filter.object_id.clone(), "object");
    add("audit-field-tenant", filter.tenant.map(|id| id.to_string()), "tenant");
    add("audit-field-request", filter.request.map(|id| id.to_string()), "request");
    add("audit-field-from", filter.from.map(|d| page.date(d)), "from");
    add("audit-field-to", filter.to.map(|d| page.date(d)), "to");
    chips
}
