//! Versions of plans and the words they are kept in.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::areas::billing::overage::Measure;
use crate::areas::tenants::identity::{Named, Veil};
use crate::core::ids::{PlanVersionId, TenantId};
use crate::core::lang::Lang;
use crate::core::money::{Currency, Money};
use crate::web::ui::Tone;

pub(in crate::areas::billing) const NAME_MIN: usize = 2;
pub(in crate::areas::billing) const NAME_MAX: usize = 100;
pub(in crate::areas::billing) const DESCRIPTION_MAX: usize = 1_000;
/// No price is higher, in minor units.
pub(in crate::areas::billing) const PRICE_MAX: i64 = 1_000_000_000_000;
/// The plan whose price a contract says.
pub(in crate::areas::billing) const BY_CONTRACT: &str = "ENTERPRISE";

/// The plan nobody pays for.
pub(in crate::areas::billing) const FREE: &str = "FREE_TRIAL";

/// What stands in the place of a price that a plan does not have.
pub(in crate::areas::billing) fn unpriced_key(plan_code: &str) -> &'static str {
    if plan_code == BY_CONTRACT { "plans-no-price" } else { "plans-not-sold" }
}

/// How far a version has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::areas::billing) enum Status {
    Draft,
    Published,
    /// No longer to be had; whoever has it keeps it.
    Retired,
    /// A draft that came to nothing.
    Discarded,
}

impl Status {
    pub fn from_code(code: &str) -> Self {
        match code {
            "draft" => Self::Draft,
            "published" => Self::Published,
            "retired" => Self::Retired,
            // The column's check allows nothing else.
            _ => Self::Discarded,
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "plans-status-draft",
            Self::Published => "plans-status-published",
            Self::Retired => "plans-status-retired",
            Self::Discarded => "plans-status-discarded",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::Draft => Tone::Info,
            Self::Published => Tone::Success,
            Self::Retired | Self::Discarded => Tone::Neutral,
        }
    }
}

/// What a price is for, in the order of a price list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::areas::billing) enum Priced {
    Monthly,
    Quarterly,
    Annual,
    /// Once, at the beginning.
    Setup,
    /// One more than the limit; of storage a gigabyte, of calls a thousand.
    Orders,
    Branches,
    Users,
    Storage,
    ApiCalls,
}

impl Priced {
    pub const ALL: [Self; 9] = [
        Self::Monthly,
        Self::Quarterly,
        Self::Annual,
        Self::Setup,
        Self::Orders,
        Self::Branches,
        Self::Users,
        Self::Storage,
        Self::ApiCalls,
    ];

    /// As it is kept, and the name of its field.
    pub fn code(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::Annual => "annual",
            Self::Setup => "setup",
            Self::Orders => "orders",
            Self::Branches => "branches",
            Self::Users => "users",
            Self::Storage => "storage",
            Self::ApiCalls => "api_calls",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|priced| priced.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Monthly => "plans-price-monthly",
            Self::Quarterly => "plans-price-quarterly",
            Self::Annual => "plans-price-annual",
            Self::Setup => "plans-price-setup",
            Self::Orders => "plans-price-orders",
            Self::Branches => "plans-price-branches",
            Self::Users => "plans-price-users",
            Self::Storage => "plans-price-storage",
            Self::ApiCalls => "plans-price-api-calls",
        }
    }

    /// Whether it is asked for as long as the subscription lasts.
    pub fn recurs(self) -> bool {
        matches!(self, Self::Monthly | Self::Quarterly | Self::Annual)
    }
}

/// What the product opens to a tenant, in the order plans add it.
pub(in crate::areas::billing) const FEATURES: [(&str, &str); 11] = [
    ("basic", "plans-feature-basic"),
    ("pdf_invoices", "plans-feature-pdf-invoices"),
    ("loyalty_programs", "plans-feature-loyalty-programs"),
    ("driver_app", "plans-feature-driver-app"),
    ("marketplace_listings", "plans-feature-marketplace-listings"),
    ("whatsapp_receipts", "plans-feature-whatsapp-receipts"),
    ("multi_branch", "plans-feature-multi-branch"),
    ("b2b_contracts", "plans-feature-b2b-contracts"),
    ("advanced_analytics", "plans-feature-advanced-analytics"),
    ("api_access", "plans-feature-api-access"),
    ("white_label", "plans-feature-white-label"),
];

/// The prices of a version, without VAT.
pub(in crate::areas::billing) type Prices = BTreeMap<(Priced, &'static str), Money>;

/// What people write about a version, beside its prices. Limits: `None` is none, 0 is nothing at all; storage in megabytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::areas::billing) struct Terms {
    pub name: String,
    pub name2: String,
    pub description: String,
    pub description2: String,
    pub trial_days: i16,
    pub orders_per_month: Option<i32>,
    pub branches_limit: Option<i32>,
    pub users_limit: Option<i32>,
    pub storage_limit_mb: Option<i64>,
    pub api_calls_per_month: Option<i64>,
    pub features: Vec<String>,
    pub is_public: bool,
    pub recommended: bool,
}

