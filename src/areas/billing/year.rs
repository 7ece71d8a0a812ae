//! Test: a year of some hundreds of tenants, reckoned here and once more by `tests/reference/billing.py`.

use chrono::{Days, Months, NaiveDate};
use serde_json::{Value, json};

use super::changes::{Change, When};
use super::discount::{Discount, Worth};
use super::overage::{Limits, OveragePrices, Usage};
use super::period::{Anchor, Cycle, Period};
use super::samples::{day, offer};
use super::second::{Dice, compared};
use super::subscription::{Status, Subscription};
use super::terms::{AddOn, PlanOffer, Terms};
use super::walk::Walk;
use super::{document::Document, vat};
use crate::core::country::Country;
use crate::core::money::{Currency, Money};

/// A tenant's country and currency, and everything drawn for it.
struct Tenant {
    dice: Dice,
    country: Country,
    currency: Currency,
}

impl Tenant {
    fn new(number: u64) -> Self {
        let mut dice = Dice(number * 7_919);
        let country = dice.pick(&[Country::OM, Country::OM, Country::AE, Country::SA, Country::BH, Country::KW, Country::QA]);
        let currency = country.profile().unwrap().currency;
        Self { dice, country, currency }
    }

    fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// One of the four plans, or one by contract at an odd price, for a cycle.
    fn plan(&mut self, cycle: Cycle) -> PlanOffer {
        let odd = 10_000 + self.dice.upto(300_000);
        let (code, price, orders) =
            self.dice.pick(&[("STARTER", 29_000, 100), ("GROWTH", 79_000, 500), ("PRO", 199_000, 2_000), ("ODD", odd, -1)]);
        let months = if cycle == Cycle::Annual { 10 } else { i64::from(cycle.months()) };
        let limits = Limits {
            orders: super::overage::limit(orders),
            branches: Some(3),
            users: Some(orders.abs() / 20),
            storage: Some(10 * 1_024),
            api_calls: Some(10_000),
        };
        let priced = |this: &mut Self, minor| if this.dice.once_in(3) { None } else { Some(this.money(minor)) };
        let overage = OveragePrices {
            orders: priced(self, 53),
            branches: None,
            users: priced(self, 2_007),
            storage: priced(self, 499),
            api_calls: priced(self, 251),
        };
        PlanOffer { limits, overage, ..offer(code, self.money(price * months)) }
    }

    fn add_ons(&mut self, cycle: Cycle) -> Vec<AddOn> {
        let unit = self.money(1_333 * i64::from(cycle.months()));
        let quantity = u32::try_from(self.dice.below(4)).unwrap();
        if quantity == 0 { Vec::new() } else { vec![AddOn { code: "extra_user".to_owned(), quantity, unit }] }
    }

    fn agreed(&mut self, price: Money) -> Option<Money> {
        if self.dice.once_in(5) { price.rate(6_000 + self.dice.upto(6_000)).ok() } else { None }
    }

    fn discount(&mut self, on: NaiveDate) -> Option<Discount> {
        if !self.dice.once_in(3) {
            return None;
        }
        let worth = match self.dice.below(4) {
            0 => Worth::Amount(self.money(5_555)),
            1 => Worth::BasisPoints(10_000),
            _ => Worth::BasisPoints(u16::try_from(100 + self.dice.below(5_000)).unwrap()),
        };
        let until = if self.dice.once_in(3) { None } else { on.checked_add_days(Days::new(self.dice.below(200))) };
        Some(Discount { code: "CODE".to_owned(), worth, until })
    }

    fn terms(&mut self, on: NaiveDate) -> Terms {
        let cycle = self.dice.pick(&[Cycle::Monthly, Cycle::Monthly, Cycle::Quarterly, Cycle::Annual]);
        let plan = self.plan(cycle);
        let price_override = self.agreed(plan.price.unwrap());
        let anchor = if self.dice.once_in(3) { Anchor::try_from(1).unwrap() } else { Anchor::of(on) };
        Terms { price_override, cycle, anchor, add_ons: self.add_ons(cycle), discount: self.discount(on), plan }
    }

    fn change(&mut self, now: &Subscription, on: NaiveDate) -> Change {
        let terms = &now.terms;
        let when = self.dice.pick(&[When::Now, When::PeriodEnd]);
        if now.status == Status::Trialing && self.dice.once_in(4) {
            let setup_fee = Some(self.money(10_001));
            return Change::Activate { terms: self.terms(on), setup_fee };
        }
        if now.status == Status::Trialing && self.dice.once_in(2) {
            return Change::ExtendTrial { until: on + Days::new(1 + self.dice.below(30)) };
        }
        match self.dice.below(16) {
            0..=5 => {
                let plan = self.plan(terms.cycle);
                let price_override = self.agreed(plan.price.unwrap());
                let next = Terms { plan: plan.clone(), price_override, ..terms.clone() };
                let cheaper = next.compare(terms).unwrap().is_lt();
                if cheaper { Change::Downgrade { plan, price_override } } else { Change::Upgrade { plan, price_override } }
            }
            6 | 7 => {
                let cycle = self.dice.pick(&Cycle::ALL);
                Change::CycleChange { cycle, plan: self.plan(cycle), price_override: None, add_ons: self.add_ons(cycle), when }
            }
            8 | 9 => Change::PriceOverride { price: self.agreed(terms.base().unwrap()), when },
            10 | 11 => Change::AddOns { add_ons: self.add_ons(terms.cycle) },
            12 | 13 => Change::Withdraw,
            14 if self.dice.once_in(3) => Change::CancelNow,
            14 => Change::CancelAtPeriodEnd,
            _ => Change::Resume,
        }
    }

