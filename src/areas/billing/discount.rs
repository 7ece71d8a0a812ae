//! What is taken off, and how it is spread over lines.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::BillingError;
use crate::core::money::Money;

/// How much a discount takes off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Worth {
    /// Hundredths of a per cent of what it covers; more than all of it is all of it.
    BasisPoints(u16),
    /// Of each document, and never more than what it covers.
    Amount(Money),
}

impl std::fmt::Display for Worth {
    /// As the log tells it: `12.50 %`, `OMR 5.000`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::BasisPoints(rate) => write!(f, "{}.{:02} %", rate / 100, rate % 100),
            Self::Amount(amount) => write!(f, "{amount}"),
        }
    }
}

/// A discount as a subscription has it. Free months are all of it for a time; months it lasts, or the first invoice only, are its `until`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    pub code: String,
    pub worth: Worth,
    /// Periods that begin on this day or later have it no longer.
    pub until: Option<NaiveDate>,
}

impl Discount {
    /// Whether a period that begins on this day has it.
    pub fn holds(&self, starts: NaiveDate) -> bool {
        self.until.is_none_or(|until| starts < until)
    }

    /// What it takes off this much, from nothing to all of it, rounded half away from zero.
    pub fn off(&self, covered: Money) -> Result<Money, BillingError> {
        let covered = Money::new(covered.minor.max(0), covered.currency);
        let off = match self.worth {
            Worth::BasisPoints(rate) => covered.rate(i64::from(rate))?,
            // A sum of the two, so that another currency is refused.
            Worth::Amount(amount) => amount.plus(Money::zero(covered.currency))?,
        };
        Ok(Money::new(off.minor.clamp(0, covered.minor), covered.currency))
    }

    /// The same for a part of a period: an amount shrinks with it.
    pub fn over(self, days: i64, whole_days: i64) -> Result<Self, BillingError> {
        let worth = match self.worth {
            Worth::Amount(amount) => Worth::Amount(amount.share(days, whole_days)?),
            rate @ Worth::BasisPoints(_) => rate,
        };
        Ok(Self { worth, ..self })
    }
}

/// Cuts `total` into shares in proportion to the weights, to the unit: each gets its share rounded down, and what is left goes by one to
/// those that lost most, the earlier first (largest remainder). Weights below one get nothing. `total` is from nothing to the sum of the
/// weights; no share is larger than its weight.
pub fn spread(total: i64, weights: &[i64]) -> Vec<i64> {
    let weights: Vec<i128> = weights.iter().map(|weight| i128::from((*weight).max(0))).collect();
    let sum: i128 = weights.iter().sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let product = |weight: &i128| i128::from(total) * weight;
    let mut shares: Vec<i128> = weights.iter().map(|weight| product(weight) / sum).collect();
    let mut left = i128::from(total) - shares.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    // A stable sort: of equal remainders the earlier line comes first.
    order.sort_by_key(|&line| std::cmp::Reverse(product(&weights[line]) % sum));
    for line in order {
        if left == 0 {
            break;
        }
        shares[line] += 1;
        left -= 1;
    }
    // A share is at most its weight, which came in as an `i64`.
    shares.into_iter().map(|share| i64::try_from(share).unwrap_or(i64::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{day, omr};
    use super::*;
    use crate::core::money::Currency;

    fn discount(worth: Worth) -> Discount {
        Discount { code: "WELCOME".to_owned(), worth, until: Some(day("2026-04-01")) }
    }

    #[test]
    fn a_discount_takes_its_part_and_never_more_than_there_is() {
        assert_eq!(discount(Worth::BasisPoints(2_000)).off(omr(29_000)), Ok(omr(5_800)));
        assert_eq!(discount(Worth::BasisPoints(12_000)).off(omr(29_000)), Ok(omr(29_000)));
        assert_eq!(discount(Worth::Amount(omr(5_000))).off(omr(29_000)), Ok(omr(5_000)));
        assert_eq!(discount(Worth::Amount(omr(50_000))).off(omr(29_000)), Ok(omr(29_000)));
        assert_eq!(discount(Worth::Amount(omr(5_000))).off(omr(-3)), Ok(omr(0)));
        assert_eq!(discount(Worth::Amount(Money::zero(Currency::Usd))).off(omr(1)), Err(BillingError::Currencies));
    }

    #[test]
    fn a_discount_ends_with_the_last_period_that_begins_before_its_day() {
        let this = discount(Worth::BasisPoints(1));
        assert!(this.holds(day("2026-03-31")) && !this.holds(day("2026-04-01")));
    }

    #[test]
    fn what_cannot_be_cut_evenly_goes_to_those_that_lost_most() {
        assert_eq!(spread(100, &[1_000, 1_000, 1_000]), [34, 33, 33]);
        assert_eq!(spread(10, &[30, 0, 70, -5]), [3, 0, 7, 0]);
        assert_eq!(spread(1, &[1, 2, 2]), [0, 1, 0]);
        assert_eq!(spread(0, &[]), [0; 0]);
        assert_eq!(spread(5, &[0, -1]), [0, 0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn shares_add_up_and_each_is_within_a_unit_of_its_own(
            weights in prop::collection::vec(-10_i64..1_000_000_000_000, 1..10), part in 0..=10_000_i64,
        ) {
            let sum: i64 = weights.iter().map(|weight| (*weight).max(0)).sum();
            let total = omr(sum).rate(part).unwrap().minor;
            let shares = spread(total, &weights);
            prop_assert_eq!(shares.iter().sum::<i64>(), total);
            for (share, weight) in shares.iter().zip(&weights) {
                let weight = (*weight).max(0);
                prop_assert!((0..=weight).contains(share));
                let off = i128::from(*share) * i128::from(sum) - i128::from(total) * i128::from(weight);
                prop_assert!(off.abs() < i128::from(sum.max(1)));
            }
        }
    }
}
