//! How long a paper takes once fonts are loaded: tax invoice and credit note of ten lines, statement of forty entries, in both languages.
//!
//! `cargo bench --bench papers`: median and 99th percentile of 300 of each, and their size.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that cannot go on has nothing better to do than to stop")]
#![expect(clippy::disallowed_methods, reason = "it measures real time")]

use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate};
use hq_console::areas::billing::documents::{
    Ageing, BankAccount, Bilingual, CreditNote, DocumentError, Entry, EntryKind, Invoice, Line, Party, Quantity, Sale, Statement, Totals,
    VatShare, credit_note, statement, tax_invoice,
};
use hq_console::areas::billing::period::Period;
use hq_console::core::lang::Lang;
use hq_console::core::money::{Currency, Money};

const LINES: i64 = 10;
const ENTRIES: i64 = 40;
const EACH: usize = 300;

fn omr(minor: i64) -> Money {
    Money::new(minor, Currency::Omr)
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn party(english: &str, arabic: &str) -> Party {
    Party {
        name: Bilingual::new(english, arabic),
        address: Bilingual::new("Way 2817, Building 14\nAl Seeb, Muscat", "سكة 2817، مبنى 14\nالسيب، مسقط"),
        vat_number: Some("OM1100234567".into()),
        registration: Some("1345678".into()),
        email: Some("accounts@example.com".into()),
        phone: Some("+968 2440 1234".into()),
    }
}

fn line(number: i64) -> Line {
    Line {
        description: Bilingual::new(format!("Growth plan, branch {number}"), format!("باقة النمو، الفرع {number}")),
        period: Some(Period { starts: day(11, 1), ends: day(12, 1) }),
        quantity: Quantity::whole(number),
        unit_price: omr(12_500),
        discount: omr(0),
        vat_basis_points: 500,
        vat: omr(625 * number),
        total: omr(13_125 * number),
    }
}

fn sale(lang: Lang) -> Sale {
    let many: i64 = (1..=LINES).sum();
    Sale {
        lang,
        number: "INV-2026-000123".into(),
        issued_at: DateTime::from_timestamp(1_796_000_000, 0).unwrap(),
        supply: Some(Period { starts: day(11, 1), ends: day(12, 1) }),
        order: None,
        seller: party("CleanMateX Technologies LLC", "كلين ميت إكس للتقنيات"),
        buyer: party("Al Noor Laundry", "مغاسل النور"),
        currency: Currency::Omr,
        lines: (1..=LINES).map(line).collect(),
        totals: Totals {
            before_discount: omr(12_500 * many),
            discount: omr(0),
            taxable: omr(12_500 * many),
            shares: vec![VatShare { basis_points: 500, taxable: omr(12_500 * many), vat: omr(625 * many) }],
            vat: omr(625 * many),
            total: omr(13_125 * many),
        },
        notes: None,
    }
}

fn invoice(lang: Lang) -> Result<Vec<u8>, DocumentError> {
    let sale = sale(lang);
    let bank = BankAccount {
        bank: Bilingual::new("Bank Muscat", "بنك مسقط"),
        name: sale.seller.name.clone(),
        iban: "OM81 0270 0003 3300 1234 567".into(),
        swift: "BMUSOMRX".into(),
    };
    tax_invoice(&Invoice { due_on: day(12, 15), paid: omr(0), due: sale.totals.total, sale, bank: Some(bank) })
}

fn note(lang: Lang) -> Result<Vec<u8>, DocumentError> {
    let reason = Bilingual::new("The branch was closed before the period.", "أُغلق الفرع قبل بدء الفترة.");
    credit_note(&CreditNote { sale: sale(lang), corrects: Some(("INV-2026-000100".into(), day(11, 1))), reason })
}

fn account(lang: Lang) -> Result<Vec<u8>, DocumentError> {
    let entry = |number: i64| Entry {
        on: day(11, 1 + u32::try_from(number % 28).unwrap()),
        kind: if number % 2 == 0 { EntryKind::Invoice } else { EntryKind::Payment },
        reference: format!("INV-2026-{number:06}"),
        description: Bilingual::new("Growth plan", "باقة النمو"),
        debit: (number % 2 == 0).then_some(omr(82_950)),
        credit: (number % 2 == 1).then_some(omr(82_950)),
        balance: omr(12_000 + (1 - number % 2) * 82_950),
    };
    statement(&Statement {
        lang,
        issued_at: DateTime::from_timestamp(1_796_000_000, 0).unwrap(),
        period: Period { starts: day(11, 1), ends: day(12, 1) },
        seller: party("CleanMateX Technologies LLC", "كلين ميت إكس للتقنيات"),
        buyer: party("Al Noor Laundry", "مغاسل النور"),
        currency: Currency::Omr,
        opening: omr(12_000),
        entries: (0..ENTRIES).map(entry).collect(),
        closing: omr(12_000),
        ageing: Some(Ageing { current: omr(12_000), to_30: omr(0), to_60: omr(0), to_90: omr(0), older: omr(0), credit: omr(0) }),
        bank: None,
        notes: None,
    })
}

type Paper = fn(Lang) -> Result<Vec<u8>, DocumentError>;

fn main() {
    let papers: [(&str, Paper); 3] =
        [("tax invoice, ten lines", invoice), ("credit note, ten lines", note), ("statement, forty entries", account)];
    for (name, paper) in papers {
        for lang in Lang::ALL {
            let size = paper(lang).unwrap().len();
            let mut took: Vec<Duration> = (0..EACH)
                .map(|_| {
                    let began = Instant::now();
                    paper(lang).unwrap();
                    began.elapsed()
                })
                .collect();
            took.sort();
            let at = |part: usize| took[(took.len() * part / 100).min(took.len() - 1)];
            println!("{name}, {}: median {:.1?}, 99th percentile {:.1?}, {} kB", lang.code(), at(50), at(99), size / 1_024);
        }
    }
}
