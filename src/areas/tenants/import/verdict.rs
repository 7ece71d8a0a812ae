//! What becomes of one row.

use std::fmt;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::columns::Field;
use super::reason::Reason;
use crate::areas::tenants::business::BusinessType;
use crate::areas::tenants::name::TenantName;
use crate::areas::tenants::plan::PlanCode;
use crate::areas::tenants::slug::Slug;
use crate::core::country::Country;
use crate::core::email::Email;
use crate::core::lang::Lang;
use crate::core::money::Currency;
use crate::core::phone::Phone;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A new tenant, complete.
    Ready(Box<TenantDraft>),
    /// Nothing is wrong with the row, but a tenant with this address is in the register already.
    Known(Email),
    /// At least one refusal, in the order of the fields.
    Refused(Vec<Refusal>),
}

/// A tenant as a row describes it, with everything the row does not say decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenantDraft {
    /// The row it comes from.
    pub row: u32,
    pub name: TenantName,
    pub name2: Option<TenantName>,
    pub slug: Slug,
    pub business_type: BusinessType,
    pub contact_name: Option<String>,
    pub email: Email,
    pub phone: Option<Phone>,
    pub country: Country,
    pub city: Option<String>,
    pub address: Option<String>,
    pub plan: PlanCode,
    pub signed_on: Option<NaiveDate>,
    pub notes: Option<String>,
    pub currency: Currency,
    pub timezone: Tz,
    pub default_language: Lang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    pub field: Spot,
    pub reason: Reason,
}

/// Where a row is at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Spot {
    /// The row as a whole: its cells may not be the ones under the headers.
    Row,
    Field(Field),
}

impl Spot {
    pub fn code(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Field(field) => field.code(),
        }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl From<Spot> for String {
    fn from(spot: Spot) -> Self {
        spot.code().to_owned()
    }
}

impl TryFrom<String> for Spot {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        match code.as_str() {
            "row" => Ok(Self::Row),
            code => Field::from_code(code).map(Self::Field).ok_or("not a field"),
        }
    }
}
