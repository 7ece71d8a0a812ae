//! Closes what nobody decided in time.

use serde::{Deserialize, Serialize};

use super::queries;
use crate::core::approvals::{Means, expire};
use crate::core::change::{Actor, Change, Origin};
use crate::core::jobs::{Job, Services};

/// Runs every hour. A request past its time counts as closed before that: this writes it down and tells who asked.
#[derive(Serialize, Deserialize)]
pub struct Expire {}

impl Job for Expire {
    const NAME: &'static str = "approvals.expire";

    async fn run(self, services: Services) -> anyhow::Result<()> {
        let due = queries::overdue(&mut *services.db.acquire().await?, services.clock.now()).await?;
        for id in due {
            let mut change = Change::begin(&services.db, &services.clock, Origin::of(Actor::System)).await?;
            if expire(&mut change, Means { secrets: &services.secrets, base_url: &services.base_url }, id).await? {
                change.commit().await?;
            }
        }
        Ok(())
    }
}
