//! Countries: a closed list (ISO 3166-1), told from however a person writes one, and what each of
//! the six Gulf countries brings to a new tenant.

mod table;

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use chrono::Weekday;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use self::table::{ENTRIES, Entry};
use super::money::Currency;
use super::text;

/// One country, as its place in the ISO list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub struct Country(u8);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountryError {
    Empty,
    Unknown,
}

/// What a tenant of this country starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    pub currency: Currency,
    pub timezone: Tz,
    pub first_day_of_week: Weekday,
    pub vat_basis_points: u16,
}

impl Country {
    pub const AE: Self = Self::of("AE");
    pub const BH: Self = Self::of("BH");
    pub const KW: Self = Self::of("KW");
    pub const OM: Self = Self::of("OM");
    pub const QA: Self = Self::of("QA");
    pub const SA: Self = Self::of("SA");

    /// The six countries the platform sells in.
    pub const GULF: [Self; 6] = [Self::OM, Self::AE, Self::SA, Self::BH, Self::KW, Self::QA];

    /// Every country, by code.
    pub fn all() -> impl ExactSizeIterator<Item = Self> + Clone {
        (0..u8::try_from(ENTRIES.len()).unwrap_or(u8::MAX)).map(Self)
    }

    /// Exactly the two letters, in either case.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.to_ascii_uppercase();
        let place = ENTRIES.binary_search_by_key(&code.as_str(), |entry| entry.code).ok()?;
        u8::try_from(place).ok().map(Self)
    }

    /// A code, a name in English or Arabic, or a usual short form, however it is spelt.
    pub fn parse(raw: &str) -> Result<Self, CountryError> {
        let key = key(raw);
        if key.is_empty() {
            return Err(CountryError::Empty);
        }
        Self::from_code(&key).or_else(|| NAMES.get(key.as_str()).copied()).ok_or(CountryError::Unknown)
    }

    pub fn code(self) -> &'static str {
        self.entry().code
    }

    pub fn english(self) -> &'static str {
        self.entry().english
    }

    pub fn arabic(self) -> &'static str {
        self.entry().arabic
    }

    /// The telephone country code, e.g. 968. Several countries share 1, 7, 39, 44 and others.
    pub fn calling_code(self) -> u16 {
        self.entry().calling_code
    }

    /// `None` outside the Gulf: nobody has decided the tax and currency there.
    pub fn profile(self) -> Option<Profile> {
        use Currency::{Aed, Bhd, Kwd, Omr, Qar, Sar};
        use Weekday::{Mon, Sun};
        let (currency, timezone, first_day_of_week, vat_basis_points) = match self {
            Self::OM => (Omr, Tz::Asia__Muscat, Sun, 500),
            Self::AE => (Aed, Tz::Asia__Dubai, Mon, 500),
            Self::SA => (Sar, Tz::Asia__Riyadh, Sun, 1500),
            Self::BH => (Bhd, Tz::Asia__Bahrain, Sun, 1000),
            Self::KW => (Kwd, Tz::Asia__Kuwait, Sun, 0),
            Self::QA => (Qar, Tz::Asia__Qatar, Sun, 0),
            _ => return None,
        };
        Some(Profile { currency, timezone, first_day_of_week, vat_basis_points })
    }

    fn entry(self) -> &'static Entry {
        &ENTRIES[usize::from(self.0)]
    }

    /// Only for the constants above: a code that is not in the list does not compile.
    const fn of(code: &str) -> Self {
        let code = code.as_bytes();
        let mut place: u8 = 0;
        loop {
            let candidate = ENTRIES[place as usize].code.as_bytes();
            if candidate[0] == code[0] && candidate[1] == code[1] {
                return Self(place);
            }
            place += 1;
        }
    }
}

/// Names people use that are not the name in the list.
const ALSO_KNOWN_AS: &[(&str, &str)] = &[
    ("UAE", "AE"),
    ("Emirates", "AE"),
    ("ARE", "AE"),
    ("الإمارات", "AE"),
    ("دولة الإمارات العربية المتحدة", "AE"),
    ("BHR", "BH"),
    ("Kingdom of Bahrain", "BH"),
    ("مملكة البحرين", "BH"),
    ("KWT", "KW"),
    ("State of Kuwait", "KW"),
    ("دولة الكويت", "KW"),
    ("OMN", "OM"),
    ("Sultanate of Oman", "OM"),
    ("سلطنة عمان", "OM"),
    ("QAT", "QA"),
    ("State of Qatar", "QA"),
    ("دولة قطر", "QA"),
    ("KSA", "SA"),
    ("SAU", "SA"),
    ("Saudi", "SA"),
    ("Kingdom of Saudi Arabia", "SA"),
    ("السعودية", "SA"),
    ("العربية السعودية", "SA"),
    ("YEM", "YE"),
    ("JOR", "JO"),
    ("EGY", "EG"),
    ("IRQ", "IQ"),
    ("LBN", "LB"),
    ("IND", "IN"),
    ("PAK", "PK"),
    ("UK", "GB"),
    ("GBR", "GB"),
    ("Great Britain", "GB"),
    ("England", "GB"),
    ("بريطانيا", "GB"),
    ("USA", "US"),
    ("United States of America", "US"),
    ("America", "US"),
    ("أمريكا", "US"),
    ("الولايات المتحدة الأمريكية", "US"),
    ("Turkey", "TR"),
];

