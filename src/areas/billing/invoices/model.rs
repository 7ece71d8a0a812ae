//! A document as it is kept, and the rules about it that need no database.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::areas::billing::UnknownWord;
use crate::areas::billing::discount::{Discount, Worth};
use crate::areas::billing::document::{Document, DocumentKind, Item, LineKind};
use crate::areas::billing::documents::{Bilingual, Party};
use crate::areas::tenants::Identity;
use crate::areas::tenants::identity::Veil;
use crate::core::country::Country;
use crate::core::ids::{InvoiceId, TenantId};
use crate::core::lang::Lang;
use crate::core::money::{Currency, Money};
use crate::web::ui::Tone;

/// Days a tenant has to pay.
const DUE_DAYS: u64 = 14;

/// When a document that is issued on this day is due.
pub fn due_on(issued: NaiveDate) -> NaiveDate {
    issued.checked_add_days(Days::new(DUE_DAYS)).unwrap_or(issued)
}

pub const NOTE_MAX: usize = 1_000;
pub const DESCRIPTION_MAX: usize = 500;
/// Lines that are written by hand on one document.
pub const MOST_LINES: usize = 50;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Draft,
    Discarded,
    Issued,
    PartiallyPaid,
    Paid,
    Void,
    Uncollectible,
}

impl Status {
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Issued, Self::PartiallyPaid, Self::Paid, Self::Void, Self::Uncollectible, Self::Discarded];

    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Discarded => "discarded",
            Self::Issued => "issued",
            Self::PartiallyPaid => "partially_paid",
            Self::Paid => "paid",
            Self::Void => "void",
            Self::Uncollectible => "uncollectible",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "invoices-status-draft",
            Self::Discarded => "invoices-status-discarded",
            Self::Issued => "invoices-status-issued",
            Self::PartiallyPaid => "invoices-status-partially-paid",
            Self::Paid => "invoices-status-paid",
            Self::Void => "invoices-status-void",
            Self::Uncollectible => "invoices-status-uncollectible",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::Issued => Tone::Info,
            Self::PartiallyPaid => Tone::Warning,
            Self::Paid => Tone::Success,
            Self::Uncollectible => Tone::Danger,
            Self::Draft | Self::Discarded | Self::Void => Tone::Neutral,
        }
    }

    /// What an open document becomes with as much of it settled.
    pub fn settled(settled: i64, total: i64) -> Self {
        if settled >= total {
            Self::Paid
        } else if settled > 0 {
            Self::PartiallyPaid
        } else {
            Self::Issued
        }
    }

    pub fn is_open(self) -> bool {
        matches!(self, Self::Issued | Self::PartiallyPaid)
    }

    /// Whether it got a number.
    pub fn is_issued(self) -> bool {
        !matches!(self, Self::Draft | Self::Discarded)
    }
}

impl TryFrom<String> for Status {
    type Error = UnknownWord;

    fn try_from(code: String) -> Result<Self, UnknownWord> {
        Self::from_code(&code).ok_or(UnknownWord)
    }
}

impl TryFrom<String> for DocumentKind {
    type Error = UnknownWord;

    fn try_from(code: String) -> Result<Self, UnknownWord> {
        Self::from_code(&code).ok_or(UnknownWord)
    }
}

impl TryFrom<String> for LineKind {
    type Error = UnknownWord;

    fn try_from(code: String) -> Result<Self, UnknownWord> {
        Self::from_code(&code).ok_or(UnknownWord)
    }
}

pub fn kind_key(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Invoice => "invoices-kind-invoice",
        DocumentKind::CreditNote => "invoices-kind-credit-note",
    }
}

pub fn line_key(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Subscription => "invoices-line-subscription",
        LineKind::Proration => "invoices-line-proration",
        LineKind::SetupFee => "invoices-line-setup-fee",
        LineKind::Overage => "invoices-line-overage",
        LineKind::AddOn => "invoices-line-add-on",
        LineKind::Discount => "invoices-line-discount",
        LineKind::Credit => "invoices-line-credit",
        LineKind::Adjustment => "invoices-line-adjustment",
    }
}

