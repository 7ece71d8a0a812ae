//! How the parts of an effect are made.

use chrono::NaiveDate;

use super::super::BillingError;
use super::super::document::{Item, LineKind};
use super::super::period::Period;
use super::super::subscription::{Scheduled, Status, Subscription, opened};
use super::super::terms::Terms;
use super::{Effect, Refusal};
use crate::core::money::Money;

/// A subscription on the day something is done to it.
pub(super) struct Today<'a> {
    pub before: &'a Subscription,
    pub on: NaiveDate,
    pub vat_basis_points: u16,
}

impl Today<'_> {
    /// Nothing is charged or given back.
    pub fn quietly(&self, after: Subscription) -> Effect {
        Effect { on: self.on, documents: Vec::new(), after, withdrawn: None, cut: None }
    }

    pub fn begin(&self, after: Subscription, items: Vec<Item>) -> Result<Effect, Refusal> {
        Ok(Effect { documents: after.documents(items)?, ..self.quietly(after) })
    }

    pub fn schedule(&self, terms: Terms) -> Result<Effect, Refusal> {
        self.checked(&terms)?;
        let scheduled = Some(Scheduled { on: self.before.bill.period.ends, terms });
        Ok(self.quietly(Subscription { scheduled, ..self.before.clone() }))
    }

    /// Other terms from today on, in the same period.
    pub fn reprice(&self, terms: Terms) -> Result<Effect, Refusal> {
        self.checked(&terms)?;
        let price = terms.net(self.before.bill.period.starts)?;
        let (due, bill) = self.before.bill.reprice(self.on, price)?;
        let items = vec![self.difference(LineKind::Proration, terms.plan.code.clone(), due)];
        let after = Subscription { terms, bill, ..self.before.clone() };
        self.begin(after, items)
    }

    /// Other terms and a new period from today on. The old one's unused days are credited.
    pub fn begin_anew(&self, terms: Terms) -> Result<Effect, Refusal> {
        self.checked(&terms)?;
        let (credit, _) = self.before.bill.close(self.on)?;
        let (bill, charges) = opened(&terms, self.on, self.vat_basis_points)?;
        let mut items = vec![self.difference(LineKind::Credit, self.before.terms.plan.code.clone(), credit)];
        items.extend(charges);
        let after = Subscription { terms, bill, ..self.before.clone() };
        Ok(Effect { cut: self.cut()?, ..self.begin(after, items)? })
    }

    pub fn cancel(&self) -> Result<Effect, Refusal> {
        let (credit, bill) = self.before.bill.close(self.on)?;
        let items = vec![self.difference(LineKind::Credit, self.before.terms.plan.code.clone(), credit)];
        let (ended_on, status) = (Some(self.on), Status::Cancelled);
        let after = Subscription { status, ended_on, bill, scheduled: None, ends_with_period: false, ..self.before.clone() };
        Ok(Effect { withdrawn: self.before.scheduled.clone(), cut: self.cut()?, ..self.begin(after, items)? })
    }

    /// The month of use up to today, where use is charged and there was a day of it.
    fn cut(&self) -> Result<Option<Period>, Refusal> {
        let window = Period { ends: self.on, ..self.before.usage_window(self.on)? };
        Ok(Some(window).filter(|window| self.before.status.is_charged() && window.days() > 0))
    }

    pub fn extend(&self, until: NaiveDate) -> Result<Effect, Refusal> {
        let mut after = self.before.clone();
        let period = Period { ends: until, ..after.bill.period };
        if until <= after.bill.period.ends {
            return Err(Refusal::NotLonger);
        }
        (after.bill.period, after.bill.whole_days) = (period, period.days());
        if let Some(then) = &mut after.scheduled {
            then.on = until;
        }
        Ok(self.quietly(after))
    }

    /// One line for what is due for the rest of the period. What is charged has today's tax, what is given back the tax it was charged with.
    fn difference(&self, kind: LineKind, code: String, due: Money) -> Item {
        let bill = &self.before.bill;
        let given_back = due.minor < 0;
        Item {
            kind: if given_back { LineKind::Credit } else { kind },
            item: code,
            quantity: 1,
            unit: due,
            period: Some(Period { starts: self.on, ends: bill.period.ends }),
            of_days: Some(bill.whole_days),
            vat_basis_points: if given_back { bill.vat_basis_points } else { self.vat_basis_points },
        }
    }

    fn checked(&self, terms: &Terms) -> Result<(), Refusal> {
        if *terms == self.before.terms {
            return Err(Refusal::Unchanged);
        }
        // Money of the tenant's own currency only, and none below zero: credits are documents, not prices.
        let price = terms.base()?.minus(Money::zero(self.before.bill.price.currency)).map_err(BillingError::from)?;
        let below = price.minor < 0 || terms.add_ons.iter().any(|add_on| add_on.unit.minor < 0);
        if below { Err(Refusal::BelowZero) } else { Ok(()) }
    }
}
