//! What a subscription will cost if nothing else is done to it: the same rules, run ahead.

use chrono::{Months, NaiveDate};

use super::BillingError;
use super::document::{Document, Item};
use super::overage::{self, Usage};
use super::period::Period;
use super::subscription::{Status, Subscription};
use super::vat;
use crate::core::country::Country;

/// What is assumed about the time ahead.
#[derive(Clone, Copy, Debug)]
pub struct Assumptions {
    /// The buyer's, for VAT by the rates that are known today.
    pub country: Option<Country>,
    /// How far ahead, from the day asked.
    pub months: u32,
    /// Use in each whole month to come; in a part of one as many orders and calls as it has of its days. Without it nothing is said about overage.
    pub usage: Option<Usage>,
}

/// An invoice that would come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    pub on: NaiveDate,
    /// The subscription's period at the time.
    pub period: Period,
    pub document: Document,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    pub invoices: Vec<Expected>,
    /// As it stands at the end of the time.
    pub after: Subscription,
}

/// Runs a subscription from a day to so many months after it. A renewal that is overdue on that day comes first, dated when it was due.
pub fn forecast(subscription: &Subscription, from: NaiveDate, assumptions: &Assumptions) -> Result<Forecast, BillingError> {
    let until = from.checked_add_months(Months::new(assumptions.months)).ok_or(BillingError::Calendar)?;
    let (mut this, mut invoices) = (subscription.clone(), Vec::new());
    // A day outside the period that runs says nothing of it: then it is run from its beginning, or renewed when it was due.
    let last = this.bill.period.ends.pred_opt().ok_or(BillingError::Calendar)?;
    let mut day = from.max(this.bill.period.starts).min(last);
    while !this.status.has_ended() && this.status != Status::Suspended {
        let window = this.usage_window(day)?;
        if window.ends >= until {
            break;
        }
        day = window.ends;
        let (next, items) = step(&this, window, assumptions)?;
        this = next;
        for draft in this.documents(items)? {
            invoices.push(Expected { on: day, period: this.bill.period, document: draft.reckon()? });
        }
    }
    Ok(Forecast { invoices, after: this })
}

/// The end of a month of use: what was used above the plan, and, where the period ends with it, the next one's charges.
fn step(this: &Subscription, window: Period, assumptions: &Assumptions) -> Result<(Subscription, Vec<Item>), BillingError> {
    let rate = assumptions.country.map_or(0, |country| vat::rate_on(country, window.ends));
    let (next, mut items) = if window.ends == this.bill.period.ends { this.renew(rate)? } else { (this.clone(), Vec::new()) };
    if let Some(used) = assumptions.usage.filter(|_| this.status.is_charged()) {
        let plan = &this.terms.plan;
        let month = this.usage_month(window.starts)?;
        items.extend(overage::lines(&part(&used, window, month), &plan.limits, &plan.overage, window, rate)?);
    }
    Ok((next, items))
}

/// What is used in some days of a month: of what is counted their share, and of what is had all of it.
fn part(used: &Usage, days: Period, month: Period) -> Usage {
    let share = |whole: i64| {
        let part = i128::from(whole) * i128::from(days.days()) / i128::from(month.days().max(1));
        i64::try_from(part).unwrap_or(i64::MAX)
    };
    Usage { orders: share(used.orders), api_calls: share(used.api_calls), ..*used }
}

#[cfg(test)]
mod tests {
    use chrono::Datelike as _;
    use proptest::prelude::*;

    use super::super::changes::{Change, apply};
    use super::super::document::LineKind;
    use super::super::overage::{Limits, OveragePrices};
    use super::super::period::{Anchor, Cycle};
    use super::super::samples::{any_anchor, any_cycle, any_day, day, offer, omr, terms};
    use super::super::terms::Terms;
    use super::*;

    const OMAN: Assumptions = Assumptions { country: Some(Country::OM), months: 12, usage: None };

    fn told(forecast: &Forecast) -> Vec<(String, i64)> {
        forecast.invoices.iter().map(|one| (one.on.to_string(), one.document.totals.total.minor)).collect()
    }

    #[test]
    fn a_year_shows_renewals_and_what_is_scheduled() {
        let (this, _) = Subscription::start(terms("PRO", 199_000, Cycle::Monthly), None, day("2026-01-01"), 500).unwrap();
        let down = Change::Downgrade { plan: offer("STARTER", omr(29_000)), price_override: None };
        let this = apply(&this, &down, day("2026-01-10"), 500).unwrap().after;
        let forecast = forecast(&this, day("2026-01-10"), &OMAN).unwrap();
        assert_eq!(forecast.invoices.len(), 12);
        assert!(told(&forecast).iter().all(|(_, total)| *total == 30_450), "{:?}", told(&forecast));
        assert_eq!((told(&forecast)[0].0.as_str(), told(&forecast)[11].0.as_str()), ("2026-02-01", "2027-01-01"));
    }