/// A document and who it is for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Invoice {
    pub id: InvoiceId,
    pub tenant_id: TenantId,
    pub tenant_code: String,
    pub tenant_name: String,
    pub tenant_name2: Option<String>,
    #[sqlx(try_from = "String")]
    pub kind: DocumentKind,
    #[sqlx(try_from = "String")]
    pub status: Status,
    pub reference: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub issued_at: Option<DateTime<Utc>>,
    pub due_on: Option<NaiveDate>,
    pub period_start: Option<NaiveDate>,
    pub period_end: Option<NaiveDate>,
    #[sqlx(try_from = "String")]
    pub currency: Currency,
    pub seller_id: Option<Uuid>,
    pub buyer_name: Option<String>,
    pub buyer_name2: Option<String>,
    pub buyer_address: Option<String>,
    pub buyer_country_code: Option<String>,
    pub buyer_vat_number: Option<String>,
    pub buyer_email: Option<String>,
    pub buyer_language: Option<String>,
    pub amount_minor: i64,
    pub discount_minor: i64,
    pub taxable_minor: i64,
    pub vat_minor: i64,
    pub total_minor: i64,
    pub settled_minor: i64,
    pub credited_minor: i64,
    pub discounts: Value,
    pub corrects_id: Option<InvoiceId>,
    pub corrects_reference: Option<String>,
    pub corrects_issued_on: Option<NaiveDate>,
    pub reason: Option<String>,
    pub note: Option<String>,
    pub created_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub voided_on: Option<NaiveDate>,
    pub written_off_on: Option<NaiveDate>,
    pub version: i32,
}

impl Veil for Invoice {
    fn veil(&mut self) {
        self.tenant_name.clone_from(&self.tenant_code);
        self.tenant_name2 = None;
        self.buyer_name = None;
        self.buyer_name2 = None;
        self.buyer_address = None;
        self.buyer_vat_number = None;
        self.buyer_email = None;
        self.reason = None;
        self.note = None;
    }
}

impl Invoice {
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// What is not paid or set off. Of a draft nothing is owed yet, of one that ended nothing any more.
    pub fn open(&self) -> Money {
        self.money(if self.status.is_open() { self.total_minor.saturating_sub(self.settled_minor) } else { 0 })
    }

    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.kind == DocumentKind::Invoice && self.status.is_open() && self.due_on.is_some_and(|due| due < today)
    }

    /// Its number, or the word for one that has none yet.
    pub fn label(&self, lang: Lang) -> String {
        self.reference.clone().unwrap_or_else(|| lang.t("invoices-draft"))
    }

    pub fn tenant_in(&self, lang: Lang) -> &str {
        match (lang, &self.tenant_name2) {
            (Lang::Ar, Some(name)) => name,
            _ => &self.tenant_name,
        }
    }

    /// Who it was made out to, as the document names them.
    pub fn buyer_in(&self, lang: Lang) -> &str {
        match (lang, &self.buyer_name2) {
            (Lang::Ar, Some(name)) => name,
            _ => self.buyer_name.as_deref().unwrap_or_default(),
        }
    }

    pub fn created_day(&self) -> NaiveDate {
        crate::core::clock::business_day(self.created_at)
    }

    /// What was asked to be taken off the whole document.
    pub fn discount(&self) -> Option<Worth> {
        let worth = self.discounts.get(0)?.get("worth")?;
        serde_json::from_value(worth.clone()).ok()
    }

    /// Only on the day it was issued, and as long as nothing was paid or given back.
    pub fn may_be_voided(&self, today: NaiveDate) -> bool {
        self.kind == DocumentKind::Invoice
            && self.status == Status::Issued
            && self.settled_minor == 0
            && self.credited_minor == 0
            && self.issued_on == Some(today)
    }

    pub fn may_be_credited(&self) -> bool {
        self.kind == DocumentKind::Invoice
            && matches!(self.status, Status::Issued | Status::PartiallyPaid | Status::Paid)
            && self.credited_minor < self.total_minor
    }

    pub fn may_be_written_off(&self) -> bool {
        self.kind == DocumentKind::Invoice && self.status.is_open()
    }
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Line {
    pub position: i16,
    #[sqlx(try_from = "String")]
    pub kind: LineKind,
    pub item: String,
    pub description: String,
    pub description2: String,
    pub quantity: i64,
    pub unit_minor: i64,
    pub period_start: Option<NaiveDate>,
    pub period_end: Option<NaiveDate>,
    pub vat_basis_points: i32,
    pub amount_minor: i64,
    pub discount_minor: i64,
    pub taxable_minor: i64,
    pub vat_minor: i64,
    pub total_minor: i64,
    /// What earlier credit notes gave back of it.
    pub credited_taxable: i64,
    pub credited_vat: i64,
}

