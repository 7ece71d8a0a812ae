//! Text as people type it, and text as people search for it.
//!
//! Names arrive from spreadsheets and phones with marks nobody sees: direction marks, zero-width
//! spaces, control characters. [`clean`] takes them away and changes nothing that is visible.
//! [`fold`] is for comparing only: two spellings a reader takes for the same word fold alike.

use chrono::{Datelike as _, NaiveDate};

/// One line: invisible marks gone, every run of white space one plain space, none at the ends.
pub fn clean(raw: &str) -> String {
    let mut cleaned = String::with_capacity(raw.len());
    let mut space_due = false;
    for c in raw.chars() {
        if c.is_whitespace() {
            space_due = !cleaned.is_empty();
        } else if !is_invisible(c) {
            if space_due {
                cleaned.push(' ');
                space_due = false;
            }
            cleaned.push(c);
        }
    }
    cleaned
}

/// Several lines: each one as [`clean`] leaves it, joined by `\n`, with no empty line at either end.
pub fn clean_lines(raw: &str) -> String {
    let lines: Vec<String> = raw.replace("\r\n", "\n").split(['\n', '\r', '\u{2028}', '\u{2029}']).map(clean).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Arabic-Indic and Persian digits as Latin ones; everything else as it is.
pub fn digits_to_latin(raw: &str) -> String {
    raw.chars().map(|c| latin_digit(c).unwrap_or(c)).collect()
}

/// A day as people and date fields write it, `2026-11-26`, in any digits, of a year with up to four of them: others no database keeps.
pub fn day(raw: &str) -> Option<NaiveDate> {
    let day: NaiveDate = digits_to_latin(&clean(raw)).parse().ok()?;
    (1..=9999).contains(&day.year()).then_some(day)
}

/// The digits of a whole number, if its separators stand between thousands or nowhere: `1,5` is refused rather than read as fifteen.
pub fn ungrouped(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split([',', '٬', ' ']).collect();
    let are_digits = groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_digit()));
    let well_grouped = match groups.as_slice() {
        [first, rest @ ..] if !rest.is_empty() => (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3),
        _ => true,
    };
    (are_digits && well_grouped).then(|| groups.concat())
}

/// The form text is searched in. The SQL function `hq_fold` gives the same bytes, so it may use
/// only what both sides can do alike: one character becomes one character or none. Scripts other
/// than Latin and Arabic stay as they are, capitals included.
pub fn fold(raw: &str) -> String {
    raw.chars().filter_map(folded).collect()
}

fn folded(c: char) -> Option<char> {
    let to = match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' | 'ی' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        'ک' => 'ك',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        _ if is_dropped(c) => return None,
        'À'..='ÿ' | 'Ā'..='ž' => without_accent(c),
        _ => latin_digit(c).unwrap_or(c),
    };
    Some(to)
}

fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{640}' // tatweel
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' // Arabic diacritics
        | '\u{300}'..='\u{36f}' // combining accents
        | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn without_accent(c: char) -> char {
    match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'Ď'..='đ' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => 'e',
        'Ĝ'..='ģ' => 'g',
        'Ĥ'..='ħ' => 'h',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => 'i',
        'Ĵ' | 'ĵ' => 'j',
        'Ķ' | 'ķ' => 'k',
        'Ĺ'..='ł' => 'l',
        'Ñ' | 'ñ' | 'Ń'..='ň' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => 'o',
        'Ŕ'..='ř' => 'r',
        'Ś'..='š' => 's',
        'Ţ'..='ŧ' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => 'u',
        'Ŵ' | 'ŵ' => 'w',
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => 'y',
        'Ź'..='ž' => 'z',
        'Æ' => 'æ',
        'Ð' => 'ð',
        'Þ' => 'þ',
        'Œ' => 'œ',
        other => other,
    }
}

fn latin_digit(c: char) -> Option<char> {
    let zero = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

/// Marks that change how text looks or sorts without being seen. The joiners are among them: no
/// name here needs them, and two names that differ only by one could not be told apart.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Bytes as people compare and copy them.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_is_read_in_any_digits_and_of_years_that_can_be_kept() {
        let read = |typed: &str| day(typed).map(|day| day.to_string());
        assert_eq!(read(" ٢٠٢٦-١١-٠٦ ").as_deref(), Some("2026-11-06"));
        assert_eq!(read("9999-12-31").as_deref(), Some("9999-12-31"));
        for typed in ["", "soon", "2026-02-30", "26/11/2026", "0000-01-01", "-9999-01-01", "+10000-01-01"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn clean_removes_what_nobody_sees_and_keeps_what_everybody_does() {
        for (raw, cleaned) in [
            ("  Al  Wadi  Carpet  &  Laundry\u{200f}", "Al Wadi Carpet & Laundry"),
            ("\u{feff}Name", "Name"),
            ("a\u{a0}b\tc\r\nd", "a b c d"),
            ("\u{202e}evil\u{202c}\u{2066}x\u{2069}", "evilx"),
            ("nul\0 in\u{7}side", "nul inside"),
            ("zero\u{200b}width\u{200d}", "zerowidth"),
            ("\u{200f} \u{200f}", ""),
            ("Hisn <b>&co</b>", "Hisn <b>&co</b>"),
            ("مَغسلة  🧺", "مَغسلة 🧺"),
        ] {
            assert_eq!(clean(raw), cleaned, "{raw:?}");
        }
    }

    #[test]
    fn clean_lines_keeps_the_lines() {
        assert_eq!(clean_lines("\r\n one \r\n\r\ntwo\u{200f}\rthree\n\n"), "one\n\ntwo\nthree");
        assert_eq!(clean_lines(" \n\t"), "");
    }

    #[test]
    fn digits_of_three_scripts_are_one() {
        assert_eq!(digits_to_latin("+٩٦٨ ۹۱ 5"), "+968 91 5");
    }

    #[test]
    fn fold_makes_spellings_of_one_word_equal() {
        for (raw, folded) in [
            ("Al-Noor LAUNDRY", "al-noor laundry"),
            ("أمل إبرة آية ٱلنور", "امل ابره ايه النور"),
            ("مستشفى مسئول مؤسسة", "مستشفي مسيول موسسه"),
            ("عُـمَـان", "عمان"),
            ("Crème Brûlée Ünal Straße Łódź İzmir", "creme brulee unal straße lodz izmir"),
            ("e\u{301}", "e"),
            ("فرع ١٢ و ۳", "فرع 12 و 3"),
            ("a\u{a0}b\u{200f}", "a b"),
            ("ΑΒΓ Москва 洗衣", "ΑΒΓ Москва 洗衣"),
        ] {
            assert_eq!(fold(raw), folded, "{raw:?}");
        }
    }

    proptest! {
        #[test]
        fn clean_is_done_after_once(raw in any::<String>()) {
            let once = clean(&raw);
            prop_assert_eq!(clean(&once), once.clone());
            prop_assert_eq!(once.trim(), &once);
            prop_assert!(!once.chars().any(is_invisible));
        }

        #[test]
        fn clean_lines_is_done_after_once(raw in any::<String>()) {
            let once = clean_lines(&raw);
            prop_assert_eq!(clean_lines(&once), once);
        }

        #[test]
        fn fold_is_done_after_once(raw in any::<String>()) {
            let once = fold(&raw);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
