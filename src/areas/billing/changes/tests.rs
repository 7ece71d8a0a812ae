use super::super::discount::{Discount, Worth};
use super::super::document::{DocumentKind, LineKind};
use super::super::samples::{day, offer, omr, terms};
use super::*;
use crate::core::money::Currency;

fn started(terms: Terms) -> Subscription {
    Subscription::start(terms, None, day("2026-04-01"), 500).unwrap().0
}

fn starter() -> Subscription {
    started(terms("STARTER", 29_000, Cycle::Monthly))
}

fn trial() -> Subscription {
    let then = Some(terms("STARTER", 29_000, Cycle::Monthly));
    Subscription::trial(terms("FREE_TRIAL", 0, Cycle::Monthly), 14, day("2026-04-01"), then).unwrap()
}

fn upgrade(price: i64) -> Change {
    Change::Upgrade { plan: offer("GROWTH", omr(price)), price_override: None }
}

fn downgrade(price: i64) -> Change {
    Change::Downgrade { plan: offer("STARTER", omr(price)), price_override: None }
}

fn cycle_change(cycle: Cycle, price: i64, when: When) -> Change {
    Change::CycleChange { cycle, plan: offer("STARTER", omr(price)), price_override: None, add_ons: Vec::new(), when }
}

fn users(quantity: u32) -> Change {
    Change::AddOns { add_ons: vec![AddOn { code: "user".to_owned(), quantity, unit: omr(1_000) }] }
}

#[track_caller]
fn done(before: &Subscription, change: &Change, on: &str) -> Effect {
    apply(before, change, day(on), 500).unwrap()
}

/// Kind and total of each document.
fn told(effect: &Effect) -> Vec<(DocumentKind, i64)> {
    effect.documents.iter().map(|draft| (draft.kind, draft.reckon().unwrap().totals.total.minor)).collect()
}

#[test]
fn an_upgrade_is_charged_for_the_days_left_and_the_next_period_in_full() {
    let effect = done(&starter(), &upgrade(79_000), "2026-04-16");
    assert_eq!(told(&effect), [(DocumentKind::Invoice, 26_250)], "25.000 and tax");
    let item = &effect.documents[0].items[0];
    assert_eq!((item.kind, item.of_days, item.period.map(Period::days)), (LineKind::Proration, Some(30), Some(15)));
    let (next, items) = effect.after.renew(500).unwrap();
    assert_eq!((next.bill.base, items[0].unit), (omr(79_000), omr(79_000)));
}

#[test]
fn a_downgrade_charges_nothing_and_waits_for_the_periods_end() {
    let growth = started(terms("GROWTH", 79_000, Cycle::Monthly));
    let effect = done(&growth, &downgrade(29_000), "2026-04-16");
    assert_eq!((told(&effect), &effect.after.terms), (vec![], &growth.terms));
    assert_eq!(effect.after.scheduled.as_ref().map(|next| next.on), Some(day("2026-05-01")));
    let (next, items) = effect.after.renew(500).unwrap();
    assert_eq!((next.terms.plan.code.as_str(), items[0].unit, next.scheduled), ("STARTER", omr(29_000), None));
}

#[test]
fn which_of_the_two_it_is_the_price_decides() {
    for (change, refusal) in [(upgrade(28_999), Refusal::NotAnUpgrade), (downgrade(29_000), Refusal::NotADowngrade)] {
        assert_eq!(apply(&starter(), &change, day("2026-04-16"), 500), Err(refusal));
    }
    let same = done(&starter(), &upgrade(29_000), "2026-04-16");
    assert_eq!((told(&same), same.after.terms.plan.code.as_str()), (vec![], "GROWTH"), "as dear is at once and free");
}

#[test]
fn a_discount_that_recurs_is_in_what_is_prorated() {
    let discount = Some(Discount { code: "HALF".to_owned(), worth: Worth::BasisPoints(5_000), until: Some(day("2026-05-01")) });
    let before = started(Terms { discount, ..terms("STARTER", 29_000, Cycle::Monthly) });
    assert_eq!(before.bill.base, omr(14_500));
    let effect = done(&before, &upgrade(79_000), "2026-04-16");
    assert_eq!(told(&effect), [(DocumentKind::Invoice, 13_125)], "half of 25.000, and tax");
    let gone = done(&effect.after, &Change::CancelNow, "2026-04-16");
    assert_eq!(told(&gone), [(DocumentKind::CreditNote, 20_738)], "half of half of 79.000, and tax: what was paid and no more");
}

#[test]
fn a_cycle_changed_now_credits_the_rest_and_begins_a_period() {
    let dearer = done(&starter(), &cycle_change(Cycle::Annual, 290_000, When::Now), "2026-04-16");
    assert_eq!(told(&dearer), [(DocumentKind::Invoice, 289_275)], "290.000 − 14.500, and tax");
    assert_eq!(dearer.after.bill.period, Period { starts: day("2026-04-16"), ends: day("2027-04-16") });
    let back = done(&dearer.after, &cycle_change(Cycle::Monthly, 29_000, When::Now), "2026-04-16");
    assert_eq!(
        told(&back),
        [(DocumentKind::CreditNote, 304_500), (DocumentKind::Invoice, 15_225)],
        "half of April, then from the first on"
    );
    assert_eq!(back.after.bill.period, Period { starts: day("2026-04-16"), ends: day("2026-05-01") });
}

