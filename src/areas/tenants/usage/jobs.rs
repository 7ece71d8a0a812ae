//! What runs by itself: partitions ahead, figures from events, and a word about limits.

use serde::{Deserialize, Serialize};

use super::{alerts, months, roll_up};
use crate::core::jobs::{Job, Services};

/// Keeps the months ahead.
#[derive(Serialize, Deserialize)]
pub struct KeepMonths {}

impl Job for KeepMonths {
    const NAME: &'static str = "usage.months";

    async fn run(self, services: Services) -> anyhow::Result<()> {
        let made = months::ensure(&services.db, services.clock.today()).await?;
        tracing::info!(made, "partitions are ahead");
        Ok(())
    }
}

/// Makes the daily figures, then tells who comes near a limit.
#[derive(Serialize, Deserialize)]
pub struct RollUp {}

impl Job for RollUp {
    const NAME: &'static str = "usage.figures";

    async fn run(self, services: Services) -> anyhow::Result<()> {
        let days = roll_up::roll_up(&services.db, &services.clock).await?;
        let told = alerts::alert(&services).await?;
        tracing::info!(days, told, "usage rolled up");
        Ok(())
    }
}