#[derive(Clone, Debug)]
pub(in crate::areas::billing) struct Version {
    pub id: PlanVersionId,
    pub plan_code: String,
    pub number: i32,
    pub status: Status,
    pub terms: Terms,
    pub prices: Prices,
    /// The version a new subscriber gets.
    pub offered: bool,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<String>,
    pub published_at: Option<DateTime<Utc>>,
    pub published_by: Option<String>,
    pub retired_at: Option<DateTime<Utc>>,
    pub subscribers: i64,
    pub version: i32,
    /// Of a version that belongs to one tenant.
    pub contract: Option<Contract>,
}

/// Whose a version is, and for how long.
#[derive(Clone, Debug)]
pub(in crate::areas::billing) struct Contract {
    pub tenant: Named,
    /// What its subscription is paid in, or would be.
    pub currency: Currency,
    pub term: Term,
}

/// How long a contract holds, and what else was agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::areas::billing) struct Term {
    #[serde(rename = "contract_from")]
    pub from: NaiveDate,
    /// The last day; without one it holds until something else is agreed.
    #[serde(rename = "contract_until")]
    pub until: Option<NaiveDate>,
    #[serde(rename = "notes")]
    pub notes: String,
}

impl Term {
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.from <= on && self.until.is_none_or(|until| on <= until)
    }
}

impl Veil for Contract {
    fn veil(&mut self) {
        self.tenant.veil();
        self.term.notes.clear();
    }
}

impl Veil for Version {
    fn veil(&mut self) {
        if let Some(contract) = &mut self.contract {
            contract.veil();
        }
    }
}

impl Version {
    pub fn name_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.terms.name2 } else { &self.terms.name }
    }

    pub fn description_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.terms.description2 } else { &self.terms.description }
    }

    /// What it allows of a measure; storage in megabytes.
    pub fn limit(&self, measure: Measure) -> Option<i64> {
        let terms = &self.terms;
        match measure {
            Measure::Orders => terms.orders_per_month.map(i64::from),
            Measure::Branches => terms.branches_limit.map(i64::from),
            Measure::Users => terms.users_limit.map(i64::from),
            Measure::Storage => terms.storage_limit_mb,
            Measure::ApiCalls => terms.api_calls_per_month,
        }
    }

    /// What stands in the place of a price that it does not have: a contract that is written says nothing more.
    pub fn unpriced_key(&self) -> &'static str {
        if self.contract.is_some() { "plans-not-sold" } else { unpriced_key(&self.plan_code) }
    }

    /// As the log keeps it: `GROWTH 2`.
    pub fn label(&self) -> String {
        format!("{} {}", self.plan_code, self.number)
    }

    pub fn price(&self, priced: Priced, currency: Currency) -> Option<Money> {
        self.prices.get(&(priced, currency.code())).copied()
    }

    /// Why it cannot be published: by the key of the sentence.
    pub fn unready(&self) -> Option<&'static str> {
        let has = |priced| self.price(priced, Currency::Omr).is_some();
        if let Some(contract) = &self.contract {
            let priced = Priced::ALL.into_iter().any(|priced| priced.recurs() && self.price(priced, contract.currency).is_some());
            let elsewhere = self.prices.keys().any(|(_, currency)| *currency != contract.currency.code());
            return if priced && !elsewhere { None } else { Some("contracts-error-unpriced") };
        }
        // What it costs is agreed with each tenant, and by two.
        if self.plan_code == BY_CONTRACT && self.prices.keys().any(|(priced, _)| priced.recurs()) {
            return Some("plans-error-by-contract");
        }
        // Every plan can be had by the month and by the year, but for what a contract says and what is free.
        let priced = self.plan_code == BY_CONTRACT || has(Priced::Monthly) && (has(Priced::Annual) || self.plan_code == FREE);
        if priced { None } else { Some("plans-error-unpriced") }
    }

    /// Whose contract it is.
    pub fn tenant(&self) -> Option<TenantId> {
        self.contract.as_ref().map(|contract| contract.tenant.id)
    }

    /// Whether a tenant can subscribe to it on a day: to what is on offer, or to its own contract while that holds.
    pub fn is_sold_to(&self, tenant: TenantId, on: NaiveDate) -> bool {
        let own = |contract: &Contract| contract.tenant.id == tenant && contract.term.holds(on);
        self.status == Status::Published && self.contract.as_ref().map_or(self.offered, own)
    }

    /// Whether it can be taken off the shelf: as long as it is what a new subscriber gets, another has to be published first.
    pub fn may_retire(&self) -> bool {
        self.status == Status::Published && !self.offered
    }
}
