//! Rows of a delimited text file (RFC 4180), numbered as a spreadsheet shows them.
//!
//! The `csv` crate is not used for reading: it skips blank lines without counting them, so its
//! rows can't be found again in a spreadsheet, and a quote that is never closed swallows the rest
//! of the file in silence. Here such a quote costs the row it is in.

use std::borrow::Cow;

use super::encoding;
use crate::core::text;

/// Why a file can't be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadError {
    Empty,
    /// A header and nothing below it.
    NoRows,
    /// An Excel workbook, a picture or another packed file: it has to be saved as CSV first.
    NotText,
    TooLarge,
    TooManyRows,
}

/// A file whose header was found. Rows are cut from the text as they are asked for.
#[derive(Debug)]
pub struct Roster {
    text: String,
    body: usize,
    body_number: u32,
    delimiter: char,
    headers: Vec<String>,
    rows: usize,
}

/// One record below the header that has something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// Its number in a spreadsheet: the header is 1, blank lines count.
    pub number: u32,
    pub cells: Vec<Cow<'a, str>>,
    pub fault: Option<RowFault>,
}

/// Why the cells of a row can't be trusted to stand under their headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    Width { expected: usize, found: usize },
    OpenQuote,
}

impl Roster {
    pub const MAX_BYTES: usize = 20 * 1024 * 1024;
    pub const MAX_ROWS: usize = 100_000;

    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.len() > Self::MAX_BYTES {
            return Err(ReadError::TooLarge);
        }
        // Zip (xlsx, ods), the older Office files, PDF.
        let packed: [&[u8]; 3] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"];
        if packed.iter().any(|start| bytes.starts_with(start)) {
            return Err(ReadError::NotText);
        }
        let text = encoding::decode(bytes);
        if looks_packed(&text) { Err(ReadError::NotText) } else { Self::read_text(text) }
    }

    fn read_text(text: String) -> Result<Self, ReadError> {
        let (declared, start) = declared_delimiter(&text);
        let delimiter = declared.unwrap_or_else(|| sniff_delimiter(&text[start..]));
        let mut records = Records { rest: &text[start..], number: 1, delimiter };
        let header = records.find(|record| !record.is_blank()).ok_or(ReadError::Empty)?;
        let headers = header.cells.iter().map(|cell| text::clean(cell)).collect();
        let (body, body_number) = (text.len() - records.rest.len(), records.number);
        let mut roster = Self { text, body, body_number, delimiter, headers, rows: 0 };
        roster.rows = roster.rows().take(Self::MAX_ROWS + 1).count();
        match roster.rows {
            0 => Err(ReadError::NoRows),
            1..=Self::MAX_ROWS => Ok(roster),
            _ => Err(ReadError::TooManyRows),
        }
    }

    /// The headers as they read, in file order; some may be empty or alike.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// How many rows [`Roster::rows`] gives.
    pub fn row_count(&self) -> usize {
        self.rows
    }

    /// The rows in file order, without those that have nothing in any cell.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let expected = self.headers.len();
        let rest = &self.text[self.body..];
        Records { rest, number: self.body_number, delimiter: self.delimiter }.filter(|record| !record.is_blank()).map(move |record| {
            let found = record.cells.len();
            let fault = if record.open_quote {
                Some(RowFault::OpenQuote)
            } else {
                (found != expected).then_some(RowFault::Width { expected, found })
            };
            Row { number: record.number, cells: record.cells, fault }
        })
    }
}

/// Packed bytes read as text are full of control characters; a roster has one now and then, where somebody pasted it.
fn looks_packed(text: &str) -> bool {
    let start = || text.chars().take(1024);
    let control = start().filter(|c| c.is_control() && !c.is_whitespace()).count();
    control > 2 && control * 50 > start().count()
}

/// Excel's own first line, `sep=;`, and where the text goes on. Excel does not number that line.
fn declared_delimiter(text: &str) -> (Option<char>, usize) {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let mut declared = line.strip_prefix("sep=").unwrap_or_default().chars();
    let (Some(delimiter), None) = (declared.next(), declared.next()) else { return (None, 0) };
    (Some(delimiter), text.len() - after_line_end(&text[line.len()..]).len())
}

