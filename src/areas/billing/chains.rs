//! Tests: any chain of changes over years, and every day of it charged once.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::changes::{Change, Refusal, When};
use super::discount::{Discount, Worth};
use super::document::{Document, DocumentKind, LineKind};
use super::overage::Usage;
use super::period::{Anchor, Cycle};
use super::samples::{any_anchor, any_cycle, any_day, offer, omr, terms};
use super::subscription::Subscription;
use super::terms::{AddOn, Terms};
use super::walk::Walk;
use crate::core::country::Country;

/// What somebody tries, whether it is allowed or not. Prices are of a month, large enough that no day's part rounds to nothing.
#[derive(Clone, Debug)]
enum Attempt {
    Plan(i64),
    Move(i64),
    Cycle(Cycle, i64, When),
    Price(Option<i64>, When),
    AddOns(u32),
    Leave(bool),
    Resume,
    Withdraw,
}

const PRICES: std::ops::Range<i64> = 1_000..500_000;

fn any_attempt() -> impl Strategy<Value = Attempt> {
    let when = || prop_oneof![Just(When::Now), Just(When::PeriodEnd)];
    prop_oneof![
        6 => PRICES.prop_map(Attempt::Plan),
        2 => PRICES.prop_map(Attempt::Move),
        2 => (any_cycle(), PRICES, when()).prop_map(|(cycle, price, when)| Attempt::Cycle(cycle, price, when)),
        2 => (prop::option::of(PRICES), when()).prop_map(|(price, when)| Attempt::Price(price, when)),
        2 => (0..5_u32).prop_map(Attempt::AddOns),
        1 => prop::bool::weighted(0.2).prop_map(Attempt::Leave),
        1 => Just(Attempt::Resume),
        1 => Just(Attempt::Withdraw),
    ]
}

fn add_ons(quantity: u32) -> Vec<AddOn> {
    if quantity == 0 { Vec::new() } else { vec![AddOn { code: "user".to_owned(), quantity, unit: omr(1_001) }] }
}

/// The change somebody tries, upgrade or downgrade as the price says.
fn change(attempt: &Attempt, now: &Terms) -> Change {
    match attempt.clone() {
        Attempt::Plan(price) => {
            let plan = offer("OTHER", omr(price * i64::from(now.cycle.months())));
            let next = Terms { plan: plan.clone(), price_override: None, ..now.clone() };
            let cheaper = next.compare(now).unwrap().is_lt();
            if cheaper { Change::Downgrade { plan, price_override: None } } else { Change::Upgrade { plan, price_override: None } }
        }
        Attempt::Move(price) => Change::Move { plan: offer(&now.plan.code, omr(price * i64::from(now.cycle.months()))) },
        Attempt::Cycle(cycle, price, when) => {
            let plan = offer("SAME", omr(price * i64::from(cycle.months())));
            Change::CycleChange { cycle, plan, price_override: None, add_ons: now.add_ons.clone(), when }
        }
        Attempt::Price(price, when) => Change::PriceOverride { price: price.map(omr), when },
        Attempt::AddOns(quantity) => Change::AddOns { add_ons: add_ons(quantity) },
        Attempt::Leave(true) => Change::CancelNow,
        Attempt::Leave(false) => Change::CancelAtPeriodEnd,
        Attempt::Resume => Change::Resume,
        Attempt::Withdraw => Change::Withdraw,
    }
}

/// What this test knows of each day, by its own book-keeping.
struct Book {
    /// Price and days of the whole period a day belongs to, as it stands at the day's end.
    worth: BTreeMap<NaiveDate, (i64, i64)>,
    /// How often the documents charge the day, less how often they give it back whole.
    charged: BTreeMap<NaiveDate, i64>,
    read: usize,
    /// Half units by which the money may be off: one for a period and its chain, and one for each line and discount of one begun late.
    halves: i64,
}

