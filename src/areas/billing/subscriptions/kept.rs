//! A subscription's row, read as the rules have it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::offers::Offers;
use crate::areas::billing::discount::Discount;
use crate::areas::billing::period::{Anchor, Cycle, Period};
use crate::areas::billing::proration::PeriodBill;
use crate::areas::billing::subscription::{Scheduled, Status, Subscription};
use crate::areas::billing::terms::{AddOn, Terms};
use crate::core::clock::business_day;
use crate::core::ids::{PlanVersionId, TenantId};

use crate::core::money::{Currency, Money};

/// What stands in the way of charging a subscription at all: its row says something the rules do not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the subscription cannot be read: {0}")]
pub struct Unreadable(pub &'static str);

/// `sys_tenant_subscriptions`, as far as it is charged by.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Kept {
    pub id: Uuid,
    pub tenant_id: TenantId,
    pub plan_version_id: PlanVersionId,
    pub cycle: String,
    pub status: String,
    pub period_start: NaiveDate,
    pub period_end: NaiveDate,
    pub anchor_day: i16,
    pub started_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    pub cancels_on: Option<NaiveDate>,
    pub currency: String,
    pub price_override_minor: Option<i64>,
    /// As they are kept: what one row says wrongly must not keep the others from being read.
    pub add_ons: Value,
    pub discount: Option<Value>,
    pub scheduled: Option<Value>,
    pub setup_due: bool,
    pub whole_days: i32,
    pub base_minor: i64,
    pub price_minor: i64,
    pub moved: i64,
    pub vat_basis_points: i32,
    pub due_on: Option<NaiveDate>,
}

/// The columns of [`Kept`] in a query where the subscription is `s`.
pub const COLUMNS: &str = "s.id, s.tenant_id, s.plan_version_id, s.cycle, s.status, s.period_start, s.period_end, s.anchor_day, s.started_at, \
     s.ended_at, s.cancels_on, s.currency, s.price_override_minor, s.add_ons, s.discount, s.scheduled, s.whole_days, s.base_minor, \
     s.price_minor, s.moved, s.vat_basis_points, s.due_on, s.setup_due";

fn read<T: DeserializeOwned>(value: &Value, what: &'static str) -> Result<T, Unreadable> {
    T::deserialize(value).map_err(|_| Unreadable(what))
}

impl Kept {
    pub fn currency(&self) -> Result<Currency, Unreadable> {
        Currency::parse(&self.currency).map_err(|_| Unreadable("currency"))
    }

    pub fn subscription(&self, offers: &Offers) -> Result<Subscription, Unreadable> {
        let currency = self.currency()?;
        let cycle = Cycle::from_code(&self.cycle).ok_or(Unreadable("cycle"))?;
        let anchor = u8::try_from(self.anchor_day).ok().and_then(|day| Anchor::try_from(day).ok()).ok_or(Unreadable("anchor"))?;
        let money = |minor| Money::new(minor, currency);
        let bill = PeriodBill {
            period: Period { starts: self.period_start, ends: self.period_end },
            whole_days: i64::from(self.whole_days),
            base: money(self.base_minor),
            price: money(self.price_minor),
            moved: self.moved,
            vat_basis_points: u16::try_from(self.vat_basis_points).map_err(|_| Unreadable("rate"))?,
        };
        let terms = Terms {
            plan: offers.offer(self.plan_version_id, cycle, currency).ok_or(Unreadable("plan"))?,
            cycle,
            anchor,
            price_override: self.price_override_minor.map(money),
            add_ons: read::<Vec<AddOn>>(&self.add_ons, "add-ons")?,
            discount: self.discount.as_ref().map(|discount| read::<Discount>(discount, "discount")).transpose()?,
        };
        Ok(Subscription {
            status: Status::from_code(&self.status).ok_or(Unreadable("status"))?,
            terms,
            bill,
            scheduled: self.scheduled.as_ref().map(|scheduled| read::<Scheduled>(scheduled, "schedule")).transpose()?,
            ends_with_period: self.cancels_on.is_some_and(|day| day <= self.period_end),
            started_on: business_day(self.started_at),
            ended_on: self.ended_at.map(business_day),
        })
    }
}
