//! Pages of billing runs.

pub(super) mod failures;
pub(super) mod index;
pub(super) mod new;
pub(super) mod show;

use std::collections::BTreeMap;

use crate::core::country::Country;
use crate::core::money::{Currency, Money};
use crate::web::Page;

/// A line of the sums: a plan in a country, or the whole of a currency.
pub(super) struct SumLine {
    pub plan: String,
    pub country: String,
    pub invoices: String,
    pub taxable: String,
    pub vat: String,
    pub total: String,
}

/// What invoices came to, by currency with its whole last: currencies are never added to each other.
#[derive(Default)]
pub(super) struct Sums(BTreeMap<Currency, (Vec<SumLine>, [i64; 4])>);

pub(super) struct SumsOf {
    pub currency: &'static str,
    pub lines: Vec<SumLine>,
    pub whole: SumLine,
}

impl Sums {
    pub(super) fn add(&mut self, page: &Page, currency: Currency, plan: &str, country: &str, [invoices, taxable, vat, total]: [i64; 4]) {
        let amount = |minor| Money::new(minor, currency).amount();
        let country = Country::from_code(country)
            .map_or_else(|| country.to_owned(), |known| if page.lang() == "ar" { known.arabic() } else { known.english() }.to_owned());
        let (lines, whole) = self.0.entry(currency).or_default();
        lines.push(SumLine {
            plan: plan.to_owned(),
            country,
            invoices: page.num(invoices),
            taxable: amount(taxable),
            vat: amount(vat),
            total: amount(total),
        });
        for (sum, more) in whole.iter_mut().zip([invoices, taxable, vat, total]) {
            *sum = sum.saturating_add(more);
        }
    }

    pub(super) fn told(self, page: &Page) -> Vec<SumsOf> {
        let told = self.0.into_iter().map(|(currency, (lines, [invoices, taxable, vat, total]))| {
            let amount = |minor| Money::new(minor, currency).amount();
            let whole = SumLine {
                plan: page.t("runs-all-plans"),
                country: String::new(),
                invoices: page.num(invoices),
                taxable: amount(taxable),
                vat: amount(vat),
                total: amount(total),
            };
            SumsOf { currency: currency.code(), lines, whole }
        });
        told.collect()
    }
}
