//! A tenant's account in one currency, reckoned from dated facts alone: what was issued and how it ended, each on its day. So an account of a
//! past day says what it said then.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::areas::billing::BillingError;
use crate::areas::billing::document::DocumentKind;
use crate::areas::billing::period::Period;
use crate::core::ids::InvoiceId;

/// An issued document, as far as the account goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issued {
    pub id: InvoiceId,
    pub kind: DocumentKind,
    pub on: NaiveDate,
    pub due_on: NaiveDate,
    /// Its total, not negative.
    pub minor: i64,
    /// The invoice that a credit note is set off against.
    pub corrects: Option<InvoiceId>,
    /// The very day it was issued, so that nothing was set off in between.
    pub voided_on: Option<NaiveDate>,
    pub written_off_on: Option<NaiveDate>,
}

/// What happened to the account. Payments join it as a deed of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    Issue,
    Void,
    WriteOff,
}

/// What happened on a day, and what was owed after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub on: NaiveDate,
    pub deed: Deed,
    /// The place of its document among those the account was reckoned from.
    pub document: usize,
    /// Above zero: the tenant owes more.
    pub minor: i64,
    pub balance: i64,
}

/// What is open on the last day, by days since it was due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ages {
    pub current: i64,
    pub to_30: i64,
    pub to_60: i64,
    pub to_90: i64,
    pub older: i64,
    /// Given back and not set off against any invoice.
    pub credit: i64,
}

/// The account over some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    pub opening: i64,
    pub entries: Vec<Entry>,
    pub closing: i64,
    pub debits: i64,
    pub credits: i64,
    pub ages: Ages,
}

/// Reckons the account over these days. The documents come in the order in which they were issued; what happened later is left out.
pub fn ledger(documents: &[Issued], period: Period) -> Result<Ledger, BillingError> {
    let mut account = Account::new(documents);
    let mut ledger = Ledger { opening: 0, entries: Vec::new(), closing: 0, debits: 0, credits: 0, ages: Ages::default() };
    for (on, deed, document) in happened(documents).into_iter().filter(|(on, ..)| *on < period.ends) {
        let minor = account.enter(deed, document)?;
        if on < period.starts {
            ledger.opening = account.balance;
            continue;
        }
        let side = if minor < 0 { &mut ledger.credits } else { &mut ledger.debits };
        *side = plus(*side, minor.saturating_abs())?;
        ledger.entries.push(Entry { on, deed, document, minor, balance: account.balance });
    }
    ledger.closing = account.balance;
    ledger.ages = account.ages(period.last())?;
    Ok(ledger)
}

/// Day by day; on one day issues first, for what ended on it ended after.
fn happened(documents: &[Issued]) -> Vec<(NaiveDate, Deed, usize)> {
    let mut all = Vec::with_capacity(documents.len());
    for (place, document) in documents.iter().enumerate() {
        all.push((document.on, Deed::Issue, place));
        all.extend(document.voided_on.map(|on| (on, Deed::Void, place)));
        all.extend(document.written_off_on.map(|on| (on, Deed::WriteOff, place)));
    }
    all.sort_unstable();
    all
}

/// How the account stands after what was entered so far.
struct Account<'a> {
    documents: &'a [Issued],
    places: HashMap<InvoiceId, usize>,
    /// What is open of each document.
    open: Vec<i64>,
    credit: i64,
    balance: i64,
}

impl<'a> Account<'a> {
    fn new(documents: &'a [Issued]) -> Self {
        let places = documents.iter().enumerate().map(|(place, document)| (document.id, place)).collect();
        Self { documents, places, open: vec![0; documents.len()], credit: 0, balance: 0 }
    }

    /// By how much more the tenant owes.
    fn enter(&mut self, deed: Deed, place: usize) -> Result<i64, BillingError> {
        let document = self.documents[place];
        let minor = match (deed, document.kind) {
            (Deed::Issue, DocumentKind::Invoice) => {
                self.open[place] = if document.voided_on.is_some() { 0 } else { document.minor };
                document.minor
            }
            (Deed::Issue, DocumentKind::CreditNote) => {
                if document.voided_on.is_none() {
                    self.set_off(document)?;
                }
                -document.minor
            }
            (Deed::Void, DocumentKind::Invoice) => -document.minor,
            (Deed::Void, DocumentKind::CreditNote) => document.minor,
            (Deed::WriteOff, _) => -std::mem::take(&mut self.open[place]),
        };
        self.balance = plus(self.balance, minor)?;
        Ok(minor)
    }

