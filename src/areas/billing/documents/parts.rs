//! What the papers have in common: type, colours, and the blocks at their head and foot.

use chrono::{DateTime, Utc};

use super::model::{BankAccount, Bilingual, Party};
use super::{DocumentError, figures};
use crate::core::clock;
use crate::core::lang::{Arg, Lang};
use crate::core::pdf::{About, Align, Cell, Colour, Column, Direction, Flow, Look, Paper, Paragraph, Slot, Style, isolate, measure};

// The light colours of the console's own tokens.
pub(super) const INK: Colour = Colour(26, 31, 41);
pub(super) const MUTED: Colour = Colour(85, 91, 102);
pub(super) const HAIR: Colour = Colour(215, 219, 224);
pub(super) const ACCENT: Colour = Colour(32, 95, 174);

const TITLE: Style = Style::new(19.0, ACCENT).bold().leading(1.2);
const SUBTITLE: Style = Style::new(12.5, ACCENT).leading(1.3);
const SELLER: Style = Style::new(11.0, INK).bold().leading(1.3);
pub(super) const VALUE: Style = Style::new(8.8, INK).bold();
pub(super) const TEXT: Style = Style::new(8.2, INK).leading(1.3);
pub(super) const FIGURE: Style = Style::new(8.2, INK).leading(1.3);
pub(super) const TOTAL: Style = Style::new(8.2, INK).bold().leading(1.3);
pub(super) const DUE: Style = Style::new(11.5, ACCENT).bold();
pub(super) const SECOND: Style = Style::new(7.2, MUTED).leading(1.3);
const LABEL: Style = Style::new(6.6, MUTED);
const HEAD: Style = Style::new(7.0, INK).bold().leading(1.25);
const HEAD_SECOND: Style = Style::new(6.6, MUTED).leading(1.25);
const PARTY: Style = Style::new(7.0, ACCENT).bold();
const NAME: Style = Style::new(9.6, INK).bold().leading(1.3);
const FOOT: Style = Style::new(6.6, MUTED);

pub(super) const GAP: f32 = 9.0;
pub(super) const HAIRLINE: (f32, Colour) = (0.5, HAIR);
pub(super) const LINE: (f32, Colour) = (0.9, ACCENT);

/// Names longer than this are shortened where a page only says whose it is.
const LONGEST_RUNNING: usize = 60;

/// The two languages of a paper, the reader's first.
#[derive(Clone, Copy)]
pub(super) struct Tongue {
    pub(super) first: Lang,
    pub(super) second: Lang,
}

impl Tongue {
    pub(super) fn of(lang: Lang) -> Self {
        let second = if lang == Lang::En { Lang::Ar } else { Lang::En };
        Self { first: lang, second }
    }

    pub(super) fn direction(self) -> Direction {
        direction(self.first)
    }

    /// A label in both languages on one line.
    pub(super) fn label(self, key: &str) -> String {
        self.say(|lang| lang.t(key))
    }

    pub(super) fn say(self, words: impl Fn(Lang) -> String) -> String {
        format!("{} · {}", isolate(&words(self.first)), isolate(&words(self.second)))
    }

    /// A column's head: one language over the other.
    pub(super) fn head(self, key: &str, align: Align) -> Cell {
        let word = |lang: Lang, style| Paragraph::new(lang.t(key), style).align(align).reading(direction(lang));
        vec![word(self.first, HEAD), word(self.second, HEAD_SECOND)]
    }

    /// A small label over its value.
    pub(super) fn field(self, key: &str, value: impl Into<String>) -> Cell {
        vec![self.caption(key), Paragraph::new(value, VALUE).before(1.0)]
    }

    pub(super) fn caption(self, key: &str) -> Paragraph {
        Paragraph::new(self.label(key), LABEL).reading(self.direction())
    }

    /// A text of the tenant's or ours: the first language, and the second under it.
    pub(super) fn text(self, text: &Bilingual, first: Style, second: Style) -> Cell {
        let mut cell = vec![Paragraph::new(text.first(self.first), first)];
        cell.extend(text.second(self.first).map(|text| Paragraph::new(text, second)));
        cell
    }

    pub(super) fn date(self, at: DateTime<Utc>) -> String {
        figures::date(self.first, clock::business_day(at))
    }
}

pub(super) fn direction(lang: Lang) -> Direction {
    match lang {
        Lang::En => Direction::LeftToRight,
        Lang::Ar => Direction::RightToLeft,
    }
}

