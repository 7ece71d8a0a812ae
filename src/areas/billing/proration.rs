//! What a change of price in the middle of a period costs or gives back, by the day.
//!
//! The rule (requirements 0003): (new − old price) × days left ÷ days in period, half away from zero. Rounding each change of a chain by
//! itself would let the halves pile up: an upgrade and its way back would not come to nothing. So the unrounded changes are added up as
//! whole numbers, minor units × days; what is due for a change is the rounded sum after it less the rounded sum before it. The first
//! change of a period is then exactly the rule, and after any chain the dues add up to the whole, rounded once. A day is
//! charged at the price it ends with: each change reprices the days from its own on, and leaves those before alone, so that none is
//! charged twice or skipped.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::BillingError;
use super::period::Period;
use crate::core::money::Money;

/// A period that runs, and what was charged for it so far, without VAT and net of the discount that recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodBill {
    pub period: Period,
    /// The days the price is for. More than `period` has when the subscription began in the middle of it.
    pub whole_days: i64,
    /// Charged when the period began.
    pub base: Money,
    /// Of a whole period, as it is now.
    pub price: Money,
    /// Σ (new − old price) × days left over all changes since, in minor units × days.
    pub moved: i64,
    /// The VAT rate the period was charged with. A credit gives back the tax that was taken, whatever the rate is by then.
    pub vat_basis_points: u16,
}

impl PeriodBill {
    /// A period at its beginning. `base` is what is charged for it, `price` what a whole one costs.
    pub fn open(period: Period, whole_days: i64, base: Money, price: Money, vat_basis_points: u16) -> Self {
        Self { period, whole_days, base, price, moved: 0, vat_basis_points }
    }

    /// The price of a whole period becomes another one from this day on. Says what is due for it: more than nothing is charged, less is
    /// given back. The period must contain the day.
    pub fn reprice(self, on: NaiveDate, price: Money) -> Result<(Money, Self), BillingError> {
        if !self.period.contains(on) {
            return Err(BillingError::OutsidePeriod);
        }
        let step = price.minus(self.price)?.times(self.period.days_left(on))?;
        let moved = self.moved.checked_add(step.minor).ok_or(BillingError::Overflow)?;
        let after = Self { price, moved, ..self };
        Ok((after.changed()?.minus(self.changed()?)?, after))
    }

    /// The service ends, and this day is the first without it. What is due is the credit of the unused days, so never above zero.
    pub fn close(self, on: NaiveDate) -> Result<(Money, Self), BillingError> {
        self.reprice(on, Money::zero(self.price.currency))
    }

    /// Charged for the period, all changes included.
    pub fn total(self) -> Result<Money, BillingError> {
        Ok(self.base.plus(self.changed()?)?)
    }

