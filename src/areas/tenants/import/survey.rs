//! How a file is laid out: what divides its cells, and where its header stands.

use super::columns::Mapping;
use super::reader::Roster;
use super::records::{Records, after_line_end};
use crate::core::text;

const CANDIDATES: [char; 4] = [',', ';', '\t', '|'];

/// A header stands among the first lines that have something in them; above it people write what the list is.
const HEADER_WITHIN: usize = 5;

/// Rows below the header that are looked at to tell whether they are divided as it is.
const SAMPLE: usize = 20;

/// What is known of a file before its first row is read.
pub(super) struct Survey {
    pub delimiter: char,
    /// As they read; some may be empty or alike.
    pub headers: Vec<String>,
    /// Where the text below the header begins, and the number of the row there.
    pub body: usize,
    pub body_number: u32,
}

/// How well a delimiter fits: whether a header is recognised, how many rows are as wide as it, how many of its columns are
/// recognised, how many there are.
type Fit = (bool, usize, usize, usize);

impl Survey {
    /// `None` when there is nothing but blanks and delimiters in the text.
    pub fn of(text: &str) -> Option<Self> {
        let (declared, start) = declared_delimiter(text);
        let candidates = declared.as_ref().map_or(&CANDIDATES[..], std::slice::from_ref);
        let mut best: Option<(Fit, Self)> = None;
        for delimiter in candidates {
            let found = under(&text[start..], *delimiter)?;
            if best.as_ref().is_none_or(|(fit, _)| found.0 > *fit) {
                best = Some(found);
            }
        }
        best.map(|(_, survey)| Self { body: survey.body + start, ..survey })
    }
}

/// Excel's own first line, `sep=;`, quoted by some, and where the text goes on. Excel does not number that line.
fn declared_delimiter(text: &str) -> (Option<char>, usize) {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let unquoted = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(line);
    let mut declared = unquoted.strip_prefix("sep=").unwrap_or_default().chars();
    let (Some(delimiter), None) = (declared.next(), declared.next()) else { return (None, 0) };
    (Some(delimiter), text.len() - after_line_end(&text[line.len()..]).len())
}

/// A line that may be the header.
struct Line {
    cells: Vec<String>,
    body: usize,
    body_number: u32,
    mapping: Mapping,
}

impl Line {
    fn is_header(&self) -> bool {
        self.mapping.missing().next().is_none()
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }

    /// How many of the rows below have as many cells.
    fn followers(&self, text: &str, delimiter: char) -> usize {
        if self.cells.len() < 2 {
            return 0;
        }
        let below = Records::of(&text[self.body..], delimiter).filter(|record| !record.is_blank()).take(SAMPLE);
        below.filter(|record| record.cells.len() == self.cells.len()).count()
    }
}

fn under(text: &str, delimiter: char) -> Option<(Fit, Survey)> {
    let mut lines = first_lines(text, delimiter);
    let place = lines.iter().position(Line::is_header).or_else(|| {
        // Nothing is recognised. A lone title above lines of several cells is still no header.
        let is_title = lines.first().is_some_and(|line| line.filled() == 1);
        lines.iter().position(|line| is_title && line.filled() > 1 && line.followers(text, delimiter) > 0)
    });
    if lines.is_empty() {
        return None;
    }
    let line = lines.swap_remove(place.unwrap_or(0));
    let followers = line.followers(text, delimiter);
    let fit = (line.is_header(), followers, line.mapping.mapped(), line.cells.len());
    Some((fit, Survey { delimiter, headers: line.cells, body: line.body, body_number: line.body_number }))
}

fn first_lines(text: &str, delimiter: char) -> Vec<Line> {
    let mut records = Records::of(text, delimiter);
    let mut lines = Vec::new();
    while lines.len() < HEADER_WITHIN
        && let Some(record) = records.find(|record| !record.is_blank())
    {
        let mut cells: Vec<String> = record.cells.iter().map(|cell| text::clean(cell)).collect();
        if cells.len() > Roster::MAX_COLUMNS {
            // A spreadsheet saved to its last column has as many delimiters.
            let last = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            cells.truncate(last);
        }
        // What is too wide is refused whatever its headers say.
        let mapping = if cells.len() > Roster::MAX_COLUMNS { Mapping::default() } else { Mapping::guess(&cells) };
        lines.push(Line { cells, body: text.len() - records.rest().len(), body_number: records.number(), mapping });
    }
    lines
}
