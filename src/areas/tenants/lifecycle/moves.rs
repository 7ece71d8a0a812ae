//! The table of moves between stages (requirements 0002), pure.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::areas::billing::BillingError;
use crate::areas::billing::period::{self, First};
use crate::areas::tenants::model::Stage;
use crate::core::permission::Permission;

/// How long a cancelled tenant can come back, and its data are kept (decision 28).
pub const RETENTION_DAYS: u64 = 30;
/// A suspended tenant is cancelled after so many days.
pub const SUSPENDED_DAYS: i64 = 30;

/// What can be done with a tenant's stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    Activate,
    Suspend,
    Reinstate,
    Cancel,
    Churn,
}

impl Move {
    pub const ALL: [Self; 5] = [Self::Activate, Self::Suspend, Self::Reinstate, Self::Cancel, Self::Churn];

    /// The stages it starts from.
    pub fn from(self) -> &'static [Stage] {
        match self {
            Self::Activate => &[Stage::Trial],
            Self::Suspend => &[Stage::Active],
            Self::Reinstate => &[Stage::Suspended, Stage::Cancelled],
            Self::Cancel => &[Stage::Trial, Stage::Active, Stage::Suspended],
            Self::Churn => &[Stage::Cancelled],
        }
    }

    /// The stage it leads to.
    pub fn to(self) -> Stage {
        match self {
            Self::Activate | Self::Reinstate => Stage::Active,
            Self::Suspend => Stage::Suspended,
            Self::Cancel => Stage::Cancelled,
            Self::Churn => Stage::Churned,
        }
    }

    pub fn permission(self) -> Permission {
        match self {
            Self::Activate | Self::Reinstate => Permission::TenantsActivate,
            Self::Suspend => Permission::TenantsSuspend,
            Self::Cancel | Self::Churn => Permission::TenantsCancel,
        }
    }

    /// The last part of its address: the noun that is posted to.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Activate => "activation",
            Self::Suspend => "suspension",
            Self::Reinstate => "reinstatement",
            Self::Cancel => "cancellation",
            Self::Churn => "churn",
        }
    }

    /// Key of its name: what its button says.
    pub fn key(self) -> &'static str {
        match self {
            Self::Activate => "lifecycle-move-activate",
            Self::Suspend => "lifecycle-move-suspend",
            Self::Reinstate => "lifecycle-move-reinstate",
            Self::Cancel => "lifecycle-move-cancel",
            Self::Churn => "lifecycle-move-churn",
        }
    }

    /// Everything that can be done from a stage.
    pub fn allowed(stage: Stage) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |this| this.from().contains(&stage))
    }
}

/// What a tenant's people can still do in the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Full,
    ReadOnly,
    Blocked,
}

impl Access {
    pub fn of(stage: Stage, mode: Option<Mode>) -> Self {
        match (stage, mode) {
            (Stage::Trial | Stage::Active, _) => Self::Full,
            (Stage::Suspended, Some(Mode::ReadOnly)) => Self::ReadOnly,
            (Stage::Suspended | Stage::Cancelled | Stage::Churned, _) => Self::Blocked,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::ReadOnly => "read_only",
            Self::Blocked => "blocked",
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Full => "lifecycle-access-full",
            Self::ReadOnly => "lifecycle-access-read-only",
            Self::Blocked => "lifecycle-access-blocked",
        }
    }
}

/// How far a suspension goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    ReadOnly,
    Blocked,
}

impl Mode {
    pub const ALL: [Self; 2] = [Self::ReadOnly, Self::Blocked];

    pub fn code(self) -> &'static str {
        match self {
            Self::ReadOnly => "read_only",
            Self::Blocked => "blocked",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::ReadOnly => "lifecycle-mode-read-only",
            Self::Blocked => "lifecycle-mode-blocked",
        }
    }

    pub fn hint(self) -> &'static str {
        match self {
            Self::ReadOnly => "lifecycle-mode-read-only-hint",
            Self::Blocked => "lifecycle-mode-blocked-hint",
        }
    }
}

/// Why a tenant is suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    PaymentOverdue,
    PolicyViolation,
    SecurityConcern,
    CustomerRequest,
    Other,
}

impl Category {
    pub const ALL: [Self; 5] = [Self::PaymentOverdue, Self::PolicyViolation, Self::SecurityConcern, Self::CustomerRequest, Self::Other];