/// An empty sheet with what stands on each page of it.
pub(super) fn sheet(tongue: Tongue, title: &str, number: &str, seller: &Party) -> Result<Flow, DocumentError> {
    let mut flow = Flow::new(Paper::A4, tongue.direction())?;
    let slots = columns(&[Column::Share(1.0), Column::Share(1.0)]);
    let name = short(seller.name.first(tongue.first));
    let which = if number.is_empty() { tongue.label(title) } else { format!("{}  {}", tongue.label(title), isolate(number)) };
    let head = vec![
        vec![Paragraph::new(which.clone(), FOOT).reading(tongue.direction())],
        vec![Paragraph::new(name.clone(), FOOT).align(Align::End)],
    ];
    flow.running_head(slots.clone(), head, Look { pad: 3.0, rule_below: Some(HAIRLINE), ..Look::default() }, 10.0);
    let foot = Paragraph::new(format!("{}  ·  {}", isolate(&name), isolate(number)), FOOT).reading(tongue.direction());
    flow.footer(slots, move |page, pages| {
        let count = |number: usize| Arg::Text(number.to_string());
        let words = tongue.say(|lang| lang.with("printed-page", &[("page", count(page)), ("pages", count(pages))]));
        vec![vec![foot.clone()], vec![Paragraph::new(words, FOOT).align(Align::End).reading(tongue.direction())]]
    });
    Ok(flow)
}

/// Whose paper it is, and which kind.
pub(super) fn masthead(flow: &mut Flow, tongue: Tongue, title: &str, seller: &Party) -> Result<(), DocumentError> {
    let slots = columns(&[Column::Share(1.0), Column::Fixed(210.0)]);
    let word = |lang: Lang, style| Paragraph::new(lang.t(title), style).align(Align::End).reading(direction(lang));
    let names = tongue.text(&seller.name, SELLER, SECOND);
    flow.row(&slots, &[names, vec![word(tongue.first, TITLE), word(tongue.second, SUBTITLE)]], Look::default())?;
    flow.space(8.0);
    flow.rule(LINE.0, LINE.1);
    flow.space(9.0);
    Ok(())
}

/// Short facts side by side, each with its share of the width.
pub(super) fn fields(flow: &mut Flow, fields: &[(f32, Cell)]) -> Result<(), DocumentError> {
    // More than five in a row would leave none of them room.
    for row in fields.chunks(5) {
        let slots = columns(&row.iter().map(|(share, _)| Column::Share(*share)).collect::<Vec<_>>());
        let row: Vec<Cell> = row.iter().map(|(_, cell)| cell.clone()).collect();
        flow.row(&slots, &row, Look::default())?;
        flow.space(3.0);
    }
    flow.space(4.0);
    Ok(())
}

pub(super) fn parties(flow: &mut Flow, tongue: Tongue, seller: &Party, buyer: &Party) -> Result<(), DocumentError> {
    let slots = Column::slots(&[Column::Share(1.0), Column::Share(1.0)], 26.0, Paper::A4.room());
    let cells = [party(tongue, "printed-seller", seller), party(tongue, "printed-buyer", buyer)];
    flow.row(&slots, &cells, Look { pad: 7.0, rule_above: Some(HAIRLINE), ..Look::default() })?;
    Ok(())
}

fn party(tongue: Tongue, key: &str, party: &Party) -> Cell {
    let mut cell = vec![Paragraph::new(tongue.label(key), PARTY).reading(tongue.direction())];
    cell.extend(tongue.text(&party.name, NAME, TEXT).into_iter().map(|paragraph| paragraph.before(1.5)));
    cell.extend(tongue.text(&party.address, SECOND, SECOND).into_iter().filter(|paragraph| !paragraph.text.trim().is_empty()));
    let fact = |key: &str, value: &Option<String>, style| {
        let value = value.as_deref().filter(|value| !value.trim().is_empty())?;
        Some(Paragraph::new(format!("{}: {}", tongue.label(key), isolate(value)), style).reading(tongue.direction()))
    };
    cell.extend(fact("printed-vat-number", &party.vat_number, TEXT).map(|paragraph| paragraph.before(2.0)));
    cell.extend(fact("printed-registration", &party.registration, SECOND));
    let reach: Vec<String> = [&party.email, &party.phone].into_iter().flatten().map(|value| isolate(value)).collect();
    if !reach.is_empty() {
        cell.push(Paragraph::new(reach.join(" · "), SECOND).reading(tongue.direction()));
    }
    cell
}