    fn usage(dice: &mut Dice) -> Usage {
        let (orders, api_calls) = (dice.upto(3_000), dice.upto(15_000));
        Usage { orders, branches: dice.upto(6), users: dice.upto(60), storage: dice.upto(15_000), api_calls }
    }

    /// A year from a day around the changes of the rates: the facts of it, and the documents.
    fn live(mut self, number: u64) -> (Value, Vec<Value>) {
        let starts = day("2020-06-01") + Days::new(self.dice.below(900));
        let until = starts + Months::new(12);
        let rate = vat::rate_on(self.country, starts);
        let (terms, then, trial) = (self.terms(starts), self.terms(starts), self.dice.once_in(4));
        let then = if trial && self.dice.once_in(2) { Some(then) } else { None };
        let setup_fee = if !trial && self.dice.once_in(2) { Some(self.money(25_000)) } else { None };
        let trial_days = if trial { Some(14) } else { None };
        let (subscription, items) = match trial_days {
            Some(days) => (Subscription::trial(terms.clone(), days, starts, then.clone()).unwrap(), Vec::new()),
            None => Subscription::start(terms.clone(), setup_fee, starts, rate).unwrap(),
        };
        let drafts = subscription.documents(items).unwrap();
        let mut used = Dice(number);
        let mut usage = |_: Period| Self::usage(&mut used);
        let mut walk = Walk { subscription, country: self.country, issued: vec![], used: vec![], usage: &mut usage, day: starts };
        walk.issue(starts, &drafts);
        let (mut on, mut changes) = (starts, Vec::new());
        loop {
            let gap = if walk.subscription.status == Status::Trialing { 10 } else { 45 };
            on = on + Days::new(self.dice.below(gap));
            if on >= until {
                break;
            }
            walk.advance(on);
            let change = self.change(&walk.subscription, on);
            if walk.make(&change, on).is_ok() {
                changes.push(json!({ "on": on, "change": change }));
            }
        }
        walk.advance(until.pred_opt().unwrap());
        let tenant = format!("T-{number:05}");
        let windows = walk.used.iter().map(|(window, used)| json!({ "starts": window.starts, "ends": window.ends, "used": used }));
        let facts = json!({
            "tenant": tenant, "country": self.country, "currency": self.currency, "starts": starts, "trial_days": trial_days, "then": then,
            "terms": terms, "setup_fee": setup_fee, "changes": changes, "usage": windows.collect::<Vec<_>>(), "until": until,
        });
        let document = |(on, document): &(NaiveDate, Document)| json!({ "tenant": tenant, "on": on, "document": document });
        (facts, walk.issued.iter().map(document).collect())
    }
}

#[test]
fn a_year_of_many_tenants_agrees_with_a_second_reckoning() {
    let (mut subscriptions, mut documents) = (Vec::new(), Vec::new());
    for number in 1..=500 {
        let (facts, made) = Tenant::new(number).live(number);
        subscriptions.push(facts);
        documents.extend(made);
    }
    let facts = json!({ "subscriptions": subscriptions });
    let (agrees, said) = compared("right", &facts, &documents);
    assert!(agrees, "{said}");
    assert!(documents.len() > 3_000, "{}", documents.len());
}

/// A check that cannot fail checks nothing: one unit of tax too much on one line, a rate that is wrong by a hundredth of a per cent, a
/// document too few, one too many. Each is found, and only that.
#[test]
fn the_second_reckoning_finds_one_wrong_unit() {
    let (facts, documents): (Vec<Value>, Vec<Vec<Value>>) = (1..=30).map(|number| Tenant::new(number).live(number)).unzip();
    let (facts, documents) = (json!({ "subscriptions": facts }), documents.concat());
    assert!(compared("as-made", &facts, &documents).0);
    for spoil in ["unit", "rate", "lost", "twice"] {
        let mut spoilt = documents.clone();
        let line = &mut spoilt[77]["document"]["lines"][0];
        match spoil {
            "unit" => line["vat"]["minor"] = json!(line["vat"]["minor"].as_i64().unwrap() + 1),
            "rate" => line["vat_basis_points"] = json!(line["vat_basis_points"].as_i64().unwrap() + 1),
            "lost" => drop(spoilt.remove(123)),
            _ => spoilt.push(spoilt[42].clone()),
        }
        let (agrees, said) = compared(spoil, &facts, &spoilt);
        assert!(!agrees && said.trim_end().ends_with(" 1 differ"), "{spoil}: {said}");
    }
}
