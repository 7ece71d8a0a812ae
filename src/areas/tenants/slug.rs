//! The word a tenant has in web addresses.

mod arabic;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::core::text;

/// 3 to 50 lower-case letters, digits and single inner hyphens, and no word the product needs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Slug(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlugError {
    Empty,
    TooShort,
    TooLong,
    /// Something other than a to z, 0 to 9 and hyphens.
    Characters,
    /// A hyphen at an end, or two in a row.
    Hyphens,
    Reserved,
}

const RESERVED: [&str; 7] = ["admin", "api", "app", "platform", "support", "system", "www"];

impl Slug {
    pub const MIN_LENGTH: usize = 3;
    pub const MAX_LENGTH: usize = 50;

    /// Capitals are forgiven; anything else must be right.
    pub fn parse(raw: &str) -> Result<Self, SlugError> {
        let slug = text::clean(raw).to_ascii_lowercase();
        if slug.is_empty() {
            return Err(SlugError::Empty);
        }
        if !slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            return Err(SlugError::Characters);
        }
        if slug.starts_with('-') || slug.ends_with('-') || slug.contains("--") {
            return Err(SlugError::Hyphens);
        }
        match slug.len() {
            ..Self::MIN_LENGTH => Err(SlugError::TooShort),
            Self::MIN_LENGTH..=Self::MAX_LENGTH if RESERVED.contains(&slug.as_str()) => Err(SlugError::Reserved),
            Self::MIN_LENGTH..=Self::MAX_LENGTH => Ok(Self(slug)),
            _ => Err(SlugError::TooLong),
        }
    }

    /// A readable slug for a name in Latin or Arabic letters; `None` when it has neither.
    pub fn suggest(name: &str) -> Option<Self> {
        let mut slug = String::new();
        for word in latin_words(name) {
            let room = Self::MAX_LENGTH - slug.len();
            if slug.is_empty() {
                slug.push_str(&word[..word.len().min(room)]);
            } else if word.len() < room {
                slug.push('-');
                slug.push_str(&word);
            } else {
                break;
            }
        }
        if slug.is_empty() {
            return None;
        }
        match Self::parse(&slug) {
            Err(SlugError::TooShort | SlugError::Reserved) => Self::parse(&format!("tenant-{slug}")).ok(),
            parsed => parsed.ok(),
        }
    }

    /// For a name that suggests nothing.
    pub fn last_resort() -> Self {
        Self("tenant".to_owned())
    }

    /// The same slug told apart by a number, cut where needed: `noor` → `noor-2`.
    #[must_use]
    pub fn with_suffix(&self, number: u32) -> Self {
        let suffix = format!("-{number}");
        let room = Self::MAX_LENGTH - suffix.len();
        let base = self.0[..self.0.len().min(room)].trim_end_matches('-');
        Self(format!("{base}{suffix}"))
    }
}

/// The words of a name in plain Latin letters and digits. An apostrophe is inside a word.
fn latin_words(name: &str) -> Vec<String> {
    let name = text::clean(name).replace(['\'', '’', '‘', '`', 'ʼ', 'ʿ', 'ʾ'], "");
    let is_accent = |c| ('\u{300}'..='\u{36f}').contains(&c);
    name.split(|c: char| !c.is_alphanumeric() && !is_accent(c) && !arabic::is_mark(c))
        .flat_map(|word| {
            let latin = arabic::to_latin(word);
            let folded = text::fold(&latin);
            let words = folded.split('-').map(|part| part.chars().filter(char::is_ascii_alphanumeric).collect::<String>());
            words.filter(|part| !part.is_empty()).collect::<Vec<_>>()
        })
        .collect()
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl TryFrom<String> for Slug {
    type Error = &'static str;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        Self::parse(&raw).map_err(|_| "not a slug")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slug_is_held_to_its_rule() {
        for (raw, parsed) in [
            ("al-noor-2", Ok("al-noor-2")),
            (" Al-Noor ", Ok("al-noor")),
            ("abc", Ok("abc")),
            ("", Err(SlugError::Empty)),
            ("ab", Err(SlugError::TooShort)),
            ("al noor", Err(SlugError::Characters)),
            ("al_noor", Err(SlugError::Characters)),
            ("نور", Err(SlugError::Characters)),
            ("-noor", Err(SlugError::Hyphens)),
            ("noor-", Err(SlugError::Hyphens)),
            ("al--noor", Err(SlugError::Hyphens)),
            ("admin", Err(SlugError::Reserved)),
            ("WWW", Err(SlugError::Reserved)),
        ] {
            let slug = Slug::parse(raw).map(String::from);
            assert_eq!(slug.as_deref().map_err(|error| *error), parsed, "{raw}");
        }
        assert!(Slug::parse(&"a".repeat(50)).is_ok());
        assert_eq!(Slug::parse(&"a".repeat(51)), Err(SlugError::TooLong));
    }

    #[test]
    fn a_name_suggests_a_slug_people_can_read() {
        for (name, slug) in [
            ("Al Amal Dry Clean Muscat", "al-amal-dry-clean-muscat"),
            ("Shams Carpet & Laundry", "shams-carpet-laundry"),
            ("Hisn <b>&co</b>", "hisn-b-co-b"),
            ("Crème Brûlée", "creme-brulee"),
            ("Sa'ada Laundry", "saada-laundry"),
            ("7 Days", "7-days"),
            ("نور للغسيل", "noor-lilghaseel"),
            ("مغسلة النور ٢٤", "maghsala-al-noor-24"),
            ("أمل للتنظيف الجاف", "amal-liltanzeef-al-jaf"),
            ("شمس لغسيل السجاد", "shams-lighaseel-al-sajjad"),
            ("ساحل للغسيل والكي", "sahil-lilghaseel-wal-kay"),
            ("مَسقَط", "muscat"),
            ("Support", "tenant-support"),
            ("H2", "tenant-h2"),
            ("Noor نور 🧺", "noor-noor"),
        ] {
            assert_eq!(Slug::suggest(name).map(String::from).as_deref(), Some(slug), "{name}");
        }
        for name in ["", "🧺", "洗衣店", "---"] {
            assert_eq!(Slug::suggest(name), None, "{name}");
        }
    }

    #[test]
    fn a_long_name_is_cut_between_words() {
        let slug = Slug::suggest(&"laundry ".repeat(20)).unwrap();
        assert_eq!(slug.as_ref(), "laundry-laundry-laundry-laundry-laundry-laundry");
        assert_eq!(Slug::suggest(&"x".repeat(250)).unwrap().as_ref().len(), 50);
    }

    #[test]
    fn a_number_tells_two_apart() {
        let slug = Slug::parse("noor").unwrap();
        assert_eq!(slug.with_suffix(2).as_ref(), "noor-2");
        let long = Slug::parse(&format!("{}-{}", "a".repeat(46), "bcd")).unwrap();
        assert_eq!(long.with_suffix(100).as_ref(), format!("{}-100", "a".repeat(46)));
    }

    proptest! {
        #[test]
        fn every_suggestion_is_a_slug(name in "[a-zA-Zء-ي٠-٩ '&-]{0,80}", number in 1_u32..) {
            if let Some(slug) = Slug::suggest(&name) {
                prop_assert_eq!(Slug::parse(slug.as_ref()), Ok(slug.clone()));
                let numbered = slug.with_suffix(number);
                prop_assert_eq!(Slug::parse(numbered.as_ref()), Ok(numbered));
            }
        }

        #[test]
        fn nothing_typed_makes_it_fall(raw in any::<String>()) {
            let _ = Slug::parse(&raw);
            let _ = Slug::suggest(&raw);
        }
    }
}
