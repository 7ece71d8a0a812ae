//! The tenant's subscription, to look at: the plan that runs, what it allows, and the plans before it. It is changed by billing.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::face::{Face, Tab, face};
use super::{facts, queries};
use crate::areas::billing::invoices;
use crate::areas::tenants::identity::Identity;
use crate::core::ids::TenantId;
use crate::core::money::{Currency, Money};
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{Column, Fact, SummaryRow, Tag};
use crate::web::{AppState, Db, Error, Page, Path, Result, SignedIn};
use queries::Held;

#[derive(Template)]
#[template(path = "tenants/subscription.html")]
struct SubscriptionPage {
    page: Page,
    face: Face,
    facts: Vec<SummaryRow>,
    limits: Vec<SummaryRow>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// What the tenant was asked to pay.
    invoices_href: Option<String>,
}

/// One plan held.
struct Row {
    plan: String,
    cycle: String,
    status: Tag,
    began: String,
    ended: String,
}

pub(in crate::areas::tenants) async fn get(
    State(_): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<TenantId>,
) -> Result<Response> {
    let record = queries::find(&mut db, id, Identity::of(&staff)).await?.ok_or(Error::NotFound)?;
    let held = queries::held_plans(&mut db, id).await?;
    drop(db);
    let now = held.iter().find(|one| one.ended_at.is_none());
    let mut facts = facts::plan(&page, &record, page.at());
    if let Some(now) = now {
        facts.push(price(&page, now));
        if let Some(day) = now.cancels_on {
            facts.push(SummaryRow::text(page.t("subscription-field-cancels"), page.date(day)));
        }
    }
    let (page, face) = face(page, &record, Tab::Subscription);
    html(&SubscriptionPage {
        invoices_href: page.can(Permission::BillingRead).then(|| format!("{}?tenant={id}", invoices::INDEX)),
        limits: now.map(|now| limits(&page, now)).unwrap_or_default(),
        columns: [
            "tenants-field-plan",
            "tenants-field-cycle",
            "tenants-field-subscription",
            "subscription-column-began",
            "subscription-column-ended",
        ]
        .map(|key| Column::new(page.t(key)))
        .into(),
        rows: held.iter().map(|one| row(&page, one)).collect(),
        facts,
        page,
        face,
    })
}

/// What the version that was subscribed to costs in its cycle. A plan that is priced by contract has no price here.
fn price(page: &Page, held: &Held) -> SummaryRow {
    let minor = match held.cycle.as_str() {
        "annual" => held.annual_minor,
        "quarterly" => held.quarterly_minor,
        _ => held.monthly_minor,
    };
    let key = match held.cycle.as_str() {
        "annual" => "subscription-per-year",
        "quarterly" => "subscription-per-quarter",
        _ => "tenants-plan-monthly",
    };
    let price = minor.map(|minor| page.ts(key, "price", page.format().digits.write(Money::new(minor, Currency::Omr).amount())));
    SummaryRow::text(page.t("subscription-field-price"), price.unwrap_or_else(|| page.t("tenants-plan-by-contract")))
}

fn limits(page: &Page, held: &Held) -> Vec<SummaryRow> {
    let megabytes = |mb: i64| page.ts("subscription-gigabytes", "amount", page.num(mb / 1024));
    let plain = |limit: Option<i64>| limit.map(|limit| page.num(limit));
    [
        ("subscription-limit-orders", plain(held.orders_per_month.map(i64::from))),
        ("subscription-limit-branches", plain(held.branches_limit.map(i64::from))),
        ("subscription-limit-users", plain(held.users_limit.map(i64::from))),
        ("subscription-limit-storage", held.storage_limit_mb.map(megabytes)),
        ("subscription-limit-calls", plain(held.api_calls_per_month)),
    ]
    .into_iter()
    .map(|(key, limit)| SummaryRow::new(page.t(key), Fact::Text(limit.unwrap_or_else(|| page.t("subscription-unlimited")))))
    .collect()
}

fn row(page: &Page, held: &Held) -> Row {
    let (tone, status) = facts::status(&held.status);
    Row {
        plan: held.plan_in(page.language()).to_owned(),
        cycle: page.t(facts::cycle_key(&held.cycle)),
        status: Tag::new(tone, page.t(status)),
        began: page.datetime(held.started_at),
        ended: held.ended_at.map(|at| page.datetime(at)).unwrap_or_default(),
    }
}
