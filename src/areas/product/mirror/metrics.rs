//! What each tenant did on each of its days, counted in the product's database and kept here. What cannot be seen is not written: a zero
//! is a measurement too.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Acquire as _, PgConnection, PgPool};
use uuid::Uuid;

use super::Linked;
use super::window;
pub use super::window::Span;
use crate::areas::product::source::{Source, Trouble, within};
use crate::core::clock::Clock;

mod figures;
mod keep;

pub use figures::Figures;

/// What came of one batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Days that were new or different.
    pub days: u64,
    /// Tenants that could not be read.
    pub failures: u64,
}

/// Names of the zones the product's server knows.
pub async fn zones(source: &mut Source) -> Result<HashSet<String>, Trouble> {
    let query = sqlx::query_scalar::<_, String>("select name from pg_timezone_names").persistent(false);
    Ok(within(query.fetch_all(&mut source.connection)).await?.into_iter().collect())
}

/// Everything a batch is measured with.
pub struct Gauge<'a> {
    pub db: &'a PgPool,
    pub clock: &'a Clock,
    pub zones: &'a HashSet<String>,
    pub storage: Option<&'a HashMap<Uuid, i64>>,
}

impl Gauge<'_> {
    /// Measures a batch. A portion that cannot be read is halved until the tenants at fault stand alone; they are left out and named.
    pub async fn measure(&self, source: &mut Source, tenants: &[Linked]) -> anyhow::Result<Measured> {
        let now = self.clock.now();
        let mut done = Measured::default();
        let mut waiting = window::portions(tenants, self.zones, now);
        waiting.reverse();
        while let Some(portion) = waiting.pop() {
            match self.read(source, &portion, now).await {
                Ok(figures) => done.days += self.write(&portion, figures, now).await?,
                Err(trouble) if trouble.is_gone() => return Err(trouble.into()),
                Err(trouble) => match portion.as_slice() {
                    [] => {}
                    [one] => {
                        tracing::warn!(tenant = %one.tenant_id, error = %trouble, "a tenant's figures could not be read from the product");
                        keep::failed(&mut *self.db.acquire().await?, one.product_id, trouble.code()).await?;
                        done.failures += 1;
                    }
                    many => {
                        let (left, right) = many.split_at(many.len() / 2);
                        waiting.extend([right.to_vec(), left.to_vec()]);
                    }
                },
            }
        }
        Ok(done)
    }

    /// All figures of a portion as of one moment.
    async fn read(&self, source: &mut Source, portion: &[Span], now: DateTime<Utc>) -> Result<Figures, Trouble> {
        let catalogue = source.catalogue.clone();
        let mut tx = within(source.connection.begin()).await?;
        within(sqlx::query("set transaction isolation level repeatable read, read only").persistent(false).execute(&mut *tx)).await?;
        let figures = figures::read(&mut tx, &catalogue, portion, now, self.storage).await;
        within(tx.rollback()).await?;
        figures
    }

    async fn write(&self, portion: &[Span], figures: Figures, now: DateTime<Utc>) -> anyhow::Result<u64> {
        let Some((first, last)) = figures.bounds() else { return Ok(0) };
        let mut tx = self.db.begin().await?;
        months(&mut tx, first, last).await?;
        let days = keep::keep(&mut tx, &figures, now).await?;
        let measured: Vec<Uuid> = portion.iter().map(|span| span.product_id).collect();
        keep::measured(&mut tx, &measured, now).await?;
        tx.commit().await?;
        Ok(days)
    }
}

async fn months(db: &mut PgConnection, first: NaiveDate, last: NaiveDate) -> Result<(), sqlx::Error> {
    sqlx::query!("select sys_create_months('sys_tenant_metrics_daily', $1, $2)", first, last).fetch_one(db).await.map(drop)
}
