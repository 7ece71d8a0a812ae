//! Terms in a reader's words.

use crate::areas::billing::BillingError;
use crate::areas::billing::add_ons::Extra;
use crate::areas::billing::subscriptions::offers::Offers;
use crate::areas::billing::terms::{AddOn, Terms};
use crate::core::money::Money;
use crate::web::Page;

fn money(page: &Page, money: Result<Money, BillingError>) -> String {
    money.map_or_else(|_| page.t("tenants-plan-by-contract"), |money| money.to_string())
}

/// The plan, and which version of it.
pub(super) fn plan(page: &Page, offers: &Offers, terms: &Terms) -> String {
    let version = terms.plan.version;
    format!("{} · {}", offers.name(version, page.language()), page.ts("plans-version", "number", page.num(offers.number(version))))
}

/// What a period costs, and whether it was agreed.
pub(super) fn price(page: &Page, terms: &Terms) -> String {
    let price = money(page, terms.base());
    if terms.price_override.is_some() { page.ts("subscription-price-agreed", "price", price) } else { price }
}

pub(super) fn add_ons(page: &Page, terms: &Terms) -> String {
    let each: Vec<String> = terms.add_ons.iter().map(|add_on| one(page, add_on)).collect();
    if each.is_empty() { page.t("subscription-no-add-ons") } else { each.join(&page.t("staff-list-separator")) }
}

fn one(page: &Page, add_on: &AddOn) -> String {
    let name = Extra::from_code(&add_on.code).map_or_else(|| add_on.code.clone(), |extra| page.t(extra.key()));
    format!("{} × {name} ({})", page.num(add_on.quantity), add_on.unit)
}

/// What it brings a month at full price, rounded: for reading. Nothing is charged by it.
pub(super) fn monthly(page: &Page, terms: &Terms) -> String {
    money(page, terms.gross().and_then(|gross| Ok(gross.share(1, i64::from(terms.cycle.months()))?)))
}
