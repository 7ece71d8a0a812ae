//! Moving those who subscribed to a version of a plan to the one on offer, each from the end of their own period.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;

use super::advance::Due;
use super::commands::told;
use super::exceeding;
use super::offers::Offers;
use super::outcome::within_reason;
use super::refusals::refusal_key;
use super::rows::{self, Moved};
use super::subscriber::{self, Subscriber};
use crate::areas::billing::changes::{self, Change, Effect as Changed};
use crate::areas::billing::overage::{Limits, Measure};
use crate::areas::billing::terms::PlanOffer;
use crate::areas::tenants::lifecycle;
use crate::core::approvals::{Command, Effect, FieldChange, Means, Order, subject_of_many};
use crate::core::change::{self, Event};
use crate::core::clock::business_day;
use crate::core::ids::{PlanVersionId, TenantId};
use crate::core::lang::{Digits, Format, Lang};
use crate::core::mail::{self, Mail};
use crate::core::permission::Permission;
use crate::core::secrets::Secrets;

/// So many at most are moved at once.
pub const MOST: usize = 500;
/// So many are read at a time.
const READ: i64 = 1_000;

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

/// Those of a version that can be moved, as many as are at once, and those that cannot; by the codes of their tenants.
pub async fn find(
    db: &mut PgConnection,
    from: PlanVersionId,
    to: PlanVersionId,
    today: NaiveDate,
) -> Result<(Vec<Ready>, Vec<Kept>), sqlx::Error> {
    let offers = Offers::read(db).await?;
    let (mut ready, mut kept, mut after) = (Vec::new(), Vec::new(), String::new());
    loop {
        let next = subscriber::settled_on(db, from, &after, READ).await?;
        let Some(last) = next.last() else { break };
        after = last.tenant().code;
        let (movable, others) = judge(next, &offers, to, today);
        ready.extend(movable);
        kept.extend(others);
        if ready.len() >= MOST {
            ready.truncate(MOST);
            break;
        }
    }
    Ok((ready, kept))
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
    let plan = offers.offer(to, terms.cycle, currency).ok_or("subscription-error-plan")?;
    if offers.is_contract(terms.plan.version) {
        return Err("moving-error-contract");
    }
    // Another may have been published while the request waited.
    if offers.on_offer(&terms.plan.code) != Some(to) {
        return Err("moving-error-superseded");
    }
    // Nothing is charged today, so that today's rate is never asked for.
    let effect = changes::apply(&before.subscription, &Change::Move { plan }, today, 0).map_err(refusal_key)?;
    within_reason(&effect.after, before.subscription.bill.vat_basis_points).map_err(|error| refusal_key(error.into()))?;
    Ok((before, effect))
}

impl Ready {
    /// What a period costs, now and then.
    pub fn prices(&self) -> Option<(String, String)> {
        let then = &self.effect.after.scheduled.as_ref()?.terms;
        Some((self.before.subscription.terms.base().ok()?.to_string(), then.base().ok()?.to_string()))
    }

    /// The first day of the new version.
    pub fn moves_on(&self) -> NaiveDate {
        self.before.subscription.bill.period.ends
    }

    /// Its limits before and after.
    pub(super) fn limited(&self) -> Option<(TenantId, Limits, Limits)> {
        let after = self.effect.after.scheduled.as_ref()?.terms.plan.limits;
        Some((self.subscriber.kept.tenant_id, self.before.subscription.terms.plan.limits, after))
    }

    /// What differs of what the plan allows, and of what one more costs: `500 + OMR 0.100` are five hundred, and a tenth of a rial above.
    fn limits(&self) -> Vec<(&'static str, String, String)> {
        let Some(then) = &self.effect.after.scheduled else { return Vec::new() };
        let told = |plan: &PlanOffer, measure: Measure| {
            let limit = plan.limits.of(measure).map_or_else(|| "∞".to_owned(), |limit| limit.to_string());
            plan.overage.of(measure).map_or_else(|| limit.clone(), |price| format!("{limit} + {price}"))
        };
        let (before, after) = (&self.before.subscription.terms.plan, &then.terms.plan);
        let each = Measure::ALL.into_iter().map(|measure| (measure.field(), told(before, measure), told(after, measure)));
        each.filter(|(_, before, after)| before != after).collect()
    }