impl Line {
    pub fn described(&self, lang: Lang) -> &str {
        if lang == Lang::Ar && !self.description2.is_empty() { &self.description2 } else { &self.description }
    }
}

/// A line as somebody wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    pub item: Item,
    pub description: String,
    pub description2: String,
    /// The line of the corrected document that is given back.
    pub corrects: Option<i16>,
}

/// What a person put together: enough to reckon a document of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub currency: Currency,
    pub lines: Vec<Described>,
    pub discount: Option<Worth>,
    pub note: Option<String>,
}

impl Written {
    /// The one discount over the whole document.
    pub fn discounts(&self) -> Vec<Discount> {
        self.discount.iter().map(|worth| Discount { code: "manual".to_owned(), worth: *worth, until: None }).collect()
    }

    /// As the row keeps them: what was asked for, and what it came to.
    pub fn discounts_kept(&self, document: &Document) -> Value {
        let kept = self.discounts().into_iter().map(|discount| {
            let taken = document.discounts.iter().find(|(code, _)| *code == discount.code).map_or(0, |(_, taken)| taken.minor);
            json!({ "code": discount.code, "worth": discount.worth, "taken": taken })
        });
        kept.collect()
    }
}

/// Who a document is for, as the register has it today.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Buyer {
    pub id: TenantId,
    pub code: String,
    pub name: String,
    pub name2: Option<String>,
    pub address: Option<String>,
    pub city: Option<String>,
    pub country_code: String,
    pub vat_number: Option<String>,
    pub email: String,
    pub language: String,
    #[sqlx(try_from = "String")]
    pub currency: Currency,
}

impl Buyer {
    pub fn country(&self) -> Option<Country> {
        Country::from_code(&self.country_code)
    }

    /// The rate of this day in this country, and none where the console knows no such country.
    pub fn vat_on(&self, day: NaiveDate) -> u16 {
        self.country().map_or(0, |country| crate::areas::billing::vat::rate_on(country, day))
    }

    pub fn full_address(&self) -> String {
        let country = self.country().map(|country| country.english().to_owned());
        let parts = [self.address.clone(), self.city.clone(), country];
        parts.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// As papers name it.
    pub fn party(&self) -> Party {
        Party {
            name: Bilingual::new(&self.name, self.name2.as_deref().unwrap_or_default()),
            address: in_both(self.full_address(), self.country()),
            vat_number: self.vat_number.clone(),
            registration: None,
            email: Some(self.email.clone()),
            phone: None,
        }
    }

    pub fn name_in(&self, lang: Lang, identity: Identity) -> &str {
        match (identity.is_known(), lang, &self.name2) {
            (false, ..) => &self.code,
            (true, Lang::Ar, Some(name)) => name,
            _ => &self.name,
        }
    }
}

/// The country of an address stands in both languages; the rest of it has only one.
pub(super) fn in_both(address: String, country: Option<Country>) -> Bilingual {
    let arabic = country.map_or_else(String::new, |country| match address.strip_suffix(country.english()) {
        Some(rest) => format!("{rest}{}", country.arabic()),
        None => address.clone(),
    });
    Bilingual::new(address, arabic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_reads_back_as_itself() {
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(status));
        }
    }

    #[test]
    fn what_was_settled_says_how_a_document_stands() {
        assert_eq!(Status::settled(0, 10), Status::Issued);
        assert_eq!(Status::settled(1, 10), Status::PartiallyPaid);
        assert_eq!(Status::settled(10, 10), Status::Paid);
        assert_eq!(Status::settled(0, 0), Status::Paid);
    }
}
