//! A change of one subscription that somebody else may have to decide about: what they are shown of it, and carrying it out on their word.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::commands::{Changing, carry_out, told_add_ons};
use super::exceeding;
use super::outcome::Outcome;
use super::refusals::refusal_key;
use super::standing::{self, Standing};
use crate::areas::billing::changes;
use crate::areas::billing::terms::Terms;
use crate::areas::tenants::lifecycle;
use crate::core::approvals::{Effect, FieldChange, Means, Order};
use crate::core::change::Change;
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::lang::Lang;
use crate::core::money::Money;

type Refused<T> = Result<T, &'static str>;

/// What it comes to on the day of an instant.
async fn outcome(
    db: &mut PgConnection,
    tenant: TenantId,
    wanted: impl FnOnce(&Standing) -> Refused<changes::Change>,
    at: DateTime<Utc>,
) -> Result<Refused<(Standing, Outcome)>, sqlx::Error> {
    let standing = match standing::find(db, tenant).await? {
        Some(Ok(standing)) => standing,
        Some(Err(_)) => return Ok(Err("subscription-error-unreadable")),
        None => return Ok(Err("subscription-error-none")),
    };
    let change = match wanted(&standing) {
        Ok(change) => change,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let outcome = standing.outcome(db, &change, business_day(at)).await?;
    Ok(outcome.map(|outcome| (standing, outcome)).map_err(refusal_key))
}

/// What changes, and how much credit notes give back for it, VAT included.
pub(super) async fn preview(
    db: &mut PgConnection,
    tenant: TenantId,
    wanted: impl FnOnce(&Standing) -> Refused<changes::Change>,
    at: DateTime<Utc>,
) -> Result<Refused<(Effect, Money)>, sqlx::Error> {
    let (standing, outcome) = match outcome(db, tenant, wanted, at).await? {
        Ok(found) => found,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(touched) = lifecycle::queries::standing(db, tenant).await? else { return Ok(Err("lifecycle-error-gone")) };
    let limited = [(tenant, standing.terms().plan.limits, effective(&outcome).plan.limits)];
    let around = exceeding::around(db, business_day(at), &limited).await?;
    let mut effect = Effect { changes: told(tenant, &standing, &outcome), around, ..Effect::default() };
    touched.touch(&mut effect);
    Ok(Ok((effect, outcome.credited())))
}

fn told(tenant: TenantId, standing: &Standing, outcome: &Outcome) -> Vec<FieldChange> {
    let money = |money: Money| money.to_string();
    let (before, after) = (standing.terms(), effective(outcome));
    let plan = |terms: &Terms| standing.offers.name(terms.plan.version, Lang::En).to_owned();
    let cycle = |terms: &Terms| terms.cycle.code().to_owned();
    let to_pay = outcome.to_pay().map(money).unwrap_or_default();
    let starts = outcome.holds_on().to_string();
    let told =
        |field: &str, before: Option<String>, after: Option<String>| FieldChange::new(tenant, field, before.as_deref(), after.as_deref());
    let listed = |terms: &Terms| Some(told_add_ons(&terms.add_ons).join(", ")).filter(|told| !told.is_empty());
    let changes = [
        told("plan", Some(plan(before)), Some(plan(after))),
        told("cycle", Some(cycle(before)), Some(cycle(after))),
        told("price", before.base().ok().map(money), after.base().ok().map(money)),
        told("add_ons", listed(before), listed(after)),
        told("effective_on", None, Some(starts)),
        // What is charged depends on the day: whoever says yes on another is shown that it is no longer the same.
        told("to_pay", None, Some(to_pay)),
    ];
    changes.into_iter().filter(|change| change.before != change.after).collect()
}

pub(super) async fn execute(
    change: &mut Change,
    means: Means<'_>,
    order: &Order,
    tenant: TenantId,
    wanted: impl FnOnce(&Standing) -> Refused<changes::Change>,
) -> Result<Refused<()>, sqlx::Error> {
    let at = change.at();
    let (standing, outcome) = match outcome(change, tenant, wanted, at).await? {
        Ok(found) => found,
        Err(refusal) => return Ok(Err(refusal)),
    };
    Ok(match carry_out(change, means.secrets, &standing, &outcome, &order.reason).await? {
        Changing::Done(_) => Ok(()),
        Changing::SellerIncomplete => Err("runs-error-seller"),
        Changing::Corrected => Err("subscription-error-corrected"),
    })
}

/// The terms that will hold: those that are scheduled, where the change is for later.
pub(super) fn effective(outcome: &Outcome) -> &Terms {
    let after = &outcome.effect.after;
    after.scheduled.as_ref().map_or(&after.terms, |next| &next.terms)
}
