//! How long a paper takes once fonts are loaded: tax invoice and credit note of ten lines, statement of forty entries, in both languages.
//!
//! `cargo bench --bench papers`: median and 99th percentile of 300 of each, and their size.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that cannot go on has nothing better to do than to stop")]
#![expect(clippy::disallowed_methods, reason = "it measures real time")]

#[path = "../src/areas/billing/documents/tests/samples.rs"]
mod samples;

use std::time::{Duration, Instant};

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

type Paper = fn(Lang) -> Result<Vec<u8>, DocumentError>;

fn main() {
    let papers: [(&str, Paper); 3] = [
        ("tax invoice, ten lines", |lang| tax_invoice(&samples::invoice(samples::sale(lang, LINES)))),
        ("credit note, ten lines", |lang| credit_note(&samples::note(samples::sale(lang, LINES)))),
        ("statement, forty entries", |lang| statement(&samples::account(lang, ENTRIES))),
    ];
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
