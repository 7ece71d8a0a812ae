//! How numbers and dates are written on paper. Latin digits in both languages, so that the figures of
//! the two can be compared.

use chrono::NaiveDate;

use super::DocumentError;
use super::model::Quantity;
use crate::areas::billing::period::Period;
use crate::core::lang::{Arg, Digits, Format, Lang};
use crate::core::money::{Currency, Money};

pub(super) fn date(lang: Lang, date: NaiveDate) -> String {
    Format { lang, digits: Digits::Latin }.date(date)
}

pub(super) fn period(lang: Lang, period: Period) -> String {
    let (from, to) = (date(lang, period.starts), date(lang, period.last()));
    if from == to { from } else { lang.with("printed-from-to", &[("from", Arg::Text(from)), ("to", Arg::Text(to))]) }
}

/// `2`, `1,250`, `0.5`.
pub(super) fn quantity(Quantity(thousandths): Quantity) -> String {
    let sign = if thousandths < 0 { "\u{2212}" } else { "" };
    let size = thousandths.unsigned_abs();
    let whole = Format::default().num(i64::try_from(size / 1_000).unwrap_or(i64::MAX));
    let part = format!("{:03}", size % 1_000);
    match part.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    }
}

/// `5%`, `7.5%`.
pub(super) fn rate(basis_points: u32) -> String {
    let part = format!("{:02}", basis_points % 100);
    match part.trim_end_matches('0') {
        "" => format!("{}%", basis_points / 100),
        part => format!("{}.{part}%", basis_points / 100),
    }
}

/// Nothing rather than a zero, where most rows have none.
pub(super) fn unless_zero(money: Money) -> String {
    if money.minor == 0 { String::new() } else { money.amount() }
}

/// A paper has one currency, named once.
pub(super) fn one_currency(currency: Currency, amounts: impl IntoIterator<Item = Money>) -> Result<(), DocumentError> {
    if amounts.into_iter().all(|money| money.currency == currency) { Ok(()) } else { Err(DocumentError::Currencies) }
}
