//! What a change of a subscription comes to, all of it: what had come due before, what was used until it, and the change itself. Pure, so
//! that what is looked at and what is done cannot differ.

use std::cell::RefCell;

use chrono::NaiveDate;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::advance::{Charge, Due, Used, charges};
use super::used::Counted;
use crate::areas::billing::changes::{Change, Effect, Refusal, apply, sealed};
use crate::areas::billing::document::{Document, DocumentKind, Draft};
use crate::areas::billing::overage::{self, Usage};
use crate::areas::billing::period::Period;
use crate::areas::billing::subscription::Subscription;
use crate::areas::billing::terms::Terms;
use crate::areas::billing::{BillingError, vat};
use crate::core::money::Money;
use crate::core::text::hex;

#[derive(Clone, Debug)]
pub struct Outcome {
    /// None, where time alone has passed.
    pub change: Option<Change>,
    /// As it stood when it was looked at.
    pub before: Due,
    /// As it stands once everything that was due is charged.
    pub ready: Due,
    /// What had come due and was not charged yet, and what was used in a month that the change cuts off: each an invoice of its own.
    pub due: Vec<Charge>,
    pub effect: Effect,
    /// The documents of the change, reckoned.
    pub documents: Vec<Document>,
    pub after: Due,
    /// What was counted of the use that is charged; filled in where use was read.
    pub counted: Vec<Counted>,
}

/// What a change does on a day.
pub fn outcome(before: &Due, change: &Change, on: NaiveDate, usage: Used<'_>) -> Result<Outcome, Refusal> {
    let (start, agreed) = first_agreed(before, change, on);
    let (ready, mut due) = start.advance(on, usage)?;
    let rate = before.country.map_or(0, |country| vat::rate_on(country, on));
    let effect = if agreed { quiet(on, ready.subscription.clone()) } else { apply(&ready.subscription, change, on, rate)? };
    if let Some(window) = effect.cut.filter(|_| ready.is_metered()) {
        let plan = &ready.subscription.terms.plan;
        let items = overage::lines(&usage(window), &plan.limits, &plan.overage, window, rate)?;
        due.extend(charges(&ready.subscription, items, on, window)?);
    }
    let documents = effect.documents.iter().map(Draft::reckon).collect::<Result<_, _>>()?;
    within_reason(&effect.after, rate)?;
    let mut after = Due { subscription: effect.after.clone(), ..ready.clone() };
    after.on = after.following(on.max(after.subscription.bill.period.starts))?;
    Ok(Outcome { change: Some(change.clone()), before: before.clone(), ready, due, effect, documents, after, counted: Vec::new() })
}

/// A plan by contract cannot be charged before a price is agreed: what is due already is charged by the price that is agreed now.
fn first_agreed(before: &Due, change: &Change, on: NaiveDate) -> (Due, bool) {
    let unpriced = before.subscription.terms.base() == Err(BillingError::Unpriced) && before.is_due(on);
    let mut start = before.clone();
    if let Change::PriceOverride { price: Some(price), .. } = change
        && unpriced
        && price.currency == before.subscription.bill.price.currency
        && price.minor >= 0
    {
        start.subscription.terms.price_override = Some(*price);
        return (start, true);
    }
    // So it is where the tenant's contract takes the place of the plan that had none.
    if let Change::Upgrade { plan, price_override } = change
        && unpriced
        && price_override.or(plan.price).is_some_and(|price| price.currency == before.subscription.bill.price.currency && price.minor >= 0)
    {
        start.subscription.terms = Terms { plan: plan.clone(), price_override: *price_override, ..start.subscription.terms };
        return (start, true);
    }
    (start, false)
}

fn quiet(on: NaiveDate, after: Subscription) -> Effect {
    Effect { on, documents: Vec::new(), after, withdrawn: None, cut: None }
}

/// Whether a whole period of the terms to come fits on an invoice: what does not would be refused by every run.
pub(super) fn within_reason(after: &Subscription, rate: u16) -> Result<(), BillingError> {
    let terms = after.scheduled.as_ref().map_or(&after.terms, |next| &next.terms);
    if !after.status.is_charged() || terms.base() == Err(BillingError::Unpriced) {
        return Ok(());
    }
    let period = after.bill.period;
    let items = terms.charges(period, period.days(), rate)?;
    for draft in after.documents(items)? {
        draft.reckon()?;
    }
    Ok(())
}

