//! The moves that need a second person, as commands.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::commands::{self, Refusal, Step, check, status_after};
use super::moves::{Access, Category, Mode, Move, When};
use super::queries::{self, Standing, Subscription};
use crate::areas::tenants::model::Stage;
use crate::core::approvals::{Command, Effect, FieldChange, Means, Order, subject_of_many};
use crate::core::change::Change;
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::permission::Permission;

/// So many tenants at most are suspended at once.
pub const MOST: usize = 500;

/// Suspends one tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspend {
    pub tenant: TenantId,
    pub mode: Mode,
    pub category: Category,
}

/// Suspends many at once. The list is the one that was looked at: what joins the filter later is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuspendMany {
    pub tenants: Vec<TenantId>,
    pub mode: Mode,
    pub category: Category,
}

/// Cancels a tenant, at once or when its period ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cancel {
    pub tenant: TenantId,
    pub when: When,
}

/// Gives a cancelled tenant up for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Churn {
    pub tenant: TenantId,
}

/// What the tenants lose and bring, before a step and after.
fn effect<'a>(standings: impl IntoIterator<Item = &'a Standing>, step: &Step, to: Access) -> Effect {
    let mut effect = Effect::default();
    let (mut branches, mut contacts) = (0, 0);
    for standing in standings {
        let id = standing.id;
        standing.touch(&mut effect);
        let stage = match step {
            Step::Suspend { .. } => "suspended",
            Step::Cancel => "cancelled",
            Step::Churn => "churned",
            Step::Activate { .. } | Step::Resume | Step::Return { .. } => "active",
        };
        let status = standing.subscription.as_ref().map(|subscription| subscription.status.as_str());
        let changes = [
            FieldChange::new(id, "stage", Some(standing.stage.code()), Some(stage)),
            FieldChange::new(id, "access", Some(standing.access().code()), Some(to.code())),
            FieldChange::new(id, "subscription", status, status_after(standing, step).or(status)),
        ];
        effect.changes.extend(changes.into_iter().filter(|change| change.before != change.after));
        if let Step::Suspend { category, .. } = step {
            effect.changes.push(FieldChange::new(id, "reason_category", None, Some(category.code())));
        }
        branches += standing.branches;
        contacts += standing.contacts;
    }
    effect.around = vec![("approvals-around-branches".to_owned(), branches), ("approvals-around-contacts".to_owned(), contacts)];
    effect
}

/// A tenant that can make the move, as things stand.
async fn ready(db: &mut PgConnection, id: TenantId, this: Move, at: DateTime<Utc>) -> Result<Result<Standing, &'static str>, sqlx::Error> {
    let Some(standing) = queries::standing(db, id).await? else { return Ok(Err("lifecycle-error-gone")) };
    // Said without the particulars: they stand on the request for long, and in two languages.
    Ok(check(&standing, this, business_day(at)).map(|()| standing).map_err(|_| "lifecycle-void-stage"))
}

/// The tenant a command is carried out on: previewed a moment ago, and held since.
async fn subject(change: &mut Change, id: TenantId) -> Result<Standing, sqlx::Error> {
    queries::standing(change, id).await?.ok_or(sqlx::Error::RowNotFound)
}

/// What every command about one tenant says of itself.
macro_rules! about_one_tenant {
    () => {
        fn subject(&self) -> String {
            self.tenant.to_string()
        }

        fn tenant(&self) -> Option<TenantId> {
            Some(self.tenant)
        }

        async fn lock(&self, change: &mut Change) -> Result<(), sqlx::Error> {
            queries::lock(change, &[self.tenant]).await
        }
    };
}

impl Command for Suspend {
    const NAME: &'static str = "tenant.suspend";
    const PERMISSION: Permission = Permission::TenantsSuspend;

    about_one_tenant!();

    async fn preview(&self, db: &mut PgConnection, at: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let step = Step::Suspend { mode: self.mode, category: self.category };
        let standing = ready(db, self.tenant, Move::Suspend, at).await?;
        Ok(standing.map(|standing| effect([&standing], &step, Access::of(Stage::Suspended, Some(self.mode)))))
    }

