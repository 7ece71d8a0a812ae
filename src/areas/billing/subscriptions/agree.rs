//! A price or add-ons of a tenant's own: what is not on the list needs a second person.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::refusals::refusal_key;
use super::standing::Standing;
use super::{decided, subscriber};
use crate::areas::billing::BillingError;
use crate::areas::billing::changes::{self, When};
use crate::areas::billing::terms::{AddOn, Terms};
use crate::core::approvals::{Command, Effect, Means, Order};
use crate::core::change::Change;
use crate::core::ids::{PlanVersionId, TenantId};
use crate::core::money::Money;
use crate::core::permission::Permission;

/// What was agreed with a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agree {
    pub tenant: TenantId,
    pub terms: Agreed,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "agreed", rename_all = "snake_case", deny_unknown_fields)]
pub enum Agreed {
    /// So much for a period of the cycle, without VAT, to this version of a plan. `None` goes back to the list.
    Price { version: PlanVersionId, price: Option<Money>, when: When },
    /// All of them, as they are to be.
    AddOns { add_ons: Vec<AddOn> },
}

impl Agreed {
    /// As the rules have it. To another plan it is an upgrade or a downgrade, and those say by themselves when they hold.
    pub fn change(&self, standing: &Standing) -> Result<changes::Change, &'static str> {
        let terms = standing.terms();
        match self {
            Self::AddOns { add_ons } => Ok(changes::Change::AddOns { add_ons: add_ons.clone() }),
            Self::Price { version, price, when } if *version == terms.plan.version => {
                Ok(changes::Change::PriceOverride { price: *price, when: *when })
            }
            // It may have been retired while the request waited.
            Self::Price { version, .. } if !standing.offers.is_sold(*version) => Err("subscription-error-plan"),
            Self::Price { version, price, .. } => {
                let plan = standing.offers.offer(*version, terms.cycle, standing.currency()).ok_or("subscription-error-plan")?;
                to_plan(terms, Terms { plan, price_override: *price, ..terms.clone() })
            }
        }
    }
}

/// Up or down, whichever it is.
pub(super) fn to_plan(terms: &Terms, next: Terms) -> Result<changes::Change, &'static str> {
    // From a plan by contract that was never priced, anything is more.
    let unpriced = terms.base() == Err(BillingError::Unpriced);
    let cheaper = !unpriced && next.compare(terms).map_err(|error| refusal_key(error.into()))?.is_lt();
    let Terms { plan, price_override, .. } = next;
    Ok(if cheaper { changes::Change::Downgrade { plan, price_override } } else { changes::Change::Upgrade { plan, price_override } })
}

impl Command for Agree {
    const NAME: &'static str = "tenant.agree";
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
        let found = decided::preview(db, self.tenant, |standing| self.terms.change(standing), at).await?;
        Ok(found.map(|(effect, _)| effect))
    }

    async fn execute(&self, change: &mut Change, means: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        decided::execute(change, means, order, self.tenant, |standing| self.terms.change(standing)).await
    }
}