    #[test]
    fn a_trial_becomes_what_is_scheduled_or_nothing() {
        let trial = |then| Subscription::trial(terms("FREE_TRIAL", 0, Cycle::Monthly), 14, day("2026-01-05"), then).unwrap();
        let anchor = Anchor::of(day("2026-01-19"));
        let paid = forecast(&trial(Some(Terms { anchor, ..terms("GROWTH", 790_000, Cycle::Annual) })), day("2026-01-05"), &OMAN).unwrap();
        assert_eq!(told(&paid), [("2026-01-19".to_owned(), 829_500)]);
        let gone = forecast(&trial(None), day("2026-01-05"), &OMAN).unwrap();
        assert_eq!((told(&gone), gone.after.status, gone.after.ended_on), (vec![], Status::Expired, Some(day("2026-01-19"))));
    }

    #[test]
    fn what_is_used_above_the_plan_is_charged_each_month_of_a_year_too() {
        let mut terms = terms("PRO", 1_990_000, Cycle::Annual);
        terms.plan.limits = Limits { orders: Some(2_000), ..Limits::default() };
        terms.plan.overage = OveragePrices { orders: Some(omr(50)), ..OveragePrices::default() };
        let (this, _) = Subscription::start(terms, None, day("2026-01-01"), 500).unwrap();
        let usage = Some(Usage { orders: 2_010, ..Usage::default() });
        let invoices = forecast(&this, day("2026-01-01"), &Assumptions { usage, months: 13, ..OMAN }).unwrap().invoices;
        let lines = |kind| invoices.iter().flat_map(|one| &one.document.lines).filter(|line| line.item.kind == kind).count();
        assert_eq!((invoices.len(), lines(LineKind::Overage), lines(LineKind::Subscription)), (12, 12, 1));
        assert_eq!(invoices[11].document.totals.total, omr(525 + 2_089_500));
    }

    #[test]
    fn a_part_of_a_month_has_a_part_of_its_use() {
        let mut terms = Terms { anchor: Anchor::try_from(1).unwrap(), ..terms("PRO", 199_000, Cycle::Monthly) };
        terms.plan.limits = Limits { orders: Some(100), users: Some(1), ..Limits::default() };
        terms.plan.overage = OveragePrices { orders: Some(omr(50)), users: Some(omr(1_000)), ..OveragePrices::default() };
        let (this, _) = Subscription::start(terms, None, day("2026-04-16"), 500).unwrap();
        let usage = Some(Usage { orders: 220, users: 3, ..Usage::default() });
        let invoices = forecast(&this, day("2026-04-16"), &Assumptions { usage, months: 2, ..OMAN }).unwrap().invoices;
        let above = |on: &str| {
            let lines = invoices.iter().filter(|one| one.on == day(on)).flat_map(|one| &one.document.lines);
            lines.filter(|line| line.item.kind == LineKind::Overage).map(|line| line.item.quantity).collect::<Vec<_>>()
        };
        assert_eq!((above("2026-05-01"), above("2026-06-01")), (vec![10, 2], vec![120, 2]));
    }

    #[test]
    fn the_rate_is_that_of_the_day() {
        let (this, _) = Subscription::start(terms("STARTER", 29_000, Cycle::Monthly), None, day("2021-04-01"), 0).unwrap();
        assert_eq!(
            told(&forecast(&this, day("2021-04-01"), &Assumptions { months: 2, ..OMAN }).unwrap()),
            [("2021-05-01".to_owned(), 30_450)]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        /// The periods invoiced follow each other without gap or overlap, from the first day on and for the whole time.
        #[test]
        fn no_day_of_the_time_ahead_is_left_out(cycle in any_cycle(), anchor in any_anchor(), starts in any_day(), months in 1..40_u32) {
            let (this, items) = Subscription::start(Terms { anchor, ..terms("STARTER", 29_000, cycle) }, None, starts, 0).unwrap();
            prop_assert_eq!(items.len(), 1);
            let mut ends = this.bill.period.ends;
            let forecast = forecast(&this, starts, &Assumptions { months, ..OMAN }).unwrap();
            for expected in &forecast.invoices {
                prop_assert_eq!((expected.on, expected.period.starts), (ends, ends));
                prop_assert!(expected.on.day() <= u32::from(anchor.day()));
                ends = expected.period.ends;
            }
            prop_assert!(ends >= starts + Months::new(months));
            prop_assert_eq!(forecast.after.bill.period.ends, ends);
        }
    }
}
