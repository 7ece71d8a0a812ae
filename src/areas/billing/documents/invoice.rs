//! Tax invoice and credit note: the same sheet, with another title and other facts.

use super::model::{CreditNote, Invoice, Line, Sale};
use super::parts::{self, Sum, Tongue};
use super::{DocumentError, figures, tax_qr};
use crate::core::lang::{Arg, Lang};
use crate::core::money::Money;
use crate::core::pdf::{Align, Cell, Column, Direction, Flow, Look, Paragraph, Qr, Slot, Table, isolate};

/// How wide the QR code is, with its margin: some 30 mm of dark modules.
const QR_WIDTH: f32 = 100.0;

/// No column of figures takes more than this, however large its amounts.
const WIDEST_FIGURES: f32 = 92.0;

pub fn tax_invoice(invoice: &Invoice) -> Result<Vec<u8>, DocumentError> {
    let sheet = lay_out_invoice(invoice)?;
    let sale = &invoice.sale;
    let about = parts::about(Tongue::of(sale.lang), invoice_title(sale), &sale.number, &sale.seller, &sale.buyer, sale.issued_at);
    Ok(sheet.finish(&about)?)
}

pub fn credit_note(note: &CreditNote) -> Result<Vec<u8>, DocumentError> {
    let sheet = lay_out_credit_note(note)?;
    let sale = &note.sale;
    let about = parts::about(Tongue::of(sale.lang), credit_note_title(sale), &sale.number, &sale.seller, &sale.buyer, sale.issued_at);
    Ok(sheet.finish(&about)?)
}

pub(super) fn lay_out_invoice(invoice: &Invoice) -> Result<Flow, DocumentError> {
    let sale = &invoice.sale;
    let tongue = Tongue::of(sale.lang);
    figures::one_currency(sale.currency, amounts(sale).chain([invoice.paid, invoice.due]))?;
    let mut closing = Vec::new();
    if invoice.paid.minor != 0 {
        closing.push(sum(tongue, "printed-paid", invoice.paid.amount(), parts::FIGURE));
    }
    closing.push(last_sum(tongue, "printed-amount-due", invoice.due));

    let facts = vec![(1.0, tongue.field("printed-due", figures::date(sale.lang, invoice.due_on)))];
    let mut flow = begin(sale, invoice_title(sale), facts)?;
    body(&mut flow, sale, closing)?;
    if let Some(bank) = &invoice.bank {
        parts::bank(&mut flow, tongue, bank)?;
    }
    notes(&mut flow, sale)?;
    Ok(flow)
}

pub(super) fn lay_out_credit_note(note: &CreditNote) -> Result<Flow, DocumentError> {
    let sale = &note.sale;
    let tongue = Tongue::of(sale.lang);
    figures::one_currency(sale.currency, amounts(sale))?;
    let corrects = note.corrects.as_ref().map(|(reference, day)| {
        let of = Arg::Text(figures::date(sale.lang, *day));
        let mut corrects = tongue.field("printed-corrects", reference.clone());
        corrects.push(Paragraph::new(sale.lang.with("printed-corrects-of", &[("date", of)]), parts::SECOND));
        (1.0, corrects)
    });
    let mut flow = begin(sale, credit_note_title(sale), corrects.into_iter().collect())?;
    parts::remark(&mut flow, tongue, "printed-reason", &note.reason)?;
    let closing = vec![last_sum(tongue, "printed-credited", sale.totals.total)];
    body(&mut flow, sale, closing)?;
    notes(&mut flow, sale)?;
    Ok(flow)
}

/// Only who is registered may call it a tax document.
fn invoice_title(sale: &Sale) -> &'static str {
    if sale.seller.vat_number.is_some() { "printed-tax-invoice" } else { "printed-invoice" }
}

fn credit_note_title(sale: &Sale) -> &'static str {
    if sale.seller.vat_number.is_some() { "printed-tax-credit-note" } else { "printed-credit-note" }
}

fn begin(sale: &Sale, title: &str, more_facts: Vec<(f32, Cell)>) -> Result<Flow, DocumentError> {
    let tongue = Tongue::of(sale.lang);
    let mut flow = parts::sheet(tongue, title, &sale.number, &sale.seller)?;
    parts::masthead(&mut flow, tongue, title, &sale.seller)?;
    let number = tongue.field("printed-number", sale.number.clone());
    let mut facts = vec![(1.0, number), (1.0, tongue.field("printed-issued", tongue.date(sale.issued_at)))];
    facts.extend(sale.supply.map(|period| (1.6, tongue.field("printed-period", figures::period(sale.lang, period)))));
    facts.extend(more_facts);
    facts.extend(sale.order.as_ref().map(|order| (1.0, tongue.field("printed-order", order.clone()))));
    parts::fields(&mut flow, &facts)?;
    parts::parties(&mut flow, tongue, &sale.seller, &sale.buyer)?;
    Ok(flow)
}

/// The lines, what they come to, and the code that says so to a machine.
fn body(flow: &mut Flow, sale: &Sale, closing: Vec<Sum>) -> Result<(), DocumentError> {
    let tongue = Tongue::of(sale.lang);
    let sums = sums(sale, tongue, closing);
    let block = parts::block_of(&sums)?;
    flow.table(table(sale, tongue, block))?;
    flow.space(10.0);
    let qr = tax_qr::content(sale).map(|content| Qr::of(&content)).transpose()?;
    // The code and the sums stand beside each other, so both must have room on the page.
    #[expect(clippy::cast_precision_loss, reason = "a handful of sums")]
    let estimate = 18.0 * (sums.len() as f32 + 1.0);
    flow.need(estimate.clamp(QR_WIDTH, 420.0))?;
    let code_end = qr.map(|qr| flow.qr(&qr, Slot { start: 0.0, width: QR_WIDTH }, parts::INK));
    parts::sums(flow, tongue, &sums, block)?;
    if let Some(end) = code_end {
        flow.below(end);
    }
    flow.space(9.0);
    Ok(())
}

