//! The page an invoice is written on, new or again.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;
use uuid::Uuid;

use super::super::commands::reckon;
use super::super::form::{InvoiceForm, KINDS, Percent, Typed, refusal};
use super::super::model::{Buyer, MOST_LINES, Written, line_key};
use crate::areas::billing::document::{Document, DocumentKind};
use crate::core::lang::Message;
use crate::web::page::form_page;
use crate::web::ui::SummaryRow;
use crate::web::{Errors, Page, Result};

#[derive(Template)]
#[template(path = "billing/invoices/form.html")]
struct FormPage {
    page: Page,
    errors: Errors,
    form: InvoiceForm,
    lines: Vec<Typed>,
    kinds: Vec<(&'static str, String)>,
    discount_kinds: Vec<(&'static str, String)>,
    /// Who it is for, once that is known.
    buyer: Option<String>,
    currency: String,
    vat: Option<String>,
    sums: Vec<SummaryRow>,
    may_add: bool,
    idem: Option<Uuid>,
    action: String,
    back: String,
}

/// The form, and what stands around it.
pub(super) struct Sheet {
    pub form: InvoiceForm,
    pub buyer: Option<Buyer>,
    pub errors: Errors,
    pub wrong: BTreeMap<usize, Message>,
    pub today: NaiveDate,
    pub idem: Option<Uuid>,
    pub action: String,
    pub back: String,
}

/// The form as a document, or everything that is wrong with it.
pub(super) fn reckoned(
    form: &InvoiceForm,
    buyer: &Buyer,
    today: NaiveDate,
) -> std::result::Result<(Written, Document), (Errors, BTreeMap<usize, Message>)> {
    let written = form.check(buyer, buyer.vat_on(today))?;
    match reckon(DocumentKind::Invoice, &written) {
        Ok(document) => Ok((written, document)),
        Err(error) => Err((Errors::one("lines", refusal(error)), BTreeMap::new())),
    }
}

/// Sums of a document, as they will stand on it.
pub(super) fn sums(page: &Page, document: &Document) -> Vec<SummaryRow> {
    let totals = &document.totals;
    let mut rows = Vec::new();
    if totals.discount.minor != 0 {
        rows.push(SummaryRow::code(page.t("invoices-field-amount"), totals.amount.amount()));
        rows.push(SummaryRow::code(page.t("invoices-field-discount"), format!("\u{2212}{}", totals.discount.amount())));
    }
    rows.push(SummaryRow::code(page.t("invoices-field-taxable"), totals.taxable.amount()));
    rows.push(SummaryRow::code(page.t("invoices-field-vat"), totals.vat.amount()));
    rows.push(SummaryRow::code(page.t("invoices-field-total"), totals.total.to_string()));
    rows
}

pub(super) fn rate(basis_points: u16) -> String {
    format!("{} %", Percent(basis_points).plain())
}

pub(super) fn show(page: Page, sheet: Sheet) -> Result<Response> {
    let Sheet { form, buyer, errors, mut wrong, today, idem, action, back } = sheet;
    let mut lines = form.typed();
    for (index, line) in lines.iter_mut().enumerate() {
        line.error = wrong.remove(&index);
    }
    let sums = match &buyer {
        Some(buyer) => reckoned(&form, buyer, today).map(|(_, document)| sums(&page, &document)).unwrap_or_default(),
        None => Vec::new(),
    };
    let lang = page.language();
    form_page(
        &errors,
        &FormPage {
            kinds: KINDS.map(|kind| (kind.code(), page.t(line_key(kind)))).to_vec(),
            discount_kinds: vec![("percent", page.t("invoices-discount-percent")), ("amount", page.t("invoices-discount-amount"))],
            currency: buyer.as_ref().map(|buyer| buyer.currency.code().to_owned()).unwrap_or_default(),
            vat: buyer.as_ref().map(|buyer| rate(buyer.vat_on(today))),
            buyer: buyer.as_ref().map(|buyer| format!("{} · {}", buyer.name_in(lang, crate::areas::tenants::Identity::Known), buyer.code)),
            may_add: lines.len() < MOST_LINES,
            errors: errors.clone(),
            page,
            form,
            lines,
            sums,
            idem,
            action,
            back,
        },
    )
}
