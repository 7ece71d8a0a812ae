//! One tenant's subscription with everything a change has to know, and what a change of it would come to.

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::advance::{Due, Used};
use super::decided::effective;
use super::kept::Unreadable;
use super::offers::Offers;
use super::outcome::{Outcome, ending, outcome, overdue, windows};
use super::subscriber::{self, Subscriber};
use super::used::used;
use crate::areas::billing::changes::{Change, Refusal};
use crate::areas::billing::period::Period;
use crate::areas::billing::subscription::Subscription;
use crate::areas::billing::terms::Terms;
use crate::core::change;
use crate::core::ids::TenantId;
use crate::core::money::Currency;

#[derive(Clone, Debug)]
pub struct Standing {
    pub subscriber: Subscriber,
    pub offers: Offers,
    pub due: Due,
}

/// What there is: nothing that runs, a row the rules cannot read, or a subscription.
pub type Found = Option<Result<Standing, Unreadable>>;

pub async fn find(db: &mut PgConnection, tenant: TenantId) -> Result<Found, sqlx::Error> {
    let subscriber = subscriber::find(db, tenant).await?;
    with_offers(db, subscriber).await
}

/// The same, held until the change ends.
pub async fn held(change: &mut change::Change, tenant: TenantId) -> Result<Found, sqlx::Error> {
    let subscriber = subscriber::held(change, tenant).await?;
    with_offers(change, subscriber).await
}

async fn with_offers(db: &mut PgConnection, subscriber: Option<Subscriber>) -> Result<Found, sqlx::Error> {
    let Some(subscriber) = subscriber else { return Ok(None) };
    let offers = Offers::read(db).await?;
    Ok(Some(subscriber.due(&offers).map(|due| Standing { subscriber, offers, due })))
}

impl Standing {
    pub fn subscription(&self) -> &Subscription {
        &self.due.subscription
    }

    pub fn terms(&self) -> &Terms {
        &self.due.subscription.terms
    }

    pub fn currency(&self) -> Currency {
        self.due.subscription.bill.price.currency
    }

    pub fn tenant(&self) -> TenantId {
        self.subscriber.kept.tenant_id
    }

    /// What a change would do on this day.
    pub async fn outcome(&self, db: &mut PgConnection, change: &Change, on: NaiveDate) -> Result<Result<Outcome, Refusal>, sqlx::Error> {
        let found = self.with_use(db, |usage| outcome(&self.due, change, on, usage)).await?;
        Ok(found.and_then(|outcome| if self.is_offered(&outcome) { Ok(outcome) } else { Err(Refusal::OutsideContract) }))
    }

    /// Whether what it leads to can be had on the day on which it holds. Who has a contract keeps it, whatever its days.
    fn is_offered(&self, outcome: &Outcome) -> bool {
        let version = effective(outcome).plan.version;
        version == self.terms().plan.version || self.offers.holds(version, outcome.holds_on())
    }

    /// What it would come to if it ended on this day.
    pub async fn ending(&self, db: &mut PgConnection, on: NaiveDate) -> Result<Result<Outcome, Refusal>, sqlx::Error> {
        self.with_use(db, |usage| ending(&self.due, on, usage)).await
    }

    /// What had come due by this day and was not charged yet.
    pub async fn overdue(&self, db: &mut PgConnection, on: NaiveDate) -> Result<Result<Outcome, Refusal>, sqlx::Error> {
        self.with_use(db, |usage| overdue(&self.due, on, usage)).await
    }

    /// Asks once to see which months of use have to be known, and again when they are.
    async fn with_use(
        &self,
        db: &mut PgConnection,
        outcome: impl Fn(Used<'_>) -> Result<Outcome, Refusal>,
    ) -> Result<Result<Outcome, Refusal>, sqlx::Error> {
        let months = match windows(&outcome) {
            Ok(months) => months,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let asked: Vec<(TenantId, Period)> = months.into_iter().map(|month| (self.tenant(), month)).collect();
        let known = used(db, &asked).await?;
        let counted = known.counted(self.tenant());
        Ok(outcome(&|month| known.of(self.tenant(), month)).map(|outcome| Outcome { counted, ..outcome }))
    }
}
