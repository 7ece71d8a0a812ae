//! Mail as it arrives: the files of the mailbox folder, decoded as a mail program does.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// One mail.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub to: String,
    pub subject: String,
    pub language: String,
    pub id: String,
    /// The plain text.
    pub text: String,
    pub html: String,
    /// Every address in the plain text.
    pub links: Vec<String>,
    /// What it carries: names and bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Letter {
    /// The part of its first link that belongs to this site.
    #[track_caller]
    pub(crate) fn link(&self) -> &str {
        let link = self.links.first().unwrap_or_else(|| panic!("no link in {self:?}"));
        link.strip_prefix(super::browser::SITE).unwrap_or_else(|| panic!("{link} leads elsewhere"))
    }

    pub(crate) fn parse(raw: &str) -> Self {
        let (headers, body) = split(raw);
        let whole = parts(&header(&headers, "content-type"), body);
        let files = whole.iter().filter_map(|(headers, body)| {
            let name = parameter(&header(headers, "content-disposition"), "filename")?;
            Some((name, decode_base64(body)))
        });
        let files = files.collect();
        // A mail that carries something holds its two forms in a part of their own.
        let nested = whole.into_iter().find(|(headers, _)| header(headers, "content-type").starts_with("multipart/alternative"));
        let (headers_of_words, body) = nested.unwrap_or_else(|| (headers.clone(), body));
        let boundary = parameter(&header(&headers_of_words, "content-type"), "boundary").expect("the mail has two forms");
        let part = |kind: &str| {
            body.split(&format!("--{boundary}"))
                .map(|part| split(part.trim_start_matches("\r\n")))
                .find(|(headers, _)| header(headers, "content-type").starts_with(kind))
                .map_or_else(
                    || panic!("the mail has no {kind} part"),
                    |(headers, body)| decode_body(&header(&headers, "content-transfer-encoding"), body),
                )
        };
        let text = part("text/plain");
        Self {
            to: header(&headers, "to"),
            subject: decode_words(&header(&headers, "subject")),
            language: header(&headers, "content-language"),
            id: header(&headers, "message-id"),
            links: text.split_whitespace().filter(|word| word.starts_with("http")).map(ToOwned::to_owned).collect(),
            html: part("text/html"),
            files,
            text,
        }
    }
}

/// Every mail of a folder, the oldest first.
pub(super) fn read(folder: &Path) -> Vec<Letter> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "eml")).collect();
    files.sort();
    files.iter().map(|file| Letter::parse(&fs::read_to_string(file).unwrap())).collect()
}

type Headers = Vec<(String, String)>;

/// The parts of a body of several.
fn parts<'a>(content_type: &str, body: &'a str) -> Vec<(Headers, &'a str)> {
    let Some(boundary) = parameter(content_type, "boundary") else { return Vec::new() };
    body.split(&format!("--{boundary}")).skip(1).map(|part| split(part.trim_start_matches("\r\n"))).collect()
}

fn split(raw: &str) -> (Headers, &str) {
    let (head, body) = raw.split_once("\r\n\r\n").unwrap_or((raw, ""));
    let mut headers = Headers::new();
    for line in head.split("\r\n") {
        match (line.starts_with([' ', '\t']), headers.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => value.push_str(line),
            (_, _, Some((name, value))) => headers.push((name.to_ascii_lowercase(), value.trim().to_owned())),
            _ => {}
        }
    }
    (headers, body)
}

fn header(headers: &Headers, name: &str) -> String {
    headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

fn parameter(value: &str, name: &str) -> Option<String> {
    let (_, rest) = value.split_once(&format!("{name}="))?;
    Some(rest.split(';').next()?.trim().trim_matches('"').to_owned())
}

fn decode_body(encoding: &str, body: &str) -> String {
    match encoding {
        "base64" => utf8(decode_base64(body)),
        "quoted-printable" => utf8(decode_quoted(&body.replace("=\r\n", ""))),
        _ => body.to_owned(),
    }
    .replace("\r\n", "\n")
}

/// `=?utf-8?b?…?=` words of a header (RFC 2047).
fn decode_words(value: &str) -> String {
    let mut out = Vec::new();
    let mut between_words = false;
    for word in value.split(' ') {
        let inner = word.strip_prefix("=?").and_then(|rest| rest.strip_suffix("?="));
        let parts: Option<Vec<&str>> = inner.map(|inner| inner.splitn(3, '?').collect());
        let encoded = parts.as_ref().is_some_and(|parts| parts.len() == 3);
        // The space between two encoded words belongs to neither.
        let joined = encoded && between_words;
        if !out.is_empty() && !joined {
            out.push(b' ');
        }
        between_words = encoded;
        match parts.as_deref() {
            Some([_, "b" | "B", text]) => out.extend(decode_base64(text)),
            Some([_, "q" | "Q", text]) => out.extend(decode_quoted(&text.replace('_', " "))),
            _ => out.extend(word.bytes()),
        }
    }
    utf8(out)
}

fn decode_base64(text: &str) -> Vec<u8> {
    let text: String = text.split_whitespace().collect();
    STANDARD.decode(text).expect("base64")
}

fn decode_quoted(text: &str) -> Vec<u8> {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'=' {
            let pair = [bytes.next().unwrap(), bytes.next().unwrap()];
            out.push(u8::from_str_radix(std::str::from_utf8(&pair).unwrap(), 16).expect("quoted-printable"));
        } else {
            out.push(byte);
        }
    }
    out
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}
