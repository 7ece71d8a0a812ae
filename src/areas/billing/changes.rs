//! What can be done to a subscription: a change is a value, and so is its effect. The preview shows the effect, the command writes it;
//! both call [`apply`], so that they cannot differ, and [`sealed`] is what both are hashed by.
//!
//! One rule decides when: what makes a month dearer holds at once and is charged by the day, what makes it cheaper holds from the period's
//! end. Where somebody may choose, the change says [`When`].

mod today;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::today::Today;
use super::BillingError;
use super::document::Draft;
use super::period::{Anchor, Cycle, Period};
use super::subscription::{Scheduled, Status, Subscription};
use super::terms::{AddOn, PlanOffer, Terms};
use crate::core::canonical_json;
use crate::core::money::Money;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    Now,
    PeriodEnd,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// A trial becomes a paid subscription today.
    Activate { terms: Terms, setup_fee: Option<Money> },
    /// To a plan that costs as much a month or more. A price agreed for the old plan does not go along.
    Upgrade { plan: PlanOffer, price_override: Option<Money> },
    /// To a plan that costs less a month, from the period's end.
    Downgrade { plan: PlanOffer, price_override: Option<Money> },
    /// To another version of the same plan, from the period's end, dearer or cheaper. What was agreed goes along.
    Move { plan: PlanOffer },
    /// The same plan and add-ons, priced for another cycle. Now: the unused days are credited, and a period begins today.
    CycleChange { cycle: Cycle, plan: PlanOffer, price_override: Option<Money>, add_ons: Vec<AddOn>, when: When },
    /// `None` goes back to the plan's price. Now: dearer is charged, cheaper is credited, by the day.
    PriceOverride { price: Option<Money>, when: When },
    /// All of them, as they are to be.
    AddOns { add_ons: Vec<AddOn> },
    /// The trial's first day no more.
    ExtendTrial { until: NaiveDate },
    /// Today is the first day without service; it and those after are credited.
    CancelNow,
    /// What is scheduled waits: it holds if the cancellation is taken back, and never otherwise.
    CancelAtPeriodEnd,
    /// Takes a cancellation at the period's end back: everything is as it was.
    Resume,
    /// Takes a scheduled change back.
    Withdraw,
}

/// Why a change cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the subscription is {0:?}")]
    Status(Status),
    #[error("another change is scheduled; withdraw it first")]
    Pending,
    #[error("it ends with its period; resume it first")]
    Ending,
    #[error("nothing is scheduled")]
    NothingPending,
    #[error("it does not end with its period")]
    NotEnding,
    #[error("that plan costs less a month: it is a downgrade")]
    NotAnUpgrade,
    #[error("that plan costs as much a month or more: it is an upgrade")]
    NotADowngrade,
    #[error("that is another plan, not another version of it")]
    AnotherPlan,
    #[error("that is how it is already")]
    Unchanged,
    #[error("the trial would not become longer")]
    NotLonger,
    #[error("a price below zero")]
    BelowZero,
    #[error("the contract does not hold on that day")]
    OutsideContract,
    #[error(transparent)]
    Billing(#[from] BillingError),
}

/// What a change does. `documents` are issued today; `after` is the subscription from today on, with what is scheduled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    pub on: NaiveDate,
    pub documents: Vec<Draft>,
    pub after: Subscription,
    /// A scheduled change that is given up by this one.
    pub withdrawn: Option<Scheduled>,
    /// A month of use that ends today before its time. What was used above the plan in it is charged with the terms that stood.
    pub cut: Option<Period>,
}

/// The bytes a preview is known by: what stood, what was asked, and what came of it. If the subscription has moved since, they differ.
pub fn sealed(before: &Subscription, change: Option<&Change>, effect: &Effect) -> Result<Vec<u8>, serde_json::Error> {
    Ok(canonical_json::to_vec(&serde_json::to_value((before, change, effect))?))
}

