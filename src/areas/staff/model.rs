//! Members of staff and the rules about them.

use serde::Serialize;

use crate::core::ids::{RoleId, StaffId};
use crate::core::lang::Lang;

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
    #[error("nobody changes their own standing")]
    Oneself,
    #[error("the account is disabled")]
    Disabled,
    #[error("the account is not disabled")]
    NotDisabled,
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
            Self::Oneself => "staff-error-oneself",
            Self::Disabled => "staff-error-disabled",
            Self::NotDisabled => "staff-error-not-disabled",
            Self::Stale => "staff-error-stale",
        }
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
}
