//! One step to be carried over, with all that is told of the tenant.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::core::money::{Currency, Money};

/// A step and the tenant it is about, as the register has it now.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Order {
    pub push: i64,
    pub attempts: i32,
    pub kind: String,
    /// The stage it moves to; that it is in, where its plan changed.
    pub to_stage: String,
    pub from_stage: Option<String>,
    /// The step of its life; none where its plan changed.
    pub event_id: Option<Uuid>,
    pub at: DateTime<Utc>,
    pub reason: Option<String>,
    pub suspension_mode: Option<String>,
    pub requested_by: Option<Uuid>,
    pub requested_by_name: Option<String>,
    pub tenant_id: Uuid,
    /// The id it has over there: its own, unless it was there before it came here.
    pub product_id: Uuid,
    pub name: String,
    pub name2: Option<String>,
    pub slug: String,
    pub email: String,
    pub phone: Option<String>,
    pub address: Option<String>,
    pub city: Option<String>,
    pub country_code: String,
    pub currency: String,
    pub timezone: String,
    pub language: String,
    pub branch: String,
    pub trial_ends_on: Option<NaiveDate>,
    pub data_retention_until: Option<NaiveDate>,
    pub plan_code: String,
    pub plan_name: String,
    pub cycle: String,
    pub period_start: NaiveDate,
    pub period_end: NaiveDate,
    /// What a period of the cycle costs, in minor units of the currency it is paid in; null where a contract is to say.
    pub price_minor: Option<i64>,
    pub price_currency: String,
}

/// What a tenant in this stage is over there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub status: &'static str,
    pub is_active: bool,
    pub subscription: &'static str,
    pub lifecycle: &'static str,
}

impl Order {
    pub fn is_provision(&self) -> bool {
        self.kind == "provision"
    }

    pub fn is_plan(&self) -> bool {
        self.kind == "plan"
    }

    /// By what its lines are known over there.
    pub fn mark(&self) -> String {
        self.event_id.map_or_else(|| format!("HQ plan {}", self.push), |event| format!("HQ {event}"))
    }

    /// What a period costs, in units: `79.000`.
    pub fn price(&self) -> Option<String> {
        let currency = Currency::parse(&self.price_currency).ok()?;
        self.price_minor.map(|minor| Money::new(minor, currency).plain())
    }

    /// By the product's words for a stage; it spells one of them in two ways.
    pub fn wanted(&self) -> Option<Wanted> {
        let wanted = |status, is_active, subscription, lifecycle| Some(Wanted { status, is_active, subscription, lifecycle });
        match self.to_stage.as_str() {
            "trial" => wanted("trial", true, "trial", "trial"),
            "active" => wanted("active", true, "active", "active"),
            "suspended" => wanted("suspended", false, "suspended", "suspended"),
            "cancelled" => wanted("canceled", false, "cancelled", "cancelled"),
            "churned" => wanted("canceled", false, "expired", "churned"),
            _ => None,
        }
    }

    /// Who did it, for the product's own records.
    pub fn info(&self) -> String {
        let who = self.requested_by_name.as_deref().unwrap_or("System");
        who.chars().take(100).collect()
    }
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Written, and this is what was read back.
    Written(Value),
    /// The product has no word for it.
    Skipped(&'static str),
}

impl Told {
    pub fn seen(&self) -> Value {
        match self {
            Self::Written(seen) => seen.clone(),
            Self::Skipped(_) => json!(null),
        }
    }

    pub fn skipped(&self) -> Option<&'static str> {
        match self {
            Self::Written(_) => None,
            Self::Skipped(why) => Some(why),
        }
    }
}
