//! Members of staff and the rules about them.

use serde::Serialize;

use crate::core::email::{Email, EmailError};
use crate::core::ids::{RoleId, StaffId};
use crate::core::lang::Lang;
use crate::core::text;
use crate::web::ui::Tone;

/// Where an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Has a link, but no password and factor yet.
    Invited,
    Active,
    Disabled,
}

impl Status {
    pub const ALL: [Self; 3] = [Self::Invited, Self::Active, Self::Disabled];

    pub fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Disabled => "disabled",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Key of its word in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Invited => "staff-status-invited",
            Self::Active => "staff-status-active",
            Self::Disabled => "staff-status-disabled",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::Invited => Tone::Pending,
            Self::Active => Tone::Success,
            Self::Disabled => Tone::Neutral,
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.code())
    }
}

/// One account.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: StaffId,
    pub name: String,
    pub email: String,
    pub status: Status,
    pub lang: Lang,
    /// Codes of the roles held, in order.
    pub roles: Vec<String>,
    /// Whether the account was once set up by its owner: then only they are sent what opens it.
    pub was_set_up: bool,
    pub version: i32,
}

impl Person {
    pub fn is_super_admin(&self) -> bool {
        self.roles.iter().any(|role| role == SUPER_ADMIN)
    }
}

/// The role that can do everything, and so must never be without a holder.
pub const SUPER_ADMIN: &str = "super_admin";

/// A role as forms offer it.
#[derive(Clone, Debug)]
pub struct Role {
    pub id: RoleId,
    pub code: String,
    pub name: String,
    pub name2: String,
    pub description: String,
    pub description2: String,
}

impl Role {
    pub fn name_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.name2 } else { &self.name }
    }

    pub fn description_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.description2 } else { &self.description }
    }
}

/// Why an act on an account was not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("there is already an account with this address")]
    EmailTaken,
    #[error("there is no role {0}")]
    NoSuchRole(String),
    #[error("an account needs at least one role")]
    NoRole,
    #[error("this would leave the console without an active super admin")]
    LastSuperAdmin,
    #[error("this would leave nobody who manages staff and roles")]
    LastKeeper,
    #[error("the person does not hold this role")]
    NotHeld,
    #[error("nobody changes their own standing")]
    Oneself,
    #[error("the account is disabled")]
    Disabled,
    #[error("the account is not disabled")]
    NotDisabled,
    #[error("the account has been set up already")]
    AlreadySetUp,
    #[error("nobody gives, or decides about, more rights than they hold")]
    BeyondOwn,
    #[error("the account holds roles that are granted by two people")]
    Powerful,
    #[error("somebody else changed this account meanwhile")]
    Stale,
}

impl Refusal {
    /// Key of the sentence a page shows.
    pub fn key(&self) -> &'static str {
        match self {
            Self::EmailTaken => "staff-error-email-taken",
            Self::NoSuchRole(_) => "staff-error-role-unknown",
            Self::NoRole => "staff-error-role-missing",
            Self::LastSuperAdmin => "staff-error-last-super-admin",
            Self::LastKeeper => "staff-error-last-keeper",
            Self::NotHeld => "staff-error-not-held",
            Self::Oneself => "staff-error-oneself",
            Self::Disabled => "staff-error-disabled",
            Self::NotDisabled => "staff-error-not-disabled",
            Self::AlreadySetUp => "staff-error-already-set-up",
            Self::BeyondOwn => "staff-error-beyond-own",
            Self::Powerful => "staff-error-powerful",
            Self::Stale => "staff-error-stale",
        }
    }

    /// The field of a form it is about.
    pub fn field(&self) -> &'static str {
        match self {
            Self::EmailTaken => "email",
            _ => "roles",
        }
    }
}

const SHORTEST_NAME: usize = 2;
const LONGEST_NAME: usize = 250;

/// Reads a person's name as typed.
pub fn read_name(raw: &str) -> Result<String, &'static str> {
    let name = text::clean(raw);
    match name.chars().count() {
        0 => Err("staff-error-name-missing"),
        n if n < SHORTEST_NAME => Err("staff-error-name-short"),
        n if n > LONGEST_NAME => Err("staff-error-name-long"),
        _ => Ok(name),
    }
}

/// Reads a work address as typed.
pub fn read_email(raw: &str) -> Result<Email, &'static str> {
    Email::parse(raw).map_err(|error| match error {
        EmailError::Empty => "staff-error-email-missing",
        EmailError::TooLong => "staff-error-email-long",
        EmailError::NotAnAddress => "staff-error-email-not-address",
    })
}

const LONGEST_REASON: usize = 500;

/// Reads why something is done; empty when nothing was said.
pub fn read_reason(raw: &str) -> Result<String, &'static str> {
    let reason = text::clean_lines(raw);
    if reason.chars().count() > LONGEST_REASON { Err("staff-error-reason-long") } else { Ok(reason) }
}

/// Reads why, for what a second person decides about.
pub fn needed_reason(raw: &str) -> Result<String, &'static str> {
    match read_reason(raw)? {
        reason if reason.is_empty() => Err("staff-error-reason-missing"),
        reason => Ok(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_reads_back_as_itself() {
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(status));
        }
        assert_eq!(Status::from_code("gone"), None);
    }

    #[test]
    fn a_name_is_cleaned_and_has_two_letters_at_least() {
        assert_eq!(read_name("  Maryam \u{200f} Al  Lawati "), Ok("Maryam Al Lawati".to_owned()));
        assert_eq!(read_name(" \u{200f}"), Err("staff-error-name-missing"));
        assert_eq!(read_name("م"), Err("staff-error-name-short"));
        assert_eq!(read_name(&"م".repeat(251)), Err("staff-error-name-long"));
    }

    #[test]
    fn a_reason_keeps_its_lines_up_to_five_hundred_letters() {
        assert_eq!(read_reason(" left the company\r\n in May "), Ok("left the company\nin May".to_owned()));
        assert_eq!(read_reason(&"x".repeat(501)), Err("staff-error-reason-long"));
    }
}
