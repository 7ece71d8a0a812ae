//! One version: what it costs, allows and opens, and how it came about.

use askama::Template;
use axum::response::Response;

use super::model::{Contract, Status, Version};
use super::{INDEX, comparison_path, plan_path, queries, version_path, words};
use crate::areas::tenants::{self, Identity};
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{Action, Fact, SummaryRow, Tag};
use crate::web::{Db, Error, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/plans/version.html")]
struct VersionPage {
    page: Page,
    title: String,
    tags: Vec<Tag>,
    description: String,
    prices: Vec<SummaryRow>,
    limits: Vec<SummaryRow>,
    features: Vec<String>,
    story: Vec<SummaryRow>,
    /// Whose it is and how long, of a contract; and where that is changed.
    contract: Option<Vec<SummaryRow>>,
    contract_href: Option<String>,
    /// Why it cannot be published yet.
    unready: Option<String>,
    compare_href: Option<String>,
    move_href: Option<String>,
    edit_href: Option<String>,
    prices_href: Option<String>,
    publish_href: Option<String>,
    retire_href: Option<String>,
    discard_href: Option<String>,
}

/// The version a page is about.
pub(super) async fn found(db: &mut Db, code: &str, number: i32) -> Result<Version> {
    queries::find(db, code, number).await?.ok_or(Error::NotFound)
}

/// Its name with its number.
pub(super) fn title(page: &Page, version: &Version) -> String {
    let number = page.ts("plans-version", "number", page.num(version.number));
    format!("{} · {number}", version.name_in(page.language()))
}

/// A page below the version's own.
pub(super) fn below(page: Page, version: &Version) -> Page {
    let (plans, plan) = (page.t("nav-plans"), version.name_in(page.language()).to_owned());
    let this = page.ts("plans-version", "number", page.num(version.number));
    let page = page.section("nav-plans").crumb(plans, INDEX).crumb(plan, plan_path(&version.plan_code));
    page.crumb(this, version_path(&version.plan_code, version.number))
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path((code, number)): Path<(String, i32)>) -> Result<Response> {
    let identity = Identity::of(&staff);
    let version = identity.seen(found(&mut db, &code, number).await?);
    let offered = queries::offered(&mut db, &code).await?;
    drop(db);
    let rows = |lines: Vec<words::Line>| lines.into_iter().map(|(label, value)| SummaryRow::text(label, value)).collect();
    let here = version_path(&code, number);
    let may = page.can(Permission::BillingPlans);
    let draft = may && version.status == Status::Draft;
    let to = |on: bool, place: &str| on.then(|| format!("{here}/{place}"));
    let (plans, plan) = (page.t("nav-plans"), version.name_in(page.language()).to_owned());
    let title = title(&page, &version);
    html(&VersionPage {
        tags: words::tags(&page, &version),
        description: version.description_in(page.language()).to_owned(),
        prices: rows(words::prices(&page, &version)),
        limits: rows(words::limits(&page, &version)),
        features: words::features(&page, &version),
        story: story(&page, &version),
        unready: version.unready().filter(|_| draft).map(|key| page.t(key)),
        compare_href: offered.filter(|offered| offered.id != version.id).map(|offered| comparison_path(&offered, &version)),
        move_href: to(
            page.can(Permission::BillingSubscriptions)
                && version.contract.is_none()
                && !version.offered
                && version.published_at.is_some()
                && version.subscribers > 0,
            "move",
        ),
        contract: version.contract.as_ref().map(|contract| deal(&page, contract)),
        contract_href: to(draft && identity.is_known() && version.contract.is_some(), "contract"),
        edit_href: to(draft, "edit"),
        prices_href: to(draft, "prices"),
        publish_href: to(draft && version.unready().is_none(), "publication"),
        retire_href: to(may && version.may_retire(), "end"),
        discard_href: to(draft, "end"),
        page: page.titled_text(title.clone()).section("nav-plans").crumb(plans, INDEX).crumb(plan, plan_path(&code)),
        title,
    })
}

fn deal(page: &Page, contract: &Contract) -> Vec<SummaryRow> {
    let Contract { tenant, term, .. } = contract;
    let link = Action::new(tenant.in_language(page.language()).to_owned(), tenants::subscription_path(tenant.id));
    let mut rows = vec![
        SummaryRow::new(page.t("invoices-field-tenant"), Fact::Link(link)),
        SummaryRow::text(page.t("contracts-field-from"), page.date(term.from)),
        SummaryRow::text(page.t("contracts-field-until"), term.until.map_or_else(|| page.t("contracts-no-end"), |day| page.date(day))),
    ];
    if !term.notes.is_empty() {
        rows.push(SummaryRow::text(page.t("contracts-field-notes"), term.notes.clone()));
    }
    rows
}

fn story(page: &Page, version: &Version) -> Vec<SummaryRow> {
    let system = || page.t("audit-actor-system");
    let told = |by: Option<&String>, at| format!("{} · {}", by.cloned().unwrap_or_else(system), page.datetime(at));
    let mut rows = vec![
        SummaryRow::text(page.t("plans-column-subscribers"), page.num(version.subscribers)),
        SummaryRow::text(page.t("plans-field-created"), told(version.created_by.as_ref(), version.created_at)),
    ];
    if version.contract.is_none() {
        rows.push(SummaryRow::text(page.t("plans-field-trial-days"), page.num(version.terms.trial_days)));
        rows.push(SummaryRow::text(page.t("plans-field-public"), page.t(if version.terms.is_public { "plans-yes" } else { "plans-no" })));
    }
    if let Some(at) = version.published_at {
        rows.push(SummaryRow::text(page.t("plans-column-published"), told(version.published_by.as_ref(), at)));
    }
    if let Some(at) = version.retired_at {
        rows.push(SummaryRow::new(page.t("plans-field-retired"), Fact::Time { text: page.datetime(at), iso: page.iso(at) }));
    }
    rows
}
