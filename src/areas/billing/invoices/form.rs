//! The form of an invoice written by hand.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::model::{Buyer, DESCRIPTION_MAX, Described, Invoice, Line, MOST_LINES, NOTE_MAX, Written};
use crate::areas::billing::BillingError;
use crate::areas::billing::discount::Worth;
use crate::areas::billing::document::{Item, LineKind};
use crate::core::lang::Message;
use crate::core::money::{AmountError, Currency, Money};
use crate::core::text;
use crate::web::Errors;

/// What is written by hand; the others come out of a subscription.
pub(super) const KINDS: [LineKind; 5] = [LineKind::AddOn, LineKind::SetupFee, LineKind::Adjustment, LineKind::Discount, LineKind::Credit];

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct InvoiceForm {
    /// The tenant's code; only when the invoice is begun.
    pub tenant: String,
    pub kind: Vec<String>,
    pub description: Vec<String>,
    pub description2: Vec<String>,
    pub quantity: Vec<String>,
    pub price: Vec<String>,
    /// `percent` or `amount`.
    pub discount_kind: String,
    pub discount: String,
    pub note: String,
    pub version: Option<i32>,
    /// `add` for another line, `preview` for the sums; saved without.
    #[serde(rename = "do")]
    pub act: String,
}

/// One line as typed, with what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub kind: String,
    pub description: String,
    pub description2: String,
    pub quantity: String,
    pub price: String,
    pub error: Option<Message>,
}

impl Typed {
    /// Nothing was typed into it: an empty line stands there with one as its quantity.
    fn is_blank(&self) -> bool {
        let typed = [&self.description, &self.description2, &self.price].iter().any(|typed| !typed.trim().is_empty());
        !typed && ["", "1"].contains(&self.quantity.trim())
    }
}

impl InvoiceForm {
    pub(super) fn empty(tenant: String) -> Self {
        Self { tenant, quantity: vec!["1".to_owned()], discount_kind: "percent".to_owned(), ..Self::default() }
    }

    pub(super) fn of(invoice: &Invoice, lines: &[Line]) -> Self {
        let (discount_kind, discount) = match invoice.discount() {
            Some(Worth::Amount(amount)) => ("amount", amount.plain()),
            Some(Worth::BasisPoints(rate)) => ("percent", Percent(rate).plain()),
            None => ("percent", String::new()),
        };
        Self {
            tenant: String::new(),
            kind: lines.iter().map(|line| line.kind.code().to_owned()).collect(),
            description: lines.iter().map(|line| line.description.clone()).collect(),
            description2: lines.iter().map(|line| line.description2.clone()).collect(),
            quantity: lines.iter().map(|line| line.quantity.to_string()).collect(),
            price: lines.iter().map(|line| invoice.money(line.unit_minor.saturating_abs()).plain()).collect(),
            discount_kind: discount_kind.to_owned(),
            discount,
            note: invoice.note.clone().unwrap_or_default(),
            version: Some(invoice.version),
            act: String::new(),
        }
    }

    /// The lines as typed; those left empty are kept, so that nothing moves under the reader's hand.
    pub(super) fn typed(&self) -> Vec<Typed> {
        let count = [&self.kind, &self.description, &self.description2, &self.quantity, &self.price].map(Vec::len);
        let count = count.into_iter().max().unwrap_or_default().max(1);
        let at = |list: &[String], index: usize| list.get(index).cloned().unwrap_or_default();
        (0..count)
            .map(|index| Typed {
                kind: at(&self.kind, index),
                description: at(&self.description, index),
                description2: at(&self.description2, index),
                quantity: at(&self.quantity, index),
                price: at(&self.price, index),
                error: None,
            })
            .collect()
    }

    /// One more line to write on.
    pub(super) fn add_line(&mut self) {
        let count = self.typed().len();
        for list in [&mut self.kind, &mut self.description, &mut self.description2, &mut self.price] {
            list.resize(count, String::new());
        }
        self.quantity.resize(count, String::new());
        self.quantity.push("1".to_owned());
        for list in [&mut self.kind, &mut self.description, &mut self.description2, &mut self.price] {
            list.push(String::new());
        }
    }

