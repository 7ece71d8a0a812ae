//! Partitions stand before anything falls into them.

use chrono::{Days, NaiveDate};
use sqlx::PgPool;

/// A little more than an event may be late.
const BACK: Days = Days::new(40);
/// Two months ahead: a worker that stands still for weeks stops nothing.
const AHEAD: Days = Days::new(62);

/// Makes what is missing around a day. Cheap when nothing is.
pub async fn ensure(db: &PgPool, today: NaiveDate) -> Result<i32, sqlx::Error> {
    let (first, last) = (today - BACK, today + AHEAD);
    sqlx::query_scalar!(
        r#"select sys_create_months('sys_usage_events', $1, $2) + sys_create_months('sys_tenant_metrics_daily', $1, $2) as "made!""#,
        first,
        last
    )
    .fetch_one(db)
    .await
}