/// The candidate that stands most often in the header, outside quotes.
fn sniff_delimiter(text: &str) -> char {
    const CANDIDATES: [char; 4] = [',', ';', '\t', '|'];
    let header = text.trim_start_matches(['\r', '\n']);
    let mut counts = [0_usize; CANDIDATES.len()];
    let mut quoted = false;
    for c in header.chars() {
        match c {
            '"' => quoted = !quoted,
            '\r' | '\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(place) = CANDIDATES.iter().position(|candidate| *candidate == c) {
                    counts[place] += 1;
                }
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let place = counts.iter().position(|count| *count == most).unwrap_or(0);
    CANDIDATES[place]
}

/// Every record of the text, blank ones too.
struct Records<'a> {
    rest: &'a str,
    number: u32,
    delimiter: char,
}

struct Record<'a> {
    number: u32,
    cells: Vec<Cow<'a, str>>,
    open_quote: bool,
}

impl Record<'_> {
    fn is_blank(&self) -> bool {
        !self.open_quote && self.cells.iter().all(|cell| text::clean(cell).is_empty())
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
        let (cells, rest) = cut_record(self.rest, self.delimiter);
        let Some(rest) = rest else {
            // The quote would take every row to the end of the file with it. Only its own line is
            // given up; no later quote can be open as well, for it would have closed this one.
            let line_length = self.rest.find(['\r', '\n']).unwrap_or(self.rest.len());
            let (line, after) = self.rest.split_at(line_length);
            self.rest = after_line_end(after);
            return Some(Record { number, cells: vec![line.into()], open_quote: true });
        };
        self.rest = rest;
        Some(Record { number, cells, open_quote: false })
    }
}

/// The cells of the first record and the text after it; no text when a quote was left open.
fn cut_record(text: &str, delimiter: char) -> (Vec<Cow<'_, str>>, Option<&str>) {
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let Some((cell, after)) = cut_cell(rest, delimiter) else { return (cells, None) };
        cells.push(cell);
        match after.strip_prefix(delimiter) {
            Some(next) => rest = next,
            None => return (cells, Some(after_line_end(after))),
        }
    }
}