/// An amount under the amounts above it.
pub(super) fn amount(text: String, style: Style, block: f32) -> Cell {
    vec![Paragraph::new(text, style).align(Align::Figures(block)).reading(Direction::LeftToRight)]
}

/// One row of the block of totals: what it is, and how much.
pub(super) struct Sum {
    pub(super) label: (String, String),
    pub(super) amount: String,
    pub(super) style: Style,
}

/// How wide the figures of the sums are.
pub(super) fn block_of(sums: &[Sum]) -> Result<f32, DocumentError> {
    let mut block = 0.0_f32;
    for sum in sums {
        block = block.max(measure(&sum.amount, sum.style)?);
    }
    Ok(block)
}

/// The sums at the end of the sheet; the last stands out.
pub(super) fn sums(flow: &mut Flow, tongue: Tongue, sums: &[Sum], block: f32) -> Result<(), DocumentError> {
    let room = Paper::A4.room();
    let across = Slot { start: room - SUMS, width: SUMS };
    let figure = block + 2.0;
    let label = Slot { start: across.start, width: (SUMS - figure - GAP).max(60.0) };
    let slots = [label, Slot { start: room - figure, width: figure }];
    for (place, sum) in sums.iter().enumerate() {
        let last = place + 1 == sums.len();
        let (first, second) = &sum.label;
        let cell = if last {
            vec![
                Paragraph::new(first, Style { size: 9.6, ..sum.style }).reading(direction(tongue.first)),
                Paragraph::new(second, SECOND).reading(direction(tongue.second)),
            ]
        } else {
            let words = format!("\u{2068}{first}\u{2069} · \u{2068}{second}\u{2069}");
            vec![Paragraph::new(words, Style { size: 7.4, ..sum.style }).reading(tongue.direction())]
        };
        let look = Look { pad: if last { 4.5 } else { 1.9 }, rule_above: last.then_some(LINE), across: Some(across), ..Look::default() };
        flow.row(&slots, &[cell, amount(sum.amount.clone(), sum.style, block)], look)?;
    }
    Ok(())
}

/// How wide the block of sums is.
const SUMS: f32 = 262.0;

pub(super) fn bank(flow: &mut Flow, tongue: Tongue, bank: &BankAccount) -> Result<(), DocumentError> {
    let both = |key: &str, text: &Bilingual| {
        let mut cell = vec![tongue.caption(key)];
        cell.extend(tongue.text(text, TEXT, SECOND));
        cell
    };
    let code = |key: &str, value: &str| vec![tongue.caption(key), Paragraph::new(value, TEXT)];
    let cells = [
        both("printed-bank", &bank.bank),
        both("printed-account-name", &bank.name),
        code("printed-iban", &bank.iban),
        code("printed-swift", &bank.swift),
    ];
    let slots = columns(&[Column::Share(1.0), Column::Share(1.2), Column::Share(1.2), Column::Share(0.7)]);
    let look = Look { pad: 6.0, rule_above: Some(HAIRLINE), ..Look::default() };
    flow.need(flow.height(&slots, &cells, look)?.min(160.0))?;
    Ok(flow.row(&slots, &cells, look)?)
}

pub(super) fn remark(flow: &mut Flow, tongue: Tongue, key: &str, text: &Bilingual) -> Result<(), DocumentError> {
    if text.first(tongue.first).trim().is_empty() {
        return Ok(());
    }
    let mut cell = vec![tongue.caption(key)];
    cell.extend(tongue.text(text, TEXT, SECOND));
    let look = Look { pad: 6.0, rule_above: Some(HAIRLINE), ..Look::default() };
    Ok(flow.row(&columns(&[Column::Share(1.0)]), &[cell], look)?)
}

pub(super) fn about(tongue: Tongue, title: &str, number: &str, seller: &Party, buyer: &Party, at: DateTime<Utc>) -> About {
    About {
        title: format!("{} {number}", tongue.first.t(title)).trim_end().to_owned(),
        author: seller.name.first(tongue.first).to_owned(),
        subject: buyer.name.first(tongue.first).to_owned(),
        language: tongue.first.code(),
        at,
    }
}

pub(super) fn columns(columns: &[Column]) -> Vec<Slot> {
    Column::slots(columns, GAP, Paper::A4.room())
}

fn short(name: &str) -> String {
    match name.char_indices().nth(LONGEST_RUNNING) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default().trim_end()),
        None => name.to_owned(),
    }
}
