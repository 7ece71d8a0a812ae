//! E-mail addresses the console writes to.

use std::fmt;

use lettre::Address;
use serde::{Deserialize, Serialize};

use super::text;

/// One address, lower case, with a dotted domain, plain ASCII.
///
/// Mail systems treat addresses that differ only in case as one, so the register does too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Email(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailError {
    Empty,
    TooLong,
    NotAnAddress,
}

impl Email {
    pub const MAX_LENGTH: usize = 250;

    pub fn parse(raw: &str) -> Result<Self, EmailError> {
        let address = text::clean(raw).to_lowercase();
        if address.is_empty() {
            return Err(EmailError::Empty);
        }
        if address.chars().count() > Self::MAX_LENGTH {
            return Err(EmailError::TooLong);
        }
        // Letters of other scripts are refused: look-alikes would pass for a known address.
        if !address.is_ascii() {
            return Err(EmailError::NotAnAddress);
        }
        let parsed: Address = address.parse().map_err(|_| EmailError::NotAnAddress)?;
        if parsed.user().starts_with('"') || !is_public_domain(parsed.domain()) {
            return Err(EmailError::NotAnAddress);
        }
        Ok(Self(address))
    }

    /// The part before the `@`.
    pub fn local_part(&self) -> &str {
        self.0.split('@').next().unwrap_or(&self.0)
    }

    pub fn domain(&self) -> &str {
        self.0.rsplit('@').next().unwrap_or(&self.0)
    }
}

/// Dotted host name ending in a word: no `localhost`, no numbered host.
fn is_public_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    domain.rsplit_once('.').is_some_and(|(_, top)| top.len() >= 2 && top.bytes().any(|b| b.is_ascii_alphabetic()))
        && domain.split('.').all(is_label)
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Email {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl TryFrom<String> for Email {
    type Error = &'static str;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        Self::parse(&raw).map_err(|_| "not an e-mail address")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_trimmed_and_lowered() {
        for (raw, address) in [
            ("  AMAL.DRY.0@EXAMPLE.OM ", "amal.dry.0@example.om"),
            ("\u{200f}a@b.om\u{a0}", "a@b.om"),
            ("first+tag@sub.example.co.uk", "first+tag@sub.example.co.uk"),
            ("o'neil_x@example.om", "o'neil_x@example.om"),
        ] {
            assert_eq!(Email::parse(raw).unwrap().as_ref(), address);
        }
    }

    #[test]
    fn what_no_mail_can_reach_is_refused() {
        for raw in [
            "not-an-email",
            "a@b",
            "a@localhost",
            "@b.om",
            "a@",
            "a@@b.om",
            "a b@c.om",
            "a@b c.om",
            "a@.om",
            "a@b..om",
            "a@b.om.",
            "a@-b.om",
            "a@b-.om",
            "a@b.o",
            "a@1.2.3.4",
            "a@[127.0.0.1]",
            "\"a b\"@c.om",
            "Noor <a@b.om>",
            "mailto:a@b.om",
            "a@b.om,c@d.om",
            "a@b.om; c@d.om",
            ".a@b.om",
            "a.@b.om",
            "a..b@c.om",
            "نور@example.om",
            "a@مثال.om",
            "а@example.om",
            "a@exam_ple.om",
            "a@b,om",
        ] {
            assert_eq!(Email::parse(raw), Err(EmailError::NotAnAddress), "{raw}");
        }
        assert_eq!(Email::parse(" \u{feff} "), Err(EmailError::Empty));
    }

    #[test]
    fn a_long_address_is_refused_for_its_length() {
        let long = format!("a@{}om", "example.".repeat(40));
        assert_eq!(Email::parse(&long), Err(EmailError::TooLong));
    }

    #[test]
    fn the_two_parts_can_be_read() {
        let email = Email::parse("noor@example.om").unwrap();
        assert_eq!((email.local_part(), email.domain()), ("noor", "example.om"));
    }

    proptest! {
        #[test]
        fn an_accepted_address_is_accepted_again_unchanged(raw in "[ -~]{0,40}@[ -~]{0,20}") {
            if let Ok(email) = Email::parse(&raw) {
                prop_assert_eq!(Email::parse(email.as_ref()), Ok(email));
            }
        }

        #[test]
        fn nothing_typed_makes_it_fall(raw in any::<String>()) {
            let _ = Email::parse(&raw);
        }

        #[test]
        fn an_ordinary_address_is_accepted(
            user in "[a-z0-9]{1,10}(\\.[a-z0-9]{1,10}){0,2}",
            host in "[a-z][a-z0-9]{0,10}",
        ) {
            let raw = format!("{user}@{host}.om");
            prop_assert_eq!(Email::parse(&raw).map(String::from), Ok(raw));
        }
    }
}
