//! From the bytes of a file to text, whatever program wrote it.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};

/// The text, without its byte order mark and without NUL, which no database column takes. What
/// can't be read becomes U+FFFD, which is refused where it matters, on the row it is in.
pub(super) fn decode(bytes: &[u8]) -> String {
    let encoding = Encoding::for_bom(bytes).map_or_else(|| guess(bytes), |(found, _)| found);
    let (text, _, _) = encoding.decode(bytes);
    if text.contains('\0') { text.replace('\0', "") } else { text.into_owned() }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    if reads_as_utf8(bytes) { UTF_8 } else { WINDOWS_1256 }
}

/// Every second byte of mostly Latin UTF-16 is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(512)];
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = start.len() / 4;
    match (even, odd) {
        (0, odd) if odd > most => Some(UTF_16LE),
        (even, 0) if even > most => Some(UTF_16BE),
        _ => None,
    }
}

/// A few broken bytes don't make a UTF-8 file an Arabic Windows one: what decides is whether more
/// letters beyond ASCII can be read than can't.
fn reads_as_utf8(bytes: &[u8]) -> bool {
    let (mut read, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        read += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    read >= broken
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Name,الاسم\r\nNoor,نور\r\n";

    fn utf16(text: &str, to_bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let marked = format!("\u{feff}{TEXT}");
        let (windows, _, unmappable) = WINDOWS_1256.encode(TEXT);
        assert!(!unmappable);
        for (encoding, bytes) in [
            ("UTF-8", TEXT.as_bytes().to_vec()),
            ("UTF-8 with mark", marked.as_bytes().to_vec()),
            ("UTF-16LE with mark", utf16(&marked, u16::to_le_bytes)),
            ("UTF-16BE with mark", utf16(&marked, u16::to_be_bytes)),
            ("UTF-16LE", utf16(TEXT, u16::to_le_bytes)),
            ("UTF-16BE", utf16(TEXT, u16::to_be_bytes)),
            ("Windows-1256", windows.into_owned()),
        ] {
            assert_eq!(decode(&bytes), TEXT, "{encoding}");
        }
    }

    #[test]
    fn one_broken_byte_spoils_one_letter_only() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.extend(b"A\xff\n");
        assert_eq!(decode(&bytes), format!("{TEXT}A\u{fffd}\n"));
    }

    #[test]
    fn nul_is_left_out() {
        assert_eq!(decode(b"a\0b\0\0"), "ab");
    }

    #[test]
    fn nothing_decodes_to_nothing() {
        assert_eq!(decode(b""), "");
        assert_eq!(decode(b"\xef\xbb\xbf"), "");
    }
}