#[test]
fn a_cycle_changed_at_the_periods_end_keeps_the_anchor() {
    let effect = done(&starter(), &cycle_change(Cycle::Annual, 290_000, When::PeriodEnd), "2026-04-16");
    assert_eq!(told(&effect), []);
    let (next, _) = effect.after.renew(500).unwrap();
    assert_eq!(next.bill.period, Period { starts: day("2026-05-01"), ends: day("2027-05-01") });
}

#[test]
fn whoever_comes_to_pay_by_the_month_pays_to_the_first() {
    let annual = done(&starter(), &cycle_change(Cycle::Annual, 290_000, When::Now), "2026-04-16").after;
    let effect = done(&annual, &cycle_change(Cycle::Monthly, 30_000, When::PeriodEnd), "2026-06-01");
    let (part, _) = effect.after.renew(500).unwrap();
    assert_eq!((part.bill.period, part.bill.base), (Period { starts: day("2027-04-16"), ends: day("2027-05-01") }, omr(15_000)));
    let (month, _) = part.renew(500).unwrap();
    assert_eq!((month.bill.period, month.bill.base), (Period { starts: day("2027-05-01"), ends: day("2027-06-01") }, omr(30_000)));
}

#[test]
fn more_add_ons_are_charged_now_and_fewer_end_with_the_period() {
    let more = done(&starter(), &users(3), "2026-04-16");
    assert_eq!(told(&more), [(DocumentKind::Invoice, 1_575)]);
    let fewer = done(&more.after, &users(1), "2026-04-20");
    assert_eq!((told(&fewer), fewer.after.scheduled.is_some()), (vec![], true));
}

#[test]
fn an_agreed_price_holds_when_it_was_said_to() {
    let price = Some(omr(20_000));
    let now = done(&starter(), &Change::PriceOverride { price, when: When::Now }, "2026-04-16");
    assert_eq!(told(&now), [(DocumentKind::CreditNote, 4_725)]);
    let later = done(&starter(), &Change::PriceOverride { price, when: When::PeriodEnd }, "2026-04-16");
    assert_eq!((told(&later), later.after.renew(500).unwrap().0.bill.base), (vec![], omr(20_000)));
    let below = Change::PriceOverride { price: Some(omr(-1)), when: When::Now };
    assert_eq!(apply(&starter(), &below, day("2026-04-16"), 500), Err(Refusal::BelowZero));
    let dollars = Change::PriceOverride { price: Some(Money::zero(Currency::Usd)), when: When::PeriodEnd };
    assert_eq!(apply(&starter(), &dollars, day("2026-04-16"), 500), Err(Refusal::Billing(BillingError::Currencies)));
}

#[test]
fn leaving_now_gives_the_rest_back_with_the_tax_it_was_charged_with() {
    let effect = apply(&starter(), &Change::CancelNow, day("2026-04-16"), 1_000).unwrap();
    assert_eq!(told(&effect), [(DocumentKind::CreditNote, 15_225)], "five per cent, whatever it is today");
    assert_eq!((effect.after.status, effect.after.ended_on), (Status::Cancelled, Some(day("2026-04-16"))));
    assert_eq!(effect.after.renew(500), Ok((effect.after.clone(), vec![])), "what has ended stays so");
}

#[test]
fn what_ends_before_its_month_of_use_says_so() {
    let annual = started(terms("STARTER", 290_000, Cycle::Annual));
    for (before, change, on, cut) in [
        (&starter(), Change::CancelNow, "2026-04-16", Some(("2026-04-01", "2026-04-16"))),
        (&starter(), Change::CancelNow, "2026-04-01", None),
        (&starter(), upgrade(79_000), "2026-04-16", None),
        (&annual, cycle_change(Cycle::Monthly, 29_000, When::Now), "2026-07-03", Some(("2026-07-01", "2026-07-03"))),
        (&trial(), Change::CancelNow, "2026-04-03", None),
    ] {
        let cut = cut.map(|(starts, ends)| Period { starts: day(starts), ends: day(ends) });
        assert_eq!(done(before, &change, on).cut, cut, "{change:?}");
    }
}

#[test]
fn leaving_at_the_periods_end_can_be_taken_back_until_then() {
    let scheduled = done(&starter(), &cycle_change(Cycle::Annual, 290_000, When::PeriodEnd), "2026-04-02").after;
    let leaving = done(&scheduled, &Change::CancelAtPeriodEnd, "2026-04-16");
    assert_eq!((told(&leaving), &leaving.withdrawn), (vec![], &None));
    let (gone, items) = leaving.after.renew(500).unwrap();
    assert_eq!((gone.status, gone.ended_on, items.len()), (Status::Cancelled, Some(day("2026-05-01")), 0));
    let resumed = done(&leaving.after, &Change::Resume, "2026-04-30");
    assert_eq!(resumed.after, scheduled, "with what was scheduled");
    assert_eq!(apply(&starter(), &Change::Resume, day("2026-04-16"), 500), Err(Refusal::NotEnding));
    assert_eq!(apply(&leaving.after, &upgrade(79_000), day("2026-04-16"), 500), Err(Refusal::Ending));
}

