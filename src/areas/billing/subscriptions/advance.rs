//! What a subscription is charged up to a day: every period and every month of use that has come due, one after the other. Pure, so that
//! the preview of a billing run and the run itself cannot differ.

use chrono::NaiveDate;
use uuid::Uuid;

use super::papers::Paper;
use crate::areas::billing::discount::Discount;
use crate::areas::billing::document::{Document, DocumentKind, Item};
use crate::areas::billing::invoices::model::Buyer;
use crate::areas::billing::overage::{self, Usage};
use crate::areas::billing::period::{First, Period};
use crate::areas::billing::proration::PeriodBill;
use crate::areas::billing::subscription::{Status, Subscription};
use crate::areas::billing::{BillingError, vat};
use crate::core::country::Country;
use crate::core::ids::PlanVersionId;
use crate::core::money::Money;

/// A subscription and what of it is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub subscription: Subscription,
    /// The first of the period that runs, when it was not charged yet; otherwise the end of a month of use or of the period.
    pub on: NaiveDate,
    /// Charged with the first period of all.
    pub setup_fee: Option<Money>,
    /// The buyer's, for VAT. None is charged where the console knows no such country.
    pub country: Option<Country>,
}

/// One invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The day it was due. No subscription is charged twice for one.
    pub on: NaiveDate,
    /// What it is for: a period, or a month of use within a longer one.
    pub period: Period,
    pub version: PlanVersionId,
    pub document: Document,
}

impl Charge {
    /// As it is written.
    pub fn paper<'a>(&'a self, id: Uuid, buyer: Buyer, subscription: Uuid, discount: Option<&'a Discount>) -> Paper<'a> {
        let (period, version) = (self.period, self.version);
        Paper {
            id,
            buyer,
            subscription,
            version,
            charged_for: Some(self.on),
            period,
            corrects: None,
            reason: "",
            discount,
            document: &self.document,
        }
    }
}

/// Periods and months of use that one subscription is charged for at once: fifty years of months.
const MOST_STEPS: u32 = 600;

/// What one month of use came to.
pub type Used<'a> = &'a dyn Fn(Period) -> Usage;

impl Due {
    /// Whether use above the plan costs anything.
    pub fn is_metered(&self) -> bool {
        let prices = &self.subscription.terms.plan.overage;
        overage::Measure::ALL.into_iter().any(|measure| prices.of(measure).is_some_and(|price| price.minor > 0))
    }

    /// The day it is kept with, if it is charged at all.
    pub fn due_on(&self) -> Option<NaiveDate> {
        let begins = self.subscription.status == Status::Trialing && self.subscription.scheduled.is_some();
        (self.subscription.status.is_charged() || begins).then_some(self.on)
    }

    /// Whether something is charged on this day or before it. What ends with its period is not charged for another.
    pub fn is_due(&self, to: NaiveDate) -> bool {
        let this = &self.subscription;
        let ends = this.ends_with_period && self.on >= this.bill.period.ends;
        self.due_on().is_some_and(|on| on <= to) && !ends
    }

    /// Charges everything that is due up to and on this day, and says how the subscription stands then.
    pub fn advance(mut self, to: NaiveDate, usage: Used<'_>) -> Result<(Self, Vec<Charge>), BillingError> {
        let (mut charges, mut steps) = (Vec::new(), 0);
        while self.is_due(to) {
            let before = self.on;
            steps += 1;
            charges.extend(self.step(usage)?);
            // Whatever happens, a step leads forward.
            if self.on <= before || steps > MOST_STEPS {
                return Err(BillingError::Calendar);
            }
        }
        Ok((self, charges))
    }

    /// The months of use that end on a due day up to this one: what has to be known before it can be advanced.
    pub fn windows(&self, to: NaiveDate) -> Result<Vec<Period>, BillingError> {
        let seen = std::cell::RefCell::new(Vec::new());
        if self.is_metered() {
            self.clone().advance(to, &|window| {
                seen.borrow_mut().push(window);
                Usage::default()
            })?;
        }
        Ok(seen.into_inner())
    }

    fn step(&mut self, usage: Used<'_>) -> Result<Vec<Charge>, BillingError> {
        let this = &self.subscription;
        let on = self.on;
        let rate = self.country.map_or(0, |country| vat::rate_on(country, on));
        let (next, items, covers) = if on <= this.bill.period.starts {
            // What was to hold from an earlier day holds: a suspension may have passed over the end of the period.
            let next = this.scheduled.as_ref().filter(|next| next.on <= on);
            let terms = next.map_or(&this.terms, |next| &next.terms).clone();
            let scheduled = this.scheduled.clone().filter(|_| next.is_none());
            let (begun, items) = Subscription::start(terms.clone(), self.setup_fee.take(), on, rate)?;
            (Subscription { bill: begun.bill, terms, scheduled, ..this.clone() }, items, begun.bill.period)
        } else {
            let window = this.usage_window(on.pred_opt().ok_or(BillingError::Calendar)?)?;
            let (next, mut items, covers) = if on >= this.bill.period.ends {
                let (next, items) = this.renew(rate)?;
                let covers = next.bill.period;
                (next, items, covers)
            } else {
                (this.clone(), Vec::new(), window)
            };
            if this.status.is_charged() && self.is_metered() {
                let plan = &this.terms.plan;
                items.extend(overage::lines(&usage(window), &plan.limits, &plan.overage, window, rate)?);
            }
            (next, items, covers)
        };
        let charges = charges(&next, items, on, covers)?;
        self.subscription = next;
        self.on = self.following(on)?;
        Ok(charges)
    }