/// What ending a subscription on a day comes to. Within its period that is a cancellation, and so it is where periods since were not charged
/// yet. One that ends with its period has nothing unused: what was used until then is charged.
pub fn ending(before: &Due, on: NaiveDate, usage: Used<'_>) -> Result<Outcome, Refusal> {
    let this = &before.subscription;
    let (period, charged) = (this.bill.period, this.status.is_charged());
    let never_charged = before.on <= period.starts && (on <= period.starts || !charged);
    let over = !period.contains(on) && (this.ends_with_period || on <= period.ends || !charged);
    if !never_charged && !over {
        return outcome(before, &Change::CancelNow, on, usage);
    }
    let mut due = Vec::new();
    let mut after = Due { subscription: Subscription { ends_with_period: true, ..this.clone() }, ..before.clone() };
    if charged && !never_charged {
        (after, due) = after.advance(on, usage)?;
        let last = period.ends.pred_opt().ok_or(BillingError::Calendar)?;
        if after.is_metered() && after.on == period.ends && on >= period.ends {
            let (window, plan) = (this.usage_window(last)?, &this.terms.plan);
            let rate = before.country.map_or(0, |country| vat::rate_on(country, period.ends));
            let items = overage::lines(&usage(window), &plan.limits, &plan.overage, window, rate)?;
            due.extend(charges(this, items, period.ends, window)?);
        }
    }
    Ok(Outcome { change: Some(Change::CancelNow), ..passed(before, after, due, on) })
}

/// What had come due by a day and was not charged yet.
pub fn overdue(before: &Due, on: NaiveDate, usage: Used<'_>) -> Result<Outcome, Refusal> {
    let (after, due) = before.clone().advance(on, usage)?;
    Ok(passed(before, after, due, on))
}

fn passed(before: &Due, after: Due, due: Vec<Charge>, on: NaiveDate) -> Outcome {
    let effect = quiet(on, after.subscription.clone());
    Outcome { change: None, before: before.clone(), ready: after.clone(), due, effect, documents: Vec::new(), after, counted: Vec::new() }
}

