//! The work behind a run. Nothing is kept in memory between steps: whoever takes the work up goes on with what is still due.

use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;

use super::commands::{self, NoRun, STEP, Step};
use super::model::Status;
use super::queries;
use crate::areas::billing::invoices;
use crate::areas::tasks::{self, NewTask, Title};
use crate::areas::tenants::commands::is_deadlock;
use crate::areas::tenants::usage;
use crate::core::change::{Change, CommitError, Origin};
use crate::core::clock::Clock;
use crate::core::ids::BillingRunId;
use crate::core::jobs::{self, Interrupted, Job, Priority, Run};

/// Takes the steps of one run.
#[derive(Serialize, Deserialize)]
pub struct RunBilling {
    run: BillingRunId,
}

/// Queues the mails of one run.
#[derive(Serialize, Deserialize)]
pub struct MailInvoices {
    run: BillingRunId,
}

/// Begins each day's run, and goes on with one that somebody left.
#[derive(Serialize, Deserialize)]
pub struct BillDaily {}

/// Mails of one step, which is one transaction.
const MAILS: i64 = 200;

/// The task of whoever can say who sells.
const SELLER: &str = "tasks-title-billing-seller";

/// How often a step that was chosen to give way begins anew.
const ATTEMPTS: u32 = 5;

fn key(name: &str, run: BillingRunId) -> String {
    format!("{name} {run}")
}

pub(super) async fn enqueue(db: &mut PgConnection, run: BillingRunId) -> Result<(), sqlx::Error> {
    jobs::enqueue(db, &RunBilling { run }, Some(&key(RunBilling::NAME, run))).await.map(drop)
}

pub(super) async fn enqueue_mails(db: &mut PgConnection, run: BillingRunId) -> Result<(), sqlx::Error> {
    jobs::enqueue(db, &MailInvoices { run }, Some(&key(MailInvoices::NAME, run))).await.map(drop)
}

impl Job for RunBilling {
    const NAME: &'static str = "billing.run";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        match work(&run.db, &run.clock, &run.origin(), self.run, STEP, &run.stopping).await? {
            Some(status) => {
                tracing::info!(run = %self.run, status = status.code(), "a billing run is over");
                Ok(())
            }
            None => Err(Interrupted.into()),
        }
    }
}

impl Job for BillDaily {
    const NAME: &'static str = "billing.daily";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        // A month of use that ends today is charged by all that was told of it.
        usage::roll_up::roll_up(&run.db, &run.clock).await?;
        let mut change = run.change().await?;
        let to = run.clock.today();
        match commands::start(&mut change, to).await? {
            Ok(id) => {
                enqueue(&mut change, id).await?;
                change.commit().await?;
            }
            // Whoever worked on it may be gone: a job more does no harm, as steps are taken in turn.
            Err(NoRun::Open(id)) => {
                drop(change);
                enqueue(&mut *run.db.acquire().await?, id).await?;
            }
            Err(NoRun::NothingDue | NoRun::NotYet) => {}
            Err(NoRun::SellerIncomplete) => {
                tracing::warn!("subscriptions are due, but the seller is incomplete: no run was begun");
                if !tasks::is_open(&mut change, SELLER).await? {
                    let title = Title::Key(SELLER, json!({}));
                    let priority = tasks::Priority::High;
                    let task = NewTask { title, tenant: None, assignee: None, due_on: to, priority, note: None };
                    tasks::create(&mut change, &task).await?;
                    change.commit().await?;
                }
            }
        }
        Ok(())
    }
}

impl Job for MailInvoices {
    const NAME: &'static str = "billing.mails";
    const PRIORITY: Priority = Priority::Low;

    async fn run(self, run: Run) -> anyhow::Result<()> {
        loop {
            if run.stopping.is_cancelled() {
                return Err(Interrupted.into());
            }
            let mut change = run.change().await?;
            if queries::held(&mut change, self.run).await?.is_none() {
                return Ok(());
            }
            let due = queries::to_mail(&mut change, self.run, MAILS).await?;
            if due.is_empty() {
                return Ok(());
            }
            invoices::mails::send_all(&mut change, &run.secrets, &due).await?;
            sqlx::query!(
                r#"update sys_billing_runs r set mailed = r.mailed + $2, mailed_year = i.year, mailed_number = i.number
                     from sys_tenant_invoices i where r.id = $1 and i.id = $3"#,
                self.run.0,
                i64::try_from(due.len())?,
                due.last()
            )
            .execute(&mut *change)
            .await?;
            change.commit().await?;
        }
    }
}

/// Takes steps of so many subscriptions until the run is over. `None` when the process is to stop before.
pub async fn work(
    db: &PgPool,
    clock: &Clock,
    origin: &Origin,
    run: BillingRunId,
    many: i64,
    stopping: &CancellationToken,
) -> Result<Option<Status>, CommitError> {
    let mut deadlocks = 0;
    loop {
        if stopping.is_cancelled() {
            return Ok(None);
        }
        let change = Change::begin(db, clock, origin.clone()).await?;
        match commands::step(change, run, many).await {
            Ok(Step::More) => deadlocks = 0,
            Ok(Step::Over(status)) => return Ok(Some(status)),
            Err(CommitError::Database(error)) if deadlocks < ATTEMPTS && is_deadlock(&error) => deadlocks += 1,
            Err(error) => return Err(error),
        }
    }
}
