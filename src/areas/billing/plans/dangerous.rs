//! A contract binds both sides: it takes a second person before its tenant can have it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::model::{Status, Version};
use super::{commands, queries};
use crate::areas::tenants::lifecycle;
use crate::core::approvals::{Command, Effect, FieldChange, Means, Order};
use crate::core::change::Change;
use crate::core::ids::{PlanVersionId, TenantId};
use crate::core::permission::Permission;

/// Publishes a contract as it was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agree {
    pub tenant: TenantId,
    pub contract: PlanVersionId,
    /// Of the draft's row: what was written since was not looked at.
    pub version: i32,
}

impl Agree {
    async fn draft(&self, db: &mut PgConnection) -> Result<Result<Version, &'static str>, sqlx::Error> {
        let Some(version) = queries::by_id(db, self.contract).await? else { return Ok(Err("plans-no-draft")) };
        if version.status != Status::Draft {
            return Ok(Err("plans-no-draft"));
        }
        if version.version != self.version {
            return Ok(Err("plans-publication-moved"));
        }
        Ok(version.unready().map_or(Ok(version), Err))
    }
}

/// What a version allows, by the names of its fields; `∞` is no limit.
fn limits(version: &Version) -> [(&'static str, String); 5] {
    let told = |limit: Option<i64>| limit.map_or_else(|| "∞".to_owned(), |limit| limit.to_string());
    let terms = &version.terms;
    [
        ("orders_per_month", told(terms.orders_per_month.map(i64::from))),
        ("branches_limit", told(terms.branches_limit.map(i64::from))),
        ("users_limit", told(terms.users_limit.map(i64::from))),
        ("storage_limit_mb", told(terms.storage_limit_mb)),
        ("api_calls_per_month", told(terms.api_calls_per_month)),
    ]
}

fn prices(version: &Version) -> String {
    let told = version.prices.iter().map(|((priced, _), price)| format!("{} {price}", priced.code()));
    told.collect::<Vec<_>>().join(", ")
}

impl Command for Agree {
    const NAME: &'static str = "plan.contract";
    const PERMISSION: Permission = Permission::BillingPlans;

    fn subject(&self) -> String {
        self.contract.to_string()
    }

    fn tenant(&self) -> Option<TenantId> {
        Some(self.tenant)
    }

    async fn lock(&self, change: &mut Change) -> Result<(), sqlx::Error> {
        commands::lock(change, super::model::BY_CONTRACT).await.map(drop)
    }

    async fn preview(&self, db: &mut PgConnection, _: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let version = match self.draft(db).await? {
            Ok(version) => version,
            Err(why) => return Ok(Err(why)),
        };
        let Some(contract) = &version.contract else { return Ok(Err("plans-no-draft")) };
        let Some(tenant) = lifecycle::queries::standing(db, contract.tenant.id).await? else { return Ok(Err("lifecycle-error-gone")) };
        // Beside what everybody is offered.
        let offered = queries::offered(db, &version.plan_code).await?;
        let told = |field: &str, before: Option<&str>, after: Option<&str>| FieldChange::new(self.tenant, field, before, after);
        let mut changes = vec![
            told("plan", None, Some(&version.label())),
            told("prices", None, Some(&prices(&version))),
            told("contract_from", None, Some(&contract.term.from.to_string())),
        ];
        changes.extend(contract.term.until.map(|until| told("contract_until", None, Some(&until.to_string()))));
        if !contract.term.notes.is_empty() {
            changes.push(told("notes", None, Some(&contract.term.notes)));
        }
        let before = offered.as_ref().map(limits);
        for (place, (field, after)) in limits(&version).into_iter().enumerate() {
            changes.push(told(field, before.as_ref().map(|before| before[place].1.as_str()), Some(&after)));
        }
        let features = |version: &Version| version.terms.features.join(", ");
        changes.push(told("features", offered.as_ref().map(features).as_deref(), Some(&features(&version))));
        let mut effect = Effect { changes, ..Effect::default() };
        tenant.touch(&mut effect);
        Ok(Ok(effect))
    }

    async fn execute(&self, change: &mut Change, _: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        let version = match self.draft(change).await? {
            Ok(version) => version,
            Err(why) => return Ok(Err(why)),
        };
        let done = commands::publish(change, &version, Some(&order.reason)).await?;
        Ok(if done { Ok(()) } else { Err("plans-publication-moved") })
    }
}
