//! A tenant as it stands in the register.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::areas::tenants::model::Stage;
use crate::core::ids::{StaffId, TenantId};
use crate::core::lang::Lang;

/// What the edit form holds: the fields people know a tenant by. Values are canonical, as they are stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Details {
    pub name: String,
    pub name2: Option<String>,
    pub slug: String,
    pub business_type: String,
    pub contact_name: Option<String>,
    pub email: String,
    pub phone: Option<String>,
    pub address: Option<String>,
    pub city: Option<String>,
    pub country_code: String,
    pub timezone: String,
    pub currency: String,
    pub default_language: String,
}

/// How dates and weeks are written for this tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Regional {
    pub date_format: String,
    pub time_format: String,
    pub first_day_of_week: i16,
}

/// What the authorities know it by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Registration {
    pub tax_id: Option<String>,
    pub commercial_registration: Option<String>,
}

/// The plan as it runs now.
#[derive(Clone, Debug)]
pub struct Subscription {
    pub plan_name: String,
    pub plan_name2: String,
    pub status: String,
    pub cycle: String,
    pub period_start: NaiveDate,
    /// The first day that is no longer in the period.
    pub period_end: NaiveDate,
}

impl Subscription {
    pub fn plan_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.plan_name2 } else { &self.plan_name }
    }
}

/// One tenant, whole.
#[derive(Clone, Debug)]
pub struct Record {
    pub id: TenantId,
    pub code: String,
    pub details: Details,
    pub regional: Regional,
    pub registration: Registration,
    pub owner_id: Option<StaffId>,
    pub owner: Option<String>,
    pub tags: Vec<String>,
    pub signed_on: NaiveDate,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<String>,
    pub version: i32,
    pub stage: Stage,
    pub since: DateTime<Utc>,
    pub suspension_mode: Option<String>,
    pub reason: Option<String>,
    pub trial_ends_on: Option<NaiveDate>,
    pub plan_code: String,
    /// `None` when the last subscription has ended.
    pub subscription: Option<Subscription>,
    pub has_logo: bool,
}

impl Record {
    /// Its name for a reader of `lang`: the Arabic one where there is one and it is wanted.
    pub fn name_in(&self, lang: Lang) -> &str {
        match &self.details.name2 {
            Some(name2) if lang == Lang::Ar => name2,
            _ => &self.details.name,
        }
    }

    /// Its name in the other language, where it has two.
    pub fn other_name(&self, lang: Lang) -> Option<&str> {
        let name2 = self.details.name2.as_deref()?;
        Some(if lang == Lang::Ar { &self.details.name } else { name2 })
    }

    /// Whether the tenant can be changed: one that has churned is kept as it was.
    pub fn is_open(&self) -> bool {
        self.stage != Stage::Churned
    }
}

/// A place of business.
#[derive(Clone, Debug)]
pub struct Branch {
    pub name: String,
    pub name2: String,
    pub is_main: bool,
    pub city: Option<String>,
}

impl Branch {
    pub fn name_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.name2 } else { &self.name }
    }
}
