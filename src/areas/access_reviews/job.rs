//! Begins the quarter's review by itself.

use serde::{Deserialize, Serialize};

use super::{commands, model::quarter};
use crate::core::clock::business_day;
use crate::core::ids::ReviewId;
use crate::core::jobs::{Job, Run};

/// Runs every hour; the first one of a quarter finds no review of it and makes one.
#[derive(Serialize, Deserialize)]
pub struct StartReview {}

impl Job for StartReview {
    const NAME: &'static str = "access_reviews.start";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        let mut change = run.change().await?;
        let period = quarter(business_day(change.at()));
        let id = ReviewId(change.new_id());
        if let Some(grants) = commands::start(&mut change, id, Some(&period)).await? {
            change.commit().await?;
            tracing::info!(period, grants, "began a review of access");
        }
        Ok(())
    }
}
