//! What time moves on: cancellations that come due, trials and suspensions that run out, and retention that ends, which is asked for only.

use serde::{Deserialize, Serialize};

use super::commands::{self, Step};
use super::dangerous::Churn;
use super::moves::Move;
use super::notices;
use super::queries::{self, Due, Why};
use crate::core::approvals::{self, Means, Order, Submitted};
use crate::core::change::Change;
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::jobs::{Job, Run};

/// Runs every hour. Each tenant in a change of its own: a crash leaves whole moves, and the next run goes on.
#[derive(Serialize, Deserialize)]
pub struct Advance {}

impl Job for Advance {
    const NAME: &'static str = "tenants.advance";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        let moved = advance_all(&run).await;
        // Who is moved today is not written that its trial will end.
        let told = notices::send_due(&run).await;
        moved.and(told)
    }
}

/// Moves every tenant that is due. May be run again at any time, also by two at once.
pub async fn advance_all(run: &Run) -> anyhow::Result<()> {
    let due = queries::due(&mut *run.db.acquire().await?, run.clock.now()).await?;
    let (mut moved, mut first) = (0, Ok(()));
    for one in due {
        if run.stopping.is_cancelled() {
            break;
        }
        // One that cannot be moved does not hold up the others; the run is tried again for it.
        match advance(run, &one).await {
            Ok(done) => moved += i32::from(done),
            Err(error) => {
                tracing::warn!(tenant = %one.tenant, error = %format!("{error:#}"), "a tenant could not be moved by time");
                first = first.and(Err(error));
            }
        }
    }
    tracing::info!(moved, "tenants moved by time");
    first
}

/// Moves one tenant, if it is still due once it is held. `false` when somebody was faster.
async fn advance(run: &Run, due: &Due) -> anyhow::Result<bool> {
    let mut change = run.change().await?;
    let today = business_day(change.at());
    queries::lock(&mut change, &[due.tenant]).await?;
    if !still_due(&mut change, due.tenant, due.why).await? {
        return Ok(false);
    }
    let Some(standing) = queries::standing(&mut change, due.tenant).await? else { return Ok(false) };
    let means = Means { secrets: &run.secrets, base_url: &run.base_url };
    if due.why == Why::Retention {
        // Giving a tenant up cannot be taken back: time asks, and people decide.
        let asked = approvals::submit(&mut change, means, &Churn { tenant: due.tenant }, &due.reason()).await?;
        if !matches!(asked, Submitted::Done | Submitted::Waiting(_)) {
            return Ok(false);
        }
        change.commit().await?;
        return Ok(true);
    }
    if commands::check(&standing, Move::Cancel, today).is_err() {
        return Ok(false);
    }
    // Who set the cancellation is who asked for it; time alone asks in nobody's name.
    let order = Order { requested_by: due.requested_by, approved_by: due.approved_by, reason: due.reason(), request: due.request };
    order.announce(&mut change).await?;
    commands::take(&mut change, means, &standing, &Step::Cancel, &order).await?;
    change.commit().await?;
    Ok(true)
}

async fn still_due(change: &mut Change, tenant: TenantId, why: Why) -> Result<bool, sqlx::Error> {
    let now = change.at();
    Ok(queries::due_of(change, tenant, now).await?.is_some_and(|due| due.why == why))
}
