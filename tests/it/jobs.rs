//! The queue: what is enqueued runs once, and what fails, hangs, dies or is stopped leaves a record.

mod fates;
mod pages;
mod queue;
mod schedules;

use std::sync::Arc;
use std::time::Duration;

use hq_console::core::ids::{JobId, TenantId};
use hq_console::core::jobs::{Backoff, Catalogue, Interrupted, Job, Order, Priority, Run, Worker};
use serde::{Deserialize, Serialize};

use crate::support::Console;

/// Writes its name into a table of the test: the effect that is counted.
#[derive(Serialize, Deserialize)]
struct Note {
    name: String,
}

impl Job for Note {
    const NAME: &'static str = "test.note";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        sqlx::query("insert into notes (name) values ($1)").bind(&self.name).execute(&run.db).await?;
        Ok(())
    }
}

/// The same, urgent, and with its end in the effect's transaction.
#[derive(Serialize, Deserialize)]
struct Exactly {
    name: String,
}

impl Job for Exactly {
    const NAME: &'static str = "test.exactly";
    const PRIORITY: Priority = Priority::Urgent;

    async fn run(self, run: Run) -> anyhow::Result<()> {
        let mut tx = run.db.begin().await?;
        sqlx::query("insert into notes (name) values ($1)").bind(&self.name).execute(&mut *tx).await?;
        run.complete(&mut tx).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Does what its name says.
#[derive(Serialize, Deserialize)]
enum Trouble {
    Fail,
    Panic,
    Hang,
    LeaveWhenAsked,
    GiveWay,
}

impl Job for Trouble {
    const NAME: &'static str = "test.trouble";
    const ATTEMPTS: i16 = 2;
    const BACKOFF: Backoff = Backoff { first: Duration::from_mins(1), longest: Duration::from_hours(1) };
    const TIME_LIMIT: Duration = Duration::from_millis(200);
    const KEEP_DAYS: i16 = 3;

    async fn run(self, run: Run) -> anyhow::Result<()> {
        match self {
            Self::Fail => anyhow::bail!("the tub is full"),
            Self::Panic => panic!("the drum fell off"),
            Self::Hang => std::future::pending().await,
            Self::LeaveWhenAsked => {
                run.stopping.cancelled().await;
                Err(Interrupted.into())
            }
            Self::GiveWay => Err(Interrupted.into()),
        }
    }
}

/// One at a time for a tenant: two at once would be seen in the table.
#[derive(Serialize, Deserialize)]
struct Alone {
    tenant: TenantId,
}

impl Job for Alone {
    const NAME: &'static str = "test.alone";
    const PER_TENANT: Option<i16> = Some(1);

    async fn run(self, run: Run) -> anyhow::Result<()> {
        sqlx::query("insert into busy (tenant_id) values ($1)").bind(self.tenant.0).execute(&run.db).await?;
        // Long enough for another worker to come by.
        for _ in 0..10 {
            sqlx::query("select 1").execute(&run.db).await?;
        }
        sqlx::query("delete from busy where tenant_id = $1").bind(self.tenant.0).execute(&run.db).await?;
        sqlx::query("insert into notes (name) values ($1)").bind(self.tenant.to_string()).execute(&run.db).await?;
        Ok(())
    }
}

fn catalogue() -> Catalogue {
    Catalogue::default().with::<Note>().with::<Exactly>().with::<Trouble>().with::<Alone>()
}

async fn start() -> Console {
    ready(Console::start().await).await
}

async fn start_with_tenants() -> Console {
    ready(Console::with_tenants(12).await).await
}

/// With the tables the test's jobs write to.
async fn ready(console: Console) -> Console {
    sqlx::raw_sql("create table notes (name text); create table busy (tenant_id uuid primary key); grant all on notes, busy to public")
        .execute(&console.db)
        .await
        .unwrap();
    console
}

fn worker(console: &Console) -> Arc<Worker> {
    Worker::new(Arc::new(catalogue()), console.services.clone())
}

/// Everything that is due, run by one worker.
async fn work(console: &Console) {
    worker(console).run_due().await.unwrap();
}

async fn send(console: &Console, job: &impl Job) -> JobId {
    Order::of(job).unwrap().send(&mut console.db.acquire().await.unwrap()).await.unwrap()
}

fn note(name: &str) -> Note {
    Note { name: name.to_owned() }
}

async fn notes(console: &Console) -> Vec<String> {
    sqlx::query_scalar("select name from notes").fetch_all(&console.db).await.unwrap()
}

/// State, attempts begun, and the last error.
async fn fate(console: &Console, job: JobId) -> (String, i16, Option<String>) {
    sqlx::query_as("select state, attempts, last_error from sys_jobs where id = $1").bind(job.0).fetch_one(&console.db).await.unwrap()
}

async fn outcomes(console: &Console, job: JobId) -> Vec<String> {
    sqlx::query_scalar("select outcome from sys_job_attempts where job_id = $1 order by id")
        .bind(job.0)
        .fetch_all(&console.db)
        .await
        .unwrap()
}

/// As if the pauses between attempts were over.
async fn db_make_due(console: &Console) {
    sqlx::query("update sys_jobs set run_at = now() where state = 'waiting'").execute(&console.db).await.unwrap();
}
