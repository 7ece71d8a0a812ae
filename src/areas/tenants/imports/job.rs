//! The work behind an import: step after step until it is done, stopped or the process is to end. Nothing is kept in memory
//! between steps, so whoever takes the work up goes on with the rows that are left.

use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;

use super::commands::{self, Step};
use super::model::Import;
use super::queries;
use crate::areas::tenants::commands::is_deadlock;
use crate::core::change::{Change, CommitError, Origin};
use crate::core::clock::Clock;
use crate::core::ids::ImportId;
use crate::core::jobs::{self, Interrupted, Job, Run, Services};

/// Lets an import's ready rows into the register.
#[derive(Serialize, Deserialize)]
pub struct RunImport {
    import: ImportId,
}

/// Takes back what an import brought in.
#[derive(Serialize, Deserialize)]
pub struct UndoImport {
    import: ImportId,
}

/// One job an import and kind waits at most.
fn key(name: &str, import: ImportId) -> String {
    format!("{name} {import}")
}

pub async fn enqueue_run(db: &mut PgConnection, import: ImportId) -> Result<(), sqlx::Error> {
    jobs::enqueue(db, &RunImport { import }, Some(&key(RunImport::NAME, import))).await.map(drop)
}

pub async fn enqueue_undo(db: &mut PgConnection, import: ImportId) -> Result<(), sqlx::Error> {
    jobs::enqueue(db, &UndoImport { import }, Some(&key(UndoImport::NAME, import))).await.map(drop)
}

impl Job for RunImport {
    const NAME: &'static str = "import.run";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        let ended = work(&run.db, &run.clock, self.import, Work::BringIn, &run.stopping, &mut |_| {}).await;
        settle(&run, self.import, ended).await
    }
}

impl Job for UndoImport {
    const NAME: &'static str = "import.undo";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        let ended = work(&run.db, &run.clock, self.import, Work::TakeBack, &run.stopping, &mut |_| {}).await;
        settle(&run, self.import, ended).await
    }
}

/// A failed attempt is repeated by the queue; meanwhile the page says so.
async fn settle(services: &Services, import: ImportId, ended: Result<Ended, CommitError>) -> anyhow::Result<()> {
    if ended.is_err() {
        let at = services.clock.now();
        let noted = sqlx::query!("update sys_imports set troubled_at = $2 where id = $1", import.0, at).execute(&services.db).await;
        if let Err(error) = noted {
            tracing::warn!(%error, "that an import is in trouble could not be noted");
        }
    }
    match ended? {
        Ended::Over => Ok(()),
        Ended::Interrupted => Err(Interrupted.into()),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    BringIn,
    TakeBack,
}

/// Why the steps came to an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Nothing is left to do, or a person stopped it.
    Over,
    /// The process is to stop; rows are left.
    Interrupted,
}

/// How often a step that was chosen to give way begins anew.
const ATTEMPTS: u32 = 5;

/// Takes steps until there are none left. `told` hears of the import before each. Every step leaves whole rows only.
pub async fn work(
    db: &PgPool,
    clock: &Clock,
    id: ImportId,
    work: Work,
    stopping: &CancellationToken,
    told: &mut (dyn FnMut(&Import) + Send),
) -> Result<Ended, CommitError> {
    let mut deadlocks = 0;
    loop {
        let Some(import) = queries::find(&mut *db.acquire().await?, id).await? else { return Ok(Ended::Over) };
        told(&import);
        if stopping.is_cancelled() {
            return Ok(Ended::Interrupted);
        }
        let change = Change::begin(db, clock, Origin::of(import.worker())).await?;
        let step = match work {
            Work::BringIn => commands::bring_in(change, id).await,
            Work::TakeBack => commands::take_back(change, id).await,
        };
        match step {
            Ok(Step::More) => deadlocks = 0,
            Ok(Step::Finished | Step::Idle) => return Ok(Ended::Over),
            Err(CommitError::Database(error)) if deadlocks < ATTEMPTS && is_deadlock(&error) => deadlocks += 1,
            Err(error) => return Err(error),
        }
    }
}
