//! One run of the mirror: look what is there, read every tenant, their figures, and compare. A run that ends half-way changed nothing that
//! the next one does not put right: what is linked stays, and the list of differences is only renewed by a whole pass.

use std::sync::Mutex;

use chrono::{DateTime, Duration, Utc};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::mirror::metrics::{self, Gauge};
use super::mirror::{self, branches, drift, tenants, users};
use super::runs::{self, Tally};
use super::source::catalogue::{BRANCHES, USERS};
use super::source::{Link, Source, Trouble};
use crate::core::clock::Clock;

/// More tenants than these at fault are no tenants' fault.
const MOST_FAILURES: u64 = 50;

/// What a run works with.
#[derive(Clone, Debug)]
pub struct Means {
    pub db: PgPool,
    pub clock: Clock,
    pub link: Link,
    pub stopping: CancellationToken,
}

/// Runs what was asked for, and the hour's run when it is due. `None` when there was nothing to do or another worker does it.
pub async fn turn(means: &Means) -> anyhow::Result<Option<Uuid>> {
    let now = means.clock.now();
    let mut db = means.db.acquire().await?;
    runs::bury(&mut db, now).await?;
    runs::schedule(&mut db, means.clock.new_id(), now).await?;
    let Some(run) = runs::claim(&mut db, now).await? else { return Ok(None) };
    drop(db);
    let tally = Mutex::new(Tally::default());
    let outcome = read_all(means, run, &tally).await;
    let tally = tally.into_inner().unwrap_or_default();
    let trouble = match &outcome {
        Ok(()) => None,
        Err(error) => Some(error.downcast_ref::<Trouble>().cloned().unwrap_or_else(|| Trouble::Other(format!("{error:#}")))),
    };
    runs::end(&mut *means.db.acquire().await?, run, &tally, trouble.as_ref(), means.clock.now()).await?;
    match trouble {
        None => tracing::info!(tenants = tally.tenants, days = tally.days, drifts = tally.drifts, "read the product"),
        Some(trouble) => tracing::warn!(error = %trouble, "the product could not be read"),
    }
    Ok(Some(run))
}

async fn read_all(means: &Means, run: Uuid, tally: &Mutex<Tally>) -> anyhow::Result<()> {
    let (db, clock) = (&means.db, &means.clock);
    let began = clock.now();
    let probe = means.link.probe(clock).await?;
    runs::found(&mut *db.acquire().await?, run, &probe).await?;
    let mut source = means.link.read(clock).await?;
    let mut note = |change: &dyn Fn(&mut Tally)| {
        if let Ok(mut tally) = tally.lock() {
            change(&mut tally);
        }
    };
    let mut missing = source.catalogue.missing();
    let zones = metrics::zones(&mut source).await?;
    // Files can be many, and the one pass over them too long for a statement: then they are not counted.
    let storage = match mirror::storage(&mut source).await {
        Err(trouble) if trouble.is_gone() => return Err(trouble.into()),
        Err(trouble) => {
            tracing::warn!(error = %trouble, "the product's files could not be counted");
            missing.push("storage.objects".to_owned());
            None
        }
        Ok(storage) => storage,
    };
    note(&|tally| tally.missing.clone_from(&missing));
    let limits = drift::limits(&mut source).await?;
    let mut after = None;
    loop {
        if means.stopping.is_cancelled() {
            return Err(Trouble::Unreachable("the console was stopped".to_owned()).into());
        }
        let said = tenants::read(&mut source, after).await?;
        let Some(last) = said.last().map(|one| one.id) else { break };
        after = Some(last);
        batch(means, &mut source, &said, &Gauge { db, clock, zones: &zones, storage: storage.as_ref() }, began, &mut note).await?;
        let reached = tally.lock().map(|tally| tally.clone()).unwrap_or_default();
        runs::beat(&mut *db.acquire().await?, run, &reached, clock.now()).await?;
        if reached.failures > MOST_FAILURES {
            return Err(Trouble::Slow(format!("the figures of {} tenants could not be read", reached.failures)).into());
        }
    }
    source.close().await;
    let mut tx = db.begin().await?;
    // An emptied or exchanged database is not a product without customers.
    if after.is_none() && tenants::any(&mut tx).await? {
        return Err(Trouble::Empty.into());
    }
    tenants::forget(&mut tx, began).await?;
    let drifts = drift::compare(&mut tx, limits.as_deref(), clock.now()).await?;
    tx.commit().await?;
    note(&|tally| tally.drifts = drifts);
    Ok(())
}

/// A thousand tenants: themselves, their branches and people in one transaction, their figures after it.
async fn batch(
    means: &Means,
    source: &mut Source,
    said: &[tenants::Said],
    gauge: &Gauge<'_>,
    began: DateTime<Utc>,
    note: &mut impl FnMut(&dyn Fn(&mut Tally)),
) -> anyhow::Result<()> {
    let mut tx = means.db.begin().await?;
    let linked = tenants::keep(&mut tx, said, began).await?;
    tx.commit().await?;
    let branches = if source.catalogue.offers(BRANCHES) { Some(branches::read(source, &linked).await?) } else { None };
    let users = if source.catalogue.offers(USERS) { Some(users::read(source, &linked).await?) } else { None };
    let mut tx = means.db.begin().await?;
    if let Some(branches) = &branches {
        branches::keep(&mut tx, &means.clock, &linked, branches, began).await?;
    }
    if let Some(users) = &users {
        users::keep(&mut tx, &linked, users).await?;
    }
    tx.commit().await?;
    let measured = gauge.measure(source, &linked).await?;
    note(&|tally| {
        tally.tenants += said.len() as u64;
        tally.branches += branches.as_ref().map_or(0, Vec::len) as u64;
        tally.users += users.as_ref().map_or(0, Vec::len) as u64;
        tally.days += measured.days;
        tally.failures += measured.failures;
    });
    Ok(())
}

/// When a run that stands still is given up: no statement takes that long.
pub(super) const LOST_AFTER: Duration = Duration::minutes(10);