/// What a change does on a day of the period that runs. `vat_basis_points` is the rate of that day.
pub fn apply(before: &Subscription, change: &Change, on: NaiveDate, vat_basis_points: u16) -> Result<Effect, Refusal> {
    allowed(before, change)?;
    if !before.bill.period.contains(on) {
        return Err(BillingError::OutsidePeriod.into());
    }
    let today = Today { before, on, vat_basis_points };
    let terms = &before.terms;
    match change {
        Change::Activate { terms, setup_fee } => {
            let (after, items) = Subscription::start(terms.clone(), *setup_fee, on, vat_basis_points)?;
            let withdrawn = before.scheduled.clone();
            Ok(Effect { withdrawn, ..today.begin(Subscription { started_on: before.started_on, ..after }, items)? })
        }
        Change::Upgrade { plan, price_override } => {
            let next = Terms { plan: plan.clone(), price_override: *price_override, ..terms.clone() };
            if next.compare(terms)? == Ordering::Less { Err(Refusal::NotAnUpgrade) } else { today.reprice(next) }
        }
        Change::Downgrade { plan, price_override } => {
            let next = Terms { plan: plan.clone(), price_override: *price_override, ..terms.clone() };
            if next.compare(terms)? == Ordering::Less { today.schedule(next) } else { Err(Refusal::NotADowngrade) }
        }
        Change::Move { plan } if plan.code != terms.plan.code => Err(Refusal::AnotherPlan),
        Change::Move { plan } => today.schedule(Terms { plan: plan.clone(), ..terms.clone() }),
        Change::CycleChange { cycle, plan, price_override, add_ons, when } => {
            let (plan, add_ons) = (plan.clone(), add_ons.clone());
            // Quarters and years that follow a period stay in step with it.
            let follows = *when == When::PeriodEnd && *cycle != Cycle::Monthly;
            let anchor = if follows { terms.anchor } else { Anchor::beginning(*cycle, on) };
            let next = Terms { cycle: *cycle, anchor, plan, price_override: *price_override, add_ons, ..terms.clone() };
            match when {
                When::PeriodEnd => today.schedule(next),
                When::Now => today.begin_anew(next),
            }
        }
        Change::PriceOverride { price, when } => {
            let next = Terms { price_override: *price, ..terms.clone() };
            match when {
                When::PeriodEnd => today.schedule(next),
                When::Now => today.reprice(next),
            }
        }
        Change::AddOns { add_ons } => {
            let next = Terms { add_ons: add_ons.clone(), ..terms.clone() };
            if next.compare(terms)? == Ordering::Less { today.schedule(next) } else { today.reprice(next) }
        }
        Change::ExtendTrial { until } => today.extend(*until),
        Change::CancelNow => today.cancel(),
        Change::CancelAtPeriodEnd => Ok(today.quietly(Subscription { ends_with_period: true, ..before.clone() })),
        Change::Resume => Ok(today.quietly(Subscription { ends_with_period: false, ..before.clone() })),
        Change::Withdraw => {
            let after = Subscription { scheduled: None, ..before.clone() };
            Ok(Effect { withdrawn: before.scheduled.clone(), ..today.quietly(after) })
        }
    }
}

/// Whether a subscription in this state takes such a change at all.
fn allowed(before: &Subscription, change: &Change) -> Result<(), Refusal> {
    use Status::{Active, PastDue, Suspended, Trialing};
    let statuses: &[Status] = match change {
        Change::Activate { .. } | Change::ExtendTrial { .. } => &[Trialing],
        // Nobody is sold more while something is unpaid.
        Change::Upgrade { .. } | Change::CycleChange { .. } | Change::AddOns { .. } => &[Active],
        Change::Downgrade { .. } | Change::PriceOverride { .. } | Change::Move { .. } => &[Active, PastDue],
        Change::CancelAtPeriodEnd | Change::Resume | Change::Withdraw => &[Trialing, Active, PastDue],
        Change::CancelNow => &[Trialing, Active, PastDue, Suspended],
    };
    if !statuses.contains(&before.status) {
        return Err(Refusal::Status(before.status));
    }
    match change {
        // Only for what replaces terms: a scheduled change names whole terms, and would undo this one at the period's end.
        Change::Upgrade { .. }
        | Change::Downgrade { .. }
        | Change::Move { .. }
        | Change::CycleChange { .. }
        | Change::PriceOverride { .. }
        | Change::AddOns { .. } => match before.scheduled {
            _ if before.ends_with_period => Err(Refusal::Ending),
            Some(_) => Err(Refusal::Pending),
            None => Ok(()),
        },
        Change::CancelAtPeriodEnd if before.ends_with_period => Err(Refusal::Unchanged),
        Change::Resume if !before.ends_with_period => Err(Refusal::NotEnding),
        Change::Withdraw if before.scheduled.is_none() => Err(Refusal::NothingPending),
        _ => Ok(()),
    }
}