impl Book {
    /// From this day on things are as they are now. A period that is `left` is given back from its credit's first day on.
    fn note(&mut self, walk: &Walk, from: NaiveDate, left: bool) {
        let bill = walk.subscription.bill;
        self.worth.retain(|day, _| *day < from);
        if !walk.subscription.status.has_ended() {
            let days = from.iter_days().take_while(|day| *day < bill.period.ends);
            self.worth.extend(days.map(|day| (day, (bill.price.minor, bill.whole_days))));
        }
        for (_, document) in &walk.issued[self.read..] {
            for line in &document.lines {
                let times = match line.item.kind {
                    LineKind::Subscription => 1,
                    LineKind::Credit if left => -1,
                    _ => continue,
                };
                let period = line.item.period.unwrap();
                for day in period.starts.iter_days().take_while(|day| *day < period.ends) {
                    *self.charged.entry(day).or_default() += times;
                }
            }
        }
        self.read = walk.issued.len();
    }

    fn begun(&mut self, walk: &Walk) {
        let bill = walk.subscription.bill;
        self.halves += if bill.period.days() == bill.whole_days { 1 } else { 5 };
    }
}

fn is_left_by(change: &Change) -> bool {
    matches!(change, Change::CancelNow | Change::CycleChange { when: When::Now, .. })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn every_day_of_service_is_charged_once_and_at_the_price_it_ended_with(
        starts in any_day(), cycle in any_cycle(), anchor in prop::option::of(any_anchor()), first in PRICES, percent in 0..50_u16,
        attempts in prop::collection::vec((0..120_u64, any_attempt()), 0..14),
    ) {
        let discount = Some(Discount { code: "D".to_owned(), worth: Worth::BasisPoints(percent * 100 + 7), until: None });
        let anchor = anchor.unwrap_or(Anchor::of(starts));
        let first = Terms { anchor, discount, ..terms("FIRST", first * i64::from(cycle.months()), cycle) };
        let (subscription, items) = Subscription::start(first, None, starts, 0).unwrap();
        let mut usage = |_| Usage::default();
        let documents = subscription.documents(items).unwrap();
        // No tax there, so that totals are sums of prices.
        let mut walk = Walk { subscription, country: Country::KW, issued: vec![], used: vec![], usage: &mut usage, day: starts };
        walk.issue(starts, &documents);
        let mut book = Book { worth: BTreeMap::new(), charged: BTreeMap::new(), read: 0, halves: 0 };
        book.begun(&walk);
        book.note(&walk, starts, false);
        let mut day = starts;
        for (gap, attempt) in attempts {
            let to = day + Days::new(gap);
            while walk.subscription.bill.period.ends <= to && !walk.subscription.status.has_ended() {
                day = walk.subscription.bill.period.ends;
                walk.advance(day);
                book.begun(&walk);
                book.note(&walk, day, false);
            }
            if walk.subscription.status.has_ended() {
                break;
            }
            day = to;
            let change = change(&attempt, &walk.subscription.terms);
            match walk.make(&change, day) {
                Ok(effect) => {
                    let (ended, bill) = (effect.after.status.has_ended(), effect.after.bill);
                    prop_assert!(ended || bill.price == effect.after.terms.net(bill.period.starts).unwrap(), "what is prorated is what is paid");
                    if is_left_by(&change) && !ended {
                        book.begun(&walk);
                    }
                    book.note(&walk, day, is_left_by(&change));
                }
                Err(Refusal::Billing(error)) => panic!("{error} for {change:?}"),
                Err(_) => {}
            }
        }

        let served = walk.subscription.ended_on.unwrap_or(walk.subscription.bill.period.ends);
        for (day, times) in &book.charged {
            prop_assert_eq!(*times, i64::from(*day < served), "{}", day);
        }
        let days = usize::try_from((served - starts).num_days()).unwrap();
        prop_assert_eq!((book.worth.len(), book.charged.values().filter(|times| **times == 1).count()), (days, days), "none is skipped");

        let sign = |document: &Document| if document.kind == DocumentKind::Invoice { 1 } else { -1 };
        let sum: i64 = walk.issued.iter().map(|(_, document)| sign(document) * document.totals.total.minor).sum();
        // What the days come to, less what was charged, as a fraction.
        let (mut off, mut of) = (-i128::from(sum), 1_i128);
        let mut by_whole: BTreeMap<i64, i128> = BTreeMap::new();
        for (price, whole) in book.worth.values() {
            *by_whole.entry(*whole).or_default() += i128::from(*price);
        }
        for (whole, price) in by_whole {
            (off, of) = (off * i128::from(whole) + price * of, of * i128::from(whole));
        }
        prop_assert!(2 * off.abs() <= i128::from(book.halves) * of, "{} ÷ {} off", off, of);
    }
}
