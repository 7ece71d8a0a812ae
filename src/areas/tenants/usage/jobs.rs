//! What runs by itself: partitions ahead, figures from events, and a word about limits.

use serde::{Deserialize, Serialize};

use super::{alerts, months, roll_up};
use crate::core::jobs::{Job, Run};

/// Keeps the months ahead.
#[derive(Serialize, Deserialize)]
pub struct KeepMonths {}

impl Job for KeepMonths {
    const NAME: &'static str = "usage.months";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        let made = months::ensure(&run.db, run.clock.today()).await?;
        tracing::info!(made, "partitions are ahead");
        Ok(())
    }
}

/// Makes the daily figures, then tells who comes near a limit.
#[derive(Serialize, Deserialize)]
pub struct RollUp {}

impl Job for RollUp {
    const NAME: &'static str = "usage.figures";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        let days = roll_up::roll_up(&run.db, &run.clock).await?;
        let told = alerts::alert(&run).await?;
        tracing::info!(days, told, "usage rolled up");
        Ok(())
    }
}
