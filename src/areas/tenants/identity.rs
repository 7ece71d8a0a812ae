//! Who may know which tenant is which. The whole rule stands here: reads hand out what [`Identity::seen`] lets through.
//!
//! Without `tenants:identity` a tenant is its code. Names, also of branches, addresses, numbers, whatever people wrote about
//! it, tags too, and the labels of its history stay in the house; figures, plan, stage, country and staff names do not tell who it is.

use super::list::TenantRow;
use super::record::{Branch, Record};
use crate::areas::audit::model::Entry;
use crate::core::ids::TenantId;
use crate::core::lang::Lang;
use crate::core::permission::Permission;
use crate::core::staff::Staff;
use crate::web::Error;

/// Whether a reader sees tenants by name or under their code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    Known,
    Pseudonym,
}

impl Identity {
    pub fn of(staff: &Staff) -> Self {
        if staff.can(Permission::TenantsIdentity) { Self::Known } else { Self::Pseudonym }
    }

    pub fn is_known(self) -> bool {
        self == Self::Known
    }

    /// For pages that are about who a tenant is: whoever may not know is refused.
    pub fn required(self) -> Result<(), Error> {
        match self {
            Self::Known => Ok(()),
            Self::Pseudonym => Err(Error::Forbidden("the person sees tenants under their code only")),
        }
    }

    /// What this reader may see of something read.
    pub fn seen<T: Veil>(self, mut value: T) -> T {
        if self == Self::Pseudonym {
            value.veil();
        }
        value
    }

    /// The same for many.
    pub fn seen_all<T: Veil>(self, values: Vec<T>) -> Vec<T> {
        values.into_iter().map(|value| self.seen(value)).collect()
    }
}

/// Something that tells who a tenant is and can forget it.
pub trait Veil {
    fn veil(&mut self);
}

/// A tenant as others name it: in lists that are about something of a tenant's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: TenantId,
    pub code: String,
    pub name: String,
    pub name2: Option<String>,
}

impl Named {
    pub fn in_language(&self, lang: Lang) -> &str {
        match (lang, &self.name2) {
            (Lang::Ar, Some(name)) => name,
            _ => &self.name,
        }
    }
}

impl Veil for Named {
    fn veil(&mut self) {
        self.name.clone_from(&self.code);
        self.name2 = None;
    }
}

impl Veil for TenantRow {
    fn veil(&mut self) {
        self.name.clone_from(&self.code);
        self.name2 = None;
    }
}

impl Veil for Record {
    fn veil(&mut self) {
        self.details.name.clone_from(&self.code);
        self.details.name2 = None;
        self.details.slug.clear();
        self.details.contact_name = None;
        self.details.email.clear();
        self.details.phone = None;
        self.details.address = None;
        self.details.city = None;
        self.registration.tax_id = None;
        self.registration.commercial_registration = None;
        self.reason = None;
        self.has_logo = false;
        self.tags.clear();
    }
}

impl Veil for Branch {
    /// Branches are called after the business or the quarter they are in.
    fn veil(&mut self) {
        self.name.clear();
        self.name2.clear();
        self.city = None;
    }
}

impl Veil for Entry {
    fn veil(&mut self) {
        self.object_label = None;
        self.reason = None;
        self.before = None;
        self.after = None;
        self.ip = None;
        self.user_agent = None;
    }
}
