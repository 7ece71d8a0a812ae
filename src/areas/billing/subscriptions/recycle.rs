//! Another cycle. At once it gives back what is unused of the period, and from an amount on that takes a second person, as a credit note
//! by hand does.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::refusals::refusal_key;
use super::standing::Standing;
use super::{decided, subscriber};
use crate::areas::billing::BillingError;
use crate::areas::billing::changes::{self, When};
use crate::areas::billing::period::Cycle;
use crate::areas::billing::terms::{AddOn, Terms};
use crate::core::approvals::{Command, Effect, Means, Order};
use crate::core::change::Change;
use crate::core::ids::TenantId;
use crate::core::permission::Permission;

/// The same plan and add-ons, charged in another cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recycle {
    pub tenant: TenantId,
    pub cycle: Cycle,
    pub when: When,
}

impl Recycle {
    /// As the rules have it. A price that was agreed for the old cycle does not go along.
    pub(super) fn change(&self, standing: &Standing) -> Result<changes::Change, &'static str> {
        let terms = standing.terms();
        let plan = standing.offers.offer(terms.plan.version, self.cycle, standing.currency()).ok_or("subscription-error-plan")?;
        if plan.price.is_none() {
            return Err("subscription-error-cycle-unpriced");
        }
        let add_ons = in_cycle(terms, self.cycle)?;
        Ok(changes::Change::CycleChange { cycle: self.cycle, plan, price_override: None, add_ons, when: self.when })
    }
}

/// Add-ons priced for another cycle: as much a month as before.
fn in_cycle(terms: &Terms, cycle: Cycle) -> Result<Vec<AddOn>, &'static str> {
    let (from, to) = (i64::from(terms.cycle.months()), i64::from(cycle.months()));
    let add_ons = terms.add_ons.iter().map(|add_on| {
        let unit = add_on.unit.share(to, from).map_err(|error| refusal_key(BillingError::from(error).into()))?;
        Ok(AddOn { unit, ..add_on.clone() })
    });
    add_ons.collect()
}

impl Command for Recycle {
    const NAME: &'static str = "tenant.cycle";
    const PERMISSION: Permission = Permission::BillingSubscriptions;

    fn subject(&self) -> String {
        self.tenant.to_string()
    }

    fn tenant(&self) -> Option<TenantId> {
        Some(self.tenant)
    }

    async fn lock(&self, change: &mut Change) -> Result<(), sqlx::Error> {
        subscriber::held(change, self.tenant).await.map(drop)
    }

    async fn preview(&self, db: &mut PgConnection, at: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let found = decided::preview(db, self.tenant, |standing| self.change(standing), at).await?;
        Ok(found.map(|(effect, credited)| Effect { amount: Some(credited), ..effect }))
    }

    async fn execute(&self, change: &mut Change, means: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        decided::execute(change, means, order, self.tenant, |standing| self.change(standing)).await
    }
}