    fn after(&self) -> Due {
        Due { subscription: self.effect.after.clone(), ..self.before.clone() }
    }
}

impl Command for MoveMany {
    const NAME: &'static str = "tenants.move";
    const PERMISSION: Permission = Permission::BillingSubscriptions;

    fn subject(&self) -> String {
        subject_of_many(&self.tenants, &[&self.to.to_string()])
    }

    async fn lock(&self, change: &mut change::Change) -> Result<(), sqlx::Error> {
        let held = sqlx::query!(
            "select code from sys_plans where code = (select plan_code from sys_plan_versions where id = $1) for share",
            self.to.0
        );
        held.fetch_optional(&mut **change).await?;
        subscriber::hold(change, &self.tenants).await
    }

    /// Those that cannot be moved (any more) are not touched; when none can, there is nothing to do.
    async fn preview(&self, db: &mut PgConnection, at: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let (offers, ready) = self.ready(db, business_day(at)).await?;
        if ready.is_empty() {
            return Ok(Err("moving-error-none"));
        }
        let ids: Vec<TenantId> = ready.iter().map(|one| one.subscriber.kept.tenant_id).collect();
        let limited: Vec<_> = ready.iter().filter_map(Ready::limited).collect();
        let mut effect = Effect { around: exceeding::around(db, business_day(at), &limited).await?, ..Effect::default() };
        for standing in lifecycle::queries::standings(db, &ids).await? {
            standing.touch(&mut effect);
        }
        for one in &ready {
            let version = |id| format!("{} {}", offers.name(id, Lang::En), offers.number(id));
            let (id, was) = (one.subscriber.kept.tenant_id, one.before.subscription.terms.plan.version);
            let (price, then) = one.prices().unwrap_or_default();
            effect.changes.push(FieldChange::new(id, "plan", Some(&version(was)), Some(&version(self.to))));
            // Who has been renewed while it was decided would move a whole period later.
            let starts = one.moves_on().to_string();
            effect.changes.push(FieldChange::new(id, "effective_on", None, Some(&starts)));
            if price != then {
                effect.changes.push(FieldChange::new(id, "price", Some(&price), Some(&then)));
            }
            for (field, before, after) in one.limits() {
                effect.changes.push(FieldChange::new(id, field, Some(&before), Some(&after)));
            }
        }
        Ok(Ok(effect))
    }

    async fn execute(&self, change: &mut change::Change, means: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
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
            let (was, mut is) = (told(&offers, &one.before.subscription), told(&offers, &after.subscription));
            is["mail"] = json!(tell(change, means.secrets, &offers, one).await?);
            let event =
                Event::new("tenant.subscription_changed", "tenant").object(tenant.id, tenant.name).tenant(tenant.id).diff(&was, &is);
            change.record(event.reason(&order.reason)).await?;
        }
        Ok(Ok(()))
    }
}

/// Tells a tenant from when their plan is another version of itself, and what it costs then; gives the address.
async fn tell(change: &mut change::Change, secrets: &Secrets, offers: &Offers, one: &Ready) -> Result<Option<String>, sqlx::Error> {
    let (Some(buyer), Some((price, then))) = (one.subscriber.buyer(), one.prices()) else { return Ok(None) };
    let lang = Lang::from_code(&buyer.language).unwrap_or(Lang::En);
    let format = Format { lang, digits: Digits::default() };
    let version = one.before.subscription.terms.plan.version;
    let mail = Mail::new("version-moved", &buyer.email, lang)
        .tenant(buyer.id)
        .text("tenant", if lang == Lang::Ar { buyer.name2.as_ref().unwrap_or(&buyer.name) } else { &buyer.name })
        .text("plan", offers.name(version, lang))
        .text("day", format.date(one.moves_on()))
        .text("price", price)
        .text("then", then);
    let clock = change.clock().clone();
    mail::queue(change, &clock, secrets, &mail).await?;
    Ok(Some(buyer.email))
}

impl MoveMany {
    async fn ready(&self, db: &mut PgConnection, today: NaiveDate) -> Result<(Offers, Vec<Ready>), sqlx::Error> {
        let offers = Offers::read(db).await?;
        let subscribers = subscriber::of(db, &self.tenants).await?;
        let (ready, _) = judge(subscribers, &offers, self.to, today);
        Ok((offers, ready))
    }
}
