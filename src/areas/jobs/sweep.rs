//! Takes away the records of jobs nobody asks for any more.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::areas;
use crate::core::jobs::{self, Job, Run};

/// Choices somebody looked at and did not confirm.
const CHOICES_KEPT: Duration = Duration::days(1);
/// What became of many is kept as long as what was given up.
const ACTS_KEPT: Duration = Duration::days(90);

#[derive(Serialize, Deserialize)]
pub struct SweepJobs {}

impl Job for SweepJobs {
    const NAME: &'static str = "jobs.sweep";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        let now = run.clock.now();
        let ended = jobs::forget_ended(&run.db, &areas::jobs(), now).await?;
        let firings = jobs::forget_firings(&mut *run.db.acquire().await?, now).await?;
        let acts = sqlx::query!(
            "delete from sys_job_acts where created_at < $1 or (confirmed_at is null and created_at < $2)",
            now - ACTS_KEPT,
            now - CHOICES_KEPT
        );
        let acts = acts.execute(&run.db).await?.rows_affected();
        tracing::info!(ended, firings, acts, "swept the records of jobs");
        Ok(())
    }
}