    /// Everything that is wrong at once; errors of lines stand on their line too.
    pub(super) fn check(&self, buyer: &Buyer, vat_basis_points: u16) -> Result<Written, (Errors, BTreeMap<usize, Message>)> {
        let (mut errors, mut wrong, mut lines) = (Errors::new(), BTreeMap::new(), Vec::new());
        for (index, typed) in self.typed().iter().enumerate().filter(|(_, typed)| !typed.is_blank()) {
            match line(typed, buyer.currency, vat_basis_points) {
                Ok(line) => lines.push(line),
                Err(message) => {
                    wrong.insert(index, message);
                }
            }
        }
        if lines.len() + wrong.len() > MOST_LINES {
            errors.add("lines", "invoices-error-too-many");
        } else if !wrong.is_empty() {
            errors.add("lines", Message::new("invoices-error-lines").count(i64::try_from(wrong.len()).unwrap_or(i64::MAX)));
        } else if lines.is_empty() {
            errors.add("lines", "invoices-error-no-lines");
        }
        let discount = match (text::clean(&self.discount).is_empty(), self.discount_kind.as_str()) {
            (true, _) => None,
            (false, "percent") => errors.take("discount", Percent::parse(&self.discount)).map(|rate| Worth::BasisPoints(rate.0)),
            (false, "amount") => {
                errors.take("discount", Money::parse(&self.discount, buyer.currency).map_err(amount_error)).map(Worth::Amount)
            }
            (false, _) => {
                errors.add("discount_kind", "invoices-error-discount-kind");
                None
            }
        };
        let note = text::clean_lines(&self.note);
        if note.chars().count() > NOTE_MAX {
            errors.add("note", "invoices-error-note-long");
        }
        if errors.any() {
            return Err((errors, wrong));
        }
        Ok(Written { currency: buyer.currency, lines, discount, note: (!note.is_empty()).then_some(note) })
    }
}

fn line(typed: &Typed, currency: Currency, vat_basis_points: u16) -> Result<Described, Message> {
    let kind = LineKind::from_code(&typed.kind).filter(|kind| KINDS.contains(kind)).ok_or("invoices-error-kind")?;
    let (description, description2) = (text::clean(&typed.description), text::clean(&typed.description2));
    if description.is_empty() {
        return Err("invoices-error-description".into());
    }
    if description.chars().count() > DESCRIPTION_MAX || description2.chars().count() > DESCRIPTION_MAX {
        return Err("invoices-error-description-long".into());
    }
    let quantity = text::ungrouped(&text::digits_to_latin(&text::clean(&typed.quantity))).and_then(|typed| typed.parse::<i64>().ok());
    let quantity = quantity.filter(|quantity| (1..=1_000_000).contains(quantity)).ok_or("invoices-error-quantity")?;
    let price = Money::parse(&typed.price, currency).map_err(amount_error)?;
    if price.minor == 0 {
        return Err("invoices-error-price-zero".into());
    }
    // What takes away is typed as people say it: a discount of ten.
    let takes = matches!(kind, LineKind::Discount | LineKind::Credit);
    let unit = Money::new(if takes { price.minor.saturating_neg() } else { price.minor }, currency);
    let item = Item { kind, item: String::new(), quantity, unit, period: None, of_days: None, vat_basis_points };
    Ok(Described { item, description, description2, corrects: None })
}

pub(super) fn amount_error(error: AmountError) -> Message {
    match error {
        AmountError::Empty => "invoices-error-amount-empty".into(),
        AmountError::NotANumber => "invoices-error-amount".into(),
        AmountError::Negative => "invoices-error-amount-negative".into(),
        AmountError::TooManyDecimals(most) => Message::new("invoices-error-amount-decimals").count(i64::from(most)),
        AmountError::TooLarge => "invoices-error-amount-large".into(),
    }
}

/// Key of the sentence why what was written cannot be reckoned.
pub(super) fn refusal(error: BillingError) -> &'static str {
    match error {
        BillingError::Negative => "invoices-error-negative",
        BillingError::Overflow => "invoices-error-amount-large",
        BillingError::Empty | BillingError::Currencies | BillingError::Calendar | BillingError::OutsidePeriod | BillingError::Unpriced => {
            "invoices-error-no-lines"
        }
    }
}