    /// The sum of what was due for its changes. A part of a period was charged line by line, each rounded, and may come to a unit less than its
    /// days at the whole price: no more is given back than was charged.
    fn changed(self) -> Result<Money, BillingError> {
        let changed = Money::new(self.moved, self.base.currency).share(1, self.whole_days)?;
        Ok(Money::new(changed.minor.max(self.base.minor.saturating_neg()), changed.currency))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::period::Rhythm;
    use super::super::samples::{any_anchor, any_currency, any_cycle, any_day, day, omr};
    use super::*;

    fn april(price: i64) -> PeriodBill {
        let period = Period { starts: day("2026-04-01"), ends: day("2026-05-01") };
        PeriodBill::open(period, 30, omr(price), omr(price), 500)
    }

    #[test]
    fn an_upgrade_costs_the_difference_for_the_days_left() {
        let (due, after) = april(29_000).reprice(day("2026-04-11"), omr(79_000)).unwrap();
        assert_eq!(due, omr(33_333), "50 × 20 ÷ 30");
        assert_eq!(after.total(), Ok(omr(62_333)));
    }

    #[test]
    fn a_change_and_its_way_back_on_one_day_come_to_nothing() {
        let (there, after) = april(29_000).reprice(day("2026-04-11"), omr(79_000)).unwrap();
        let (back, after) = after.reprice(day("2026-04-11"), omr(29_000)).unwrap();
        assert_eq!((there.plus(back), after.total()), (Ok(omr(0)), Ok(omr(29_000))));
    }

    #[test]
    fn leaving_gives_back_the_unused_days_and_on_the_first_day_everything() {
        assert_eq!(april(29_000).close(day("2026-04-16")).unwrap().0, omr(-14_500));
        assert_eq!(april(29_000).close(day("2026-04-01")).unwrap().0, omr(-29_000));
        assert_eq!(april(30).close(day("2026-04-30")).unwrap().0, omr(-1));
        assert_eq!(april(15).close(day("2026-04-30")).unwrap().0, omr(-1), "half a unit, away from zero");
        assert_eq!(april(14).close(day("2026-04-30")).unwrap().0, omr(0));
    }

    #[test]
    fn no_more_is_given_back_than_the_lines_of_a_part_were_charged() {
        // Two lines of 7 and 8 for 19 of 30 days are 4 and 5; both together would be 9.5, and so 10.
        let period = Period { starts: day("2026-04-12"), ends: day("2026-05-01") };
        let bill = PeriodBill::open(period, 30, omr(9), omr(15), 500);
        let (back, after) = bill.close(day("2026-04-12")).unwrap();
        assert_eq!((back, after.total()), (omr(-9), Ok(omr(0))));
    }

    #[test]
    fn many_small_changes_lose_nothing() {
        let mut bill = april(10);
        let mut due = 0;
        for number in 2..=30 {
            let on = day(&format!("2026-04-{number:02}"));
            let (part, after) = bill.reprice(on, omr(10 + number)).unwrap();
            (due, bill) = (due + part.minor, after);
        }
        // 12 on the second day, 13 on the third …: Σ (d − 0) ÷ 30 over d = 2..=30 is 464 ÷ 30.
        assert_eq!((due, bill.total()), (15, Ok(omr(25))));
    }

    #[test]
    fn a_day_outside_another_currency_and_too_much_are_refused() {
        for on in ["2026-03-31", "2026-05-01"] {
            assert_eq!(april(1).reprice(day(on), omr(2)), Err(BillingError::OutsidePeriod));
        }
        let dollars = Money::new(2, crate::core::money::Currency::Usd);
        assert_eq!(april(1).reprice(day("2026-04-02"), dollars), Err(BillingError::Currencies));
        assert_eq!(april(0).reprice(day("2026-04-02"), omr(i64::MAX)), Err(BillingError::Overflow));
    }

    const PRICES: std::ops::Range<i64> = 0..10_000_000_000;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn the_first_change_is_the_rule(
            cycle in any_cycle(), anchor in any_anchor(), on in any_day(), currency in any_currency(), old in PRICES, new in PRICES,
        ) {
            let period = Rhythm { cycle, anchor, phase: on }.containing(on).unwrap();
            let money = |minor| Money::new(minor, currency);
            let (due, _) = PeriodBill::open(period, period.days(), money(old), money(old), 0).reprice(on, money(new)).unwrap();
            let (left, days) = (i128::from((period.ends - on).num_days()), i128::from((period.ends - period.starts).num_days()));
            let exact = i128::from(new - old) * left;
            // Half away from zero, said in another way: twice the value, one more in its own direction, halved towards zero.
            let rounded = (2 * exact.abs() + days).div_euclid(2 * days) * exact.signum();
            prop_assert_eq!(i128::from(due.minor), rounded);
            prop_assert!(due.minor.signum() == 0 || due.minor.signum() == (new - old).signum(), "an upgrade never gives back");
        }

        /// Any chain of prices within a period, compared with the same period walked day by day.
        #[test]
        fn a_chain_charges_every_day_once(
            cycle in any_cycle(), anchor in any_anchor(), today in any_day(), first in PRICES,
            chain in prop::collection::vec((0..366_i64, PRICES), 0..12), leaves in any::<bool>(),
        ) {
            let period = Rhythm { cycle, anchor, phase: today }.containing(today).unwrap();
            let days = period.days();
            let mut chain: Vec<(i64, i64)> = chain.into_iter().map(|(offset, price)| (offset % days, price)).collect();
            chain.sort_by_key(|(offset, _)| *offset);
            if let (true, Some(last)) = (leaves, chain.last_mut()) {
                last.1 = 0;
            }
            let mut bill = PeriodBill::open(period, days, omr(first), omr(first), 0);
            let mut charged = i128::from(first);
            let mut price_of_day = vec![first; usize::try_from(days).unwrap()];
            for (offset, price) in chain {
                let (due, after) = bill.reprice(period.starts + chrono::Days::new(offset.unsigned_abs()), omr(price)).unwrap();
                (charged, bill) = (charged + i128::from(due.minor), after);
                price_of_day[usize::try_from(offset).unwrap()..].fill(price);
                // After each link: within half a unit of the days' sum, and what was due adds up to what is told.
                let exact: i128 = price_of_day.iter().map(|price| i128::from(*price)).sum();
                prop_assert!((2 * (charged * i128::from(days) - exact)).abs() <= i128::from(days));
                prop_assert_eq!(i128::from(bill.total().unwrap().minor), charged);
                prop_assert!(charged >= 0, "a period never pays the tenant");
            }
        }

        /// How a way is cut into steps of one day each does not matter: only where it ends.
        #[test]
        fn steps_on_one_day_add_up_to_one_step(today in any_day(), anchor in any_anchor(), first in PRICES, steps in prop::collection::vec(PRICES, 1..8)) {
            let period = Rhythm { cycle: super::super::period::Cycle::Monthly, anchor, phase: today }.containing(today).unwrap();
            let bill = PeriodBill::open(period, period.days(), omr(first), omr(first), 0);
            let (mut sum, mut stepped) = (0, bill);
            for price in &steps {
                let (due, after) = stepped.reprice(today, omr(*price)).unwrap();
                (sum, stepped) = (sum + due.minor, after);
            }
            let (at_once, after) = bill.reprice(today, omr(*steps.last().unwrap())).unwrap();
            prop_assert_eq!((sum, stepped), (at_once.minor, after));
        }

        #[test]
        fn a_period_begun_late_never_gives_back_more_than_it_took(
            today in any_day(), anchor in any_anchor(), price in PRICES, other in PRICES, late in 0..31_i64, later in 0..31_i64,
        ) {
            let whole = Rhythm { cycle: super::super::period::Cycle::Monthly, anchor, phase: today }.containing(today).unwrap();
            let starts = whole.starts + chrono::Days::new((late % whole.days()).unsigned_abs());
            let period = Period { starts, ends: whole.ends };
            let base = omr(price).share(period.days(), whole.days()).unwrap();
            let bill = PeriodBill::open(period, whole.days(), base, omr(price), 0);
            prop_assert_eq!(bill.close(starts).unwrap().1.total(), Ok(omr(0)));
            let on = starts + chrono::Days::new((later % period.days()).unsigned_abs());
            let (_, changed) = bill.reprice(on, omr(other)).unwrap();
            prop_assert!(changed.close(on).unwrap().1.total().unwrap().minor >= 0);
        }
    }
}
