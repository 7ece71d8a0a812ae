//! Telephone numbers, kept as E.164 (`+96895908301`) however they were typed.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::country::Country;
use super::text;

/// One number in E.164 form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Phone(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneError {
    Empty,
    /// Something that is no part of a telephone number: a letter, two numbers in one cell.
    Characters,
    /// Too few or too many digits for any number.
    Length,
    /// No number of this country has this length and beginning.
    NotInCountry(Country),
    /// A national number, and no country to read it in.
    CountryNeeded,
    /// It begins with a country code that nobody has.
    NoSuchCode,
}

impl Phone {
    /// Reads `+968…`, `00968…`, `968…` and national numbers of `default`, with any usual
    /// punctuation and in Latin, Arabic-Indic or Persian digits.
    pub fn parse(raw: &str, default: impl Into<Option<Country>>) -> Result<Self, PhoneError> {
        let typed = Typed::read(raw)?;
        if typed.international {
            return Self::from_international(&typed.digits);
        }
        let country = default.into().ok_or(PhoneError::CountryNeeded)?;
        if let Some(national) = national_part(country, &typed.digits) {
            return Ok(Self(format!("+{}{national}", country.calling_code())));
        }
        // A spreadsheet drops the plus sign: these digits are a whole number of some Gulf country
        // and of no other reading.
        let bare = Country::GULF
            .into_iter()
            .any(|gulf| strip_calling_code(gulf, &typed.digits).is_some_and(|rest| Numbering::of(gulf).is_some_and(|plan| plan.has(rest))));
        if bare {
            return Ok(Self(format!("+{}", typed.digits)));
        }
        Err(PhoneError::NotInCountry(country))
    }

    /// For people: country code and number in groups, `+968 9590 8301`.
    pub fn pretty(&self) -> String {
        let digits = &self.0[1..];
        let code_length = calling_code_length(digits).unwrap_or(3);
        let (code, national) = digits.split_at(code_length);
        let groups: &[usize] = match (code, national.len()) {
            ("968" | "973" | "965" | "974", 8) => &[4, 4],
            (_, 9) => &[2, 3, 4],
            ("971", 8) => &[1, 3, 4],
            (_, 10) => &[3, 3, 4],
            _ => &[3, 3, 3, 3],
        };
        let mut pretty = format!("+{code}");
        let mut rest = national;
        for &group in groups {
            let (head, tail) = rest.split_at(group.min(rest.len()));
            if !head.is_empty() {
                pretty.push(' ');
                pretty.push_str(head);
            }
            rest = tail;
        }
        pretty + rest
    }

    fn from_international(digits: &str) -> Result<Self, PhoneError> {
        for country in Country::GULF {
            if let Some(rest) = strip_calling_code(country, digits) {
                return Numbering::of(country)
                    .and_then(|plan| plan.national(rest))
                    .map(|national| Self(format!("+{}{national}", country.calling_code())))
                    .ok_or(PhoneError::NotInCountry(country));
            }
        }
        if !(8..=15).contains(&digits.len()) || digits.starts_with('0') {
            Err(PhoneError::Length)
        } else if calling_code_length(digits).is_none() && !OTHER_CODES.iter().any(|code| digits.starts_with(code)) {
            Err(PhoneError::NoSuchCode)
        } else {
            Ok(Self(format!("+{digits}")))
        }
    }
}

/// What was typed, without its punctuation.
struct Typed {
    international: bool,
    digits: String,
}

impl Typed {
    fn read(raw: &str) -> Result<Self, PhoneError> {
        let cleaned = text::digits_to_latin(&text::clean(raw));
        // Two ways to keep a spreadsheet from taking it for a quantity: ="95908301" and '95908301.
        let quoted = cleaned.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
        let cleaned = quoted.unwrap_or(&cleaned).trim_start_matches('\'');
        let is_link = cleaned.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("tel:"));
        let cleaned = if is_link { &cleaned[4..] } else { cleaned };
        if cleaned.is_empty() {
            return Err(PhoneError::Empty);
        }
        let compact: String = cleaned.chars().filter(|c| !is_punctuation(*c)).collect();
        // In right-to-left cells the plus sign is often typed last.
        let signless = compact.strip_prefix(['+', '＋']).or_else(|| compact.strip_suffix(['+', '＋']));
        let unsigned = signless.unwrap_or(&compact);
        if unsigned.is_empty() || !unsigned.bytes().all(|b| b.is_ascii_digit()) {
            return Err(PhoneError::Characters);
        }
        let digits = unsigned.strip_prefix("00");
        let international = signless.is_some() || digits.is_some();
        let digits = digits.unwrap_or(unsigned).to_owned();
        if !(5..=20).contains(&digits.len()) {
            return Err(PhoneError::Length);
        }
        Ok(Self { international, digits })
    }
}

