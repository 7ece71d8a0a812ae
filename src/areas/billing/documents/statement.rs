//! Statement of account: what was charged and paid in a period, and what is open.

use super::invoice::{last_sum, nothing, sum};
use super::model::{Ageing, Entry, EntryKind, Statement};
use super::parts::{self, Tongue};
use super::{DocumentError, figures};
use crate::core::money::Money;
use crate::core::pdf::{Align, Cell, Column, Direction, Flow, Look, Paragraph, Table, isolate};

const TITLE: &str = "printed-statement";

/// No column of figures takes more than this, however large its amounts.
const WIDEST_FIGURES: f32 = 104.0;

pub fn statement(statement: &Statement) -> Result<Vec<u8>, DocumentError> {
    let sheet = lay_out(statement)?;
    let tongue = Tongue::of(statement.lang);
    let period = figures::period(statement.lang, statement.period);
    let about = parts::about(tongue, TITLE, &period, &statement.seller, &statement.buyer, statement.issued_at);
    Ok(sheet.finish(&about)?)
}

pub(super) fn lay_out(statement: &Statement) -> Result<Flow, DocumentError> {
    let tongue = Tongue::of(statement.lang);
    figures::one_currency(statement.currency, amounts(statement))?;
    let period = figures::period(statement.lang, statement.period);
    let mut flow = parts::sheet(tongue, TITLE, &period, &statement.seller)?;
    parts::masthead(&mut flow, tongue, TITLE, &statement.seller)?;
    // The sign stays before its figure.
    let balance = format!("{} {}", statement.currency, isolate(&statement.closing.amount()));
    let facts = [
        (1.6, tongue.field("printed-statement-period", period)),
        (1.0, tongue.field("printed-issued", tongue.date(statement.issued_at))),
        (1.0, tongue.field(balance_key(statement.closing), balance)),
    ];
    parts::fields(&mut flow, &facts)?;
    parts::parties(&mut flow, tongue, &statement.seller, &statement.buyer)?;

    let sums = [
        sum(tongue, "printed-opening", statement.opening.amount(), parts::FIGURE),
        last_sum(tongue, balance_key(statement.closing), statement.closing),
    ];
    let block = parts::block_of(&sums)?;
    flow.table(table(statement, tongue, block))?;
    flow.space(10.0);
    flow.need(70.0)?;
    parts::sums(&mut flow, tongue, &sums, block)?;
    flow.space(14.0);
    if let Some(ageing) = &statement.ageing {
        ages(&mut flow, tongue, ageing)?;
    }
    if let Some(bank) = &statement.bank {
        parts::bank(&mut flow, tongue, bank)?;
    }
    if let Some(text) = &statement.notes {
        parts::remark(&mut flow, tongue, "printed-notes", text)?;
    }
    Ok(flow)
}

/// A balance below zero is the tenant's.
fn balance_key(balance: Money) -> &'static str {
    if balance.minor < 0 { "printed-balance-credit" } else { "printed-balance-due" }
}

fn table(statement: &Statement, tongue: Tongue, block: f32) -> Table {
    let mut head =
        ["printed-statement-date", "printed-description", "printed-reference"].map(|key| tongue.head(key, Align::Start)).to_vec();
    head.extend(["printed-debit", "printed-credit", "printed-balance"].map(|key| tongue.head(key, Align::End)));
    let mut columns = vec![Column::Fit { least: 50.0, most: 80.0 }, Column::Share(1.5), Column::Share(1.0)];
    columns.extend([Column::Fit { least: 40.0, most: WIDEST_FIGURES }; 3]);
    let opening = tongue.text(&nothing("printed-opening"), parts::TEXT, parts::SECOND);
    let mut rows = vec![whole_row(statement, tongue, statement.period.starts, opening, statement.opening, block)];
    rows.extend(statement.entries.iter().map(|entry| row(tongue, entry, block)));
    if statement.entries.is_empty() {
        rows.push(vec![Vec::new(), tongue.text(&nothing("printed-no-entries"), parts::TEXT, parts::SECOND)]);
    }
    let closing = tongue.text(&nothing("printed-closing"), parts::TOTAL, parts::SECOND);
    rows.push(whole_row(statement, tongue, statement.period.last(), closing, statement.closing, block));
    Table {
        columns,
        gap: parts::GAP,
        head,
        head_look: Look { pad: 4.0, rule_above: Some(parts::HAIRLINE), rule_below: Some(parts::LINE), ..Look::default() },
        rows,
        row_look: Look { pad: 2.9, rule_below: Some(parts::HAIRLINE), ..Look::default() },
    }
}