fn table(sale: &Sale, tongue: Tongue, block: f32) -> Table {
    let figures_column = Column::Fit { least: 26.0, most: WIDEST_FIGURES };
    let mut head = vec![tongue.head("printed-line", Align::Start), tongue.head("printed-description", Align::Start)];
    let figure_heads = ["printed-quantity", "printed-unit-price", "printed-discount", "printed-vat-rate", "printed-vat", "printed-total"];
    head.extend(figure_heads.map(|key| tongue.head(key, Align::End)));
    let mut columns = vec![Column::Fit { least: 14.0, most: 30.0 }, Column::Share(1.0)];
    columns.extend([figures_column; 6]);
    let mut rows: Vec<Vec<Cell>> = (1..).zip(&sale.lines).map(|(number, line)| row(sale, tongue, number, line, block)).collect();
    if rows.is_empty() {
        rows.push(vec![Vec::new(), tongue.text(&nothing("printed-no-lines"), parts::TEXT, parts::SECOND)]);
    }
    Table {
        columns,
        gap: parts::GAP,
        head,
        head_look: Look { pad: 4.0, rule_above: Some(parts::HAIRLINE), rule_below: Some(parts::LINE), ..Look::default() },
        rows,
        row_look: Look { pad: 2.9, rule_below: Some(parts::HAIRLINE), ..Look::default() },
    }
}

fn row(sale: &Sale, tongue: Tongue, number: usize, line: &Line, block: f32) -> Vec<Cell> {
    let mut description = tongue.text(&line.description, parts::TEXT, parts::SECOND);
    if let Some(period) = line.period.filter(|period| Some(*period) != sale.supply) {
        description.push(Paragraph::new(figures::period(sale.lang, period), parts::SECOND));
    }
    let figure = |text: String| parts::amount(text, parts::FIGURE, 0.0);
    vec![
        vec![Paragraph::new(number.to_string(), parts::SECOND.leading(1.48)).reading(Direction::LeftToRight)],
        description,
        figure(figures::quantity(line.quantity)),
        figure(line.unit_price.amount()),
        figure(figures::unless_zero(line.discount)),
        figure(figures::rate(line.vat_basis_points)),
        figure(line.vat.amount()),
        parts::amount(line.total.amount(), parts::TOTAL, block),
    ]
}

fn sums(sale: &Sale, tongue: Tongue, closing: Vec<Sum>) -> Vec<Sum> {
    let totals = &sale.totals;
    let mut sums = Vec::new();
    if totals.discount.minor != 0 {
        sums.push(sum(tongue, "printed-subtotal", totals.before_discount.amount(), parts::FIGURE));
        let off = Money::new(totals.discount.minor.saturating_neg(), totals.discount.currency);
        sums.push(sum(tongue, "printed-discount", off.amount(), parts::FIGURE));
    }
    sums.push(sum(tongue, "printed-taxable", totals.taxable.amount(), parts::FIGURE));
    if totals.shares.len() > 1 {
        for share in &totals.shares {
            let words = |lang: Lang| {
                let (rate, amount) = (Arg::Text(isolate(&figures::rate(share.basis_points))), Arg::Text(isolate(&share.taxable.amount())));
                lang.with("printed-vat-at", &[("rate", rate), ("amount", amount)])
            };
            sums.push(Sum { label: (words(tongue.first), words(tongue.second)), amount: share.vat.amount(), style: parts::FIGURE });
        }
    } else {
        let rate = totals.shares.first().map(|share| format!(" {}", isolate(&figures::rate(share.basis_points)))).unwrap_or_default();
        let words = |lang: Lang| format!("{}{rate}", lang.t("printed-vat"));
        sums.push(Sum { label: (words(tongue.first), words(tongue.second)), amount: totals.vat.amount(), style: parts::FIGURE });
    }
    sums.push(sum(tongue, "printed-total-with-vat", totals.total.amount(), parts::TOTAL));
    sums.extend(closing);
    sums
}

pub(super) fn sum(tongue: Tongue, key: &str, amount: String, style: crate::core::pdf::Style) -> Sum {
    Sum { label: (tongue.first.t(key), tongue.second.t(key)), amount, style }
}

/// The one sum that names the currency.
pub(super) fn last_sum(tongue: Tongue, key: &str, amount: Money) -> Sum {
    let words = |lang: Lang| format!("{} ({})", lang.t(key), amount.currency);
    Sum { label: (words(tongue.first), words(tongue.second)), amount: amount.amount(), style: parts::DUE }
}

pub(super) fn nothing(key: &str) -> super::Bilingual {
    super::Bilingual::new(Lang::En.t(key), Lang::Ar.t(key))
}

fn notes(flow: &mut Flow, sale: &Sale) -> Result<(), DocumentError> {
    let Some(text) = &sale.notes else { return Ok(()) };
    parts::remark(flow, Tongue::of(sale.lang), "printed-notes", text)
}

fn amounts(sale: &Sale) -> impl Iterator<Item = Money> + '_ {
    let totals = &sale.totals;
    let lines = sale.lines.iter().flat_map(|line| [line.unit_price, line.discount, line.vat, line.total]);
    let shares = totals.shares.iter().flat_map(|share| [share.taxable, share.vat]);
    lines.chain(shares).chain([totals.before_discount, totals.discount, totals.taxable, totals.vat, totals.total])
}
