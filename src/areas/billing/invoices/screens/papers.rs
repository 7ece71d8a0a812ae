//! A document as paper: the page to print, and the PDF the tenant gets.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use super::super::model::{Line, Status, kind_key};
use super::super::paper::{self, Paper};
use super::super::show_path;
use super::writing::rate;
use crate::areas::billing::document::DocumentKind;
use crate::areas::tenants::Identity;
use crate::core::ids::InvoiceId;
use crate::web::page::html;
use crate::web::ui::SummaryRow;
use crate::web::{Db, Error, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/invoices/print.html")]
struct PrintPage {
    page: Page,
    title: String,
    /// It was taken back.
    void: bool,
    facts: Vec<SummaryRow>,
    seller: Vec<String>,
    buyer: Vec<String>,
    lines: Vec<Printed>,
    sums: Vec<(String, String)>,
    reason: Option<String>,
    note: Option<String>,
    pdf: String,
}

struct Printed {
    description: String,
    second: String,
    quantity: String,
    unit: String,
    discount: String,
    rate: String,
    vat: String,
    total: String,
}

pub(in super::super) async fn print(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<InvoiceId>) -> Result<Response> {
    let paper = paper::read(&mut db, id).await?.ok_or(Error::NotFound)?;
    Identity::of(&staff).required()?;
    drop(db);
    let invoice = &paper.invoice;
    let title = format!("{} {}", page.t(kind_key(invoice.kind)), invoice.label(page.language()));
    let page = page.titled_text(title.clone()).section("nav-invoices");
    let (invoices, label) = (page.t("nav-invoices"), invoice.label(page.language()));
    html(&PrintPage {
        void: invoice.status == Status::Void,
        facts: facts(&page, &paper),
        seller: party(&[&paper.seller.name, &paper.seller.name2, &paper.seller.address, &vat(&page, Some(&paper.seller.vat_number))]),
        buyer: party(&[
            invoice.buyer_name.as_deref().unwrap_or_default(),
            invoice.buyer_name2.as_deref().unwrap_or_default(),
            invoice.buyer_address.as_deref().unwrap_or_default(),
            &vat(&page, invoice.buyer_vat_number.as_ref()),
        ]),
        lines: paper.lines.iter().map(|line| printed(&paper, line)).collect(),
        sums: sums(&page, &paper),
        reason: invoice.reason.clone(),
        note: invoice.note.clone(),
        pdf: super::super::below(id, "pdf"),
        page: page.crumb(invoices, super::super::INDEX).crumb(label, show_path(id)),
        title,
    })
}

pub(in super::super) async fn pdf(staff: SignedIn, mut db: Db, Path(id): Path<InvoiceId>) -> Result<Response> {
    let paper = paper::read(&mut db, id).await?.ok_or(Error::NotFound)?;
    Identity::of(&staff).required()?;
    drop(db);
    let name = paper.invoice.reference.clone().unwrap_or_default();
    // Shaping a long document takes a while: other visitors are not kept waiting for it.
    let bytes = tokio::task::spawn_blocking(move || paper.pdf()).await.map_err(Error::internal)?.map_err(Error::internal)?;
    let headers =
        [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}.pdf\""))];
    Ok((headers, bytes).into_response())
}

fn facts(page: &Page, paper: &Paper) -> Vec<SummaryRow> {
    let invoice = &paper.invoice;
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| page.date(day)).unwrap_or_default();
    let mut facts = vec![SummaryRow::text(page.t("invoices-field-issued"), day(invoice.issued_on))];
    match invoice.kind {
        DocumentKind::Invoice => facts.push(SummaryRow::text(page.t("invoices-field-due"), day(invoice.due_on))),
        DocumentKind::CreditNote => {
            facts.push(SummaryRow::code(page.t("invoices-field-corrects"), invoice.corrects_reference.clone().unwrap_or_default()));
        }
    }
    facts
}

fn vat(page: &Page, number: Option<&String>) -> String {
    number.filter(|number| !number.is_empty()).map(|number| format!("{} {number}", page.t("seller-field-vat-number"))).unwrap_or_default()
}

fn party(parts: &[&str]) -> Vec<String> {
    parts.iter().flat_map(|part| part.lines()).filter(|part| !part.trim().is_empty()).map(ToOwned::to_owned).collect()
}

fn printed(paper: &Paper, line: &Line) -> Printed {
    let money = |minor: i64| paper.invoice.money(minor).amount();
    Printed {
        description: line.description.clone(),
        second: line.description2.clone(),
        quantity: line.quantity.to_string(),
        unit: money(line.unit_minor),
        discount: if line.discount_minor == 0 { String::new() } else { money(line.discount_minor) },
        rate: rate(u16::try_from(line.vat_basis_points).unwrap_or_default()),
        vat: money(line.vat_minor),
        total: money(line.total_minor),
    }
}

fn sums(page: &Page, paper: &Paper) -> Vec<(String, String)> {
    let invoice = &paper.invoice;
    let mut sums = vec![(page.t("invoices-field-taxable"), invoice.money(invoice.taxable_minor).amount())];
    for (basis_points, share) in paper::shares(&paper.lines) {
        let rate = rate(u16::try_from(basis_points).unwrap_or_default());
        sums.push((format!("{} {rate}", page.t("invoices-field-vat")), invoice.money(share.vat).amount()));
    }
    sums.push((page.t("invoices-field-total"), invoice.money(invoice.total_minor).to_string()));
    if invoice.kind == DocumentKind::Invoice {
        sums.push((page.t("invoices-field-open"), invoice.open().to_string()));
    }
    sums
}
