//! What a tenant is subscribed to: now, on any day before, and from when it will be something else.

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;

use super::preview::days;
use super::words;
use crate::areas::billing::invoices;
use crate::areas::billing::plans::model::Version;
use crate::areas::billing::plans::{self, queries as versions};
use crate::areas::billing::statements;
use crate::areas::billing::subscriptions::ask::What;
use crate::areas::billing::subscriptions::standing::{self, Standing};
use crate::areas::billing::subscriptions::{change_path, history};
use crate::areas::tenants::record::{Face, Tab, cycle_key, face, find, status};
use crate::areas::tenants::{Identity, subscription_path};
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::lang::Message;
use crate::core::money::{Currency, Money};
use crate::core::permission::Permission;
use crate::core::text;
use crate::web::page::html;
use crate::web::ui::{Column, Fact, SummaryRow, Tag};
use crate::web::{Db, Error, Page, Path, Query, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/subscriptions/show.html")]
struct ShowPage {
    page: Page,
    face: Face,
    facts: Vec<SummaryRow>,
    /// What holds from a later day on.
    scheduled: Option<String>,
    limits: Vec<SummaryRow>,
    /// What can be done to it: where, its name, what it means.
    ways: Vec<(String, String, String)>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    action: String,
    on: String,
    /// How it was on the day asked for.
    then: Option<Vec<SummaryRow>>,
    /// What was asked for is no day, or one before there was anything.
    no_day: Option<&'static str>,
    /// What the tenant was asked to pay.
    invoices_href: Option<String>,
    statement_href: Option<String>,
    forecast_href: Option<String>,
    /// The tenant's contracts, and where one is begun.
    contracts: Vec<(String, String, Vec<Tag>, String)>,
    contract_action: Option<String>,
}

/// Days on which nothing changed.
struct Row {
    plan: String,
    cycle: String,
    status: Tag,
    price: String,
    from: String,
    until: String,
    then: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    on: String,
}

pub(in super::super) async fn get(
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<TenantId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let identity = Identity::of(&staff);
    let record = find(&mut db, id, identity).await?.ok_or(Error::NotFound)?;
    let told = history::of(&mut db, id).await?;
    let found = standing::find(&mut db, id).await?;
    let versions = versions::versions(&mut db, None, None).await?;
    drop(db);
    let day = text::day(&asked.on);
    let then = day.filter(|day| *day <= business_day(page.at())).and_then(|day| told.iter().find(|row| row.holds(day)));
    let no_day = match (asked.on.trim(), day, then) {
        ("", ..) | (_, Some(_), Some(_)) => None,
        (_, None, _) => Some("subscription-error-day"),
        (_, Some(_), None) => Some("subscription-error-before"),
    };
    let rows = told.iter().map(|row| shown(&page, row, then.is_some_and(|then| then.starts_on == row.starts_on))).collect();
    let standing = match &found {
        Some(Ok(standing)) => Some(standing),
        Some(Err(_)) | None => None,
    };
    let limits = standing.and_then(|standing| versions.iter().find(|version| version.id == standing.terms().plan.version));
    let ways = match standing {
        Some(standing) if page.can(Permission::BillingSubscriptions) && identity.is_known() => ways(&page, standing),
        _ => Vec::new(),
    };
    let facts = match (&found, standing) {
        (_, Some(standing)) => facts(&page, standing),
        (Some(Err(_)), None) => vec![SummaryRow::text(page.t("tenants-field-plan"), page.t("subscription-error-unreadable"))],
        (_, None) => vec![SummaryRow::text(page.t("tenants-field-plan"), page.t("tenants-no-subscription"))],
    };
    let (then, on) = (then.zip(day).map(|(row, day)| on_a_day(&page, row, day)), asked.on);
    let invoices_href = page.can(Permission::BillingRead).then(|| format!("{}?tenant={id}", invoices::INDEX));
    let statement_href = (page.can(Permission::BillingRead) && identity.is_known()).then(|| statements::path(id));
    let forecast_href = standing.filter(|_| page.can(Permission::BillingRead)).map(|_| format!("{}/forecast", subscription_path(id)));
    let contracts = versions.iter().filter_map(|version| contract(&page, version, id)).collect();
    let contract_action = (page.can(Permission::BillingPlans) && identity.is_known()).then(|| format!("/tenants/{id}/contract"));
    let (page, face) = face(page, &record, Tab::Subscription);
    html(&ShowPage {
        scheduled: standing.and_then(|standing| scheduled(&page, standing)),
        limits: limits
            .map(|version| plans::words::limits(&page, version).into_iter().map(|(label, limit)| SummaryRow::text(label, limit)).collect())
            .unwrap_or_default(),
        columns: [
            "tenants-field-plan",
            "tenants-field-cycle",
            "tenants-field-subscription",
            "subscription-column-price",
            "subscription-column-from",
            "subscription-column-until",
        ]
        .map(|key| Column::new(page.t(key)))
        .into(),
        action: subscription_path(id),
        invoices_href,
        statement_href,
        forecast_href,
        contracts,
        contract_action,
        facts,
        ways,
        rows,
        then,
        on,
        no_day,
        face,
        page,
    })
}

fn facts(page: &Page, standing: &Standing) -> Vec<SummaryRow> {
    let (this, terms) = (standing.subscription(), standing.terms());
    let (tone, key) = status(this.status.code());
    let mut facts = vec![
        SummaryRow::text(page.t("tenants-field-plan"), words::plan(page, &standing.offers, terms)),
        SummaryRow::new(page.t("tenants-field-subscription"), Fact::Tags(vec![Tag::new(tone, page.t(key))])),
        SummaryRow::text(page.t("tenants-field-cycle"), page.t(cycle_key(terms.cycle.code()))),
        SummaryRow::text(page.t("subscription-field-price"), words::price(page, terms)),
        SummaryRow::text(page.t("subscription-field-add-ons"), words::add_ons(page, terms)),
    ];
    if this.status.is_charged() {
        facts.push(SummaryRow::text(page.t("subscription-field-monthly"), words::monthly(page, terms)));
    }
    facts.push(SummaryRow::text(page.t("tenants-field-period"), days(page, this.bill.period)));
    if let Some(day) = standing.due.due_on().filter(|day| !this.ends_with_period || *day < this.bill.period.ends) {
        facts.push(SummaryRow::text(page.t("subscription-field-due"), page.date(day)));
    }
    if let Some(day) = standing.subscriber.kept.cancels_on {
        facts.push(SummaryRow::text(page.t("subscription-field-cancels"), page.date(day)));
    }
    facts
}

/// A contract of this tenant: its number, where it is, how it stands, and how long it holds.
fn contract(page: &Page, version: &Version, tenant: TenantId) -> Option<(String, String, Vec<Tag>, String)> {
    let contract = version.contract.as_ref().filter(|contract| contract.tenant.id == tenant)?;
    let until = contract.term.until.map_or_else(|| page.t("contracts-no-end"), |day| page.date(day));
    Some((
        page.ts("plans-version", "number", page.num(version.number)),
        plans::version_path(&version.plan_code, version.number),
        plans::words::tags(page, version),
        format!("{} – {until}", page.date(contract.term.from)),
    ))
}

/// What will hold later, as a sentence.
fn scheduled(page: &Page, standing: &Standing) -> Option<String> {
    let next = standing.subscription().scheduled.as_ref()?;
    let told = Message::new("subscription-scheduled")
        .text("day", page.date(next.on))
        .text("plan", words::plan(page, &standing.offers, &next.terms))
        .text("cycle", page.t(cycle_key(next.terms.cycle.code())))
        .text("price", words::price(page, &next.terms))
        .text("addons", words::add_ons(page, &next.terms));
    Some(page.msg(&told))
}

/// What can be done to it as it stands.
fn ways(page: &Page, standing: &Standing) -> Vec<(String, String, String)> {
    let fitting = What::ALL.into_iter().filter(|what| what.fits(standing));
    fitting.map(|what| (change_path(standing.tenant(), what), page.t(what.title()), page.t(what.text()))).collect()
}

fn price(row: &history::Row) -> String {
    Currency::parse(&row.currency).map(|currency| Money::new(row.price_minor, currency).to_string()).unwrap_or_default()
}

fn shown(page: &Page, row: &history::Row, then: bool) -> Row {
    let (tone, key) = status(&row.status);
    Row {
        plan: row.plan_in(page.language()).to_owned(),
        cycle: page.t(cycle_key(&row.cycle)),
        status: Tag::new(tone, page.t(key)),
        price: price(row),
        from: page.date(row.starts_on),
        until: row.ends_on.and_then(|day| day.pred_opt()).map(|day| page.date(day)).unwrap_or_default(),
        then,
    }
}

fn on_a_day(page: &Page, row: &history::Row, day: NaiveDate) -> Vec<SummaryRow> {
    let (tone, key) = status(&row.status);
    vec![
        SummaryRow::text(page.t("subscription-field-on"), page.date(day)),
        SummaryRow::text(page.t("tenants-field-plan"), row.plan_in(page.language())),
        SummaryRow::new(page.t("tenants-field-subscription"), Fact::Tags(vec![Tag::new(tone, page.t(key))])),
        SummaryRow::text(page.t("tenants-field-cycle"), page.t(cycle_key(&row.cycle))),
        SummaryRow::text(page.t("subscription-column-price"), price(row)),
    ]
}
