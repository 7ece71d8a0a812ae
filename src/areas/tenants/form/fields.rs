//! The form's fields as they arrive, and as they are shown again.

use serde::Deserialize;

use crate::areas::tenants::record::{Details, Record};
use crate::areas::tenants::slug::Slug;
use crate::core::email::Email;

/// Everything the two forms send. A field that is not sent counts as empty; the last four belong to one of the forms only.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::areas::tenants) struct TenantForm {
    pub name: String,
    pub name2: String,
    pub slug: String,
    pub business_type: String,
    pub contact_name: String,
    pub email: String,
    pub phone: String,
    pub address: String,
    pub country_code: String,
    pub timezone: String,
    pub currency: String,
    pub default_language: String,
    pub plan: String,
    pub city: Option<String>,
    pub owner: Option<String>,
    pub tags: Option<String>,
    pub signed_on: Option<String>,
    pub version: Option<String>,
}

impl TenantForm {
    /// The form as it opens for an existing tenant.
    pub fn of(record: &Record) -> Self {
        let details = record.details.clone();
        Self {
            name: details.name,
            name2: details.name2.unwrap_or_default(),
            slug: details.slug,
            business_type: details.business_type,
            contact_name: details.contact_name.unwrap_or_default(),
            email: details.email,
            phone: details.phone.unwrap_or_default(),
            address: details.address.unwrap_or_default(),
            country_code: details.country_code,
            timezone: details.timezone,
            currency: details.currency,
            default_language: details.default_language,
            plan: record.plan_code.clone(),
            city: Some(details.city.unwrap_or_default()),
            version: Some(record.version.to_string()),
            ..Self::default()
        }
    }

    /// The e-mail address and slug, as far as they can be read: the two values only one tenant may have.
    pub fn unique_values(&self) -> (Option<String>, Option<String>) {
        (Email::parse(&self.email).ok().map(String::from), Slug::parse(&self.slug).ok().map(String::from))
    }

    pub fn city(&self) -> &str {
        self.city.as_deref().unwrap_or_default()
    }

    pub fn owner(&self) -> &str {
        self.owner.as_deref().unwrap_or_default()
    }

    pub fn tags(&self) -> &str {
        self.tags.as_deref().unwrap_or_default()
    }

    pub fn signed_on(&self) -> &str {
        self.signed_on.as_deref().unwrap_or_default()
    }
}

impl Details {
    /// The fields by the name of their label, for comparing two states.
    pub(super) fn told(&self) -> Vec<(&'static str, String)> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        vec![
            ("name", self.name.clone()),
            ("name2", text(&self.name2)),
            ("slug", self.slug.clone()),
            ("business_type", self.business_type.clone()),
            ("contact_name", text(&self.contact_name)),
            ("email", self.email.clone()),
            ("phone", text(&self.phone)),
            ("address", text(&self.address)),
            ("city", text(&self.city)),
            ("country_code", self.country_code.clone()),
            ("timezone", self.timezone.clone()),
            ("currency", self.currency.clone()),
            ("default_language", self.default_language.clone()),
        ]
    }
}