/// The first cell and the text from the delimiter or line end behind it on.
fn cut_cell(text: &str, delimiter: char) -> Option<(Cow<'_, str>, &str)> {
    let ends = |c: char| c == delimiter || c == '\r' || c == '\n';
    let Some(mut inside) = text.strip_prefix('"') else {
        let (cell, after) = text.split_at(text.find(ends).unwrap_or(text.len()));
        return Some((cell.into(), after));
    };
    let mut cell = Cow::Borrowed("");
    loop {
        let (piece, after) = inside.split_once('"')?;
        append(&mut cell, piece);
        let Some(next) = after.strip_prefix('"') else {
            // Letters behind the closing quote belong to the cell, as every reader has it.
            let (tail, after) = after.split_at(after.find(ends).unwrap_or(after.len()));
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

fn after_line_end(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\r', '\n'])).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let roster = Roster::read(text.as_bytes()).unwrap();
        let owned = |row: Row<'_>| (row.number, row.cells.iter().map(|cell| cell.clone().into_owned()).collect());
        roster.rows().map(owned).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn quotes_line_ends_and_blank_lines_are_read_as_a_spreadsheet_does() {
        let text = "\u{feff}a,b\r\n1,\"x, \"\"y\"\"\r\nz\"\r\n\r\n , \n2,\"\"\n\"3\"tail,5\" pipe\r4,";
        assert_eq!(rows(text), [row(2, &["1", "x, \"y\"\r\nz"]), row(5, &["2", ""]), row(6, &["3tail", "5\" pipe"]), row(7, &["4", ""]),]);
    }

    #[test]
    fn the_delimiter_is_found_in_the_header() {
        for text in [
            "a;b;c\n1,5;2;3\n",
            "a\tb\tc\n1,5\t2\t3\n",
            "a|b|c\n1,5|2|3\n",
            "\"a,x,y,z\";b;c\n1,5;2;3\n",
            "sep=;\r\na;b;c\r\n1,5;2;3\r\n",
            "\n\na;b;c\n1,5;2;3\n",
        ] {
            let cells = rows(text).remove(0).1;
            assert_eq!(cells, ["1,5", "2", "3"], "{text:?}");
        }
        assert_eq!(rows("a\n1;2\n"), [row(2, &["1;2"])]);
    }

    #[test]
    fn a_row_of_another_width_is_faulty_and_moves_no_other() {
        let roster = Roster::read(b"a,b\n1\n1,2,3\n1,2\n").unwrap();
        let faults: Vec<_> = roster.rows().map(|row| (row.number, row.fault)).collect();
        let width = |found| Some(RowFault::Width { expected: 2, found });
        assert_eq!(faults, [(2, width(1)), (3, width(3)), (4, None)]);
    }

    #[test]
    fn a_quote_left_open_costs_its_own_row_only() {
        let roster = Roster::read(b"a,b\n1,2\n3,\"open\n5,6\n7,\"\"\n").unwrap();
        let seen: Vec<_> = roster.rows().map(|row| (row.number, row.fault)).collect();
        assert_eq!(seen, [(2, None), (3, Some(RowFault::OpenQuote)), (4, None), (5, None)]);
    }

    #[test]
    fn what_is_no_roster_is_refused_as_a_whole() {
        for (bytes, error) in [
            (&b""[..], ReadError::Empty),
            (b"\xef\xbb\xbf", ReadError::Empty),
            (b"\r\n\r\n ,, \r\n", ReadError::Empty),
            (b"Name,E-mail\r\n", ReadError::NoRows),
            (b"Name,E-mail\r\n,\r\n\r\n", ReadError::NoRows),
            (b"PK\x03\x04\x14\0", ReadError::NotText),
            (b"%PDF-1.7", ReadError::NotText),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\x02\x03\x08\x06", ReadError::NotText),
        ] {
            assert_eq!(Roster::read(bytes).err(), Some(error), "{bytes:?}");
        }
        let large = vec![b'a'; Roster::MAX_BYTES + 1];
        assert_eq!(Roster::read(&large).err(), Some(ReadError::TooLarge));
        let full = format!("a\n{}", "1\n".repeat(Roster::MAX_ROWS));
        assert_eq!(Roster::read(full.as_bytes()).unwrap().row_count(), Roster::MAX_ROWS);
        let over = format!("{full}1\n");
        assert_eq!(Roster::read(over.as_bytes()).err(), Some(ReadError::TooManyRows));
    }

    #[test]
    fn headers_are_read_clean_even_when_odd() {
        let roster = Roster::read("\u{200f} Name ,,Name,\"E\r\nmail\"\nx,,,\n".as_bytes()).unwrap();
        assert_eq!(roster.headers(), ["Name", "", "Name", "E mail"]);
    }

    fn by_the_csv_crate(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    proptest! {
        #[test]
        fn well_formed_text_is_cut_as_the_csv_crate_cuts_it(
            table in proptest::collection::vec(
                proptest::collection::vec("[a-c,;\"\r\n ]{1,6}", 3), 1..6),
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for record in &table {
                writer.write_record(record).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let records = Records { rest: &text, number: 1, delimiter: ',' };
            let cut: Vec<Vec<String>> = records
                .map(|record| record.cells.iter().map(|cell| cell.clone().into_owned()).collect())
                .collect();
            prop_assert_eq!(&cut, &table);
        }

        #[test]
        fn broken_quoting_is_cut_as_the_csv_crate_cuts_it(text in "[ab,\"\n]{0,30}") {
            let records: Vec<Record<'_>> =
                Records { rest: &text, number: 1, delimiter: ',' }.collect();
            if records.iter().any(|record| record.open_quote) {
                return Ok(());
            }
            let cut: Vec<Vec<String>> = records
                .iter()
                .map(|record| record.cells.iter().map(|cell| cell.clone().into_owned()).collect())
                .filter(|cells: &Vec<String>| cells != &[""])
                .collect();
            let theirs: Vec<Vec<String>> =
                by_the_csv_crate(&text).into_iter().filter(|cells| cells != &[""]).collect();
            prop_assert_eq!(cut, theirs);
        }

        #[test]
        fn no_bytes_make_it_fall(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(roster) = Roster::read(&bytes) {
                prop_assert_eq!(roster.rows().count(), roster.row_count());
            }
        }
    }
}
