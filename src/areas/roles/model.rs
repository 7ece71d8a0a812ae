//! Roles, and what may be said about them.

use std::collections::BTreeSet;

use crate::areas::staff::model::SUPER_ADMIN;
use crate::core::ids::RoleId;
use crate::core::lang::Lang;
use crate::core::permission::{Permission, PermissionSet};
use crate::core::text;

/// One role with what it grants.
#[derive(Clone, Debug)]
pub struct Role {
    pub id: RoleId,
    /// Its stable name, for the command line and the audit log.
    pub code: String,
    pub name: String,
    pub name2: String,
    pub description: String,
    pub description2: String,
    /// Came with the installation: it can be edited, and not be removed.
    pub is_system: bool,
    pub version: i32,
    /// Codes as the database holds them, in order.
    pub grants: Vec<String>,
    pub holders: i64,
}

impl Role {
    pub fn name_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.name2 } else { &self.name }
    }

    pub fn description_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.description2 } else { &self.description }
    }

    /// What it lets people do.
    pub fn permissions(&self) -> PermissionSet {
        PermissionSet::from_grants(&self.grants)
    }

    /// What its own lines name; what one permission brings with it is not among them.
    pub fn granted(&self) -> BTreeSet<Permission> {
        if self.grants_everything() {
            return Permission::ALL.iter().copied().collect();
        }
        self.grants.iter().filter_map(|code| Permission::from_code(code)).collect()
    }

    pub fn grants_everything(&self) -> bool {
        self.grants.iter().any(|code| code == "*")
    }

    /// The super admin's grants are fixed: there is always a role that can do everything.
    pub fn is_fixed(&self) -> bool {
        self.code == SUPER_ADMIN
    }
}

/// Somebody who holds a role.
#[derive(Clone, Debug)]
pub struct Holder {
    pub id: crate::core::ids::StaffId,
    pub name: String,
    pub status: String,
}

/// What a role is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub name: String,
    pub name2: String,
    pub description: String,
    pub description2: String,
    pub permissions: BTreeSet<Permission>,
}

/// Why a role was not made, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    NameTaken,
    Name2Taken,
    /// Nobody gives, or decides about, more than they hold: these are beyond the actor.
    BeyondOwn(Vec<Permission>),
    /// The super admin's grants.
    Fixed,
    /// It would leave nobody who manages staff and roles.
    LastKeeper,
    Stale,
    System,
    Held,
}

impl Refusal {
    /// Key of the sentence a page shows.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NameTaken => "roles-error-name-taken",
            Self::Name2Taken => "roles-error-name2-taken",
            Self::BeyondOwn(_) => "roles-error-beyond-own",
            Self::Fixed => "roles-error-fixed",
            Self::LastKeeper => "staff-error-last-keeper",
            Self::Stale => "conflict-title",
            Self::System => "roles-error-system",
            Self::Held => "roles-error-held",
        }
    }

    /// The field of a form it is about.
    pub fn field(&self) -> &'static str {
        match self {
            Self::NameTaken => "name",
            Self::Name2Taken => "name2",
            _ => "permissions",
        }
    }
}

const SHORTEST_NAME: usize = 2;
const LONGEST_NAME: usize = 60;
const LONGEST_DESCRIPTION: usize = 200;

/// Reads a role's name as typed.
pub fn read_name(raw: &str) -> Result<String, &'static str> {
    let name = text::clean(raw);
    match name.chars().count() {
        0 => Err("roles-error-name-missing"),
        n if n < SHORTEST_NAME => Err("roles-error-name-short"),
        n if n > LONGEST_NAME => Err("roles-error-name-long"),
        _ => Ok(name),
    }
}

/// Reads what a role is for; may be left empty.
pub fn read_description(raw: &str) -> Result<String, &'static str> {
    let said = text::clean(raw);
    if said.chars().count() > LONGEST_DESCRIPTION { Err("roles-error-description-long") } else { Ok(said) }
}

/// The stable name of a new role: its English name in small letters, with a number where that is taken.
pub fn code_for(name: &str, taken: &[String]) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let plain = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("_");
    let plain = if plain.is_empty() { "role".to_owned() } else { plain };
    let free = |code: &String| !taken.contains(code);
    let numbered = (2..).map(|number| format!("{plain}_{number}"));
    std::iter::once(plain.clone()).chain(numbered).find(free).unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_made_of_the_name_and_is_never_one_that_is_taken() {
        assert_eq!(code_for("Finance  Lead (Oman)", &[]), "finance_lead_oman");
        assert_eq!(code_for("قائد المالية", &[]), "role");
        let taken = ["support".to_owned(), "support_2".to_owned()];
        assert_eq!(code_for("Support", &taken), "support_3");
    }

    #[test]
    fn a_name_has_two_letters_at_least_and_sixty_at_most() {
        assert_eq!(read_name(" Finance \u{200f} lead "), Ok("Finance lead".to_owned()));
        assert_eq!(read_name(" "), Err("roles-error-name-missing"));
        assert_eq!(read_name("م"), Err("roles-error-name-short"));
        assert_eq!(read_name("مم"), Ok("مم".to_owned()));
        assert_eq!(read_name(&"م".repeat(60)), Ok("م".repeat(60)));
        assert_eq!(read_name(&"م".repeat(61)), Err("roles-error-name-long"));
        assert_eq!(read_description(&"x".repeat(200)), Ok("x".repeat(200)));
        assert_eq!(read_description(&"x".repeat(201)), Err("roles-error-description-long"));
    }
}
