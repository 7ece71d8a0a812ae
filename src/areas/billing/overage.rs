//! Use above what the plan allows: used − limit, when positive and priced (requirements 0003).

use serde::{Deserialize, Serialize};

use super::BillingError;
use super::document::{Item, LineKind};
use super::period::Period;
use crate::core::money::Money;

/// What a plan limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    Orders,
    Branches,
    Users,
    /// In megabytes.
    Storage,
    ApiCalls,
}

impl Measure {
    pub const ALL: [Self; 5] = [Self::Orders, Self::Branches, Self::Users, Self::Storage, Self::ApiCalls];

    /// As the usage alerts call it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Branches => "branches",
            Self::Users => "users",
            Self::Storage => "storage",
            Self::ApiCalls => "api_calls",
        }
    }

    /// The limit as a version of a plan names it, in the log too.
    pub fn field(self) -> &'static str {
        match self {
            Self::Orders => "orders_per_month",
            Self::Branches => "branches_limit",
            Self::Users => "users_limit",
            Self::Storage => "storage_limit_mb",
            Self::ApiCalls => "api_calls_per_month",
        }
    }

    /// How many one price is for: a gigabyte, a thousand calls. A part of it counts as one.
    pub fn unit(self) -> i64 {
        match self {
            Self::Orders | Self::Branches | Self::Users => 1,
            Self::Storage => 1_024,
            Self::ApiCalls => 1_000,
        }
    }
}

/// A figure for each measure: what is used, what is allowed, what one more costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerMeasure<T> {
    pub orders: T,
    pub branches: T,
    pub users: T,
    pub storage: T,
    pub api_calls: T,
}

/// What was used in a month of the subscription; of branches, users and storage the last reading.
pub type Usage = PerMeasure<i64>;
/// What a plan allows a month. `None` is no limit; 0 is nothing at all.
pub type Limits = PerMeasure<Option<i64>>;
/// Price of a unit above the limit. `None`: the limit is only told of, and what is above it is free.
pub type OveragePrices = PerMeasure<Option<Money>>;

impl<T: Copy> PerMeasure<T> {
    pub fn of(&self, measure: Measure) -> T {
        match measure {
            Measure::Orders => self.orders,
            Measure::Branches => self.branches,
            Measure::Users => self.users,
            Measure::Storage => self.storage,
            Measure::ApiCalls => self.api_calls,
        }
    }
}

/// A limit as plans write it, where anything below zero is none.
pub fn limit(written: i64) -> Option<i64> {
    (written >= 0).then_some(written)
}

/// How much is above the limit, in what is counted and not in units of the price.
fn above(used: i64, limit: Option<i64>) -> i64 {
    // Both are not below zero, so the difference fits.
    limit.map_or(0, |limit| used.max(0).saturating_sub(limit.max(0)).max(0))
}

/// What one month's use above the limits costs, a line each. `window` is the month it was used in.
pub fn lines(
    used: &Usage,
    limits: &Limits,
    prices: &OveragePrices,
    window: Period,
    vat_basis_points: u16,
) -> Result<Vec<Item>, BillingError> {
    let mut lines = Vec::new();
    for measure in Measure::ALL {
        let above = above(used.of(measure), limits.of(measure));
        let Some(unit) = prices.of(measure).filter(|price| above > 0 && price.minor > 0) else { continue };
        let quantity = (above - 1) / measure.unit() + 1;
        let item = Item {
            kind: LineKind::Overage,
            item: measure.code().to_owned(),
            quantity,
            unit,
            period: Some(window),
            of_days: None,
            vat_basis_points,
        };
        item.amount()?;
        lines.push(item);
    }
    Ok(lines)
}

