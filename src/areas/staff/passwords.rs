//! What people are told about a password they chose.

use crate::core::lang::Message;
use crate::core::password::{LONGEST, SHORTEST, Weakness};

/// Why a new password is refused, in words.
pub fn weakness_message(weakness: Weakness) -> Message {
    let count = |key, n| Message::new(key).count(i64::try_from(n).unwrap_or_default());
    match weakness {
        Weakness::TooShort => count("password-error-short", SHORTEST),
        Weakness::TooLong => count("password-error-long", LONGEST),
        Weakness::TooCommon => Message::new("password-error-common"),
    }
}
