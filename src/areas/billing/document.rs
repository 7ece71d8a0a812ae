//! A draft becomes a document: charges → discounts → taxable base → VAT (requirements 0003).
//!
//! Everything is rounded on the line, to the currency's minor unit, half away from zero (decision 8), and the totals are nothing but sums
//! of lines. So a document can be checked with a pencil, and what is summed over lines in SQL is what was charged.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::BillingError;
use super::discount::{Discount, spread};
use super::period::Period;
use crate::core::money::{Currency, Money};

/// No document is over more, in minor units: far above any invoice there will be, and far below what sums of invoices could not hold.
pub const MOST: i64 = 1_000_000_000_000;

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    Subscription,
    Proration,
    SetupFee,
    Overage,
    AddOn,
    /// A reduction made by hand. One that came with a code is spread over the lines it covers instead.
    Discount,
    Credit,
    Adjustment,
}

impl LineKind {
    pub const ALL: [Self; 8] =
        [Self::Subscription, Self::Proration, Self::SetupFee, Self::Overage, Self::AddOn, Self::Discount, Self::Credit, Self::Adjustment];

    pub fn code(self) -> &'static str {
        match self {
            Self::Subscription => "subscription",
            Self::Proration => "proration",
            Self::SetupFee => "setup_fee",
            Self::Overage => "overage",
            Self::AddOn => "add_on",
            Self::Discount => "discount",
            Self::Credit => "credit",
            Self::Adjustment => "adjustment",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Charged anew with each period: what a subscription's discount covers, and MRR counts (decision 18).
    pub fn recurs(self) -> bool {
        matches!(self, Self::Subscription | Self::AddOn)
    }
}

/// A line before it is reckoned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub kind: LineKind,
    /// Code of what is charged: a plan, an add-on, a measure. Its texts are made from it when the document is issued.
    pub item: String,
    pub quantity: i64,
    /// Below zero takes away.
    pub unit: Money,
    pub period: Option<Period>,
    /// The days of the whole period, where only some of them are charged.
    pub of_days: Option<i64>,
    pub vat_basis_points: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    Invoice,
    /// Its amounts are what is given back, so they are above zero too.
    CreditNote,
}

impl DocumentKind {
    pub const ALL: [Self; 2] = [Self::Invoice, Self::CreditNote];

    pub fn code(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::CreditNote => "credit_note",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What the discounts of a draft are spread over. Only ever lines above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Covers {
    /// What a subscription charges each period.
    Recurring,
    /// All lines, as on an invoice made by hand.
    Everything,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub kind: DocumentKind,
    pub currency: Currency,
    pub items: Vec<Item>,
    /// In their order, each of what the ones before left.
    pub discounts: Vec<Discount>,
    pub covers: Covers,
}

/// A reckoned line. `amount` is quantity × unit, `taxable` is `amount` − `discount`, `vat` is on it, `total` is both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    #[serde(flatten)]
    pub item: Item,
    pub amount: Money,
    /// What was taken off, not below zero.
    pub discount: Money,
    pub taxable: Money,
    pub vat: Money,
    pub total: Money,
}

/// Sums: of a document, or of its lines of one VAT rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub amount: Money,
    pub discount: Money,
    pub taxable: Money,
    pub vat: Money,
    pub total: Money,
}

/// What a discount took off the document, by its code.
pub type Taken = (String, Money);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub kind: DocumentKind,
    pub lines: Vec<Line>,
    pub discounts: Vec<Taken>,
    /// By rate in basis points, the lowest first.
    pub by_rate: BTreeMap<u16, Totals>,
    pub totals: Totals,
}

impl Totals {
    pub fn zero(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self { amount: zero, discount: zero, taxable: zero, vat: zero, total: zero }
    }

    pub fn plus(self, line: &Line) -> Result<Self, BillingError> {
        Ok(Self {
            amount: self.amount.plus(line.amount)?,
            discount: self.discount.plus(line.discount)?,
            taxable: self.taxable.plus(line.taxable)?,
            vat: self.vat.plus(line.vat)?,
            total: self.total.plus(line.total)?,
        })
    }
}

impl Item {
    pub fn amount(&self) -> Result<Money, BillingError> {
        Ok(self.unit.times(self.quantity)?)
    }
}

