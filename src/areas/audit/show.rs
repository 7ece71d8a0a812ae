//! One entry: all it says, and what else the same request did.

use askama::Template;
use axum::response::Response;

use super::chain::{Hash, Head, hex, links};
use super::model::{self, Entry};
use super::queries;
use crate::areas::approvals;
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{Action, DiffRow, Fact, SummaryRow, Tag, TimelineDay};
use crate::web::{Db, Error, Page, Path, Result};

#[derive(Template)]
#[template(path = "audit/show.html")]
struct ShowPage {
    page: Page,
    tags: Vec<Tag>,
    id: String,
    facts: Vec<SummaryRow>,
    changes: Vec<DiffRow>,
    chain: Vec<SummaryRow>,
    causes: Vec<TimelineDay>,
    together: Vec<TimelineDay>,
}

pub(super) async fn get(page: Page, mut db: Db, Path(id): Path<i64>) -> Result<Response> {
    let entry = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    let together = match entry.request_id {
        Some(request) => queries::of_request(&mut db, request, id).await?,
        None => Vec::new(),
    };
    let causes = queries::causes(&mut db, &entry).await?;
    let link = links::of_entry(&mut db, id).await?;
    let (lang, list) = (page.language(), page.t("audit-title"));
    let outcome = match entry.outcome.as_str() {
        "failure" => "audit-outcome-failure",
        "denied" => "audit-outcome-denied",
        _ => "audit-outcome-success",
    };
    html(&ShowPage {
        tags: vec![Tag::new(entry.tone(), page.t(outcome))],
        id: entry.id.to_string(),
        facts: facts(&page, &entry),
        changes: entry.changes(page.language()),
        chain: chain(&page, link),
        causes: model::days(&causes, page.format()),
        together: model::days(&together, page.format()),
        page: page.titled_text(entry.sentence(lang)).section("audit-title").crumb(list, "/audit"),
    })
}

/// Where the entry stands in the chain.
fn chain(page: &Page, link: Option<(Head, Hash)>) -> Vec<SummaryRow> {
    let Some((head, before)) = link else {
        return vec![SummaryRow::text(page.t("audit-field-position"), page.t("audit-not-linked"))];
    };
    vec![
        SummaryRow::code(page.t("audit-field-position"), page.num(head.position)),
        SummaryRow::new(page.t("audit-field-hash"), Fact::Copyable(hex(&head.hash))),
        SummaryRow::new(page.t("audit-field-hash-before"), Fact::Copyable(hex(&before))),
    ]
}

fn facts(page: &Page, entry: &Entry) -> Vec<SummaryRow> {
    let link = |label: String, href: String| Fact::Link(Action::new(label, href));
    let actor = entry.actor(page.language());
    let actor = match entry.actor_id {
        Some(id) => link(actor, format!("/audit?actor={id}")),
        None => Fact::Text(actor),
    };
    let mut facts = vec![
        SummaryRow::new(page.t("audit-field-at"), Fact::Time { text: page.datetime(entry.at), iso: page.iso(entry.at) }),
        SummaryRow::new(page.t("audit-field-actor"), actor),
    ];
    if let Some(name) = entry.requested_by() {
        facts.push(SummaryRow::text(page.t("audit-of-requested-by"), name));
    }
    if let Some(request) = entry.approval().filter(|_| page.can(Permission::ApprovalsRead)) {
        facts.push(SummaryRow::new(page.t("audit-of-approval"), link(page.t("audit-open-approval"), approvals::show_path(request))));
    }
    if let Some(email) = &entry.actor_email {
        facts.push(SummaryRow::code(page.t("audit-field-actor-email"), email.clone()));
    }
    facts.push(SummaryRow::new(page.t("audit-field-action"), Fact::Code(entry.action.clone())));
    if let Some(id) = &entry.object_id {
        let label = entry.object_label.clone().unwrap_or_else(|| id.clone());
        facts.push(SummaryRow::new(page.t("audit-field-object"), link(label, format!("/audit?object={id}"))));
    }
    if let Some(tenant) = entry.tenant_id {
        facts.push(SummaryRow::new(page.t("audit-field-tenant"), link(tenant.to_string(), format!("/tenants/{tenant}"))));
    }
    if let Some(reason) = entry.reason(page.language()) {
        facts.push(SummaryRow::text(page.t("audit-field-reason"), reason));
    }
    if let Some(ip) = &entry.ip {
        facts.push(SummaryRow::code(page.t("audit-field-address"), ip.clone()));
    }
    if let Some(agent) = &entry.user_agent {
        facts.push(SummaryRow::code(page.t("audit-field-browser"), agent.clone()));
    }
    if let Some(request) = entry.request_id {
        facts.push(SummaryRow::new(page.t("audit-field-request"), link(request.to_string(), format!("/audit?request={request}"))));
    }
    facts
}