/// The months of use that have to be known before an outcome is.
pub fn windows(outcome: impl FnOnce(Used<'_>) -> Result<Outcome, Refusal>) -> Result<Vec<Period>, Refusal> {
    let seen = RefCell::new(Vec::new());
    outcome(&|window| {
        seen.borrow_mut().push(window);
        Usage::default()
    })?;
    Ok(seen.into_inner())
}

impl Outcome {
    /// By what it is known: whoever confirms it gets what they saw.
    pub fn seal(&self) -> Result<String, serde_json::Error> {
        let mut hash = Sha256::new();
        hash.update(sealed(&self.before.subscription, self.change.as_ref(), &self.effect)?);
        let due: Vec<_> = self.due.iter().map(|charge| (charge.on, charge.period, &charge.document)).collect();
        hash.update(crate::core::canonical_json::to_vec(&json!([due, self.documents])));
        Ok(hex(&hash.finalize()[..16]))
    }

    /// The day from which it holds: today, or the end of the period that runs.
    pub fn holds_on(&self) -> NaiveDate {
        self.effect.after.scheduled.as_ref().map_or(self.effect.on, |next| next.on)
    }

    /// Whether documents are issued for it.
    pub fn moves_money(&self) -> bool {
        !self.due.is_empty() || !self.documents.is_empty()
    }

    /// What of it is given back, without tax, in minor units: on credit notes, and on lines that make an invoice smaller.
    pub fn given_back(&self) -> i64 {
        let lines = self.documents.iter().flat_map(|document| document.lines.iter().map(|line| (document.kind, line.taxable.minor)));
        lines
            .map(|(kind, taxable)| if kind == DocumentKind::CreditNote { taxable } else { taxable.min(0).saturating_neg() })
            .fold(0, i64::saturating_add)
    }

    /// What credit notes give back, VAT included. What makes an invoice smaller stays in the house.
    pub fn credited(&self) -> Money {
        let notes = self.documents.iter().filter(|document| document.kind == DocumentKind::CreditNote);
        let minor = notes.map(|note| note.totals.total.minor).fold(0, i64::saturating_add);
        Money::new(minor, self.before.subscription.bill.price.currency)
    }

    /// What is to pay for it today: charged less given back.
    pub fn to_pay(&self) -> Result<Money, Refusal> {
        let zero = Money::zero(self.before.subscription.bill.price.currency);
        let due = self.due.iter().map(|charge| &charge.document);
        let sum = due.chain(&self.documents).try_fold(zero, |sum, document| match document.kind {
            DocumentKind::Invoice => sum.plus(document.totals.total),
            DocumentKind::CreditNote => sum.minus(document.totals.total),
        });
        sum.map_err(|error| Refusal::Billing(error.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas::billing::changes::When;
    use crate::areas::billing::overage::{Limits, OveragePrices};
    use crate::areas::billing::period::Cycle;
    use crate::areas::billing::samples::{day, offer, omr, terms};
    use crate::areas::billing::subscription::Status;
    use crate::core::country::Country;

    fn fresh(terms: Terms, on: &str) -> Due {
        let (subscription, _) = Subscription::start(terms, None, day(on), 0).unwrap();
        Due { subscription, on: day(on), setup_fee: None, country: Some(Country::OM) }
    }

    fn nothing(_: Period) -> Usage {
        Usage::default()
    }

    fn told(documents: &[Document]) -> Vec<(DocumentKind, i64)> {
        documents.iter().map(|document| (document.kind, document.totals.total.minor)).collect()
    }

    #[test]
    fn what_was_not_charged_yet_is_charged_before_it_is_changed() {
        let due = fresh(terms("STARTER", 30_000, Cycle::Monthly), "2026-04-01");
        let up = Change::Upgrade { plan: offer("GROWTH", omr(60_000)), price_override: None };
        let after = outcome(&due, &up, day("2026-04-11"), &nothing).unwrap();
        assert_eq!(after.due.iter().map(|charge| charge.document.totals.total.minor).collect::<Vec<_>>(), [31_500]);
        assert_eq!(told(&after.documents), [(DocumentKind::Invoice, 21_000)], "30 × 20 ÷ 30 and the tax");
        assert_eq!((after.to_pay(), after.after.on), (Ok(omr(52_500)), day("2026-05-01")));
        assert_eq!(after.after.subscription.terms.plan.code, "GROWTH");
    }

    #[test]
    fn a_month_that_is_cut_off_is_charged_for_what_was_used_in_it_by_the_terms_that_stood() {
        let mut metered = terms("PRO", 30_000, Cycle::Monthly);
        metered.plan.limits = Limits { orders: Some(10), ..Limits::default() };
        metered.plan.overage = OveragePrices { orders: Some(omr(100)), ..OveragePrices::default() };
        let due = Due { on: day("2026-05-01"), ..fresh(metered.clone(), "2026-04-01") };
        let used = |window: Period| Usage { orders: if window.ends == day("2026-04-11") { 12 } else { 0 }, ..Usage::default() };
        let annual = Change::CycleChange {
            cycle: Cycle::Annual,
            plan: metered.plan.clone(),
            price_override: Some(omr(300_000)),
            add_ons: Vec::new(),
            when: When::Now,
        };
        assert_eq!(
            windows(|used| outcome(&due, &annual, day("2026-04-11"), used)),
            Ok(vec![Period { starts: day("2026-04-01"), ends: day("2026-04-11") }])
        );
        let after = outcome(&due, &annual, day("2026-04-11"), &used).unwrap();
        assert_eq!(
            after.due.iter().map(|charge| (charge.on, charge.document.totals.taxable.minor)).collect::<Vec<_>>(),
            [(day("2026-04-11"), 200)]
        );
        assert_eq!(told(&after.documents), [(DocumentKind::Invoice, 295_000)], "300 and the tax, less 20 of 30 days charged without any");
        assert_eq!(after.after.on, day("2026-05-11"), "the next month of use");
        let cancelled = outcome(&due, &Change::CancelNow, day("2026-04-11"), &used).unwrap();
        assert_eq!(
            (told(&cancelled.documents), cancelled.due.len()),
            (vec![(DocumentKind::CreditNote, 20_000)], 1),
            "the tax it was charged with: none"
        );
        assert_eq!((cancelled.after.due_on(), cancelled.after.subscription.status), (None, Status::Cancelled));
    }

    #[test]
    fn what_ends_with_its_period_pays_what_was_used_in_it_and_gets_nothing_back() {
        let mut metered = terms("PRO", 30_000, Cycle::Monthly);
        metered.plan.limits = Limits { orders: Some(10), ..Limits::default() };
        metered.plan.overage = OveragePrices { orders: Some(omr(100)), ..OveragePrices::default() };
        let due = Due { on: day("2026-05-01"), ..fresh(metered, "2026-04-01") };
        let used = |_| Usage { orders: 12, ..Usage::default() };
        let mut set = due.clone();
        set.subscription.ends_with_period = true;
        for (this, on) in [(&due, "2026-05-01"), (&set, "2026-05-01"), (&set, "2026-06-20")] {
            let ended = ending(this, day(on), &used).unwrap();
            assert_eq!((told(&ended.documents), ended.due.len(), ended.to_pay()), (vec![], 1, Ok(omr(210))), "{on}");
        }
        // A run that was late takes no days away: May and June are charged, and the rest of June is given back.
        let late = ending(&due, day("2026-06-21"), &used).unwrap();
        assert_eq!((told(&late.documents), late.due.len()), (vec![(DocumentKind::CreditNote, 10_500)], 3));
        let within = ending(&due, day("2026-04-16"), &used).unwrap();
        assert_eq!(told(&within.documents), [(DocumentKind::CreditNote, 15_000)]);
        let new = fresh(terms("STARTER", 30_000, Cycle::Monthly), "2026-04-01");
        let at_once = ending(&new, day("2026-04-01"), &nothing).unwrap();
        assert!(at_once.due.is_empty() && at_once.documents.is_empty(), "what was not charged is neither charged nor given back");
        let mut suspended = new.clone();
        suspended.subscription.status = Status::Suspended;
        let never = ending(&suspended, day("2026-04-05"), &nothing).unwrap();
        assert!(!never.moves_money(), "who never paid gets nothing back");
    }

    #[test]
    fn a_plan_by_contract_is_charged_by_the_price_that_is_agreed_for_it() {
        let mut contract = fresh(terms("ENTERPRISE", 1, Cycle::Monthly), "2026-04-01");
        contract.subscription.terms.plan.price = None;
        let agree = |price, when| Change::PriceOverride { price: Some(omr(price)), when };
        for when in [When::Now, When::PeriodEnd] {
            let agreed = outcome(&contract, &agree(300_000, when), day("2026-04-03"), &nothing).unwrap();
            assert_eq!(agreed.due.iter().map(|charge| charge.document.totals.total.minor).collect::<Vec<_>>(), [315_000]);
            assert_eq!((told(&agreed.documents), agreed.after.subscription.terms.base()), (vec![], Ok(omr(300_000))));
        }
        let dear = outcome(&contract, &agree(1_000_000_000_000, When::Now), day("2026-04-03"), &nothing);
        assert_eq!(dear.err(), Some(Refusal::Billing(BillingError::Overflow)), "with the tax it is more than an invoice holds");
    }

    #[test]
    fn whatever_is_otherwise_breaks_the_seal() {
        let due = Due { on: day("2026-05-01"), ..fresh(terms("STARTER", 30_000, Cycle::Monthly), "2026-04-01") };
        let up = |price| Change::Upgrade { plan: offer("GROWTH", omr(price)), price_override: None };
        let seal = |due: &Due, price, on| outcome(due, &up(price), day(on), &nothing).unwrap().seal().unwrap();
        let first = seal(&due, 60_000, "2026-04-11");
        assert_eq!(first, seal(&due, 60_000, "2026-04-11"));
        assert_ne!(first, seal(&due, 60_001, "2026-04-11"));
        assert_ne!(first, seal(&due, 60_000, "2026-04-12"));
        let uncharged = Due { on: day("2026-04-01"), ..due.clone() };
        assert_ne!(first, seal(&uncharged, 60_000, "2026-04-11"));
    }
}