    async fn execute(&self, change: &mut Change, means: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        let standing = subject(change, self.tenant).await?;
        commands::take(change, means, &standing, &Step::Suspend { mode: self.mode, category: self.category }, order).await.map(Ok)
    }
}

impl Command for SuspendMany {
    const NAME: &'static str = "tenants.suspend";
    /// Many are no way around what holds for one.
    const POLICIES: &'static [&'static str] = &[Self::NAME, Suspend::NAME];
    const PERMISSION: Permission = Permission::TenantsSuspend;

    fn subject(&self) -> String {
        subject_of_many(&self.tenants, &[self.mode.code(), self.category.code()])
    }

    async fn lock(&self, change: &mut Change) -> Result<(), sqlx::Error> {
        queries::lock(change, &self.tenants).await
    }

    /// Tenants that cannot be suspended (any more) are not touched; when none can, there is nothing to do.
    async fn preview(&self, db: &mut PgConnection, at: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let today = business_day(at);
        let standings = queries::standings(db, &self.tenants).await?;
        let ready: Vec<&Standing> = standings.iter().filter(|standing| check(standing, Move::Suspend, today).is_ok()).collect();
        if ready.is_empty() {
            return Ok(Err("lifecycle-error-none-active"));
        }
        let step = Step::Suspend { mode: self.mode, category: self.category };
        Ok(Ok(effect(ready, &step, Access::of(Stage::Suspended, Some(self.mode)))))
    }

    async fn execute(&self, change: &mut Change, means: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        let today = business_day(change.at());
        let step = Step::Suspend { mode: self.mode, category: self.category };
        for standing in queries::standings(change, &self.tenants).await? {
            if check(&standing, Move::Suspend, today).is_ok() {
                commands::take(change, means, &standing, &step, order).await?;
            }
        }
        Ok(Ok(()))
    }
}

impl Command for Cancel {
    const NAME: &'static str = "tenant.cancel";
    const PERMISSION: Permission = Permission::TenantsCancel;

    about_one_tenant!();

    async fn preview(&self, db: &mut PgConnection, at: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let standing = match ready(db, self.tenant, Move::Cancel, at).await? {
            Ok(standing) => standing,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if self.when == When::Now {
            return Ok(Ok(effect([&standing], &Step::Cancel, Access::of(Stage::Cancelled, None))));
        }
        let ends_later = |subscription: &&Subscription| subscription.period_end > business_day(at);
        let Some(subscription) = standing.subscription.as_ref().filter(|_| standing.stage != Stage::Suspended).filter(ends_later) else {
            return Ok(Err(Refusal::NoPeriod.key()));
        };
        if subscription.cancels_on == Some(subscription.period_end) {
            return Ok(Err("lifecycle-error-already-set"));
        }
        // Nothing moves today; the day is what is decided.
        let mut set = effect([&standing], &Step::Cancel, Access::of(Stage::Cancelled, None));
        let day = |day: NaiveDate| day.to_string();
        let change = FieldChange::new(
            standing.id,
            "cancels_on",
            subscription.cancels_on.map(day).as_deref(),
            Some(day(subscription.period_end).as_str()),
        );
        set.changes = vec![change];
        Ok(Ok(set))
    }

    async fn execute(&self, change: &mut Change, means: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        let standing = subject(change, self.tenant).await?;
        match (self.when, standing.subscription.as_ref().map(|subscription| subscription.period_end)) {
            (When::PeriodEnd, Some(on)) => commands::schedule_cancellation(change, &standing, on, order).await.map(Ok),
            _ => commands::take(change, means, &standing, &Step::Cancel, order).await.map(Ok),
        }
    }
}

impl Command for Churn {
    const NAME: &'static str = "tenant.churn";
    const PERMISSION: Permission = Permission::TenantsCancel;

    about_one_tenant!();

    async fn preview(&self, db: &mut PgConnection, at: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let standing = ready(db, self.tenant, Move::Churn, at).await?;
        Ok(standing.map(|standing| effect([&standing], &Step::Churn, Access::of(Stage::Churned, None))))
    }

    async fn execute(&self, change: &mut Change, means: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        let standing = subject(change, self.tenant).await?;
        commands::take(change, means, &standing, &Step::Churn, order).await.map(Ok)
    }
}
