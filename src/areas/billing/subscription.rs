//! A subscription as it stands on a day, how it begins, and what happens when its period ends.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::BillingError;
use super::document::{Covers, Draft, Item, LineKind, settle};
use super::period::{Cycle, First, Period, Rhythm};
use super::proration::PeriodBill;
use super::terms::Terms;
use crate::core::money::Money;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nothing is paid until the period ends.
    Trialing,
    Active,
    /// Served and charged, with something unpaid.
    PastDue,
    /// Neither served nor charged.
    Suspended,
    /// Ended because somebody ended it.
    Cancelled,
    /// A trial that ended without becoming more.
    Expired,
}

impl Status {
    pub const ALL: [Self; 6] = [Self::Trialing, Self::Active, Self::PastDue, Self::Suspended, Self::Cancelled, Self::Expired];

    pub fn code(self) -> &'static str {
        match self {
            Self::Trialing => "trialing",
            Self::Active => "active",
            Self::PastDue => "past_due",
            Self::Suspended => "suspended",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    pub fn has_ended(self) -> bool {
        matches!(self, Self::Cancelled | Self::Expired)
    }

    /// Whether a new period is charged.
    pub fn is_charged(self) -> bool {
        matches!(self, Self::Active | Self::PastDue)
    }
}

/// Terms that will hold from a period's beginning on. A trial that has them becomes a paid subscription with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheduled {
    /// The end of the period that runs.
    pub on: NaiveDate,
    pub terms: Terms,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    pub status: Status,
    pub terms: Terms,
    /// The period that runs, or the last one that ran.
    pub bill: PeriodBill,
    pub scheduled: Option<Scheduled>,
    pub ends_with_period: bool,
    pub started_on: NaiveDate,
    /// The first day without service.
    pub ended_on: Option<NaiveDate>,
}

impl Subscription {
    /// A paid subscription from its first day on, and what is charged for its first period. Where the anchor is another day of the
    /// month, the first period is the part up to it. The set-up fee is charged here and never again.
    pub fn start(terms: Terms, setup_fee: Option<Money>, on: NaiveDate, vat_basis_points: u16) -> Result<(Self, Vec<Item>), BillingError> {
        let (bill, mut items) = opened(&terms, on, vat_basis_points)?;
        if let Some(unit) = setup_fee.filter(|fee| fee.minor != 0) {
            let item = terms.plan.code.clone();
            items.push(Item { kind: LineKind::SetupFee, item, quantity: 1, unit, period: None, of_days: None, vat_basis_points });
        }
        Ok((Self { status: Status::Active, terms, bill, scheduled: None, ends_with_period: false, started_on: on, ended_on: None }, items))
    }

    /// A trial of so many days, and what it becomes at its end; without that, it expires.
    pub fn trial(terms: Terms, days: u32, on: NaiveDate, then: Option<Terms>) -> Result<Self, BillingError> {
        let ends = on.checked_add_days(Days::new(u64::from(days.max(1)))).ok_or(BillingError::Calendar)?;
        let period = Period { starts: on, ends };
        let nothing = Money::zero(terms.base()?.currency);
        let bill = PeriodBill::open(period, period.days(), nothing, nothing, 0);
        let scheduled = then.map(|terms| Scheduled { on: ends, terms });
        Ok(Self { status: Status::Trialing, terms, bill, scheduled, ends_with_period: false, started_on: on, ended_on: None })
    }

    /// The period that runs has ended: what it is from then on, and what is charged for the next. `vat_basis_points` is the rate of
    /// the day it ended. One that has ended, or is suspended, stays as it is.
    pub fn renew(&self, vat_basis_points: u16) -> Result<(Self, Vec<Item>), BillingError> {
        let on = self.bill.period.ends;
        let ended = |status| Self { status, scheduled: None, ends_with_period: false, ended_on: Some(on), ..self.clone() };
        match (self.status, &self.scheduled) {
            (Status::Cancelled | Status::Expired | Status::Suspended, _) => Ok((self.clone(), Vec::new())),
            _ if self.ends_with_period => Ok((ended(Status::Cancelled), Vec::new())),
            (Status::Trialing, None) => Ok((ended(Status::Expired), Vec::new())),
            (Status::Trialing, Some(then)) => {
                let terms = then.terms.clone();
                let (bill, items) = opened(&terms, on, vat_basis_points)?;
                Ok((Self { status: Status::Active, terms, bill, scheduled: None, ..self.clone() }, items))
            }
            (Status::Active | Status::PastDue, scheduled) => {
                let terms = scheduled.as_ref().map_or(&self.terms, |next| &next.terms).clone();
                let (bill, items) = opened(&terms, on, vat_basis_points)?;
                Ok((Self { terms, bill, scheduled: None, ..self.clone() }, items))
            }
        }
    }

    /// The documents for these lines, which belong to the period that runs and have its discount.
    pub fn documents(&self, items: Vec<Item>) -> Result<Vec<Draft>, BillingError> {
        let bill = &self.bill;
        let discount = self.terms.discount_of(bill.period.starts);
        let discounts = discount.map(|discount| discount.clone().over(bill.period.days(), bill.whole_days)).transpose()?;
        let currency = bill.price.currency;
        settle(Draft { discounts: discounts.into_iter().collect(), covers: Covers::Recurring, ..Draft::invoice(currency, items) })
    }

    /// The whole month of use a day is in, from anchor to anchor.
    pub(super) fn usage_month(&self, day: NaiveDate) -> Result<Period, BillingError> {
        Rhythm { cycle: Cycle::Monthly, anchor: self.terms.anchor, phase: self.bill.period.starts }.containing(day)
    }

    /// The months in which use is counted against the limits: from anchor to anchor, the first and the last cut to the subscription.
    pub fn usage_window(&self, day: NaiveDate) -> Result<Period, BillingError> {
        let (month, period) = (self.usage_month(day)?, self.bill.period);
        Ok(Period { starts: month.starts.max(period.starts), ends: month.ends.min(period.ends) })
    }
}

/// A period from this day on, to the next anchor day of the cycle.
pub(super) fn opened(terms: &Terms, on: NaiveDate, vat_basis_points: u16) -> Result<(PeriodBill, Vec<Item>), BillingError> {
    let First { period, whole_days, .. } = First::on_anchor(terms.cycle, terms.anchor, on)?;
    let items = terms.charges(period, whole_days, vat_basis_points)?;
    let price = terms.net(on)?;
    let mut base = Money::zero(price.currency);
    for item in &items {
        base = base.plus(item.amount()?)?;
    }
    if let Some(discount) = terms.discount_of(on) {
        base = base.minus(discount.clone().over(period.days(), whole_days)?.off(base)?)?;
    }
    Ok((PeriodBill::open(period, whole_days, base, price, vat_basis_points), items))
}
