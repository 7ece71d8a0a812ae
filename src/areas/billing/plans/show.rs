//! One plan: what is on offer, and every version there was. A new version begins here.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::model::{Contract, Priced, Status, Version};
use super::{INDEX, commands, plan_path, queries, version_path, words};
use crate::areas::billing::subscriptions;
use crate::areas::tenants::{self, Identity};
use crate::core::money::Currency;
use crate::core::permission::Permission;
use crate::web::form::Nothing;
use crate::web::page::html;
use crate::web::session::FlashKind;
use crate::web::ui::{Column, Tag};
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/plans/show.html")]
struct ShowPage {
    page: Page,
    title: String,
    code: String,
    description: String,
    tags: Vec<Tag>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// Versions that belong to one tenant each.
    contracts: Vec<Deal>,
    /// Where the draft stands, if there is one.
    draft_href: Option<String>,
    /// Where a draft is begun, for who may.
    begin: Option<String>,
}

struct Row {
    number: String,
    href: String,
    tags: Vec<Tag>,
    subscribers: String,
    subscribers_href: String,
    monthly: String,
    published: Option<(String, String)>,
}

/// A contract.
struct Deal {
    number: String,
    href: String,
    tenant: String,
    tenant_href: String,
    tags: Vec<Tag>,
    from: String,
    until: String,
    subscribed: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(code): Path<String>) -> Result<Response> {
    let versions = queries::versions(&mut db, Some(&code), None).await?;
    drop(db);
    let (contracts, versions): (Vec<Version>, Vec<Version>) =
        Identity::of(&staff).seen_all(versions).into_iter().partition(|version| version.contract.is_some());
    let offered = versions.iter().find(|version| version.offered).ok_or(Error::NotFound)?;
    let title = offered.name_in(page.language()).to_owned();
    let draft = versions.iter().find(|version| version.status == Status::Draft);
    let plans = page.t("nav-plans");
    html(&ShowPage {
        description: offered.description_in(page.language()).to_owned(),
        tags: words::tags(&page, offered).split_off(2),
        columns: words::columns(&page),
        rows: versions.iter().map(|version| row(&page, version)).collect(),
        contracts: contracts.iter().filter_map(|version| deal(&page, version)).collect(),
        draft_href: draft.map(|draft| version_path(&code, draft.number)),
        begin: (draft.is_none() && page.can(Permission::BillingPlans)).then(|| format!("{}/draft", plan_path(&code))),
        page: page.titled_text(title.clone()).section("nav-plans").crumb(plans, INDEX),
        title,
        code,
    })
}

fn row(page: &Page, version: &Version) -> Row {
    Row {
        number: page.ts("plans-version", "number", page.num(version.number)),
        href: version_path(&version.plan_code, version.number),
        tags: words::tags(page, version),
        subscribers: page.num(version.subscribers),
        subscribers_href: subscriptions::of_plan(&version.plan_code, Some(version.number)),
        monthly: version
            .price(Priced::Monthly, Currency::Omr)
            .map_or_else(|| page.t(version.unpriced_key()), |price| words::money(page, price)),
        published: version.published_at.map(|at| (page.date(crate::core::clock::business_day(at)), page.iso(at))),
    }
}

fn deal(page: &Page, version: &Version) -> Option<Deal> {
    let Contract { tenant, term, .. } = version.contract.as_ref()?;
    Some(Deal {
        number: page.ts("plans-version", "number", page.num(version.number)),
        href: version_path(&version.plan_code, version.number),
        tenant: tenant.in_language(page.language()).to_owned(),
        tenant_href: tenants::subscription_path(tenant.id),
        tags: words::tags(page, version),
        from: page.date(term.from),
        until: term.until.map_or_else(|| page.t("contracts-no-end"), |day| page.date(day)),
        subscribed: page.t(if version.subscribers > 0 { "plans-yes" } else { "plans-no" }),
    })
}

/// Begins the next version as a copy of the one on offer. Where somebody was faster, it leads to their draft.
pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(code): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    if !commands::lock(&mut change, &code).await? {
        return Err(Error::NotFound);
    }
    let versions = queries::versions(&mut change, Some(&code), None).await?;
    if let Some(draft) = versions.iter().find(|version| version.status == Status::Draft && version.contract.is_none()) {
        return staff.go(&version_path(&code, draft.number), FlashKind::Info, "plans-draft-there").await;
    }
    let offered = versions.iter().find(|version| version.offered).ok_or(Error::NotFound)?;
    let number = commands::draft(&mut change, offered, None).await?;
    change.commit().await?;
    staff.done(&version_path(&code, number), "plans-draft-begun").await
}
