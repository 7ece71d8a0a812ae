//! Exports: exactly the filtered list, streamed, safe to open in a spreadsheet.

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use futures_util::{Stream, StreamExt as _};

use super::limits::ExportRunning;

/// One cell.
pub enum Cell {
    Text(String),
    /// A figure of ours: written as it is, so that a spreadsheet can add it up.
    Number(String),
}

impl Cell {
    pub fn text(value: impl Into<String>) -> Self {
        Self::Text(value.into())
    }

    pub fn number(value: impl ToString) -> Self {
        Self::Number(value.to_string())
    }
}

/// Text that a spreadsheet would take for a formula gets an apostrophe before it. Full-width forms are folded by some programs, so they count too.
pub fn guarded(text: &str) -> String {
    if begins_a_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text that [`guarded`] disarmed, for files of ours that come back.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| begins_a_formula(rest)).unwrap_or(text)
}

fn begins_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Writes one record per RFC 4180.
pub fn line(cells: &[Cell]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let texts = cells.iter().map(|cell| match cell {
        Cell::Text(text) => guarded(text),
        Cell::Number(number) => number.clone(),
    });
    // Writing to memory cannot fail.
    if writer.write_record(texts).is_err() {
        return Vec::new();
    }
    writer.into_inner().unwrap_or_default()
}

/// The first bytes of a file: the mark that tells spreadsheets it is UTF-8, without which Arabic names come out as noise, and the header.
pub fn start(header_line: &[Cell]) -> Vec<u8> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(line(header_line));
    bytes
}

/// How many records are joined to one chunk of the answer.
const CHUNK: usize = 256;

/// Streams a header and rows as a download. A failure midway ends the answer early, which a browser reports as a failed download.
pub fn download<S>(file_name: &str, header_line: &[Cell], rows: S, running: ExportRunning) -> Response
where
    S: Stream<Item = Result<Vec<Cell>, sqlx::Error>> + Send + 'static,
{
    let first = start(header_line);
    let head = futures_util::stream::once(async move { Ok::<_, sqlx::Error>(Bytes::from(first)) });
    let rows = rows.ready_chunks(CHUNK).map(move |chunk| {
        // Ends with the stream: whole, broken off or given up by its reader.
        let _running = &running;
        let mut bytes = Vec::new();
        for row in chunk {
            bytes.extend(line(&row?));
        }
        Ok(Bytes::from(bytes))
    });
    (
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file_name}\"")),
            (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        ],
        Body::from_stream(head.chain(rows)),
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_figures_left_alone() {
        for (raw, safe) in [
            ("=1+1", "'=1+1"),
            ("+968 9", "'+968 9"),
            ("@cmd", "'@cmd"),
            ("\tx", "'\tx"),
            ("＝1", "'＝1"),
            ("Al Noor", "Al Noor"),
            ("", ""),
        ] {
            assert_eq!(guarded(raw), safe);
            assert_eq!(unguarded(safe), raw);
        }
        assert_eq!(unguarded("'Izz Laundry"), "'Izz Laundry");
        assert_eq!(line(&[Cell::text("-5"), Cell::number(-5)]), b"'-5,-5\r\n");
    }

    #[test]
    fn quotes_commas_and_lines_survive() {
        assert_eq!(line(&[Cell::text("a \"b\", c\nd")]), b"\"a \"\"b\"\", c\nd\"\r\n");
    }
}