/// Hundredths of a per cent, typed as per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Percent(pub u16);

impl Percent {
    fn parse(raw: &str) -> Result<Self, Message> {
        // Two decimals and the same digits as money of two decimals.
        let typed = text::clean(raw).replace(['%', '٪'], "");
        let hundredths = Money::parse(&typed, Currency::Usd).map_err(|_| Message::new("invoices-error-percent"))?.minor;
        u16::try_from(hundredths).ok().filter(|rate| (1..=10_000).contains(rate)).map(Self).ok_or_else(|| "invoices-error-percent".into())
    }

    pub(super) fn plain(self) -> String {
        let text = Money::new(i64::from(self.0), Currency::Usd).plain();
        text.strip_suffix(".00").map_or_else(|| text.clone(), ToOwned::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::ids::TenantId;

    fn buyer() -> Buyer {
        Buyer {
            id: TenantId(uuid::Uuid::nil()),
            code: "T-00001".into(),
            name: "Noor".into(),
            name2: None,
            address: None,
            city: None,
            country_code: "OM".into(),
            vat_number: None,
            email: "noor@example.com".into(),
            language: "en".into(),
            currency: Currency::Omr,
        }
    }

    fn form(kind: &str, price: &str, discount: &str) -> InvoiceForm {
        InvoiceForm {
            kind: vec![kind.into()],
            description: vec!["Training".into()],
            price: vec![price.into()],
            discount: discount.into(),
            ..InvoiceForm::empty(String::new())
        }
    }

    #[test]
    fn a_discount_line_takes_away_what_was_typed() {
        let written = form("discount", "٢٫٥", "").check(&buyer(), 500).unwrap();
        assert_eq!(written.lines[0].item.unit.minor, -2_500);
    }

    #[test]
    fn per_cent_are_read_to_two_decimals_and_never_above_all() {
        assert_eq!(form("add_on", "10", "12.5%").check(&buyer(), 500).unwrap().discount, Some(Worth::BasisPoints(1_250)));
        for wrong in ["0", "100.01", "ten", "1.234"] {
            assert!(form("add_on", "10", wrong).check(&buyer(), 500).is_err(), "{wrong}");
        }
        assert_eq!(Percent(1_250).plain(), "12.50");
        assert_eq!(Percent(1_000).plain(), "10");
    }

    #[test]
    fn a_quantity_is_whole_and_a_comma_in_it_stands_between_thousands() {
        let of = |quantity: &str| InvoiceForm { quantity: vec![quantity.into()], ..form("add_on", "10", "") }.check(&buyer(), 500);
        assert_eq!(of("1,500").unwrap().lines[0].item.quantity, 1_500);
        for wrong in ["1,5", "2,0", "0", "-1", "1.5", "1000001"] {
            assert!(of(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn no_line_is_left_out_because_there_are_many() {
        let many = |count: usize| InvoiceForm {
            kind: vec!["add_on".into(); count],
            description: vec!["Training".into(); count],
            price: vec!["10".into(); count],
            quantity: vec!["1".into(); count],
            ..InvoiceForm::empty(String::new())
        };
        assert_eq!(many(MOST_LINES).check(&buyer(), 500).unwrap().lines.len(), MOST_LINES);
        assert!(many(MOST_LINES + 1).check(&buyer(), 500).unwrap_err().0.on("lines").is_some());
    }

    #[test]
    fn an_empty_line_is_none_and_a_faulty_one_is_named() {
        assert!(InvoiceForm::empty(String::new()).check(&buyer(), 500).unwrap_err().0.on("lines").is_some());
        let mut form = form("add_on", "10", "");
        form.add_line();
        assert_eq!(form.check(&buyer(), 500).unwrap().lines.len(), 1);
        form.price[1] = "x".into();
        assert_eq!(form.check(&buyer(), 500).unwrap_err().1.keys().copied().collect::<Vec<_>>(), [1]);
    }
}