    /// With a period from this day to its anchor, not charged yet, where the last one is over: by the terms that were to hold by now.
    pub(super) fn begun_anew(&self, on: NaiveDate) -> Result<Option<Self>, BillingError> {
        let this = &self.subscription;
        if this.bill.period.ends >= on {
            return Ok(None);
        }
        let terms = this.scheduled.as_ref().filter(|next| next.on <= on).map_or(&this.terms, |next| &next.terms);
        let First { period, whole_days, .. } = First::on_anchor(terms.cycle, terms.anchor, on)?;
        let bill = PeriodBill { period, whole_days, ..this.bill };
        Ok(Some(Self { on, subscription: Subscription { bill, ..this.clone() }, ..self.clone() }))
    }

    /// When something is due after this day.
    pub(super) fn following(&self, on: NaiveDate) -> Result<NaiveDate, BillingError> {
        let period = self.subscription.bill.period;
        if !self.is_metered() || on < period.starts {
            return Ok(period.ends);
        }
        Ok(self.subscription.usage_window(on)?.ends)
    }
}

/// The invoices for these lines.
pub(super) fn charges(subscription: &Subscription, items: Vec<Item>, on: NaiveDate, period: Period) -> Result<Vec<Charge>, BillingError> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let version = subscription.terms.plan.version;
    let drafts = subscription.documents(items)?;
    let charges = drafts.iter().map(|draft| {
        // Periods and use are never given back.
        if draft.kind != DocumentKind::Invoice {
            return Err(BillingError::Negative);
        }
        Ok(Charge { on, period, version, document: draft.reckon()? })
    });
    charges.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::areas::billing::document::{LineKind, MOST};
    use crate::areas::billing::overage::{Limits, OveragePrices};
    use crate::areas::billing::period::Cycle;
    use crate::areas::billing::samples::{any_anchor, any_cycle, any_day, day, omr, terms};
    use crate::areas::billing::subscription::Scheduled;
    use crate::areas::billing::terms::Terms;

    fn nothing(_: Period) -> Usage {
        Usage::default()
    }

    /// As it is kept when somebody subscribes: the period is there, nothing was charged for it.
    fn fresh(terms: Terms, on: NaiveDate) -> Due {
        let (subscription, _) = Subscription::start(terms, None, on, 0).unwrap();
        Due { subscription, on, setup_fee: None, country: Some(Country::OM) }
    }

    fn told(charges: &[Charge]) -> Vec<(String, i64)> {
        charges.iter().map(|charge| (charge.on.to_string(), charge.document.totals.total.minor)).collect()
    }

    #[test]
    fn a_period_that_was_not_charged_is_charged_from_its_first_day_with_the_fee_and_then_every_month() {
        let due = Due { setup_fee: Some(omr(10_000)), ..fresh(terms("STARTER", 29_000, Cycle::Monthly), day("2026-01-01")) };
        let (after, charges) = due.advance(day("2026-03-01"), &nothing).unwrap();
        assert_eq!(told(&charges), [("2026-01-01".into(), 40_950), ("2026-02-01".into(), 30_450), ("2026-03-01".into(), 30_450)]);
        assert_eq!((after.on, after.setup_fee), (day("2026-04-01"), None));
        let (again, none) = after.clone().advance(day("2026-03-31"), &nothing).unwrap();
        assert_eq!((again, none), (after, vec![]), "nothing is due before its day");
    }

    #[test]
    fn what_ends_with_its_period_is_suspended_or_free_is_not_charged() {
        let mut due = fresh(terms("STARTER", 29_000, Cycle::Monthly), day("2026-01-01"));
        due.on = day("2026-02-01");
        due.subscription.ends_with_period = true;
        assert!(!due.is_due(day("2026-02-01")));
        due.subscription.ends_with_period = false;
        assert!(due.is_due(day("2026-02-01")) && !due.is_due(day("2026-01-31")));
        for status in [Status::Suspended, Status::Trialing, Status::Cancelled, Status::Expired] {
            due.subscription.status = status;
            assert!(!due.is_due(day("2026-02-01")), "{status:?}");
        }
        let (after, charges) =
            fresh(terms("FREE_TRIAL", 0, Cycle::Monthly), day("2026-01-01")).advance(day("2026-02-01"), &nothing).unwrap();
        assert_eq!((charges, after.on), (vec![], day("2026-03-01")));
    }

    #[test]
    fn what_was_scheduled_for_a_day_that_was_passed_over_holds_when_charging_goes_on() {
        let mut due = fresh(terms("PRO", 199_000, Cycle::Monthly), day("2026-12-05"));
        let next = |on: &str| Some(Scheduled { on: day(on), terms: terms("STARTER", 29_000, Cycle::Monthly) });
        due.subscription.scheduled = next("2026-12-01");
        let (after, charges) = due.clone().advance(day("2026-12-05"), &nothing).unwrap();
        let plan = |this: &Due| this.subscription.terms.plan.code.clone();
        assert_eq!((charges[0].document.lines[0].item.item.as_str(), plan(&after)), ("STARTER", "STARTER".to_owned()));
        assert_eq!(after.subscription.scheduled, None);
        due.subscription.scheduled = next("2027-01-01");
        let (after, charges) = due.advance(day("2026-12-05"), &nothing).unwrap();
        assert_eq!((charges[0].document.lines[0].item.item.as_str(), after.subscription.scheduled.is_some()), ("PRO", true));
    }

    #[test]
    fn use_above_the_plan_is_charged_month_by_month_in_a_year_too_and_never_twice() {
        let mut terms = terms("PRO", 1_990_000, Cycle::Annual);
        terms.plan.limits = Limits { orders: Some(2_000), ..Limits::default() };
        terms.plan.overage = OveragePrices { orders: Some(omr(50)), ..OveragePrices::default() };
        let due = fresh(terms, day("2026-01-01"));
        assert_eq!(due.windows(day("2027-01-01")).unwrap().len(), 12);
        let used = |window: Period| Usage { orders: if window.starts < day("2026-03-01") { 2_010 } else { 1 }, ..Usage::default() };
        let (after, charges) = due.advance(day("2027-01-01"), &used).unwrap();
        let lines = |kind| charges.iter().flat_map(|one| &one.document.lines).filter(|line| line.item.kind == kind).count();
        assert_eq!((charges.len(), lines(LineKind::Overage), lines(LineKind::Subscription)), (4, 2, 2));
        assert_eq!(charges[1].period, Period { starts: day("2026-01-01"), ends: day("2026-02-01") });
        assert_eq!(after.on, day("2027-02-01"));
    }

    #[test]
    fn what_has_no_price_or_is_beyond_any_invoice_is_refused() {
        let mut due = fresh(terms("ENTERPRISE", 1, Cycle::Monthly), day("2026-01-01"));
        due.subscription.terms.plan.price = None;
        assert_eq!(due.advance(day("2026-01-01"), &nothing), Err(BillingError::Unpriced));
        let dear = fresh(terms("PRO", MOST, Cycle::Monthly), day("2026-01-01"));
        assert_eq!(dear.advance(day("2026-01-01"), &nothing), Err(BillingError::Overflow), "with VAT it is more");
        let old = fresh(terms("PRO", 1, Cycle::Monthly), day("2026-01-01"));
        assert_eq!(old.advance(day("9999-12-31"), &nothing), Err(BillingError::Calendar));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        /// However often it is run and in whichever steps: the same charges, each day of the time once.
        #[test]
        fn many_runs_charge_what_one_does(
            cycle in any_cycle(), anchor in any_anchor(), on in any_day(), days in proptest::collection::vec(0..70_u64, 1..8),
            metered in any::<bool>(),
        ) {
            let mut terms = Terms { anchor, ..terms("PRO", 199_000, cycle) };
            if metered {
                terms.plan.limits = Limits { orders: Some(10), ..Limits::default() };
                terms.plan.overage = OveragePrices { orders: Some(omr(50)), ..OveragePrices::default() };
            }
            let used = |window: Period| Usage { orders: 10 + window.days(), ..Usage::default() };
            let last = on + chrono::Days::new(days.iter().sum());
            let (after, at_once) = fresh(terms.clone(), on).advance(last, &used).unwrap();
            let (mut step, mut to, mut one_by_one) = (fresh(terms, on), on, Vec::new());
            for more in days {
                to = to + chrono::Days::new(more);
                let (next, charges) = step.advance(to, &used).unwrap();
                one_by_one.extend(charges);
                step = next;
            }
            prop_assert_eq!(&step, &after);
            prop_assert_eq!(&one_by_one, &at_once);
            prop_assert!(after.on > last);
            let mut until = on;
            for line in at_once.iter().flat_map(|charge| &charge.document.lines).filter(|line| line.item.kind == LineKind::Subscription) {
                let period = line.item.period.unwrap();
                prop_assert_eq!(period.starts, until);
                until = period.ends;
            }
            prop_assert!(until > last);
            let mut days: Vec<_> = at_once.iter().map(|charge| charge.on).collect();
            days.dedup();
            prop_assert_eq!(days.len(), at_once.len(), "a day is charged for once");
        }
    }
}
