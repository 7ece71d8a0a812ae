//! The overview. Every figure leads to its rows.

use askama::Template;
use axum::response::Response;
use chrono::{Datelike as _, Days, NaiveDate};

use super::queries::{self, Exceptions, Recurring};
use crate::areas::billing::{invoices, plans, runs, subscriptions};
use crate::areas::tenants::{self, Identity};
use crate::core::clock::business_day;
use crate::core::lang::Lang;
use crate::core::money::{Currency, Money};
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::Tag;
use crate::web::{Db, Page, Result, SignedIn};

/// So many runs and planned changes stand here.
const RUNS: i64 = 5;
const PLANNED: i64 = 20;

#[derive(Template)]
#[template(path = "billing/overview.html")]
struct OverviewPage {
    page: Page,
    recurring: Vec<RecurringOf>,
    /// By currency, from not due to overdue for long: each amount and where its invoices are.
    open: Vec<(String, Vec<(String, String)>)>,
    ages: Vec<String>,
    /// Currency, invoiced, given back, and where both are.
    invoiced: Vec<(String, String, String)>,
    invoiced_href: String,
    runs: Vec<Run>,
    runs_href: &'static str,
    upcoming: Vec<Upcoming>,
    /// What, how many, and where they are.
    exceptions: Vec<(String, String, String)>,
    planned: Vec<(String, Option<String>, String, String)>,
}

/// Monthly revenue in one currency.
struct RecurringOf {
    currency: String,
    lines: Vec<Line>,
    subscriptions: String,
    total: String,
}

/// What one plan brings.
struct Line {
    plan: String,
    href: String,
    subscriptions: String,
    subscriptions_href: String,
    amount: String,
}

/// What is due on a day.
struct Upcoming {
    day: String,
    /// Where it is run, for who may.
    run_href: Option<String>,
    subscriptions: String,
    href: String,
}

struct Run {
    title: String,
    href: String,
    status: Tag,
    to: String,
    invoices: String,
    failed: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let today = business_day(page.at());
    let first = today.with_day(1).unwrap_or(today);
    let recurring = queries::recurring(&mut db).await?;
    let open = queries::open(&mut db, today).await?;
    let invoiced = queries::invoiced(&mut db, first).await?;
    let upcoming = queries::upcoming(&mut db, today).await?;
    let exceptions = queries::exceptions(&mut db, today).await?;
    let planned = queries::planned(&mut db, Identity::of(&staff), PLANNED).await?;
    let latest = runs::queries::latest(&mut db, None, RUNS).await?;
    drop(db);
    let money = |minor: i64, currency: &str| Currency::parse(currency).map(|known| Money::new(minor, known).amount()).unwrap_or_default();
    let ages = ages(today);
    html(&OverviewPage {
        recurring: by_currency(&page, &recurring),
        ages: ages.iter().map(|age| page.t(age.key)).collect(),
        open: open
            .iter()
            .map(|of| {
                let cells = of.by_age.iter().zip(&ages).map(|(minor, age)| (money(*minor, &of.currency), age.href.clone()));
                (of.currency.clone(), cells.collect())
            })
            .collect(),
        invoiced: invoiced
            .iter()
            .map(|of| (of.currency.clone(), money(of.invoiced_minor, &of.currency), money(of.credited_minor, &of.currency)))
            .collect(),
        invoiced_href: format!("{}?from={first}", invoices::INDEX),
        runs: latest
            .iter()
            .map(|run| Run {
                title: page.ts("runs-title", "number", page.num(run.number)),
                href: runs::show_path(run.id),
                status: Tag::new(run.status.tone(), page.t(run.status.key())),
                to: page.date(run.billed_to),
                invoices: page.num(run.invoices),
                failed: page.num(run.failed),
            })
            .collect(),
        runs_href: runs::INDEX,
        upcoming: upcoming
            .iter()
            .map(|due| {
                // What was due before stands with today.
                let from = if due.day == today { String::new() } else { format!("due_from={}&", due.day) };
                Upcoming {
                    day: page.date(due.day),
                    run_href: page.can(Permission::BillingRun).then(|| format!("{}?to={}", runs::NEW, due.day)),
                    subscriptions: page.num(due.subscriptions),
                    href: format!("{}?{from}due_to={}", subscriptions::INDEX, due.day),
                }
            })
            .collect(),
        exceptions: told(&page, exceptions),
        planned: planned
            .iter()
            .map(|one| {
                let href = page.can(Permission::TenantsRead).then(|| tenants::subscription_path(one.tenant.id));
                let what = page.t(if one.ends { "billing-planned-ends" } else { "billing-planned-changes" });
                (one.tenant.in_language(page.language()).to_owned(), href, what, page.date(one.on))
            })
            .collect(),
        page: page.titled("billing-overview"),
    })
}

fn by_currency(page: &Page, all: &[Recurring]) -> Vec<RecurringOf> {
    let arabic = page.language() == Lang::Ar;
    all.chunk_by(|a, b| a.currency == b.currency)
        .filter_map(|of| {
            let currency = Currency::parse(&of.first()?.currency).ok()?;
            let amount = |of: &[Recurring]| Recurring::monthly(of, currency).map(|month| month.amount()).unwrap_or_default();
            Some(RecurringOf {
                currency: currency.code().to_owned(),
                lines: of
                    .iter()
                    .map(|one| {
                        let name = if arabic { &one.plan2 } else { &one.plan };
                        Line {
                            plan: name.clone(),
                            href: plans::plan_path(&one.plan_code),
                            subscriptions: page.num(one.subscriptions),
                            subscriptions_href: format!(
                                "{}&status=paying&currency={}",
                                subscriptions::of_plan(&one.plan_code, None),
                                one.currency
                            ),
                            amount: amount(std::slice::from_ref(one)),
                        }
                    })
                    .collect(),
                subscriptions: page.num(of.iter().map(|one| one.subscriptions).sum::<i64>()),
                total: amount(of),
            })
        })
        .collect()
}

/// Of what there is none is not told.
fn told(page: &Page, exceptions: Exceptions) -> Vec<(String, String, String)> {
    let all = [
        ("billing-exceptions-late", exceptions.late, format!("{}?special=late", subscriptions::INDEX)),
        ("billing-exceptions-free", exceptions.free, format!("{}?special=free", subscriptions::INDEX)),
        ("billing-exceptions-contracts", exceptions.contracts, format!("{}?special=contract", subscriptions::INDEX)),
        ("billing-exceptions-drafts", exceptions.drafts, format!("{}?status=draft", invoices::INDEX)),
    ];
    all.into_iter().filter(|(_, many, _)| *many > 0).map(|(key, many, href)| (page.t(key), page.num(many), href)).collect()
}

/// How long something is overdue, and where its invoices are.
struct Age {
    key: &'static str,
    href: String,
}

/// By the days on which invoices are due, from the one to the other.
fn ages(today: NaiveDate) -> [Age; 5] {
    let ago = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let list = |from: Option<u64>, to: Option<u64>| {
        let bound = |name: &str, days: Option<u64>| days.map(|days| format!("&{name}={}", ago(days))).unwrap_or_default();
        format!("{}?status=open{}{}", invoices::INDEX, bound("due_from", from), bound("due_to", to))
    };
    [
        Age { key: "billing-open-not-due", href: list(Some(0), None) },
        Age { key: "billing-open-30", href: list(Some(30), Some(1)) },
        Age { key: "billing-open-60", href: list(Some(60), Some(31)) },
        Age { key: "billing-open-90", href: list(Some(90), Some(61)) },
        Age { key: "billing-open-longer", href: list(None, Some(91)) },
    ]
}
