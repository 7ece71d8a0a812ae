//! Background work. The only module that knows the queue: a job is enqueued in the transaction that causes it and run
//! by a worker, again and again until it succeeds or its attempts are used up.

use std::fmt::Debug;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use graphile_worker::{Cron, IntoTaskHandlerResult, TaskHandler, Worker, WorkerContext, WorkerOptions, WorkerRecoveryConfig};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;

use super::clock::Clock;
use super::mail::Mailer;
use super::secrets::Secrets;

/// What a job may use.
#[derive(Clone)]
pub struct Services {
    pub db: PgPool,
    pub clock: Clock,
    pub secrets: Arc<Secrets>,
    pub mailer: Arc<Mailer>,
    /// Where the console is reached, for links in mails.
    pub base_url: String,
    /// Cancelled when the process is asked to stop: long jobs leave at their next safe point and are resumed later.
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
    const NAME: &'static str;
    fn run(self, services: Services) -> impl Future<Output = anyhow::Result<()>> + Send;
}

/// Enqueues a job in the caller's transaction. With a `key`, a job of that key that still waits is replaced instead of doubled.
pub async fn enqueue<J: Job>(db: &mut PgConnection, job: &J, key: Option<&str>) -> Result<(), sqlx::Error> {
    let payload = serde_json::to_value(job).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query("select graphile_worker.add_job(identifier => $1, payload => $2::jsonb::json, job_key => $3)")
        .bind(J::NAME)
        .bind(payload)
        .bind(key)
        .execute(db)
        .await?;
    Ok(())
}

#[derive(Serialize, Deserialize)]
#[serde(transparent, bound = "J: Job")]
struct Task<J>(J);

impl<J: Job> TaskHandler for Task<J> {
    const IDENTIFIER: &'static str = J::NAME;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let services = context.get_ext::<Services>().cloned().ok_or_else(|| "the worker was started without services".to_owned())?;
        self.0.run(services).await.map_err(|error| {
            // The chain of causes, and nothing of the payload: it may name people.
            let text = format!("{error:#}");
            tracing::warn!(job = J::NAME, error = %text, "a job failed and will be tried again");
            text
        })
    }
}

/// Collects the jobs of every area before the worker starts.
pub struct Registry {
    options: WorkerOptions,
}

impl Registry {
    pub fn new(services: &Services) -> Self {
        let stopping = services.stopping.clone();
        let options = WorkerOptions::default()
            .pg_pool(services.db.clone())
            .concurrency(2)
            .poll_interval(Duration::from_secs(2))
            .listen_os_shutdown_signals(false)
            .shutdown_signal(async move { stopping.cancelled().await })
            .worker_recovery(
                WorkerRecoveryConfig::default()
                    .enabled(true)
                    .heartbeat_interval(Duration::from_secs(5))
                    .sweep_interval(Duration::from_secs(10))
                    .sweep_threshold(Duration::from_secs(20))
                    .recovery_delay(Duration::from_secs(1)),
            )
            .add_extension(services.clone());
        Self { options }
    }

    #[must_use]
    pub fn with<J: Job>(self) -> Self {
        Self { options: self.options.define_job::<Task<J>>() }
    }

    /// A job that also runs by itself, every hour at this minute.
    pub fn hourly<J: Job>(self, minute: u32) -> anyhow::Result<Self> {
        let cron = Cron::hourly_at::<Task<J>>(minute)?;
        Ok(Self { options: self.with::<J>().options.with_cron(cron) })
    }

    /// Installs the queue's own schema and readies the worker.
    pub async fn ready(self) -> anyhow::Result<Worker> {
        Ok(self.options.init().await?)
    }
}

/// Installs the queue's own schema, for commands that enqueue without running a worker.
pub async fn install(db: &PgPool) -> anyhow::Result<()> {
    WorkerOptions::default().pg_pool(db.clone()).init().await?;
    Ok(())
}