#[test]
fn what_is_scheduled_must_be_withdrawn_before_another_change() {
    let growth = started(terms("GROWTH", 79_000, Cycle::Monthly));
    let scheduled = done(&growth, &downgrade(29_000), "2026-04-02").after;
    for change in [upgrade(99_000), downgrade(1), users(1), cycle_change(Cycle::Annual, 1, When::Now)] {
        assert_eq!(apply(&scheduled, &change, day("2026-04-16"), 500), Err(Refusal::Pending));
    }
    let withdrawn = done(&scheduled, &Change::Withdraw, "2026-04-16");
    assert_eq!((&withdrawn.after, &withdrawn.withdrawn), (&growth, &scheduled.scheduled));
    assert_eq!(apply(&growth, &Change::Withdraw, day("2026-04-16"), 500), Err(Refusal::NothingPending));
}

#[test]
fn a_trial_can_be_lengthened_and_turned_into_a_subscription() {
    let longer = done(&trial(), &Change::ExtendTrial { until: day("2026-05-01") }, "2026-04-10").after;
    assert_eq!((longer.bill.period.ends, longer.scheduled.as_ref().map(|then| then.on)), (day("2026-05-01"), Some(day("2026-05-01"))));
    let shorter = Change::ExtendTrial { until: day("2026-04-15") };
    assert_eq!(apply(&trial(), &shorter, day("2026-04-10"), 500), Err(Refusal::NotLonger));
    let activate = Change::Activate { terms: terms("STARTER", 29_000, Cycle::Monthly), setup_fee: Some(omr(10_000)) };
    let paid = done(&trial(), &activate, "2026-04-10");
    assert_eq!(told(&paid), [(DocumentKind::Invoice, 31_815)], "21 of 30 days, 10.000 for setting up, and tax");
    assert_eq!((paid.after.status, paid.after.started_on), (Status::Active, day("2026-04-01")));
    let (paid, items) = trial().renew(500).unwrap();
    assert_eq!((paid.status, items[0].unit, items[0].of_days), (Status::Active, omr(15_467), Some(30)), "16 of 30 days");
}

#[test]
fn who_has_not_paid_or_has_left_is_sold_nothing() {
    let with = |status| Subscription { status, ..starter() };
    for (status, change) in [
        (Status::PastDue, upgrade(79_000)),
        (Status::Suspended, downgrade(1)),
        (Status::Cancelled, Change::CancelNow),
        (Status::Expired, Change::Resume),
        (Status::Active, Change::ExtendTrial { until: day("2026-06-01") }),
        (Status::Trialing, upgrade(79_000)),
    ] {
        assert_eq!(apply(&with(status), &change, day("2026-04-16"), 500), Err(Refusal::Status(status)));
    }
    for on in ["2026-03-31", "2026-05-01"] {
        assert_eq!(apply(&starter(), &upgrade(79_000), day(on), 500), Err(Refusal::Billing(BillingError::OutsidePeriod)));
    }
    assert_eq!(apply(&starter(), &users(0), day("2026-04-16"), 500).map(|effect| told(&effect)), Ok(vec![]));
    let unchanged = Change::PriceOverride { price: None, when: When::Now };
    assert_eq!(apply(&starter(), &unchanged, day("2026-04-16"), 500), Err(Refusal::Unchanged));
}

#[test]
fn a_preview_is_known_by_everything_that_matters() {
    let seal = |before: &Subscription, change: &Change, on: &str| sealed(before, Some(change), &done(before, change, on)).unwrap();
    let this = seal(&starter(), &upgrade(79_000), "2026-04-16");
    assert_eq!(this, seal(&starter(), &upgrade(79_000), "2026-04-16"));
    assert_ne!(this, seal(&starter(), &upgrade(79_000), "2026-04-17"));
    assert_ne!(this, seal(&starter(), &upgrade(79_001), "2026-04-16"));
    assert_ne!(this, seal(&Subscription { started_on: day("2026-03-31"), ..starter() }, &upgrade(79_000), "2026-04-16"));
    let read: (Subscription, Change, Effect) = serde_json::from_slice(&this).unwrap();
    assert_eq!(read, (starter(), upgrade(79_000), done(&starter(), &upgrade(79_000), "2026-04-16")), "what is sealed can be read back");
}

#[test]
fn every_status_reads_back() {
    for status in Status::ALL {
        assert_eq!(Status::from_code(status.code()), Some(status));
        assert_eq!(serde_json::to_string(&status).unwrap(), format!("\"{}\"", status.code()));
    }
}