    /// Against what is open of the invoice; the rest is the tenant's.
    fn set_off(&mut self, note: Issued) -> Result<(), BillingError> {
        let corrected = note.corrects.and_then(|id| self.places.get(&id)).map(|place| &mut self.open[*place]);
        let taken = corrected.map_or(0, |open| {
            let taken = note.minor.min(*open);
            *open -= taken;
            taken
        });
        self.credit = plus(self.credit, note.minor - taken)?;
        Ok(())
    }

    fn ages(&self, day: NaiveDate) -> Result<Ages, BillingError> {
        let mut ages = Ages { credit: self.credit, ..Ages::default() };
        for (document, open) in self.documents.iter().zip(&self.open) {
            let age = match (day - document.due_on).num_days() {
                ..=0 => &mut ages.current,
                1..=30 => &mut ages.to_30,
                31..=60 => &mut ages.to_60,
                61..=90 => &mut ages.to_90,
                _ => &mut ages.older,
            };
            *age = plus(*age, *open)?;
        }
        Ok(ages)
    }
}

fn plus(a: i64, b: i64) -> Result<i64, BillingError> {
    a.checked_add(b).ok_or(BillingError::Overflow)
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::super::samples::day;
    use super::*;

    fn invoice(number: u128, on: &str, minor: i64) -> Issued {
        let on = day(on);
        let due_on = on + Days::new(14);
        Issued {
            id: InvoiceId(Uuid::from_u128(number)),
            kind: DocumentKind::Invoice,
            on,
            due_on,
            minor,
            corrects: None,
            voided_on: None,
            written_off_on: None,
        }
    }

    fn note(number: u128, on: &str, minor: i64, corrects: Option<u128>) -> Issued {
        let corrects = corrects.map(|number| InvoiceId(Uuid::from_u128(number)));
        Issued { kind: DocumentKind::CreditNote, corrects, ..invoice(number, on, minor) }
    }

    fn days(starts: &str, last: &str) -> Period {
        Period { starts: day(starts), ends: day(last) + Days::new(1) }
    }

    fn minors(ledger: &Ledger) -> Vec<(Deed, i64, i64)> {
        ledger.entries.iter().map(|entry| (entry.deed, entry.minor, entry.balance)).collect()
    }

    #[test]
    fn an_account_opens_with_what_was_owed_before() {
        let documents = [
            invoice(1, "2026-01-10", 100),
            note(2, "2026-02-01", 30, Some(1)),
            Issued { voided_on: Some(day("2026-02-03")), ..invoice(3, "2026-02-03", 500) },
            Issued { written_off_on: Some(day("2026-03-01")), ..invoice(4, "2026-02-04", 40) },
        ];
        let account = ledger(&documents, days("2026-02-01", "2026-03-31")).unwrap();
        assert_eq!((account.opening, account.closing, account.debits, account.credits), (100, 70, 540, 570));
        let (issue, void, off) = (Deed::Issue, Deed::Void, Deed::WriteOff);
        assert_eq!(minors(&account), [(issue, -30, 70), (issue, 500, 570), (void, -500, 70), (issue, 40, 110), (off, -40, 70)]);
        let before = ledger(&documents, days("2026-01-01", "2026-01-31")).unwrap();
        assert_eq!((before.closing, before.ages), (100, Ages { to_30: 100, ..Ages::default() }), "what came later is not known yet");
    }

    #[test]
    fn only_what_is_open_is_written_off() {
        let whole = Issued { written_off_on: Some(day("2026-01-20")), ..invoice(1, "2026-01-10", 100) };
        let account = ledger(&[whole, note(2, "2026-01-20", 30, Some(1))], days("2026-01-01", "2026-01-31")).unwrap();
        assert_eq!(minors(&account), [(Deed::Issue, 100, 100), (Deed::Issue, -30, 70), (Deed::WriteOff, -70, 0)]);
        assert_eq!(account.ages, Ages::default());
    }

    #[test]
    fn what_is_set_off_against_nothing_is_the_tenants() {
        let documents = [invoice(1, "2026-01-10", 100), note(2, "2026-01-11", 30, None), note(3, "2026-01-12", 120, Some(1))];
        let account = ledger(&documents, days("2026-01-01", "2026-01-31")).unwrap();
        assert_eq!((account.closing, account.ages), (-50, Ages { credit: 50, ..Ages::default() }));
    }

    #[test]
    fn an_invoice_grows_older_the_day_after_it_was_due() {
        let documents = [invoice(1, "2026-01-01", 1)];
        let on = |days: u64| {
            let last = day("2026-01-15") + Days::new(days);
            let ages = ledger(&documents, Period { starts: day("2026-01-01"), ends: last + Days::new(1) }).unwrap().ages;
            [ages.current, ages.to_30, ages.to_60, ages.to_90, ages.older].iter().position(|minor| *minor == 1)
        };
        assert_eq!([0, 1, 30, 31, 60, 61, 90, 91, 1_000].map(on), [0, 1, 1, 2, 2, 3, 3, 4, 4].map(Some));
    }

    #[test]
    fn more_than_can_be_kept_is_an_error() {
        let documents = [invoice(1, "2026-01-10", i64::MAX), invoice(2, "2026-01-11", 1)];
        assert_eq!(ledger(&documents, days("2026-01-01", "2026-01-31")), Err(BillingError::Overflow));
    }

    /// Documents in order, some of which correct an earlier one, were voided or written off.
    fn any_documents() -> impl Strategy<Value = Vec<Issued>> {
        let one = (0..40_u64, 0..1_000_i64, any::<bool>(), 0..8_usize, 0..6_u8, 0..200_u64);
        proptest::collection::vec(one, 0..24).prop_map(|all| {
            let mut documents: Vec<Issued> = Vec::new();
            let mut on = day("2026-01-01");
            for (number, (later, minor, is_note, back, fate, after)) in all.into_iter().enumerate() {
                on = on + Days::new(later);
                let id = InvoiceId(Uuid::from_u128(number as u128));
                let kind = if is_note { DocumentKind::CreditNote } else { DocumentKind::Invoice };
                let earlier = number.checked_sub(back + 1).map(|place| documents[place]);
                let corrects = earlier.filter(|of| is_note && of.kind == DocumentKind::Invoice).map(|of| of.id);
                let written_off_on = (fate == 1 && !is_note).then(|| on + Days::new(after));
                let voided_on = (fate == 0).then_some(on);
                documents.push(Issued { id, kind, on, due_on: on + Days::new(14), minor, corrects, voided_on, written_off_on });
            }
            documents
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        /// Whatever was issued and however it ended: the account adds up, goes on where it stopped, and does not know what is to come.
        #[test]
        fn an_account_adds_up(documents in any_documents(), from in 0..900_u64, first in 1..400_u64, second in 1..400_u64) {
            let starts = day("2026-01-01") + Days::new(from);
            let (middle, ends) = (starts + Days::new(first), starts + Days::new(first + second));
            let whole = ledger(&documents, Period { starts, ends }).unwrap();
            prop_assert_eq!(whole.opening + whole.debits - whole.credits, whole.closing);
            let mut balance = whole.opening;
            for (place, entry) in whole.entries.iter().enumerate() {
                balance += entry.minor;
                prop_assert_eq!(entry.balance, balance);
                prop_assert!(starts <= entry.on && entry.on < ends);
                prop_assert!(place == 0 || whole.entries[place - 1].on <= entry.on);
            }
            prop_assert_eq!(balance, whole.closing);

            let ages = whole.ages;
            let parts = [ages.current, ages.to_30, ages.to_60, ages.to_90, ages.older, ages.credit];
            prop_assert!(parts.iter().all(|part| *part >= 0));
            prop_assert_eq!(parts[..5].iter().sum::<i64>() - ages.credit, whole.closing);

            let (one, other) = (ledger(&documents, Period { starts, ends: middle }).unwrap(), ledger(&documents, Period { starts: middle, ends }).unwrap());
            prop_assert_eq!(other.opening, one.closing);
            prop_assert_eq!(other.closing, whole.closing);
            prop_assert_eq!([one.entries, other.entries].concat(), whole.entries.clone());

            let known: Vec<Issued> = documents.iter().filter(|document| document.on < ends).map(|document| {
                Issued { written_off_on: document.written_off_on.filter(|on| *on < ends), ..*document }
            }).collect();
            prop_assert_eq!(ledger(&known, Period { starts, ends }).unwrap(), whole);
        }
    }
}
