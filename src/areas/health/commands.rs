//! Scoring one tenant on somebody's word.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::queries::Scored;
use super::{queries, score};
use crate::core::change::{Change, Event};
use crate::core::ids::TenantId;

/// Scores a tenant for a day from the figures as they are now. `false` when it is not with us any more.
pub(super) async fn compute(change: &mut Change, tenant: TenantId, label: &str, day: NaiveDate) -> Result<bool, sqlx::Error> {
    let before = queries::newest(change, tenant).await?;
    let (at, one) = (change.at(), [tenant.0]);
    if score::score(change, day, &one, at).await? == 0 {
        return Ok(false);
    }
    score::tell(change, day, &one).await?;
    score::warn(change, day, &one, at).await?;
    let after = queries::newest(change, tenant).await?;
    let event = Event::new("tenant.health_computed", "tenant").object(tenant, label).tenant(tenant);
    change.record(event.before(told(before.as_ref())).after(told(after.as_ref()))).await?;
    Ok(true)
}

/// As the log keeps it.
fn told(scored: Option<&Scored>) -> Value {
    match scored {
        None => Value::Null,
        Some(scored) => json!({
            "score": scored.overall,
            "band": scored.band.code(),
            "churn": scored.churn.map(|(_, level)| level.code()),
        }),
    }
}