/// Limits that would be smaller than before, and that this use is above already: what whoever makes them smaller has to know. Measure, used,
/// allowed.
pub fn exceeded(used: &Usage, before: &Limits, after: &Limits) -> Vec<(Measure, i64, i64)> {
    let told = |measure: Measure| {
        let (used, allowed) = (used.of(measure), after.of(measure)?);
        let smaller = before.of(measure).is_none_or(|before| before > allowed);
        (smaller && above(used, Some(allowed)) > 0).then_some((measure, used, allowed))
    };
    Measure::ALL.into_iter().filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{day, omr};
    use super::*;

    const PRO: Limits =
        Limits { orders: Some(2_000), branches: Some(10), users: Some(50), storage: Some(200 * 1_024), api_calls: Some(10_000) };

    fn prices() -> OveragePrices {
        OveragePrices { orders: Some(omr(50)), branches: None, users: Some(omr(2_000)), storage: Some(omr(500)), api_calls: Some(omr(250)) }
    }

    fn march() -> Period {
        Period { starts: day("2026-03-01"), ends: day("2026-04-01") }
    }

    fn quantities(used: &Usage, limits: &Limits) -> Vec<(String, i64)> {
        lines(used, limits, &prices(), march(), 500).unwrap().into_iter().map(|line| (line.item, line.quantity)).collect()
    }

    #[test]
    fn only_what_is_above_a_limit_and_priced_is_charged() {
        let used = Usage { orders: 2_003, branches: 12, users: 50, storage: 200 * 1_024 + 1, api_calls: 12_001 };
        let expected = [("orders", 3), ("storage", 1), ("api_calls", 3)].map(|(code, quantity)| (code.to_owned(), quantity));
        assert_eq!(quantities(&used, &PRO), expected);
        let above = |before: &Limits| exceeded(&used, before, &PRO).into_iter().map(|(measure, ..)| measure.code()).collect::<Vec<_>>();
        assert_eq!(above(&Limits::default()), ["orders", "branches", "storage", "api_calls"]);
        assert_eq!(above(&Limits { orders: Some(2_001), ..PRO }), ["orders"], "only what would be smaller");
        assert_eq!(above(&PRO), Vec::<&str>::new());
        assert_eq!(quantities(&used, &Limits::default()), [], "without limits nothing is above one");
    }

    #[test]
    fn a_part_of_a_unit_is_one_and_a_whole_one_is_not_two() {
        for (calls, quantity) in [(10_000, 0), (10_001, 1), (11_000, 1), (11_001, 2)] {
            let used = Usage { api_calls: calls, ..Usage::default() };
            assert_eq!(quantities(&used, &PRO).first().map_or(0, |line| line.1), quantity, "{calls}");
        }
    }

    #[test]
    fn a_limit_below_zero_is_none_and_of_zero_is_nothing() {
        assert_eq!([-1, 0, 20].map(limit), [None, Some(0), Some(20)]);
        let none = Limits { orders: Some(0), ..Limits::default() };
        assert_eq!(quantities(&Usage { orders: 1, ..Usage::default() }, &none), [("orders".to_owned(), 1)]);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let prices = OveragePrices { orders: Some(omr(i64::MAX)), ..OveragePrices::default() };
        let used = Usage { orders: 2_002, ..Usage::default() };
        assert_eq!(lines(&used, &PRO, &prices, march(), 0), Err(BillingError::Overflow));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn units_cover_what_is_above_and_no_more(used in any::<i64>(), allowed in -1..i64::MAX) {
            let limits = Limits { api_calls: limit(allowed), ..Limits::default() };
            let prices = OveragePrices { api_calls: Some(omr(1)), ..OveragePrices::default() };
            let quantity = lines(&Usage { api_calls: used, ..Usage::default() }, &limits, &prices, march(), 0).unwrap().first().map_or(0, |line| line.quantity);
            let above = if allowed < 0 { 0 } else { (i128::from(used) - i128::from(allowed)).max(0) };
            prop_assert!(i128::from(quantity) * 1_000 >= above && (i128::from(quantity) - 1) * 1_000 < above.max(1));
        }
    }
}
