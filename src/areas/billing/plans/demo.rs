//! The demonstration's contracts, made by the database itself.

use sqlx::PgPool;

use crate::core::clock::Clock;

/// Writes contracts with tenants that are there. Does nothing where there is one already.
pub async fn fill(db: &PgPool, clock: &Clock) -> anyhow::Result<()> {
    let mut tx = db.begin().await?;
    let begun = sqlx::query_scalar!(r#"select exists (select from sys_plan_versions where tenant_id is not null) as "begun!""#);
    if begun.fetch_one(&mut *tx).await? {
        return Ok(());
    }
    sqlx::query_scalar!("select set_config('demo.now', $1, true)", clock.now().to_rfc3339()).fetch_one(&mut *tx).await?;
    sqlx::raw_sql(include_str!("demo.sql")).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}
