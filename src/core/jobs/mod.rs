//! Background work on a queue in Postgres. A job is enqueued in the transaction that causes it, run by one worker at a time, tried again
//! until it succeeds or its attempts are used up, and stays as a record after its end.

mod attempt;
mod calendar;
pub mod health;
mod kind;
mod operate;
mod queue;
mod schedule;
mod worker;

use std::fmt::Debug;
use std::future::Future;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;

use super::change::{Actor, Change, Origin};
use super::clock::Clock;
use super::ids::JobId;
use super::mail::{Attachments, Mailer};
use super::secrets::Secrets;

pub use calendar::{forget_firings, settle_schedules, switch_schedule};
pub use kind::{Backoff, Catalogue, Kind, Priority};
pub use operate::{Cancelled, cancel, forget_ended, retry};
pub use queue::{DEAD_AFTER, Order};
pub use schedule::{Every, Misfire, Overlap, Schedule};
pub use worker::Worker;

/// What a job may use.
#[derive(Clone)]
pub struct Services {
    pub db: PgPool,
    pub clock: Clock,
    pub secrets: Arc<Secrets>,
    pub mailer: Arc<Mailer>,
    /// Who makes the files that mails carry.
    pub attachments: Attachments,
    /// Where the console is reached, for links in mails.
    pub base_url: String,
    /// Cancelled when the process is asked to stop, and for a single run also when a person cancels its job: long jobs leave at their
    /// next safe point.
    pub stopping: CancellationToken,
}

impl Debug for Services {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Services")
    }
}

/// A piece of background work. The payload is what is stored: keep it small, refer to rows by id.
/// `run` must be idempotent: a job whose worker died is run again.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// `<what>.<verb>`: a stable name.
    const NAME: &'static str;
    /// Of the payload's shape: raise it when old payloads can no longer be read.
    const VERSION: i16 = 1;
    const PRIORITY: Priority = Priority::Normal;
    /// How often it is begun before it is given up.
    const ATTEMPTS: i16 = 10;
    const BACKOFF: Backoff = Backoff::DEFAULT;
    /// An attempt that takes longer is ended.
    const TIME_LIMIT: Duration = Duration::from_mins(30);
    /// How many of one tenant's jobs of this kind run at once; `None` for as many as there is room.
    const PER_TENANT: Option<i16> = None;
    /// For how many days the record of one that succeeded is kept (decision 28).
    const KEEP_DAYS: i16 = 30;

    fn run(self, run: Run) -> impl Future<Output = anyhow::Result<()>> + Send;
}

/// One attempt at a job: what it may use, and what it can tell.
#[derive(Clone)]
pub struct Run {
    services: Services,
    job: JobId,
    attempt: i16,
    worker: uuid::Uuid,
}

impl Deref for Run {
    type Target = Services;
    fn deref(&self) -> &Services {
        &self.services
    }
}

impl Run {
    /// An attempt outside of the queue: by a command, or a test.
    pub fn alone(services: Services) -> Self {
        let (job, worker) = (JobId(services.clock.new_id()), uuid::Uuid::nil());
        Self { services, job, attempt: 1, worker }
    }

    /// Who a change made by this attempt is by. The job stands where a page's change has its request, so that everything one job did
    /// is found together.
    pub fn origin(&self) -> Origin {
        Origin { request_id: Some(self.job.0), ..Origin::of(Actor::System) }
    }

    pub async fn change(&self) -> Result<Change, sqlx::Error> {
        Change::begin(&self.services.db, &self.services.clock, self.origin()).await
    }

    /// Tells how far the work is, for the job's page.
    pub async fn progress(&self, done: i64, total: Option<i64>) -> Result<(), sqlx::Error> {
        queue::note_progress(&self.services.db, self.job, self.worker, self.attempt, done, total).await
    }

    /// Ends the job in the caller's transaction, so that its effect and its end are one: neither is there without the other, however
    /// often it is begun. Fails when the job was given to somebody else meanwhile; the caller's transaction must then not commit.
    pub async fn complete(&self, db: &mut PgConnection) -> anyhow::Result<()> {
        let ended = queue::succeed(db, self.worker, &[(self.job, self.attempt, self.services.clock.now())]).await?;
        anyhow::ensure!(ended == 1, "the job was taken from this worker");
        Ok(())
    }
}

/// What an attempt ends with that was asked to stop before it was done: the job waits again, and the attempt does not count.
#[derive(Debug, thiserror::Error)]
#[error("the work was interrupted and is taken up again")]
pub struct Interrupted;

/// Enqueues a job in the caller's transaction. With a `key`, a job of that key that still waits is replaced instead of doubled.
pub async fn enqueue<J: Job>(db: &mut PgConnection, job: &J, key: Option<&str>) -> Result<JobId, sqlx::Error> {
    let order = Order::of(job)?;
    match key {
        Some(key) => order.key(key),
        None => order,
    }
    .send(db)
    .await
}