impl Draft {
    pub fn invoice(currency: Currency, items: Vec<Item>) -> Self {
        Self { kind: DocumentKind::Invoice, currency, items, discounts: Vec::new(), covers: Covers::Recurring }
    }

    /// Reckons it. Refused are a document of nothing, two currencies, a total below zero, and whatever does not fit.
    pub fn reckon(&self) -> Result<Document, BillingError> {
        if self.items.is_empty() {
            return Err(BillingError::Empty);
        }
        let amounts = self.items.iter().map(|item| item.amount()?.plus(Money::zero(self.currency)).map_err(Into::into));
        let amounts: Vec<Money> = amounts.collect::<Result<_, BillingError>>()?;
        let (off, discounts) = self.discounted(&amounts)?;
        let mut by_rate = BTreeMap::new();
        let mut totals = Totals::zero(self.currency);
        let mut lines = Vec::with_capacity(self.items.len());
        for ((item, amount), off) in self.items.iter().zip(amounts).zip(off) {
            let discount = Money::new(off, self.currency);
            let taxable = amount.minus(discount)?;
            let vat = taxable.rate(i64::from(item.vat_basis_points))?;
            let line = Line { item: item.clone(), amount, discount, taxable, vat, total: taxable.plus(vat)? };
            totals = totals.plus(&line)?;
            let share = by_rate.entry(item.vat_basis_points).or_insert(Totals::zero(self.currency));
            *share = share.plus(&line)?;
            lines.push(line);
        }
        // No sum of a document is below zero: not the tax either, where one rate takes away and another charges.
        if [totals.amount, totals.taxable, totals.vat, totals.total].iter().any(|sum| sum.minor < 0) {
            return Err(BillingError::Negative);
        }
        if totals.amount.minor > MOST || totals.total.minor > MOST {
            return Err(BillingError::Overflow);
        }
        Ok(Document { kind: self.kind, lines, discounts, by_rate, totals })
    }

    /// What is taken off each line, and by each discount.
    fn discounted(&self, amounts: &[Money]) -> Result<(Vec<i64>, Vec<Taken>), BillingError> {
        let covered = |item: &Item| self.covers == Covers::Everything || item.kind.recurs();
        let weight = |(item, amount): (&Item, &Money)| if covered(item) { amount.minor.max(0) } else { 0 };
        let mut left: Vec<i64> = self.items.iter().zip(amounts).map(weight).collect();
        let (mut off, mut told) = (vec![0; left.len()], Vec::new());
        for discount in &self.discounts {
            let sum = left.iter().try_fold(0_i64, |sum, weight| sum.checked_add(*weight)).ok_or(BillingError::Overflow)?;
            let worth = discount.off(Money::new(sum, self.currency))?;
            // Each share is at most what is left of its line, so neither can leave the range.
            for (line, share) in spread(worth.minor, &left).into_iter().enumerate() {
                off[line] += share;
                left[line] -= share;
            }
            if worth.minor != 0 {
                told.push((discount.code.clone(), worth));
            }
        }
        Ok((off, told))
    }
}

/// The documents that settle this: none where nothing moves, an invoice where something is to pay. Where it would come out below zero,
/// what is given back stands on a credit note, and what is charged on an invoice of its own.
pub fn settle(draft: Draft) -> Result<Vec<Draft>, BillingError> {
    let mut draft = draft;
    draft.items.retain(|item| item.quantity != 0 && item.unit.minor != 0);
    match draft.reckon() {
        Ok(_) => return Ok(vec![draft]),
        Err(BillingError::Empty) => return Ok(Vec::new()),
        Err(BillingError::Negative) => {}
        Err(error) => return Err(error),
    }
    let (mut back, charges): (Vec<Item>, Vec<Item>) = draft.items.into_iter().partition(|item| item.unit.minor < 0);
    for item in &mut back {
        item.unit.minor = item.unit.minor.checked_neg().ok_or(BillingError::Overflow)?;
    }
    let note = Draft { kind: DocumentKind::CreditNote, discounts: Vec::new(), items: back, ..draft };
    let invoice = Draft { kind: DocumentKind::Invoice, items: charges, ..draft };
    Ok([note, invoice].into_iter().filter(|draft| !draft.items.is_empty()).collect())
}

#[cfg(test)]
mod tests;