static NAMES: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let listed = Country::all().flat_map(|c| [(key(c.english()), c), (key(c.arabic()), c)]);
    let others = ALSO_KNOWN_AS.iter().filter_map(|(name, code)| Some((key(name), Country::from_code(code)?)));
    listed.chain(others).collect()
});

fn key(name: &str) -> String {
    text::fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl AsRef<str> for Country {
    fn as_ref(&self) -> &str {
        self.code()
    }
}

impl From<Country> for &'static str {
    fn from(country: Country) -> Self {
        country.code()
    }
}

impl TryFrom<String> for Country {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::from_code(&code).ok_or("not a country code")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_list_is_in_order_and_each_code_leads_to_its_country() {
        assert!(ENTRIES.is_sorted_by(|a, b| a.code < b.code));
        assert_eq!(Country::all().len(), ENTRIES.len());
        for country in Country::all() {
            assert_eq!(Country::from_code(country.code()), Some(country));
            assert_eq!(Country::parse(country.english()), Ok(country));
            assert!((1..=999).contains(&country.calling_code()), "{country}");
        }
    }

    #[test]
    fn no_two_countries_share_a_name() {
        for country in Country::all() {
            assert_eq!(Country::parse(country.arabic()), Ok(country), "{country}");
        }
        for (name, code) in ALSO_KNOWN_AS {
            assert_eq!(Country::parse(name), Ok(Country::of(code)), "{name}");
        }
    }

    #[test]
    fn a_country_is_told_from_any_usual_spelling() {
        for (raw, code) in [
            ("OM", "OM"),
            ("om", "OM"),
            (" Oman ", "OM"),
            ("OMAN", "OM"),
            ("عمان", "OM"),
            ("عُمان\u{200f}", "OM"),
            ("سلطنة عُمان", "OM"),
            ("Sultanate  of Oman", "OM"),
            ("U.A.E.", "AE"),
            ("United Arab Emirates", "AE"),
            ("الامارات", "AE"),
            ("K.S.A", "SA"),
            ("saudi arabia", "SA"),
            ("المملكه العربيه السعوديه", "SA"),
            ("البحرين", "BH"),
            ("الكويت", "KW"),
            ("قطر", "QA"),
            ("اليمن", "YE"),
            ("الأردن", "JO"),
            ("UK", "GB"),
            ("Cote d'Ivoire", "CI"),
        ] {
            assert_eq!(Country::parse(raw).map(Country::code), Ok(code), "{raw}");
        }
    }

    #[test]
    fn what_is_no_country_is_refused() {
        for raw in ["XX", "ZZ", "EU", "Muscat", "Omann", "O", "968", "🇴🇲"] {
            let refused = Country::parse(raw);
            assert!(matches!(refused, Err(CountryError::Unknown | CountryError::Empty)), "{raw}");
        }
        assert_eq!(Country::parse(" \u{200f}"), Err(CountryError::Empty));
    }

    #[test]
    fn each_gulf_country_has_a_profile_and_no_other_has() {
        let with_profile: Vec<Country> = Country::all().filter(|country| country.profile().is_some()).collect();
        let mut gulf = Country::GULF;
        gulf.sort_unstable();
        assert_eq!(with_profile, gulf);
        let saudi = Country::SA.profile().unwrap();
        assert_eq!((saudi.currency, saudi.vat_basis_points), (Currency::Sar, 1500));
        assert_eq!(saudi.timezone.name(), "Asia/Riyadh");
    }

    #[test]
    fn a_country_travels_as_its_code() {
        assert_eq!(serde_json::to_string(&Country::OM).unwrap(), "\"OM\"");
        assert_eq!(serde_json::from_str::<Country>("\"OM\"").unwrap(), Country::OM);
        assert!(serde_json::from_str::<Country>("\"XX\"").is_err());
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_fall(raw in any::<String>()) {
            let _ = Country::parse(&raw);
        }
    }
}
