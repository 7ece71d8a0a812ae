//! Rows of a delimited text file (RFC 4180), numbered as a spreadsheet shows them.

use std::borrow::Cow;

use super::encoding;
use super::records::Records;
use super::survey::Survey;
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
    TooManyColumns,
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
    /// Its number in a spreadsheet: the first line of the file is 1, blank lines count.
    pub number: u32,
    /// At most as many as the header has, unless it is at fault. The last ones may be lacking: they are empty.
    pub cells: Vec<Cow<'a, str>>,
    pub fault: Option<RowFault>,
}

/// Why the cells of a row can't be trusted to stand under their headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// Text stands beyond the last header.
    Width {
        expected: usize,
        found: usize,
    },
    OpenQuote,
}

impl<'a> Row<'a> {
    /// A record under a header of so many cells. Empty cells beyond it say nothing; text there means that the cells before
    /// it may have moved.
    pub fn under(expected: usize, number: u32, mut cells: Vec<Cow<'a, str>>, open_quote: bool) -> Self {
        let mut fault = open_quote.then_some(RowFault::OpenQuote);
        if !open_quote && cells.len() > expected {
            let found = cells.iter().rposition(|cell| !text::clean(cell).is_empty()).map_or(0, |last| last + 1);
            cells.truncate(found.max(expected));
            fault = (found > expected).then_some(RowFault::Width { expected, found });
        }
        Self { number, cells, fault }
    }
}

impl Roster {
    pub const MAX_BYTES: usize = 20 * 1024 * 1024;
    pub const MAX_ROWS: usize = 100_000;
    /// Every column is offered for every field when they are chosen by hand: without an end, that page would have none either.
    pub const MAX_COLUMNS: usize = 200;

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
        let Survey { delimiter, headers, body, body_number } = Survey::of(&text).ok_or(ReadError::Empty)?;
        if headers.len() > Self::MAX_COLUMNS {
            return Err(ReadError::TooManyColumns);
        }
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
        Records::below(&self.text[self.body..], self.body_number, self.delimiter, expected)
            .filter(|record| !record.is_blank())
            .map(move |record| Row::under(expected, record.number, record.cells, record.open_quote))
    }
}

