//! What the tests of the rules draw from.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::overage::{Limits, OveragePrices};
use super::period::{Anchor, Cycle};
use super::terms::{PlanOffer, Terms};
use crate::core::ids::PlanVersionId;
use crate::core::money::{Currency, Money};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn omr(minor: i64) -> Money {
    Money::new(minor, Currency::Omr)
}

/// Sixty years, with every kind of leap year but those of the Gregorian rule.
pub fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..22_000_u64).prop_map(|offset| day("2000-01-01") + chrono::Days::new(offset))
}

pub fn any_cycle() -> impl Strategy<Value = Cycle> {
    proptest::sample::select(Cycle::ALL.to_vec())
}

pub fn any_anchor() -> impl Strategy<Value = Anchor> {
    (1..=31_u8).prop_map(|number| Anchor::try_from(number).unwrap())
}

pub fn any_currency() -> impl Strategy<Value = Currency> {
    proptest::sample::select(Currency::ALL.to_vec())
}

pub fn offer(code: &str, price: Money) -> PlanOffer {
    PlanOffer {
        version: PlanVersionId(uuid::Uuid::nil()),
        code: code.to_owned(),
        price: Some(price),
        limits: Limits::default(),
        overage: OveragePrices::default(),
    }
}

/// Rials, on the first of the month, nothing special.
pub fn terms(code: &str, price: i64, cycle: Cycle) -> Terms {
    let anchor = Anchor::of(day("2026-01-01"));
    Terms { plan: offer(code, omr(price)), cycle, anchor, price_override: None, add_ons: Vec::new(), discount: None }
}
