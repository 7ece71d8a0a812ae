//! A contract binds both sides: it takes a second person before its tenant can have it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::model::{Status, Term, Version};
use super::{commands, queries};
use crate::areas::billing::overage::Measure;
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

/// What a version allows of a measure; `∞` is no limit.
fn limit(version: &Version, measure: Measure) -> String {
    version.limit(measure).map_or_else(|| "∞".to_owned(), |limit| limit.to_string())
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
        let Some(before) = queries::before(db, &version).await? else { return Ok(Err("plans-no-draft")) };
        let replaced = before.contract.as_ref().map(|had| (&before, &had.term));
        let term = &contract.term;
        let told = |field: &str, before: Option<String>, after: Option<String>| {
            FieldChange::new(self.tenant, field, before.as_deref(), after.as_deref())
        };
        let day = |day: NaiveDate| day.to_string();
        let notes = |term: &Term| (!term.notes.is_empty()).then(|| term.notes.clone());
        let features = |version: &Version| version.terms.features.join(", ");
        let mut changes = vec![
            told("plan", replaced.map(|(had, _)| had.label()), Some(version.label())),
            told("prices", replaced.map(|(had, _)| prices(had)), Some(prices(&version))),
            told("contract_from", replaced.map(|(_, had)| day(had.from)), Some(day(term.from))),
            told("contract_until", replaced.and_then(|(_, had)| had.until.map(day)), term.until.map(day)),
            told("notes", replaced.and_then(|(_, had)| notes(had)), notes(term)),
            told("features", Some(features(&before)), Some(features(&version))),
        ];
        changes.extend(Measure::ALL.map(|measure| told(measure.field(), Some(limit(&before, measure)), Some(limit(&version, measure)))));
        changes.retain(|change| change.before.is_some() || change.after.is_some());
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