/// Packed bytes read as text are full of control characters; a roster has one now and then, where somebody pasted it.
fn looks_packed(text: &str) -> bool {
    let start = || text.chars().take(1024);
    let control = start().filter(|c| c.is_control() && !c.is_whitespace()).count();
    control > 2 && control * 50 > start().count()
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
    fn titles_above_the_header_are_passed_over() {
        for title in
            ["Tenant roster 2026,,", "Tenant roster 2026", "Tenant roster 2026\n\n\"as of\nJanuary\"", "\u{feff}Company email list\n"]
        {
            let text = format!("{title}\nName,Email,Plan\nZed,zed@e.om,PRO\n");
            let roster = Roster::read(text.as_bytes()).unwrap();
            assert_eq!(roster.headers(), ["Name", "Email", "Plan"], "{title}");
            assert_eq!(roster.row_count(), 1, "{title}");
        }
        let unknown = Roster::read(b"Our list\nWho,Kontakt\na,b\n").unwrap();
        assert_eq!((unknown.headers(), unknown.rows().next().unwrap().number), (&["Who".to_owned(), "Kontakt".to_owned()][..], 3));
        let late = format!("{}Name,Email\na,b\n", "x\n".repeat(6));
        assert_eq!(Roster::read(late.as_bytes()).unwrap().headers(), ["x"], "further down it is no header");
    }

    #[test]
    fn a_header_with_other_signs_in_it_is_divided_as_its_rows_are() {
        let roster =
            Roster::read("Name, or company;E-mail;Plan, tier, level;x, y, z\nA;a@e.om;PRO;1\nB;b@e.om;PRO;2\n".as_bytes()).unwrap();
        assert_eq!(roster.headers(), ["Name, or company", "E-mail", "Plan, tier, level", "x, y, z"]);
        let tags = Roster::read(b"Name,Email,Tags\nA,a@e.om,x;y\nB,b@e.om\nC,c@e.om,x;z\n").unwrap();
        assert_eq!(tags.headers(), ["Name", "Email", "Tags"], "ragged rows with another sign in them");
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
    fn only_text_beyond_the_header_makes_a_row_faulty() {
        let roster = Roster::read(b"a,b\n1\n1,2,3\n1,2\n1,2,, \n1,2,,4,,\n").unwrap();
        let seen: Vec<_> = roster.rows().map(|row| (row.number, row.cells.len(), row.fault)).collect();
        let width = |found| Some(RowFault::Width { expected: 2, found });
        assert_eq!(seen, [(2, 1, None), (3, 3, width(3)), (4, 2, None), (5, 2, None), (6, 4, width(4))]);
    }

    fn faults(text: &str) -> Vec<(u32, Option<RowFault>)> {
        Roster::read(text.as_bytes()).unwrap().rows().map(|row| (row.number, row.fault)).collect()
    }

    #[test]
    fn a_quote_left_open_costs_its_own_row_only() {
        let open = Some(RowFault::OpenQuote);
        assert_eq!(faults("a,b\n1,2\n3,\"open\n5,6\n7,\"\"\n"), [(2, None), (3, open), (4, None), (5, None)]);
    }

    #[test]
    fn a_later_quote_does_not_hide_that_one_was_left_open() {
        let open = Some(RowFault::OpenQuote);
        let below = |rows: &str| faults(&format!("Name,Email,Notes\n{rows}"));
        let three = [(2, open), (3, None), (4, None)];
        // The next quoted cell would close it, and every row between would be gone.
        assert_eq!(below("A,a@e.om,\"call back\nB,b@e.om,\nC,c@e.om,\"ok\"\n"), three);
        // In a file that quotes every cell it is the very next one.
        assert_eq!(below("\"A\",\"a@e.om\",\"x\n\"B\",\"b@e.om\",\"x\"\n\"C\",\"c@e.om\",\"x\"\n"), three);
        assert_eq!(below("\"A,a@e.om,x\nB,b@e.om,\n\"C, Sons\",c@e.om,\n"), three);
        // It may be closed by chance, even at the end of a cell.
        assert_eq!(below("A,a@e.om,\"call back\nB,b@e.om,\nC,c@e.om,5\"\n"), three);
        assert_eq!(below("A,a@e.om,\"said \"\"yes\"\", ok\"\nB,b@e.om,\"one\ntwo, x@e.om\" \n"), [(2, None), (3, None)]);
    }

    #[test]
    fn no_line_is_lost_however_quotes_are_strewn() {
        for quoted in ["A,a@e.om,\"x", "\"A,a@e.om,x", "A,\"a@e.om,\"x\"", "A,a@e.om\",\"x"] {
            let text = format!("Name,Email,Notes\n{quoted}\nB,b@e.om,\"y\"\nC,c@e.om,\"z\"\n");
            let roster = Roster::read(text.as_bytes()).unwrap();
            let numbers: Vec<u32> = roster.rows().map(|row| row.number).collect();
            assert_eq!(numbers, [2, 3, 4], "{text}");
        }
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
        let wide = |columns: usize| format!("{}\n1\n", vec!["h"; columns].join(","));
        assert_eq!(Roster::read(wide(Roster::MAX_COLUMNS + 1).as_bytes()).err(), Some(ReadError::TooManyColumns));
        assert_eq!(Roster::read(wide(Roster::MAX_COLUMNS).as_bytes()).unwrap().headers().len(), Roster::MAX_COLUMNS);
        let empty = format!("a,b{}\n1\n", ",".repeat(100_000));
        assert_eq!(Roster::read(empty.as_bytes()).unwrap().headers(), ["a", "b"]);
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
            let records = Records::of(&text, ',');
            let cut: Vec<Vec<String>> = records
                .map(|record| record.cells.iter().map(|cell| cell.clone().into_owned()).collect())
                .collect();
            prop_assert_eq!(&cut, &table);
        }

        #[test]
        fn broken_quoting_is_cut_as_the_csv_crate_cuts_it(text in "[ab,\"\n]{0,30}") {
            let records: Vec<_> = Records::of(&text, ',').collect();
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
