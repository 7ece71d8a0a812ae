//! The catalogue: what is sold, to how many, and what it brings.

use askama::Template;
use axum::response::Response;

use super::model::unpriced_key;
use super::queries::{self, Plan};
use super::{COMPARE, plan_path, version_path, words};
use crate::areas::billing::subscriptions;
use crate::core::lang::Lang;
use crate::core::money::{Currency, Money};
use crate::web::page::html;
use crate::web::ui::{Column, StatTile};
use crate::web::{Db, Page, Result};

#[derive(Template)]
#[template(path = "billing/plans/index.html")]
struct IndexPage {
    page: Page,
    tiles: Vec<StatTile>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    compare_href: &'static str,
}

struct Row {
    name: String,
    code: String,
    href: String,
    subscribers_href: String,
    version: String,
    monthly: String,
    annual: String,
    subscribers: String,
    revenue: String,
    /// What the figure leaves out.
    elsewhere: Option<String>,
    recommended: bool,
    draft_href: Option<String>,
}

/// What so much a year is a month, rounded once.
fn monthly(yearly_minor: i64) -> Money {
    let yearly = Money::new(yearly_minor, Currency::Omr);
    yearly.share(1, 12).unwrap_or(yearly)
}

fn rials(page: &Page, minor: i64) -> String {
    words::money(page, Money::new(minor, Currency::Omr))
}

pub(super) async fn get(page: Page, mut db: Db) -> Result<Response> {
    let plans = queries::plans(&mut db).await?;
    drop(db);
    let subscribers: i64 = plans.iter().map(|plan| plan.subscribers).sum();
    let yearly: i64 = plans.iter().map(|plan| plan.yearly_minor).sum();
    let elsewhere: i64 = plans.iter().map(|plan| plan.elsewhere).sum();
    let amount = page.format().digits.write(monthly(yearly).amount());
    let mut note = page.t("plans-revenue-note");
    if elsewhere > 0 {
        note = format!("{note} {}", page.n("plans-elsewhere", elsewhere));
    }
    html(&IndexPage {
        tiles: vec![
            StatTile::new(page.t("plans-tile-subscribers"), page.num(subscribers)),
            StatTile::new(page.t("plans-tile-revenue"), amount).unit("OMR").note(note),
        ],
        columns: vec![
            Column::new(page.t("plans-column-plan")),
            Column::new(page.t("plans-column-version")).minor(),
            Column::new(page.t("plans-price-monthly")).numeric(),
            Column::new(page.t("plans-price-annual")).numeric().minor(),
            Column::new(page.t("plans-column-subscribers")).numeric(),
            Column::new(page.t("plans-column-revenue")).numeric(),
        ],
        rows: plans.into_iter().map(|plan| row(&page, plan)).collect(),
        compare_href: COMPARE,
        page: page.titled("nav-plans").section("nav-plans"),
    })
}

fn row(page: &Page, plan: Plan) -> Row {
    let price = |minor: Option<i64>| minor.map_or_else(|| page.t(unpriced_key(&plan.code)), |minor| rials(page, minor));
    Row {
        href: plan_path(&plan.code),
        subscribers_href: subscriptions::of_plan(&plan.code, None),
        version: page.num(plan.number),
        monthly: price(plan.monthly_minor),
        annual: price(plan.annual_minor),
        subscribers: page.num(plan.subscribers),
        revenue: words::money(page, monthly(plan.yearly_minor)),
        elsewhere: (plan.elsewhere > 0).then(|| page.n("plans-elsewhere", plan.elsewhere)),
        recommended: plan.recommended,
        draft_href: plan.draft.map(|number| version_path(&plan.code, number)),
        name: if page.language() == Lang::Ar { plan.name2 } else { plan.name },
        code: plan.code,
    }
}
