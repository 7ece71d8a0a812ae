//! Closes what nobody decided in time.

use serde::{Deserialize, Serialize};

use super::queries;
use crate::core::approvals::{Means, expire};
use crate::core::jobs::{Job, Run};

/// Runs every hour. A request past its time counts as closed before that: this writes it down and tells who asked.
#[derive(Serialize, Deserialize)]
pub struct Expire {}

impl Job for Expire {
    const NAME: &'static str = "approvals.expire";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        let due = queries::overdue(&mut *run.db.acquire().await?, run.clock.now()).await?;
        for id in due {
            let mut change = run.change().await?;
            if expire(&mut change, Means { secrets: &run.secrets, base_url: &run.base_url }, id).await? {
                change.commit().await?;
            }
        }
        Ok(())
    }
}
