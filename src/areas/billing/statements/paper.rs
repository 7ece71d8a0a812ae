//! A statement of account, read and made into paper: the tenant and the seller as they are today, the account as it was.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::ledger::{Deed, Entry, Issued, Ledger, ledger};
use super::queries::{self, Document};
use crate::areas::billing::document::DocumentKind;
use crate::areas::billing::documents::{self, Ageing, Bilingual, DocumentError, EntryKind};
use crate::areas::billing::invoices::model::Buyer;
use crate::areas::billing::period::Period;
use crate::areas::billing::seller::Seller;
use crate::core::lang::{Arg, Digits, Format, Lang};
use crate::core::money::{Currency, Money};

/// Everything a statement is made of.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub buyer: Buyer,
    pub currency: Currency,
    pub period: Period,
    pub documents: Vec<Document>,
    pub ledger: Ledger,
}

pub(super) async fn read(db: &mut PgConnection, buyer: Buyer, currency: Currency, period: Period) -> Result<Statement, sqlx::Error> {
    let documents = queries::documents(db, buyer.id, currency, period.ends).await?;
    let issued: Vec<Issued> = documents.iter().map(|document| document.issued).collect();
    let ledger = ledger(&issued, period).map_err(|error| sqlx::Error::Decode(error.into()))?;
    Ok(Statement { buyer, currency, period, documents, ledger })
}

/// The side of an entry: what is charged, and what is credited.
pub(super) fn sides(entry: &Entry) -> (Option<i64>, Option<i64>) {
    if entry.minor < 0 { (None, Some(entry.minor.saturating_neg())) } else { (Some(entry.minor), None) }
}

impl Statement {
    pub(super) fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// The entries, each with its document.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&Entry, &Document)> {
        self.ledger.entries.iter().map(|entry| (entry, &self.documents[entry.document]))
    }

    /// What a file with it is called.
    pub(super) fn file_name(&self, ending: &str) -> String {
        format!("statement-{}-{}-{}.{ending}", self.buyer.code, self.currency, self.period.last())
    }

    pub(super) fn lang(&self) -> Lang {
        Lang::from_code(&self.buyer.language).unwrap_or(Lang::En)
    }

    pub(super) fn pdf(&self, seller: &Seller, at: DateTime<Utc>) -> Result<Vec<u8>, DocumentError> {
        let ages = &self.ledger.ages;
        documents::statement(&documents::Statement {
            lang: self.lang(),
            issued_at: at,
            period: self.period,
            seller: seller.party(),
            buyer: self.buyer.party(),
            currency: self.currency,
            opening: self.money(self.ledger.opening),
            entries: self.entries().map(|(entry, document)| self.printed(entry, document)).collect(),
            closing: self.money(self.ledger.closing),
            ageing: Some(Ageing {
                current: self.money(ages.current),
                to_30: self.money(ages.to_30),
                to_60: self.money(ages.to_60),
                to_90: self.money(ages.to_90),
                older: self.money(ages.older),
                credit: self.money(ages.credit),
            }),
            bank: seller.bank(),
            notes: None,
        })
    }

    fn printed(&self, entry: &Entry, document: &Document) -> documents::Entry {
        let (debit, credit) = sides(entry);
        documents::Entry {
            on: entry.on,
            kind: match (entry.deed, document.issued.kind) {
                (Deed::Issue, DocumentKind::Invoice) => EntryKind::Invoice,
                (Deed::Issue, DocumentKind::CreditNote) => EntryKind::CreditNote,
                (Deed::Void | Deed::WriteOff, _) => EntryKind::Adjustment,
            },
            reference: document.reference.clone(),
            description: Bilingual::new(described(entry, document, Lang::En), described(entry, document, Lang::Ar)),
            debit: debit.map(|minor| self.money(minor)),
            credit: credit.map(|minor| self.money(minor)),
            balance: self.money(entry.balance),
        }
    }
}

/// What there is to say about an entry beside its kind.
fn described(entry: &Entry, document: &Document, lang: Lang) -> String {
    let day = |day: NaiveDate| Arg::Text(Format { lang, digits: Digits::Latin }.date(day));
    match (entry.deed, document.issued.kind, &document.corrects) {
        (Deed::Issue, DocumentKind::Invoice, _) => lang.with("statement-due", &[("day", day(document.issued.due_on))]),
        (Deed::Issue, DocumentKind::CreditNote, Some(invoice)) => {
            lang.with("statement-corrects", &[("invoice", Arg::Text(invoice.clone()))])
        }
        (Deed::Issue, DocumentKind::CreditNote, None) => String::new(),
        (Deed::Void, ..) => lang.t("statement-void"),
        (Deed::WriteOff, ..) => lang.t("statement-written-off"),
    }
}
