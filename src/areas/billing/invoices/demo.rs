//! The demonstration's documents: a seller, and a few dozen invoices of every standing, made by the database itself.

use sqlx::PgPool;

use crate::core::clock::Clock;

/// Invents the documents of tenants that are there. Does nothing where there are documents already.
pub async fn fill(db: &PgPool, clock: &Clock) -> anyhow::Result<()> {
    let mut tx = db.begin().await?;
    if sqlx::query_scalar!(r#"select exists (select from sys_tenant_invoices) as "begun!""#).fetch_one(&mut *tx).await? {
        return Ok(());
    }
    sqlx::query_scalar!("select set_config('demo.now', $1, true)", clock.now().to_rfc3339()).fetch_one(&mut *tx).await?;
    sqlx::raw_sql(include_str!("demo.sql")).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}
