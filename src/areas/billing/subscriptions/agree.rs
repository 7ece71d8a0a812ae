//! A price or add-ons of a tenant's own: what is not on the list needs a second person.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::commands::{Changing, carry_out, told_add_ons};
use super::outcome::Outcome;
use super::refusals::refusal_key;
use super::standing::{self, Standing};
use super::subscriber;
use crate::areas::billing::BillingError;
use crate::areas::billing::changes::{self, When};
use crate::areas::billing::terms::{AddOn, Terms};
use crate::areas::tenants::lifecycle;
use crate::core::approvals::{Command, Effect, FieldChange, Means, Order};
use crate::core::change::Change;
use crate::core::clock::business_day;
use crate::core::ids::{PlanVersionId, TenantId};
use crate::core::lang::Lang;
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
        let (standing, outcome) = match self.outcome(db, at).await? {
            Ok(found) => found,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let Some(tenant) = lifecycle::queries::standing(db, self.tenant).await? else { return Ok(Err("lifecycle-error-gone")) };
        let money = |money: Money| money.to_string();
        let (before, after) = (standing.terms(), effective(&outcome));
        let plan = |terms: &Terms| standing.offers.name(terms.plan.version, Lang::En).to_owned();
        let to_pay = outcome.to_pay().map(money).unwrap_or_default();
        let starts = outcome.holds_on().to_string();
        let told = |field: &str, before: Option<String>, after: Option<String>| {
            FieldChange::new(self.tenant, field, before.as_deref(), after.as_deref())
        };
        let listed = |terms: &Terms| Some(told_add_ons(&terms.add_ons).join(", ")).filter(|told| !told.is_empty());
        let changes = [
            told("plan", Some(plan(before)), Some(plan(after))),
            told("price", before.base().ok().map(money), after.base().ok().map(money)),
            told("add_ons", listed(before), listed(after)),
            told("effective_on", None, Some(starts)),
            // What is charged depends on the day: whoever says yes on another is shown that it is no longer the same.
            told("to_pay", None, Some(to_pay)),
        ];
        let mut effect =
            Effect { changes: changes.into_iter().filter(|change| change.before != change.after).collect(), ..Effect::default() };
        tenant.touch(&mut effect);
        Ok(Ok(effect))
    }

    async fn execute(&self, change: &mut Change, means: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        let at = change.at();
        let (standing, outcome) = match self.outcome(change, at).await? {
            Ok(found) => found,
            Err(refusal) => return Ok(Err(refusal)),
        };
        Ok(match carry_out(change, means.secrets, &standing, &outcome, &order.reason).await? {
            Changing::Done(_) => Ok(()),
            Changing::SellerIncomplete => Err("runs-error-seller"),
            Changing::Corrected => Err("subscription-error-corrected"),
        })
    }
}

impl Agree {
    async fn outcome(&self, db: &mut PgConnection, at: DateTime<Utc>) -> Result<Result<(Standing, Outcome), &'static str>, sqlx::Error> {
        let standing = match standing::find(db, self.tenant).await? {
            Some(Ok(standing)) => standing,
            Some(Err(_)) => return Ok(Err("subscription-error-unreadable")),
            None => return Ok(Err("subscription-error-none")),
        };
        let change = match self.terms.change(&standing) {
            Ok(change) => change,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let outcome = standing.outcome(db, &change, business_day(at)).await?;
        Ok(outcome.map(|outcome| (standing, outcome)).map_err(refusal_key))
    }
}

/// The terms that will hold: those that are scheduled, where the change is for later.
pub(super) fn effective(outcome: &Outcome) -> &Terms {
    let after = &outcome.effect.after;
    after.scheduled.as_ref().map_or(&after.terms, |next| &next.terms)
}
