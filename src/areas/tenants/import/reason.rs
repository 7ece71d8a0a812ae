//! Why a row is refused.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dates::DateError;
use super::reader::RowFault;
use crate::areas::tenants::business::BusinessTypeError;
use crate::areas::tenants::name::{NameError, TenantName};
use crate::areas::tenants::plan::PlanError;
use crate::areas::tenants::slug::{Slug, SlugError};
use crate::core::country::{Country, CountryError};
use crate::core::email::{Email, EmailError};
use crate::core::money::CurrencyError;
use crate::core::phone::PhoneError;

/// What is wrong, for the catalogue to put into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The row has this many cells, the header that many.
    CellCount {
        found: usize,
        expected: usize,
    },
    OpenQuote,
    Missing,
    /// Characters were lost when the file was saved or sent.
    Unreadable,
    TooShort {
        least: usize,
    },
    TooLong {
        most: usize,
    },
    NoLetters,
    NotAnEmail,
    /// An earlier row, accepted or known, has the same value.
    DuplicateOf {
        row: u32,
    },
    /// A tenant in the register has the same value.
    Taken,
    PhoneCharacters,
    PhoneLength,
    PhoneNotInCountry {
        country: Country,
    },
    PhoneNeedsCountry,
    /// No country has the code it begins with.
    PhoneCode,
    UnknownCountry,
    UnknownPlan,
    UnknownBusinessType,
    UnknownCurrency,
    UnknownTimezone,
    UnknownLanguage,
    SlugCharacters,
    SlugHyphens,
    SlugReserved,
    NotADate,
    NoSuchDay,
    DateSerialNumber,
    DateHijri,
    DateTooEarly {
        earliest_year: i32,
    },
    DateTooLate {
        latest: NaiveDate,
    },
    /// The row was right and the register still would not take it.
    NotSaved,
}

impl Reason {
    /// A stable word for the catalogue, the error file and logs.
    pub fn code(self) -> &'static str {
        match self {
            Self::CellCount { .. } => "cell-count",
            Self::OpenQuote => "open-quote",
            Self::Missing => "missing",
            Self::Unreadable => "unreadable",
            Self::TooShort { .. } => "too-short",
            Self::TooLong { .. } => "too-long",
            Self::NoLetters => "no-letters",
            Self::NotAnEmail => "not-an-email",
            Self::DuplicateOf { .. } => "duplicate-of",
            Self::Taken => "taken",
            Self::PhoneCharacters => "phone-characters",
            Self::PhoneLength => "phone-length",
            Self::PhoneNotInCountry { .. } => "phone-not-in-country",
            Self::PhoneNeedsCountry => "phone-needs-country",
            Self::PhoneCode => "phone-code",
            Self::UnknownCountry => "unknown-country",
            Self::UnknownPlan => "unknown-plan",
            Self::UnknownBusinessType => "unknown-business-type",
            Self::UnknownCurrency => "unknown-currency",
            Self::UnknownTimezone => "unknown-timezone",
            Self::UnknownLanguage => "unknown-language",
            Self::SlugCharacters => "slug-characters",
            Self::SlugHyphens => "slug-hyphens",
            Self::SlugReserved => "slug-reserved",
            Self::NotADate => "not-a-date",
            Self::NoSuchDay => "no-such-day",
            Self::DateSerialNumber => "date-serial-number",
            Self::DateHijri => "date-hijri",
            Self::DateTooEarly { .. } => "date-too-early",
            Self::DateTooLate { .. } => "date-too-late",
            Self::NotSaved => "not-saved",
        }
    }
}

impl From<RowFault> for Reason {
    fn from(fault: RowFault) -> Self {
        match fault {
            RowFault::Width { expected, found } => Self::CellCount { found, expected },
            RowFault::OpenQuote => Self::OpenQuote,
        }
    }
}

impl From<NameError> for Reason {
    fn from(error: NameError) -> Self {
        match error {
            NameError::Empty => Self::Missing,
            NameError::TooShort => Self::TooShort { least: TenantName::MIN_LENGTH },
            NameError::TooLong => Self::TooLong { most: TenantName::MAX_LENGTH },
            NameError::NoLetters => Self::NoLetters,
        }
    }
}

impl From<EmailError> for Reason {
    fn from(error: EmailError) -> Self {
        match error {
            EmailError::Empty => Self::Missing,
            EmailError::TooLong => Self::TooLong { most: Email::MAX_LENGTH },
            EmailError::NotAnAddress => Self::NotAnEmail,
        }
    }
}

impl From<PhoneError> for Reason {
    fn from(error: PhoneError) -> Self {
        match error {
            PhoneError::Empty => Self::Missing,
            PhoneError::Characters => Self::PhoneCharacters,
            PhoneError::Length => Self::PhoneLength,
            PhoneError::NotInCountry(country) => Self::PhoneNotInCountry { country },
            PhoneError::CountryNeeded => Self::PhoneNeedsCountry,
            PhoneError::NoSuchCode => Self::PhoneCode,
        }
    }
}

impl From<CountryError> for Reason {
    fn from(error: CountryError) -> Self {
        match error {
            CountryError::Empty => Self::Missing,
            CountryError::Unknown => Self::UnknownCountry,
        }
    }
}

impl From<PlanError> for Reason {
    fn from(error: PlanError) -> Self {
        match error {
            PlanError::Empty => Self::Missing,
            PlanError::Unknown => Self::UnknownPlan,
        }
    }
}

impl From<SlugError> for Reason {
    fn from(error: SlugError) -> Self {
        match error {
            SlugError::Empty => Self::Missing,
            SlugError::TooShort => Self::TooShort { least: Slug::MIN_LENGTH },
            SlugError::TooLong => Self::TooLong { most: Slug::MAX_LENGTH },
            SlugError::Characters => Self::SlugCharacters,
            SlugError::Hyphens => Self::SlugHyphens,
            SlugError::Reserved => Self::SlugReserved,
        }
    }
}

impl From<BusinessTypeError> for Reason {
    fn from(error: BusinessTypeError) -> Self {
        match error {
            BusinessTypeError::Empty => Self::Missing,
            BusinessTypeError::Unknown => Self::UnknownBusinessType,
        }
    }
}

impl From<CurrencyError> for Reason {
    fn from(CurrencyError: CurrencyError) -> Self {
        Self::UnknownCurrency
    }
}

impl From<DateError> for Reason {
    fn from(error: DateError) -> Self {
        match error {
            DateError::Empty => Self::Missing,
            DateError::NotADate => Self::NotADate,
            DateError::NoSuchDay => Self::NoSuchDay,
            DateError::SerialNumber => Self::DateSerialNumber,
            DateError::Hijri => Self::DateHijri,
        }
    }
}