    pub fn code(self) -> &'static str {
        match self {
            Self::PaymentOverdue => "payment_overdue",
            Self::PolicyViolation => "policy_violation",
            Self::SecurityConcern => "security_concern",
            Self::CustomerRequest => "customer_request",
            Self::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::PaymentOverdue => "lifecycle-category-payment-overdue",
            Self::PolicyViolation => "lifecycle-category-policy-violation",
            Self::SecurityConcern => "lifecycle-category-security-concern",
            Self::CustomerRequest => "lifecycle-category-customer-request",
            Self::Other => "lifecycle-category-other",
        }
    }
}

/// When a cancellation takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    Now,
    PeriodEnd,
}

impl When {
    pub const ALL: [Self; 2] = [Self::Now, Self::PeriodEnd];

    pub fn code(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::PeriodEnd => "period_end",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|when| when.code() == code)
    }
}

/// How often a subscription is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cycle {
    Monthly,
    Annual,
}

impl Cycle {
    pub const ALL: [Self; 2] = [Self::Monthly, Self::Annual];

    pub fn code(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::Annual => "annual",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cycle| cycle.code() == code)
    }

    /// The period that begins on this day.
    pub fn first(self, on: NaiveDate) -> Result<First, BillingError> {
        let cycle = match self {
            Self::Monthly => period::Cycle::Monthly,
            Self::Annual => period::Cycle::Annual,
        };
        First::of(cycle, on)
    }
}

/// The first day a tenant cancelled today can no longer come back.
pub fn retained_until(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(RETENTION_DAYS)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of requirements 0002, row by row.
    const TABLE: [(Stage, Stage); 8] = [
        (Stage::Trial, Stage::Active),
        (Stage::Trial, Stage::Cancelled),
        (Stage::Active, Stage::Suspended),
        (Stage::Suspended, Stage::Active),
        (Stage::Suspended, Stage::Cancelled),
        (Stage::Active, Stage::Cancelled),
        (Stage::Cancelled, Stage::Active),
        (Stage::Cancelled, Stage::Churned),
    ];

    #[test]
    fn the_moves_are_the_table_and_nothing_else() {
        for from in Stage::ALL {
            for to in Stage::ALL {
                let moves = Move::allowed(from).filter(|this| this.to() == to).count();
                assert_eq!(moves, usize::from(TABLE.contains(&(from, to))), "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn access_follows_stage_and_mode() {
        assert_eq!(Access::of(Stage::Trial, None), Access::Full);
        assert_eq!(Access::of(Stage::Suspended, Some(Mode::ReadOnly)), Access::ReadOnly);
        assert_eq!(Access::of(Stage::Suspended, Some(Mode::Blocked)), Access::Blocked);
        assert_eq!(Access::of(Stage::Suspended, None), Access::Blocked, "what is not known closes");
        assert_eq!(Access::of(Stage::Cancelled, None), Access::Blocked);
        assert_eq!(Access::of(Stage::Churned, None), Access::Blocked);
    }

    #[test]
    fn every_code_reads_back() {
        assert!(Mode::ALL.into_iter().all(|mode| Mode::from_code(mode.code()) == Some(mode)));
        assert!(Category::ALL.into_iter().all(|category| Category::from_code(category.code()) == Some(category)));
        assert!(When::ALL.into_iter().all(|when| When::from_code(when.code()) == Some(when)));
        assert!(Cycle::ALL.into_iter().all(|cycle| Cycle::from_code(cycle.code()) == Some(cycle)));
    }

    #[test]
    fn a_month_ends_with_the_month_and_a_year_on_its_day_or_the_months_last() {
        let first = |cycle: Cycle, on: &str| {
            let first = cycle.first(on.parse().unwrap()).unwrap();
            (first.period.ends.to_string(), first.whole_days, first.anchor.day())
        };
        assert_eq!(first(Cycle::Monthly, "2026-01-31"), ("2026-02-01".into(), 31, 1));
        assert_eq!(first(Cycle::Monthly, "2026-02-01"), ("2026-03-01".into(), 28, 1));
        assert_eq!(first(Cycle::Annual, "2028-02-29"), ("2029-02-28".into(), 365, 29));
    }
}
