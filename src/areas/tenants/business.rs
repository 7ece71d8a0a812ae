//! What a tenant's business does.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::core::text;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BusinessType {
    Laundry,
    DryCleaning,
    Both,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BusinessTypeError {
    Empty,
    Unknown,
}

impl BusinessType {
    pub const ALL: [Self; 3] = [Self::Laundry, Self::DryCleaning, Self::Both];

    /// The code, or words that name one kind of business in either language.
    pub fn parse(raw: &str) -> Result<Self, BusinessTypeError> {
        let folded = folded(raw);
        if folded.is_empty() {
            return Err(BusinessTypeError::Empty);
        }
        let both = ["both", "كلاهما", "الاثنان", "الاثنين"];
        if both.contains(&folded.as_str()) {
            return Ok(Self::Both);
        }
        named_in(&folded).ok_or(BusinessTypeError::Unknown)
    }

    /// What a business by this name most likely does. Most here are laundries, so a name that
    /// does not tell is taken for one.
    pub fn guess(name: &str) -> Self {
        named_in(&folded(name)).unwrap_or(Self::Laundry)
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Key of its word in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Laundry => "tenants-business-laundry",
            Self::DryCleaning => "tenants-business-dry-cleaning",
            Self::Both => "tenants-business-both",
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Laundry => "laundry",
            Self::DryCleaning => "dry_cleaning",
            Self::Both => "both",
        }
    }
}

fn folded(raw: &str) -> String {
    text::fold(&text::clean(raw)).replace(['_', '-'], " ")
}

fn named_in(folded: &str) -> Option<BusinessType> {
    // Arabic calls dry cleaning a washing too: "dry washing". It is taken out before washing is looked for.
    const DRY: [&str; 9] =
        ["dry clean", "dryclean", "تنظيف جاف", "تنظيف الجاف", "دراي كلين", "غسيل جاف", "غسيل الجاف", "غسيل علي الناشف", "تنظيف علي الناشف"];
    let dry_cleans = DRY.iter().any(|words| folded.contains(words));
    let rest = DRY.iter().fold(folded.to_owned(), |rest, words| rest.replace(words, " "));
    let washes = ["laundr", "wash", "غسيل", "مغسل", "غسال"].iter().any(|word| rest.contains(word));
    match (washes, dry_cleans) {
        (true, true) => Some(BusinessType::Both),
        (true, false) => Some(BusinessType::Laundry),
        (false, true) => Some(BusinessType::DryCleaning),
        (false, false) => None,
    }
}

impl fmt::Display for BusinessType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl AsRef<str> for BusinessType {
    fn as_ref(&self) -> &str {
        self.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_type_is_known_by_its_code() {
        for kind in BusinessType::ALL {
            assert_eq!(BusinessType::parse(kind.code()), Ok(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{kind}\""));
        }
    }

    #[test]
    fn words_of_either_language_name_a_type() {
        for (raw, kind) in [
            ("Laundry", BusinessType::Laundry),
            ("LAUNDRIES", BusinessType::Laundry),
            ("مغسلة", BusinessType::Laundry),
            ("Dry-cleaning", BusinessType::DryCleaning),
            ("تنظيف جاف", BusinessType::DryCleaning),
            ("Laundry & dry clean", BusinessType::Both),
            ("غسيل وتنظيف جاف", BusinessType::Both),
            ("كلاهما", BusinessType::Both),
            ("غسيل جاف", BusinessType::DryCleaning),
            ("الغسيل الجاف", BusinessType::DryCleaning),
            ("غسيل على الناشف", BusinessType::DryCleaning),
            ("تنظيف على الناشف", BusinessType::DryCleaning),
            ("غسيل ملابس وغسيل جاف", BusinessType::Both),
            ("كي وغسيل", BusinessType::Laundry),
        ] {
            assert_eq!(BusinessType::parse(raw), Ok(kind), "{raw}");
        }
        assert_eq!(BusinessType::parse("bakery"), Err(BusinessTypeError::Unknown));
        assert_eq!(BusinessType::parse(" "), Err(BusinessTypeError::Empty));
    }

    #[test]
    fn a_name_suggests_a_type_and_laundry_is_the_usual_one() {
        for (name, kind) in [
            ("Al Amal Dry Clean Muscat", BusinessType::DryCleaning),
            ("أمل للتنظيف الجاف", BusinessType::DryCleaning),
            ("النور للغسيل الجاف", BusinessType::DryCleaning),
            ("Noor Steam Laundry", BusinessType::Laundry),
            ("مغسلة النور", BusinessType::Laundry),
            ("Sanaa Garment Care", BusinessType::Laundry),
            ("Both Brothers", BusinessType::Laundry),
        ] {
            assert_eq!(BusinessType::guess(name), kind, "{name}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_fall(raw in any::<String>()) {
            let _ = BusinessType::parse(&raw);
        }
    }
}
