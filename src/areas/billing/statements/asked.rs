//! Which account, over which days: as it stands in the address, and what is meant by it.

use chrono::{Datelike as _, Months, NaiveDate};
use serde::Deserialize;

use super::queries::Account;
use crate::areas::billing::period::Period;
use crate::core::money::Currency;
use crate::core::text;
use crate::web::Errors;

/// Nothing is older than the numbers of documents.
const FIRST_YEAR: i32 = 2000;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub currency: String,
    pub from: String,
    /// The last day, as people name a period.
    pub to: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub currency: Currency,
    pub period: Period,
    /// The first day of the account.
    pub since: NaiveDate,
}

impl Asked {
    /// The account in the tenant's own currency and the last twelve months, unless asked otherwise. `None` where there is no account.
    pub(super) fn choose(&self, accounts: &[Account], own: Currency, today: NaiveDate) -> Result<Option<Chosen>, Errors> {
        let Some(first) = accounts.iter().find(|account| account.currency == own).or(accounts.first()) else { return Ok(None) };
        let mut errors = Errors::new();
        let account = match self.currency.trim() {
            "" => Some(first),
            asked => accounts.iter().find(|account| Currency::parse(asked) == Ok(account.currency)),
        };
        if account.is_none() {
            errors.add("currency", "statement-error-currency");
        }
        let since = account.unwrap_or(first).since;
        let from = errors.take("from", day(&self.from)).flatten();
        let to = errors.take("to", day(&self.to)).flatten();
        if from.is_some_and(|from| from.year() < FIRST_YEAR) {
            errors.add("from", "statement-error-early");
        }
        if to.is_some_and(|to| to.year() < FIRST_YEAR) {
            errors.add("to", "statement-error-early");
        }
        let last = to.unwrap_or(today);
        if last > today {
            errors.add("to", "statement-error-future");
        }
        let from = from.unwrap_or_else(|| last.checked_sub_months(Months::new(12)).unwrap_or(last).max(since).min(last));
        if from > today {
            errors.add("from", "statement-error-future");
        } else if from > last {
            errors.add("to", "statement-error-order");
        }
        match (account, last.succ_opt()) {
            (Some(account), Some(ends)) if errors.is_empty() => {
                Ok(Some(Chosen { currency: account.currency, period: Period { starts: from, ends }, since }))
            }
            _ => Err(errors),
        }
    }

    /// As the address says it.
    pub(super) fn query(&self) -> String {
        serde_html_form::to_string([("currency", &self.currency), ("from", &self.from), ("to", &self.to)]).unwrap_or_default()
    }
}

impl Chosen {
    pub(super) fn asked(&self) -> Asked {
        Asked { currency: self.currency.code().to_owned(), from: self.period.starts.to_string(), to: self.period.last().to_string() }
    }
}

/// A day, nothing where nothing was typed.
fn day(typed: &str) -> Result<Option<NaiveDate>, &'static str> {
    if text::clean(typed).is_empty() { Ok(None) } else { text::day(typed).map(Some).ok_or("statement-error-day") }
}

/// Periods that are asked for often, each with the key of its name; those that lie before the account are left out.
pub(super) fn usual(since: NaiveDate, today: NaiveDate) -> Vec<(&'static str, NaiveDate, NaiveDate)> {
    let month = today.with_day(1).unwrap_or(today);
    let year = month.with_month(1).unwrap_or(month);
    let before = month.pred_opt().unwrap_or(month);
    let all = [
        ("statement-this-month", month, today),
        ("statement-last-month", before.with_day(1).unwrap_or(before), before),
        ("statement-this-year", year, today),
        ("statement-everything", since, today),
    ];
    all.into_iter().filter(|(_, _, to)| since <= *to).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::samples::day;
    use super::*;

    const TODAY: &str = "2026-11-26";

    fn choose(currency: &str, from: &str, to: &str) -> Result<Option<Chosen>, Vec<&'static str>> {
        let account = |currency, since: &str| Account { currency, since: day(since) };
        let accounts = [account(Currency::Aed, "2024-05-01"), account(Currency::Omr, "2026-03-10")];
        let asked = Asked { currency: currency.to_owned(), from: from.to_owned(), to: to.to_owned() };
        asked.choose(&accounts, Currency::Omr, day(TODAY)).map_err(|errors| errors.iter().map(|(field, _)| field).collect())
    }

    fn days(currency: &str, from: &str, to: &str) -> (Currency, String, String) {
        let chosen = choose(currency, from, to).unwrap().unwrap();
        (chosen.currency, chosen.period.starts.to_string(), chosen.period.last().to_string())
    }

    #[test]
    fn unless_asked_otherwise_it_is_the_last_twelve_months_or_since_the_first_document() {
        for ((currency, from, to), expected) in [
            (("", "", ""), (Currency::Omr, "2026-03-10", TODAY)),
            (("aed", "", ""), (Currency::Aed, "2025-11-26", TODAY)),
            (("OMR", "", "2026-04-30"), (Currency::Omr, "2026-03-10", "2026-04-30")),
            (("OMR", "", "2026-01-31"), (Currency::Omr, "2026-01-31", "2026-01-31")),
            (("OMR", " ٢٠٢٦-٠١-٠١ ", "2026-01-31"), (Currency::Omr, "2026-01-01", "2026-01-31")),
            (("OMR", TODAY, ""), (Currency::Omr, TODAY, TODAY)),
        ] {
            assert_eq!(days(currency, from, to), (expected.0, expected.1.to_owned(), expected.2.to_owned()), "{currency} {from} {to}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_told_at_its_field() {
        for (asked, fields) in [
            (("EUR", "", ""), vec!["currency"]),
            (("x'", "soon", "2026-02-30"), vec!["currency", "from", "to"]),
            (("", "2026-02-02", "2026-02-01"), vec!["to"]),
            (("", "2026-11-27", ""), vec!["from"]),
            (("", "", "2026-11-27"), vec!["to"]),
            (("", "1999-12-31", ""), vec!["from"]),
            (("", "", "0001-01-01"), vec!["to"]),
            (("", "-262143-01-01", "+262142-12-31"), vec!["from", "to"]),
        ] {
            assert_eq!(choose(asked.0, asked.1, asked.2).unwrap_err(), fields, "{asked:?}");
        }
    }

    #[test]
    fn a_tenant_without_documents_has_no_account() {
        let asked = Asked { from: "soon".to_owned(), ..Asked::default() };
        assert_eq!(asked.choose(&[], Currency::Omr, day(TODAY)).map_err(|_| ()), Ok(None));
    }

    #[test]
    fn periods_before_the_account_are_not_offered() {
        let keys = |since: &str| usual(day(since), day("2026-01-15")).into_iter().map(|(key, ..)| key).collect::<Vec<_>>();
        assert_eq!(keys("2025-12-31"), ["statement-this-month", "statement-last-month", "statement-this-year", "statement-everything"]);
        assert_eq!(keys("2026-01-01"), ["statement-this-month", "statement-this-year", "statement-everything"]);
        let last = usual(day("2020-01-01"), day("2026-01-15"))[1];
        assert_eq!((last.1, last.2), (day("2025-12-01"), day("2025-12-31")));
    }
}
