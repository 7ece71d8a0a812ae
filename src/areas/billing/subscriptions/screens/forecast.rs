//! What a subscription will cost in the next twelve months, if nothing else is done to it.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::preview::{PaperShown, assumptions, days, expected, paper};
use crate::areas::billing::forecast::{Assumptions, forecast};
use crate::areas::billing::overage::Usage;
use crate::areas::billing::period::Period;
use crate::areas::billing::subscriptions::used::happened;
use crate::areas::billing::subscriptions::{standing, subscriber};
use crate::areas::tenants::{self, Identity, subscription_path};
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::money::Money;
use crate::web::page::html;
use crate::web::session::FlashKind;
use crate::web::ui::StatTile;
use crate::web::{Db, Error, Page, Path, Query, Result, SignedIn};

const MONTHS: u32 = 12;

#[derive(Template)]
#[template(path = "billing/subscriptions/forecast.html")]
struct ForecastPage {
    page: Page,
    /// Use is charged as in the last month.
    with_use: bool,
    is_metered: bool,
    /// The month that is taken as the measure of use.
    measured: String,
    tiles: Vec<StatTile>,
    invoices: Vec<PaperShown>,
    /// How it ends within the time, if it does.
    ends: Option<String>,
    action: String,
    back: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    /// `last`: as much is used each month as in the last.
    usage: String,
}

pub(in super::super) async fn get(
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<TenantId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let identity = Identity::of(&staff);
    if !subscriber::exists(&mut db, id).await? {
        return Err(Error::NotFound);
    }
    let standing = match standing::find(&mut db, id).await? {
        Some(Ok(standing)) => standing,
        Some(Err(_)) => return staff.go(&subscription_path(id), FlashKind::Warning, "subscription-error-unreadable").await,
        None => return staff.go(&subscription_path(id), FlashKind::Warning, "subscription-error-none").await,
    };
    let today = business_day(page.at());
    let this = standing.subscription();
    let (with_use, month) = (asked.usage == "last", last_month(today));
    let usage: Option<Usage> = if with_use { Some(happened(&mut db, id, month).await?) } else { None };
    drop(db);
    // What is due and not charged yet comes with it: the time ahead is run from where charging stands.
    let ahead = standing.due.clone().advance(today, &|_| Usage::default()).and_then(|(due, charges)| {
        let ahead = forecast(&due.subscription, today, &Assumptions { usage, ..assumptions(&standing, MONTHS) })?;
        Ok((charges, ahead))
    });
    let Ok((charges, ahead)) = ahead else {
        return staff.go(&subscription_path(id), FlashKind::Warning, "subscription-error-ahead").await;
    };
    let version = this.terms.plan.version;
    let mut invoices: Vec<PaperShown> = charges
        .iter()
        .map(|charge| {
            let title = page.ts("subscription-due-before", "day", page.date(charge.on));
            paper(&page, &standing, version, title, &charge.document)
        })
        .collect();
    invoices.extend(expected(&page, &standing, ahead.after.terms.plan.version, &ahead.invoices));
    let documents = charges.iter().map(|charge| &charge.document).chain(ahead.invoices.iter().map(|one| &one.document));
    let (mut net, mut vat, mut total) = (0_i64, 0_i64, 0_i64);
    for totals in documents.map(|document| document.totals) {
        net = net.saturating_add(totals.taxable.minor);
        vat = vat.saturating_add(totals.vat.minor);
        total = total.saturating_add(totals.total.minor);
    }
    let money = |minor| Money::new(minor, standing.currency()).to_string();
    let name = identity.seen(standing.subscriber.tenant()).in_language(page.language()).to_owned();
    html(&ForecastPage {
        tiles: vec![
            StatTile::new(page.t("subscription-ahead-invoices"), page.num(invoices.len())),
            StatTile::new(page.t("invoices-field-taxable"), money(net)),
            StatTile::new(page.t("invoices-field-vat"), money(vat)),
            StatTile::new(page.t("invoices-field-total"), money(total)),
        ],
        ends: ahead.after.ended_on.map(|day| page.ts("subscription-ahead-ends", "day", page.date(day))),
        is_metered: standing.due.is_metered(),
        measured: days(&page, month),
        action: format!("{}/forecast", subscription_path(id)),
        back: subscription_path(id),
        page: {
            let (tenants, subscription) = (page.t("nav-tenants"), page.t("tenants-tab-subscription"));
            page.titled("subscription-ahead")
                .section("nav-tenants")
                .crumb(tenants, tenants::LIST_PATH)
                .crumb(name, tenants::show_path(id))
                .crumb(subscription, subscription_path(id))
        },
        with_use,
        invoices,
    })
}

/// The thirty days up to today.
fn last_month(today: chrono::NaiveDate) -> Period {
    Period { starts: today.checked_sub_days(chrono::Days::new(30)).unwrap_or(today), ends: today }
}
