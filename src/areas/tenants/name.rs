//! A tenant's name, in whichever script.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::core::text;

/// 2 to 250 characters with at least one letter or digit; invisible marks and odd spaces gone.
/// Angle brackets, equal signs and emoji are part of real names and stay.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct TenantName(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameError {
    Empty,
    TooShort,
    TooLong,
    /// Nothing in it can be read aloud or searched for.
    NoLetters,
}

impl TenantName {
    pub const MIN_LENGTH: usize = 2;
    pub const MAX_LENGTH: usize = 250;

    pub fn parse(raw: &str) -> Result<Self, NameError> {
        let name = text::clean(raw);
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        if !name.chars().any(char::is_alphanumeric) {
            return Err(NameError::NoLetters);
        }
        match name.chars().count() {
            ..Self::MIN_LENGTH => Err(NameError::TooShort),
            Self::MIN_LENGTH..=Self::MAX_LENGTH => Ok(Self(name)),
            _ => Err(NameError::TooLong),
        }
    }
}

impl fmt::Display for TenantName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for TenantName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<TenantName> for String {
    fn from(name: TenantName) -> Self {
        name.0
    }
}

impl TryFrom<String> for TenantName {
    type Error = &'static str;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        Self::parse(&raw).map_err(|_| "not a tenant name")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_kept_as_it_is_seen() {
        for (raw, name) in [
            ("  Al  Wadi  Carpet \u{200f}", "Al Wadi Carpet"),
            ("Hisn <b>&co</b>", "Hisn <b>&co</b>"),
            ("=HYPERLINK(\"http://a\")", "=HYPERLINK(\"http://a\")"),
            ("مغسلة النور 🧺", "مغسلة النور 🧺"),
            ("H2", "H2"),
        ] {
            assert_eq!(TenantName::parse(raw).unwrap().as_ref(), name);
        }
    }

    #[test]
    fn a_name_nobody_could_use_is_refused() {
        for (raw, error) in [
            (" ", NameError::Empty),
            ("\u{200f}\u{feff}", NameError::Empty),
            ("A", NameError::TooShort),
            ("🧺🧺🧺", NameError::NoLetters),
            ("---", NameError::NoLetters),
        ] {
            assert_eq!(TenantName::parse(raw), Err(error), "{raw:?}");
        }
        assert!(TenantName::parse(&"ن".repeat(250)).is_ok());
        assert_eq!(TenantName::parse(&"ن".repeat(251)), Err(NameError::TooLong));
    }

    proptest! {
        #[test]
        fn an_accepted_name_is_accepted_again_unchanged(raw in any::<String>()) {
            if let Ok(name) = TenantName::parse(&raw) {
                prop_assert_eq!(TenantName::parse(name.as_ref()), Ok(name));
            }
        }
    }
}
