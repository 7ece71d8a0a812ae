//! Moving those who subscribed to a version of a plan to the one on offer, each from the end of their own period.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

use super::advance::Due;
use super::commands::told;
use super::offers::Offers;
use super::refusals::refusal_key;
use super::rows::{self, Moved};
use super::subscriber::{self, Subscriber};
use crate::areas::billing::changes::{self, Change, Effect as Changed};
use crate::areas::tenants::lifecycle;
use crate::core::approvals::{Command, Effect, FieldChange, Means, Order, Subject, SubjectKind};
use crate::core::change::{self, Event};
use crate::core::clock::business_day;
use crate::core::ids::{PlanVersionId, TenantId};
use crate::core::lang::Lang;
use crate::core::permission::Permission;
use crate::core::text::hex;

/// So many at most are moved at once.
pub const MOST: usize = 500;

/// Moves the subscriptions of these tenants to a version of their plan. The list is the one that was looked at: who subscribes later is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveMany {
    pub to: PlanVersionId,
    pub tenants: Vec<TenantId>,
}

/// One that can be moved, and how it would stand.
#[derive(Clone, Debug)]
pub struct Ready {
    pub subscriber: Subscriber,
    pub before: Due,
    pub effect: Changed,
}

/// One that cannot, and why.
#[derive(Clone, Debug)]
pub struct Kept {
    pub subscriber: Subscriber,
    pub why: &'static str,
}

/// What moving each of them would do on a day. Nothing is charged or given back, so what is due already stands in its way.
pub fn judge(subscribers: Vec<Subscriber>, offers: &Offers, to: PlanVersionId, today: NaiveDate) -> (Vec<Ready>, Vec<Kept>) {
    let (mut ready, mut kept) = (Vec::new(), Vec::new());
    for subscriber in subscribers {
        match one(&subscriber, offers, to, today) {
            Ok((before, effect)) => ready.push(Ready { subscriber, before, effect }),
            Err(why) => kept.push(Kept { subscriber, why }),
        }
    }
    (ready, kept)
}

fn one(subscriber: &Subscriber, offers: &Offers, to: PlanVersionId, today: NaiveDate) -> Result<(Due, Changed), &'static str> {
    let before = subscriber.due(offers).map_err(|_| "subscription-error-unreadable")?;
    if before.is_due(today) {
        return Err("moving-error-due");
    }
    let (terms, currency) = (&before.subscription.terms, before.subscription.bill.price.currency);
    let plan = offers.offer(to, terms.cycle, currency).filter(|_| offers.is_sold(to)).ok_or("subscription-error-plan")?;
    // Nothing is charged today, so that today's rate is never asked for.
    let effect = changes::apply(&before.subscription, &Change::Move { plan }, today, 0).map_err(refusal_key)?;
    Ok((before, effect))
}

impl Ready {
    /// What a period costs, now and then.
    pub fn prices(&self) -> Option<(String, String)> {
        let then = &self.effect.after.scheduled.as_ref()?.terms;
        Some((self.before.subscription.terms.base().ok()?.to_string(), then.base().ok()?.to_string()))
    }

    fn after(&self) -> Due {
        Due { subscription: self.effect.after.clone(), ..self.before.clone() }
    }
}

impl Command for MoveMany {
    const NAME: &'static str = "tenants.move";
    const PERMISSION: Permission = Permission::BillingSubscriptions;

    /// The same tenants to the same version are the same request, in whatever order they were found.
    fn subject(&self) -> String {
        let mut ids = self.tenants.clone();
        ids.sort();
        let mut hash = Sha256::new();
        hash.update(self.to.0.as_bytes());
        for id in &ids {
            hash.update(id.0.as_bytes());
        }
        hex(&hash.finalize())
    }

    async fn lock(&self, change: &mut change::Change) -> Result<(), sqlx::Error> {
        subscriber::hold(change, &self.tenants).await
    }

    /// Those that cannot be moved (any more) are not touched; when none can, there is nothing to do.
    async fn preview(&self, db: &mut PgConnection, at: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let (offers, ready) = self.ready(db, business_day(at)).await?;
        if ready.is_empty() {
            return Ok(Err("moving-error-none"));
        }
        let ids: Vec<TenantId> = ready.iter().map(|one| one.subscriber.kept.tenant_id).collect();
        let mut effect = Effect::default();
        for standing in lifecycle::queries::standings(db, &ids).await? {
            effect.subjects.push(Subject {
                kind: SubjectKind::Tenant,
                id: standing.id.to_string(),
                label: standing.name.clone(),
                rank: standing.rank,
            });
            match standing.revenue() {
                Some(minor) => effect.monthly_minor += minor,
                None => effect.unpriced += 1,
            }
        }
        for one in &ready {
            let version = |id| format!("{} {}", offers.name(id, Lang::En), offers.number(id));
            let (id, was) = (one.subscriber.kept.tenant_id, one.before.subscription.terms.plan.version);
            let (price, then) = one.prices().unwrap_or_default();
            effect.changes.push(FieldChange::new(id, "plan", Some(&version(was)), Some(&version(self.to))));
            if price != then {
                effect.changes.push(FieldChange::new(id, "price", Some(&price), Some(&then)));
            }
        }
        Ok(Ok(effect))
    }

    async fn execute(&self, change: &mut change::Change, _: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        let today = business_day(change.at());
        let (offers, ready) = self.ready(change, today).await?;
        let after: Vec<Due> = ready.iter().map(Ready::after).collect();
        let moved: Vec<Moved<'_>> = ready
            .iter()
            .zip(&after)
            .map(|(one, after)| Moved { id: one.subscriber.kept.id, before: &one.before.subscription, after, since: today })
            .collect();
        rows::write(change, &moved).await?;
        for (one, after) in ready.iter().zip(&after) {
            let tenant = one.subscriber.tenant();
            let (was, is) = (told(&offers, &one.before.subscription), told(&offers, &after.subscription));
            let event =
                Event::new("tenant.subscription_changed", "tenant").object(tenant.id, tenant.name).tenant(tenant.id).diff(&was, &is);
            change.record(event.reason(&order.reason)).await?;
        }
        Ok(Ok(()))
    }
}

impl MoveMany {
    async fn ready(&self, db: &mut PgConnection, today: NaiveDate) -> Result<(Offers, Vec<Ready>), sqlx::Error> {
        let offers = Offers::read(db).await?;
        let subscribers = subscriber::of(db, &self.tenants).await?;
        let (ready, _) = judge(subscribers, &offers, self.to, today);
        Ok((offers, ready))
    }
}
