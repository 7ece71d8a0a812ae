//! What a tenant has subscribed to, and what that costs a period.

use std::cmp::Ordering;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::BillingError;
use super::discount::Discount;
use super::document::{Item, LineKind};
use super::overage::{Limits, OveragePrices};
use super::period::{Anchor, Cycle, Period};
use crate::core::ids::PlanVersionId;
use crate::core::money::Money;

/// One published version of a plan, for one cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanOffer {
    pub version: PlanVersionId,
    pub code: String,
    /// Of a period of the cycle, without VAT. `None` where a contract says.
    pub price: Option<Money>,
    pub limits: Limits,
    pub overage: OveragePrices,
}

/// So many more of something, each for so much a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddOn {
    pub code: String,
    pub quantity: u32,
    pub unit: Money,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub plan: PlanOffer,
    pub cycle: Cycle,
    pub anchor: Anchor,
    /// Agreed instead of the plan's price, for a period of the cycle.
    pub price_override: Option<Money>,
    pub add_ons: Vec<AddOn>,
    pub discount: Option<Discount>,
}

impl Terms {
    /// The plan's price of a period, or the one agreed instead.
    pub fn base(&self) -> Result<Money, BillingError> {
        self.price_override.or(self.plan.price).ok_or(BillingError::Unpriced)
    }

    /// A whole period at full price: plan and add-ons, before discount and VAT.
    pub fn gross(&self) -> Result<Money, BillingError> {
        self.add_ons.iter().try_fold(self.base()?, |sum, add_on| Ok(sum.plus(add_on.unit.times(i64::from(add_on.quantity))?)?))
    }

    /// A whole period that begins on this day, discount taken off, before VAT. What is prorated is this.
    pub fn net(&self, starts: NaiveDate) -> Result<Money, BillingError> {
        let gross = self.gross()?;
        let off = self.discount_of(starts).map_or(Ok(Money::zero(gross.currency)), |discount| discount.off(gross))?;
        Ok(gross.minus(off)?)
    }

    /// The discount, if a period that begins on this day has it.
    pub fn discount_of(&self, starts: NaiveDate) -> Option<&Discount> {
        self.discount.as_ref().filter(|discount| discount.holds(starts))
    }

    /// Which costs more a month at full price. Decides what is an upgrade; by multiplying crosswise, so that nothing is rounded.
    pub fn compare(&self, other: &Self) -> Result<Ordering, BillingError> {
        let (mine, theirs) = (self.gross()?, other.gross()?);
        if mine.currency != theirs.currency {
            return Err(BillingError::Currencies);
        }
        let crosswise = |price: Money, months: i32| i128::from(price.minor) * i128::from(months);
        Ok(crosswise(mine, other.cycle.months()).cmp(&crosswise(theirs, self.cycle.months())))
    }

    /// The lines of a period: the plan and each add-on. Of one that lasts only some of its whole days, each price is cut to them,
    /// rounded on the line.
    pub fn charges(&self, period: Period, whole_days: i64, vat_basis_points: u16) -> Result<Vec<Item>, BillingError> {
        let days = period.days();
        let of_days = (days < whole_days).then_some(whole_days);
        let item = |kind, code: &str, quantity: u32, unit: Money| {
            // The whole line is cut, not the price of one, or the quantity would multiply the rounding.
            let (quantity, unit) = match of_days {
                None => (i64::from(quantity), unit),
                Some(whole) => (1, unit.times(i64::from(quantity))?.share(days, whole)?),
            };
            Ok(Item { kind, item: code.to_owned(), quantity, unit, period: Some(period), of_days, vat_basis_points })
        };
        let plan = std::iter::once(item(LineKind::Subscription, &self.plan.code, 1, self.base()?));
        plan.chain(self.add_ons.iter().map(|add_on| item(LineKind::AddOn, &add_on.code, add_on.quantity, add_on.unit))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::discount::Worth;
    use super::super::samples::{day, omr, terms};
    use super::*;
    use crate::core::money::Currency;

    fn add_on(quantity: u32, unit: i64) -> AddOn {
        AddOn { code: "extra_user".to_owned(), quantity, unit: omr(unit) }
    }

    #[test]
    fn a_period_costs_the_plan_or_what_was_agreed_and_the_add_ons_less_the_discount() {
        let mut this = Terms { add_ons: vec![add_on(2, 1_500)], ..terms("STARTER", 29_000, Cycle::Monthly) };
        assert_eq!((this.base(), this.gross()), (Ok(omr(29_000)), Ok(omr(32_000))));
        this.price_override = Some(omr(25_000));
        this.discount = Some(Discount { code: "HALF".to_owned(), worth: Worth::BasisPoints(5_000), until: Some(day("2026-03-01")) });
        assert_eq!(this.net(day("2026-02-28")), Ok(omr(14_000)));
        assert_eq!(this.net(day("2026-03-01")), Ok(omr(28_000)));
        this.price_override = None;
        this.plan.price = None;
        assert_eq!(this.gross(), Err(BillingError::Unpriced));
    }

    #[test]
    fn what_costs_more_a_month_is_more_whatever_the_cycle() {
        let monthly = terms("STARTER", 29_000, Cycle::Monthly);
        for (price, cycle, order) in [
            (290_000, Cycle::Annual, Ordering::Less),
            (348_000, Cycle::Annual, Ordering::Equal),
            (348_001, Cycle::Annual, Ordering::Greater),
            (87_001, Cycle::Quarterly, Ordering::Greater),
        ] {
            assert_eq!(terms("X", price, cycle).compare(&monthly), Ok(order), "{price} {cycle:?}");
        }
        let mut dollars = terms("X", 1, Cycle::Monthly);
        dollars.plan.price = Some(Money::new(1, Currency::Usd));
        assert_eq!(dollars.compare(&monthly), Err(BillingError::Currencies));
    }

    #[test]
    fn a_part_of_a_period_is_cut_line_by_line() {
        let this = Terms { add_ons: vec![add_on(3, 10)], ..terms("STARTER", 29_000, Cycle::Monthly) };
        let period = Period { starts: day("2026-04-20"), ends: day("2026-05-01") };
        let cut: Vec<_> = this.charges(period, 30, 500).unwrap().into_iter().map(|item| (item.quantity, item.unit.minor)).collect();
        assert_eq!(cut, [(1, 10_633), (1, 11)], "11 of 30 days");
        let whole: Vec<_> = this.charges(period, 11, 500).unwrap().into_iter().map(|item| (item.quantity, item.unit.minor)).collect();
        assert_eq!(whole, [(1, 29_000), (3, 10)]);
    }
}