/// A row that is a balance and nothing else.
fn whole_row(statement: &Statement, tongue: Tongue, on: chrono::NaiveDate, words: Cell, balance: Money, block: f32) -> Vec<Cell> {
    let date = Paragraph::new(figures::date(statement.lang, on), parts::TEXT).reading(tongue.direction());
    vec![vec![date], words, Vec::new(), Vec::new(), Vec::new(), parts::amount(balance.amount(), parts::TOTAL, block)]
}

fn row(tongue: Tongue, entry: &Entry, block: f32) -> Vec<Cell> {
    let kind = match entry.kind {
        EntryKind::Invoice => "printed-entry-invoice",
        EntryKind::CreditNote => "printed-entry-credit-note",
        EntryKind::Payment => "printed-entry-payment",
        EntryKind::Refund => "printed-entry-refund",
        EntryKind::Adjustment => "printed-entry-adjustment",
    };
    let mut what = vec![Paragraph::new(tongue.label(kind), parts::TEXT).reading(tongue.direction())];
    let described = tongue.text(&entry.description, parts::SECOND, parts::SECOND);
    what.extend(described.into_iter().filter(|paragraph| !paragraph.text.trim().is_empty()));
    let figure = |amount: Option<Money>| parts::amount(amount.map(Money::amount).unwrap_or_default(), parts::FIGURE, 0.0);
    vec![
        vec![Paragraph::new(figures::date(tongue.first, entry.on), parts::TEXT).reading(tongue.direction())],
        what,
        vec![Paragraph::new(entry.reference.clone(), parts::TEXT)],
        figure(entry.debit),
        figure(entry.credit),
        parts::amount(entry.balance.amount(), parts::TOTAL, block),
    ]
}

fn ages(flow: &mut Flow, tongue: Tongue, ageing: &Ageing) -> Result<(), DocumentError> {
    let credit = (ageing.credit.minor != 0).then_some(("printed-ageing-credit", ageing.credit));
    let ages = [
        ("printed-ageing-current", ageing.current),
        ("printed-ageing-30", ageing.to_30),
        ("printed-ageing-60", ageing.to_60),
        ("printed-ageing-90", ageing.to_90),
        ("printed-ageing-older", ageing.older),
    ];
    let cells = ages.into_iter().chain(credit).map(|(key, amount)| {
        let word = |lang| Paragraph::new(crate::core::lang::Lang::t(lang, key), parts::SECOND).reading(parts::direction(lang));
        let figure = Paragraph::new(amount.amount(), parts::VALUE).reading(Direction::LeftToRight).before(1.5);
        vec![word(tongue.first), word(tongue.second), figure]
    });
    let cells: Vec<Cell> = cells.collect();
    let slots = parts::columns(&vec![Column::Share(1.0); cells.len()]);
    let caption = [vec![tongue.caption("printed-ageing")]];
    flow.need(70.0)?;
    flow.row(&parts::columns(&[Column::Share(1.0)]), &caption, Look { pad: 3.0, rule_above: Some(parts::HAIRLINE), ..Look::default() })?;
    flow.row(&slots, &cells, Look::default())?;
    flow.space(9.0);
    Ok(())
}

fn amounts(statement: &Statement) -> impl Iterator<Item = Money> + '_ {
    let entries = statement.entries.iter().flat_map(|entry| [entry.debit, entry.credit, Some(entry.balance)]).flatten();
    let ages =
        statement.ageing.iter().flat_map(|ageing| [ageing.current, ageing.to_30, ageing.to_60, ageing.to_90, ageing.older, ageing.credit]);
    entries.chain(ages).chain([statement.opening, statement.closing])
}
