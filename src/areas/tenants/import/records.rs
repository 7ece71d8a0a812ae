//! Text cut into records and cells (RFC 4180).
//!
//! The `csv` crate is not used for reading: it skips blank lines without counting them, so its
//! rows can't be found again in a spreadsheet, and a quote that is never closed swallows the rest
//! of the file, or the rows to the next quote, in silence. Here such a quote costs the line it is in.

use std::borrow::Cow;

use super::reader::Roster;
use crate::core::text;

/// Every record of a text, blank ones too.
pub(super) struct Records<'a> {
    rest: &'a str,
    number: u32,
    delimiter: char,
    /// How many cells the header has, once it is known.
    width: Option<usize>,
}

pub(super) struct Record<'a> {
    pub number: u32,
    pub cells: Vec<Cow<'a, str>>,
    /// A quote was opened and not closed: the one cell is the whole line.
    pub open_quote: bool,
}

impl Record<'_> {
    pub fn is_blank(&self) -> bool {
        !self.open_quote && self.cells.iter().all(|cell| text::clean(cell).is_empty())
    }
}

impl<'a> Records<'a> {
    /// From the beginning of a file.
    pub fn of(text: &'a str, delimiter: char) -> Self {
        Self { rest: text, number: 1, delimiter, width: None }
    }

    /// Below a header of so many cells.
    pub fn below(rest: &'a str, number: u32, delimiter: char, width: usize) -> Self {
        Self { rest, number, delimiter, width: Some(width) }
    }

    /// What comes next.
    pub fn rest(&self) -> &'a str {
        self.rest
    }

    /// The number of what comes next.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Whether a cell of several lines holds what looks like a row of the file: as many cells as the header, one of them an
    /// address. Then its quote was closed by chance, and the rows would be gone without a word.
    fn hides_rows(&self, cells: &[Cow<'_, str>]) -> bool {
        let Some(width) = self.width else { return false };
        let is_row = |line: &str| {
            let pieces = || line.split(self.delimiter);
            pieces().count() >= width && pieces().any(is_address)
        };
        cells.iter().filter(|cell| cell.contains(LINE_ENDS)).any(|cell| cell.split(LINE_ENDS).skip(1).any(is_row))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let number = self.number;
        self.number += 1;
        match cut_record(self.rest, self.delimiter, self.width.map_or(Roster::MAX_COLUMNS, |width| width + SPARE)) {
            Some((cells, rest)) if !self.hides_rows(&cells) => {
                self.rest = rest;
                Some(Record { number, cells, open_quote: false })
            }
            _ => {
                // The quote would take other rows with it. Only its own line is given up; the next is read as if nothing were.
                let line_length = self.rest.find(LINE_ENDS).unwrap_or(self.rest.len());
                let (line, after) = self.rest.split_at(line_length);
                self.rest = after_line_end(after);
                Some(Record { number, cells: vec![line.into()], open_quote: true })
            }
        }
    }
}

/// How many cells beyond the header a row of several lines may have: a spreadsheet ends it with empty ones.
const SPARE: usize = 20;

const LINE_ENDS: [char; 2] = ['\r', '\n'];

/// Whether a piece of a line is an e-mail address and nothing else.
fn is_address(piece: &str) -> bool {
    let piece = piece.trim_matches(|c: char| c == '"' || c.is_whitespace());
    piece.split_once('@').is_some_and(|(user, domain)| !user.is_empty() && domain.contains('.')) && !piece.contains(char::is_whitespace)
}

/// The cells of the first record and the text after it; nothing when a quote was left open.
fn cut_record(text: &str, delimiter: char, widest: usize) -> Option<(Vec<Cow<'_, str>>, &str)> {
    let mut cells = Vec::new();
    let mut rest = text;
    let mut lines = false;
    loop {
        let (cell, after) = cut_cell(rest, delimiter)?;
        lines |= cell.contains(LINE_ENDS);
        cells.push(cell);
        // No row of several lines is as wide as this. Lines that each close one quote and open the next would be read to the
        // end of the file, and again from each of them.
        if lines && cells.len() > widest {
            return None;
        }
        match after.strip_prefix(delimiter) {
            Some(next) => rest = next,
            None => return Some((cells, after_line_end(after))),
        }
    }
}

/// The first cell and the text from the delimiter or line end behind it on. Nothing when its quote is not closed, or closed
/// on another line and not at the end of a cell: that was another cell's quote.
fn cut_cell(text: &str, delimiter: char) -> Option<(Cow<'_, str>, &str)> {
    let ends = |c: char| c == delimiter || LINE_ENDS.contains(&c);
    let Some(mut inside) = text.strip_prefix('"') else {
        let (cell, after) = text.split_at(text.find(ends).unwrap_or(text.len()));
        return Some((cell.into(), after));
    };
    let mut cell = Cow::Borrowed("");
    let mut lines = false;
    loop {
        let (piece, after) = inside.split_once('"')?;
        lines |= piece.contains(LINE_ENDS);
        append(&mut cell, piece);
        let Some(next) = after.strip_prefix('"') else {
            // Letters behind the closing quote belong to the cell, as every reader has it.
            let (tail, after) = after.split_at(after.find(ends).unwrap_or(after.len()));
            if lines && !tail.trim().is_empty() {
                return None;
            }
            append(&mut cell, tail);
            return Some((cell, after));
        };
        append(&mut cell, "\"");
        inside = next;
    }
}

fn append<'a>(cell: &mut Cow<'a, str>, piece: &'a str) {
    if cell.is_empty() {
        *cell = piece.into();
    } else if !piece.is_empty() {
        cell.to_mut().push_str(piece);
    }
}

pub(super) fn after_line_end(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(LINE_ENDS)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_each_close_a_quote_and_open_one_are_given_up_soon() {
        let chain = "a\",\"c\n".repeat(100);
        assert!(cut_record(&chain[3..], ',', 30).is_none(), "it would go on to the end of the text");
        let few = format!("{}\"\n", "a\",\"c\n".repeat(3));
        let (cells, rest) = cut_record(&few[3..], ',', 30).unwrap();
        assert_eq!((cells.len(), rest), (3, ""));
        let records: Vec<Record<'_>> = Records::below(&chain, 2, ',', 2).collect();
        assert_eq!(records.len(), 100);
    }
}
