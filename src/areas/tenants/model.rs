//! Tenants and the rules about them.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Serialize;

use super::business::BusinessType;
use super::import::TenantDraft;
use super::name::TenantName;
use super::plan::PlanCode;
use super::slug::Slug;
use crate::core::country::Country;
use crate::core::email::Email;
use crate::core::ids::{ImportId, StaffId, TenantId};
use crate::core::lang::Lang;
use crate::core::money::Currency;
use crate::core::phone::Phone;
use crate::web::ui::Tone;

/// Where a tenant stands with us (decision 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Trial,
    Active,
    Suspended,
    Cancelled,
    Churned,
}

impl Stage {
    pub const ALL: [Self; 5] = [Self::Trial, Self::Active, Self::Suspended, Self::Cancelled, Self::Churned];

    pub fn code(self) -> &'static str {
        match self {
            Self::Trial => "trial",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Cancelled => "cancelled",
            Self::Churned => "churned",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// The colour beside the word.
    pub fn tone(self) -> Tone {
        match self {
            Self::Trial => Tone::Info,
            Self::Active => Tone::Success,
            Self::Suspended => Tone::Warning,
            Self::Cancelled => Tone::Danger,
            Self::Churned => Tone::Neutral,
        }
    }

    /// Key of its word in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Trial => "tenants-stage-trial",
            Self::Active => "tenants-stage-active",
            Self::Suspended => "tenants-stage-suspended",
            Self::Cancelled => "tenants-stage-cancelled",
            Self::Churned => "tenants-stage-churned",
        }
    }
}

/// Key of the label of a field by the name it has in forms and in the audit log; `None` for what is no field of a tenant.
pub fn field_key(field: &str) -> Option<&'static str> {
    Some(match field {
        "name" => "tenants-field-name",
        "name2" => "tenants-field-name2",
        "slug" => "tenants-field-slug",
        "business_type" => "tenants-field-business-type",
        "contact_name" => "tenants-field-contact-name",
        "email" => "tenants-field-email",
        "phone" => "tenants-field-phone",
        "address" => "tenants-field-address",
        "city" => "tenants-field-city",
        "country" | "country_code" => "tenants-field-country",
        "timezone" => "tenants-field-timezone",
        "currency" => "tenants-field-currency",
        "default_language" => "tenants-field-default-language",
        "plan" => "tenants-field-plan",
        "owner" => "tenants-field-owner",
        "tags" => "tenants-field-tags",
        "signed_on" => "tenants-field-signed-on",
        "role" => "tenants-field-role",
        "note" | "notes" => "tenants-field-note",
        "pinned" => "tenants-field-pinned",
        "date_format" => "tenants-field-date-format",
        "time_format" => "tenants-field-time-format",
        "first_day_of_week" => "tenants-field-first-day-of-week",
        "tax_id" => "tenants-field-tax-id",
        "commercial_registration" => "tenants-field-commercial-registration",
        "primary_color" => "tenants-field-primary-color",
        "secondary_color" => "tenants-field-secondary-color",
        "accent_color" => "tenants-field-accent-color",
        "logo" => "tenants-field-logo",
        _ => return None,
    })
}

/// How long a trial runs (requirements 0003).
pub const TRIAL_DAYS: u64 = 14;

/// A tenant about to be created, every field decided.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewTenant {
    #[serde(skip)]
    pub id: TenantId,
    pub name: TenantName,
    pub name2: Option<TenantName>,
    pub slug: Slug,
    pub business_type: BusinessType,
    pub contact_name: Option<String>,
    pub email: Email,
    pub phone: Option<Phone>,
    pub address: Option<String>,
    pub city: Option<String>,
    pub country: Country,
    pub timezone: Tz,
    pub currency: Currency,
    pub default_language: Lang,
    pub plan: PlanCode,
    pub signed_on: NaiveDate,
    pub owner: Option<StaffId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The first note; the audit log knows it as notes are known there.
    #[serde(rename = "note", skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    pub import: Option<ImportId>,
}

impl NewTenant {
    /// A roster's row as a tenant. A row that does not tell when the tenant signed is taken to be of today.
    pub fn from_draft(id: TenantId, draft: TenantDraft, import: Option<ImportId>, today: NaiveDate) -> Self {
        Self {
            id,
            name: draft.name,
            name2: draft.name2,
            slug: draft.slug,
            business_type: draft.business_type,
            contact_name: draft.contact_name,
            email: draft.email,
            phone: draft.phone,
            address: draft.address,
            city: draft.city,
            country: draft.country,
            timezone: draft.timezone,
            currency: draft.currency,
            default_language: draft.default_language,
            plan: draft.plan,
            signed_on: draft.signed_on.unwrap_or(today),
            owner: None,
            tags: Vec::new(),
            notes: draft.notes,
            import,
        }
    }

    /// A tenant begins on trial or, with a paid plan, active.
    pub fn first_stage(&self) -> Stage {
        if self.plan == PlanCode::FreeTrial { Stage::Trial } else { Stage::Active }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_reads_back_as_itself() {
        for stage in Stage::ALL {
            assert_eq!(Stage::from_code(stage.code()), Some(stage));
        }
        assert_eq!(Stage::from_code("past_due"), None, "that is a subscription's word");
    }
}
