//! What stands on the papers.

use chrono::{DateTime, NaiveDate, Utc};

use crate::areas::billing::period::Period;
use crate::core::lang::Lang;
use crate::core::money::{Currency, Money};

/// A text in both languages. One of them may be missing; the other then stands for both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bilingual {
    pub en: String,
    pub ar: String,
}

impl Bilingual {
    pub fn new(en: impl Into<String>, ar: impl Into<String>) -> Self {
        Self { en: en.into(), ar: ar.into() }
    }

    /// In this language, or else in the other.
    pub fn first(&self, lang: Lang) -> &str {
        let (own, other) = self.both(lang);
        if own.trim().is_empty() { other } else { own }
    }

    /// In the other language, if that says more.
    pub fn second(&self, lang: Lang) -> Option<&str> {
        let (own, other) = self.both(lang);
        (!own.trim().is_empty() && !other.trim().is_empty() && own != other).then_some(other)
    }

    fn both(&self, lang: Lang) -> (&str, &str) {
        match lang {
            Lang::En => (&self.en, &self.ar),
            Lang::Ar => (&self.ar, &self.en),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    pub name: Bilingual,
    /// May have several lines.
    pub address: Bilingual,
    pub vat_number: Option<String>,
    pub registration: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

/// In thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity(pub i64);

impl Quantity {
    pub fn whole(count: i64) -> Self {
        Self(count.saturating_mul(1_000))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub description: Bilingual,
    /// Shown where it is not the document's own.
    pub period: Option<Period>,
    pub quantity: Quantity,
    pub unit_price: Money,
    /// What was taken off, not negative.
    pub discount: Money,
    pub vat_basis_points: u32,
    pub vat: Money,
    /// With VAT.
    pub total: Money,
}

/// The VAT of all lines of one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VatShare {
    pub basis_points: u32,
    pub taxable: Money,
    pub vat: Money,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    pub before_discount: Money,
    pub discount: Money,
    pub taxable: Money,
    pub shares: Vec<VatShare>,
    pub vat: Money,
    /// With VAT.
    pub total: Money,
}

/// What an invoice and a credit note have in common. It is a tax document if the seller has a VAT number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sale {
    /// The language that comes first.
    pub lang: Lang,
    pub number: String,
    pub issued_at: DateTime<Utc>,
    pub supply: Option<Period>,
    /// The buyer's own reference, such as an order number.
    pub order: Option<String>,
    pub seller: Party,
    pub buyer: Party,
    pub currency: Currency,
    pub lines: Vec<Line>,
    pub totals: Totals,
    pub notes: Option<Bilingual>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BankAccount {
    pub bank: Bilingual,
    pub name: Bilingual,
    pub iban: String,
    pub swift: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoice {
    pub sale: Sale,
    pub due_on: NaiveDate,
    pub paid: Money,
    pub due: Money,
    pub bank: Option<BankAccount>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditNote {
    pub sale: Sale,
    /// The invoice it corrects and its day; none where unused days are given back that several invoices charged.
    pub corrects: Option<(String, NaiveDate)>,
    pub reason: Bilingual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    Invoice,
    CreditNote,
    Payment,
    Refund,
    Adjustment,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub on: NaiveDate,
    pub kind: EntryKind,
    /// The number of the document or of the payment.
    pub reference: String,
    pub description: Bilingual,
    pub debit: Option<Money>,
    pub credit: Option<Money>,
    /// After this entry.
    pub balance: Money,
}

/// What is unpaid, by days since it was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ageing {
    pub current: Money,
    pub to_30: Money,
    pub to_60: Money,
    pub to_90: Money,
    pub older: Money,
    /// Given back and not set off against any of it.
    pub credit: Money,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub lang: Lang,
    pub issued_at: DateTime<Utc>,
    pub period: Period,
    pub seller: Party,
    pub buyer: Party,
    pub currency: Currency,
    pub opening: Money,
    pub entries: Vec<Entry>,
    pub closing: Money,
    pub ageing: Option<Ageing>,
    pub bank: Option<BankAccount>,
    pub notes: Option<Bilingual>,
}