fn is_punctuation(c: char) -> bool {
    matches!(c, ' ' | '(' | ')' | '-' | '.' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The lengths and first digits a country hands out, where we know them.
struct Numbering {
    /// (digits in all, what they may begin with)
    shapes: &'static [(usize, &'static [&'static str])],
    /// Written before a national number at home, never after the country code.
    trunk: Option<char>,
}

impl Numbering {
    fn of(country: Country) -> Option<Self> {
        let (shapes, trunk): (&[(usize, &[&str])], _) = match country {
            Country::OM => (&[(8, &["2", "7", "9", "800"]), (7, &["800"]), (9, &["800"])], None),
            Country::AE => {
                let shapes: &[(usize, &[&str])] =
                    &[(9, &["5", "600", "800"]), (8, &["2", "3", "4", "6", "7", "9", "800"]), (7, &["800"]), (10, &["800"])];
                (shapes, Some('0'))
            }
            Country::SA => (&[(9, &["5", "1", "92"]), (10, &["800"])], Some('0')),
            Country::BH => (&[(8, &["1", "3", "6", "7", "8", "9"])], None),
            Country::KW => (&[(8, &["2", "4", "5", "6", "9"]), (7, &["18"])], None),
            Country::QA => (&[(8, &["3", "4", "5", "6", "7"]), (7, &["800"])], None),
            _ => return None,
        };
        Some(Self { shapes, trunk })
    }

    fn has(&self, national: &str) -> bool {
        self.shapes.iter().any(|(length, beginnings)| national.len() == *length && beginnings.iter().any(|b| national.starts_with(b)))
    }

    fn national<'a>(&self, digits: &'a str) -> Option<&'a str> {
        let without_trunk = self.trunk.and_then(|trunk| digits.strip_prefix(trunk));
        [Some(digits), without_trunk].into_iter().flatten().find(|national| self.has(national))
    }
}

/// The national number these digits are in this country, if they are one.
fn national_part(country: Country, digits: &str) -> Option<&str> {
    let after_code = strip_calling_code(country, digits);
    if let Some(plan) = Numbering::of(country) {
        return plan.national(digits).or_else(|| plan.national(after_code?));
    }
    // Elsewhere the lengths are not known: nine digits after the code are taken for a whole number.
    let national = match after_code {
        Some(rest) if rest.len() >= 9 => rest,
        _ => digits,
    };
    // Italy and the two states inside it keep the zero.
    let national = match national.strip_prefix('0') {
        Some(rest) if !matches!(country.calling_code(), 39 | 378) => rest,
        _ => national,
    };
    let length = national.len() + country.calling_code().to_string().len();
    (national.len() >= 5 && (8..=15).contains(&length)).then_some(national)
}

fn strip_calling_code(country: Country, digits: &str) -> Option<&str> {
    digits.strip_prefix(country.calling_code().to_string().as_str())
}

/// No country code is the beginning of another, so the shortest that fits is the one.
fn calling_code_length(digits: &str) -> Option<usize> {
    (1..=3).find(|&length| {
        let code = digits.get(..length).and_then(|code| code.parse::<u16>().ok());
        code.is_some_and(|code| Country::all().any(|c| c.calling_code() == code))
    })
}

/// Country codes of no country in the list: two territories, satellites, and services of the whole world.
const OTHER_CODES: [&str; 11] = ["247", "383", "800", "808", "870", "878", "881", "882", "883", "888", "979"];

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Phone {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

impl TryFrom<String> for Phone {
    type Error = &'static str;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        Self::parse(&raw, None).map_err(|_| "not a telephone number")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_way_of_typing_one_number_is_that_number() {
        for raw in [
            "+96895908301",
            "0096895908301",
            "95908301",
            "9590 8301",
            "(+968) 959-08301",
            "+968 (9590) 8301",
            "+٩٦٨٩٥٩٠٨٣٠١",
            "۹۵۹۰۸۳۰۱",
            "\u{202a}+968 9590 8301\u{202c}",
            "96895908301",
            "96895908301+",
            "'+968.9590.8301",
            "=\"95908301\"",
            "+968\u{2011}9590\u{2013}8301",
            "+968\u{a0}9590\u{a0}8301",
            "＋968 95908301",
            "tel:+96895908301",
            "Tel: 95908301",
            "+968_9590_8301",
        ] {
            assert_eq!(Phone::parse(raw, Country::OM).unwrap().as_ref(), "+96895908301", "{raw}");
        }
    }

    #[test]
    fn each_gulf_country_reads_its_own_numbers() {
        for (country, raw, phone) in [
            (Country::OM, "24123456", "+96824123456"),
            (Country::OM, "80012345", "+96880012345"),
            (Country::AE, "0501234567", "+971501234567"),
            (Country::AE, "501234567", "+971501234567"),
            (Country::AE, "+971 (0)50 123 4567", "+971501234567"),
            (Country::AE, "04 123 4567", "+97141234567"),
            (Country::SA, "05 3797 4756", "+966537974756"),
            (Country::SA, "011 234 5678", "+966112345678"),
            (Country::SA, "920012345", "+966920012345"),
            (Country::BH, "17123456", "+97317123456"),
            (Country::KW, "51169784", "+96551169784"),
            (Country::QA, "3312 3456", "+97433123456"),
            (Country::OM, "971501234567", "+971501234567"),
            (Country::AE, "0097332532870", "+97332532870"),
        ] {
            let parsed = Phone::parse(raw, country).map(String::from);
            assert_eq!(parsed.as_deref(), Ok(phone), "{raw}");
        }
    }

    #[test]
    fn other_countries_are_read_by_the_general_rule() {
        for (country, raw, phone) in [
            ("EG", "010 1234 5678", "+201012345678"),
            ("IN", "9123456789", "+919123456789"),
            ("IN", "919123456789", "+919123456789"),
            ("US", "(212) 555-1234", "+12125551234"),
            ("GB", "020 7946 0018", "+442079460018"),
            ("IT", "06 1234567", "+39061234567"),
            ("OM", "+44 20 7946 0018", "+442079460018"),
            ("OM", "+88216 1234567", "+882161234567"),
        ] {
            let country = Country::from_code(country).unwrap();
            let parsed = Phone::parse(raw, country).map(String::from);
            assert_eq!(parsed.as_deref(), Ok(phone), "{raw}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        use PhoneError::{Characters, CountryNeeded, Empty, Length, NoSuchCode, NotInCountry};
        for (raw, error) in [
            ("", Empty),
            (" \u{200f}", Empty),
            ("12", Length),
            ("+", Characters),
            ("n/a", Characters),
            ("9590 83O1", Characters),
            ("95908301 / 95908302", Characters),
            ("9.68959E+10", Characters),
            ("+968+95908301", Characters),
            ("95908301 ext 5", Characters),
            ("=1+1", Characters),
            ("9590830", NotInCountry(Country::OM)),
            ("959083011", NotInCountry(Country::OM)),
            ("15908301", NotInCountry(Country::OM)),
            ("+96812345678", NotInCountry(Country::OM)),
            ("+9665012345", NotInCountry(Country::SA)),
            ("+999 123 456 789", NoSuchCode),
            ("00210 1234567", NoSuchCode),
            ("tel:", Empty),
            ("+1234567", Length),
            ("+1234567890123456", Length),
            ("123456789012345678901234567890", Length),
        ] {
            assert_eq!(Phone::parse(raw, Country::OM), Err(error), "{raw}");
        }
        assert_eq!(Phone::parse("95908301", None), Err(CountryNeeded));
    }

    #[test]
    fn a_number_is_shown_in_groups() {
        for (phone, pretty) in [
            ("+96895908301", "+968 9590 8301"),
            ("+971501234567", "+971 50 123 4567"),
            ("+97141234567", "+971 4 123 4567"),
            ("+12125551234", "+1 212 555 1234"),
            ("+201012345678", "+20 101 234 5678"),
            ("+882123456789012", "+882 123 456 789 012"),
        ] {
            assert_eq!(Phone::parse(phone, None).unwrap().pretty(), pretty);
        }
    }

    proptest! {
        #[test]
        fn an_accepted_number_is_accepted_again_unchanged(raw in "[+0-9٠-٩ ()-]{0,20}") {
            if let Ok(phone) = Phone::parse(&raw, Country::AE) {
                prop_assert!((9..=16).contains(&phone.as_ref().len()));
                let shown = phone.pretty();
                prop_assert_eq!(Phone::parse(&shown, None), Ok(phone));
            }
        }

        #[test]
        fn nothing_typed_makes_it_fall(raw in any::<String>()) {
            let _ = Phone::parse(&raw, Country::OM);
        }

        #[test]
        fn an_omani_mobile_is_one_number_in_every_style(national in "[79][0-9]{7}") {
            let expected = Ok(format!("+968{national}"));
            for raw in [
                national.clone(),
                format!("+968{national}"),
                format!("00968 {} {}", &national[..4], &national[4..]),
                format!("(+968) {}-{}", &national[..3], &national[3..]),
            ] {
                prop_assert_eq!(Phone::parse(&raw, Country::OM).map(String::from), expected.clone());
            }
        }
    }
}
