//! One mail as it lies in the folder. Reads what our own sender writes, no more.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};

/// How many of the newest are shown.
const SHOWN: usize = 200;

#[derive(Clone, Debug)]
pub(super) struct Letter {
    /// The file's name without its ending; it names the letter's page.
    pub name: String,
    pub to: String,
    pub subject: String,
    pub at: Option<DateTime<Utc>>,
    /// The plain text, and where it begins with `http`, a link.
    pub lines: Vec<(bool, String)>,
}

/// The newest letters of a folder. One that cannot be read is left out: this is a window, not an archive.
pub(super) fn all(folder: &Path) -> Vec<Letter> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "eml")).collect();
    // Names begin with the time of sending.
    paths.sort_by(|a, b| b.cmp(a));
    paths.truncate(SHOWN);
    paths
        .into_iter()
        .filter_map(|path| {
            let name = path.file_stem()?.to_str()?.to_owned();
            Some(parse(name, &fs::read_to_string(&path).ok()?))
        })
        .collect()
}

fn parse(name: String, raw: &str) -> Letter {
    let raw = raw.replace("\r\n", "\n");
    let (head, body) = raw.split_once("\n\n").unwrap_or((&raw, ""));
    let head = head.replace("\n ", " ").replace("\n\t", " ");
    let header = |wanted: &str| {
        head.lines()
            .find_map(|line| line.split_once(": ").filter(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.to_owned()))
            .unwrap_or_default()
    };
    let boundary = header("Content-Type").split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next()).map(|b| format!("--{b}"));
    let part = boundary.and_then(|boundary| body.split(&boundary).nth(1).map(ToOwned::to_owned)).unwrap_or_else(|| body.to_owned());
    let text = decoded(&part);
    Letter {
        to: header("To"),
        subject: words(&header("Subject")),
        at: DateTime::parse_from_rfc2822(&header("Date")).ok().map(|at| at.to_utc()),
        lines: text.lines().map(|line| (line.starts_with("http://") || line.starts_with("https://"), line.to_owned())).collect(),
        name,
    }
}

fn decoded(part: &str) -> String {
    let (head, body) = part.trim_start_matches('\n').split_once("\n\n").unwrap_or(("", part));
    let head = head.to_ascii_lowercase();
    let bytes = if head.contains("base64") {
        STANDARD.decode(body.split_whitespace().collect::<String>()).unwrap_or_default()
    } else if head.contains("quoted-printable") {
        unquoted(body)
    } else {
        body.as_bytes().to_vec()
    };
    String::from_utf8_lossy(&bytes).trim().to_owned()
}

/// Quoted-printable: `=` and two hex digits are a byte, `=` at the end of a line joins it with the next.
fn unquoted(text: &str) -> Vec<u8> {
    let text = text.replace("=\n", "");
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'=').then(|| text.get(at + 1..at + 3)).flatten().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    out
}

/// A header's encoded words: `=?utf-8?b?…?=`.
fn words(header: &str) -> String {
    let mut bytes = Vec::new();
    for word in header.split(' ') {
        let encoded = word.strip_prefix("=?utf-8?b?").and_then(|rest| rest.strip_suffix("?=")).and_then(|rest| STANDARD.decode(rest).ok());
        match encoded {
            Some(part) => bytes.extend(part),
            None => {
                if !bytes.is_empty() {
                    bytes.push(b' ');
                }
                bytes.extend(word.as_bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_in_both_scripts_is_read() {
        let raw = "To: a@example.com\r\nSubject: =?utf-8?b?2YXYsdit2Kg=?=\r\n =?utf-8?b?2Kc=?= HQ\r\nDate: Sun, 22 Nov 2026 10:00:00 +0000\r\n\
                   Content-Type: multipart/alternative;\r\n boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\
                   Content-Transfer-Encoding: quoted-printable\r\n\r\n=D9=85 a=\r\nb\r\nhttps://hq.example.com/?a=3Db\r\n--x--\r\n";
        let letter = parse("1".to_owned(), raw);
        assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("a@example.com", "مرحبا HQ"));
        assert_eq!(letter.lines, [(false, "م ab".to_owned()), (true, "https://hq.example.com/?a=b".to_owned())]);
        assert!(letter.at.is_some());
    }
}
