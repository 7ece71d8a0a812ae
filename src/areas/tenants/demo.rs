//! The demonstration's tenants: two years of an invented register, made by the database itself, the same for the same number every time.

use serde_json::json;
use sqlx::{PgConnection, PgPool};

use crate::core::clock::Clock;
use crate::core::country::Country;

/// From here on the tables are swept afterwards, so that indexes and estimates are as good as in a register that grew.
const LARGE: u32 = 5_000;

/// The steps, in their order. They share temporary tables and functions, which end with the transaction.
const STEPS: [&str; 5] = [
    include_str!("demo/words.sql"),
    include_str!("demo/draw.sql"),
    include_str!("demo/register.sql"),
    include_str!("demo/metrics.sql"),
    // Last: it takes the functions away that the others share.
    include_str!("demo/history.sql"),
];

/// Invents `count` tenants with all that belongs to them, and what the audit log remembers. Does nothing, and says `false`, where there are tenants already.
pub async fn fill(db: &PgPool, clock: &Clock, count: u32) -> anyhow::Result<bool> {
    let mut tx = db.begin().await?;
    let begun = sqlx::query_scalar!(r#"select exists (select from sys_tenants) as "begun!""#).fetch_one(&mut *tx).await?;
    if begun || count == 0 {
        return Ok(false);
    }
    // A million tenants take minutes; the indexes for searching are built in memory and written once.
    sqlx::raw_sql(
        "set local statement_timeout = 0; set local jit = off; set local work_mem = '128MB'; set local maintenance_work_mem = '512MB'; \
         set local gin_pending_list_limit = '1GB'",
    )
    .execute(&mut *tx)
    .await?;
    set(&mut tx, "demo.now", &clock.now().to_rfc3339()).await?;
    set(&mut tx, "demo.count", &count.to_string()).await?;
    set(&mut tx, "demo.countries", &countries()).await?;
    for step in STEPS {
        sqlx::raw_sql(step).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    if count >= LARGE {
        let mut db = db.acquire().await?;
        sqlx::raw_sql("set statement_timeout = 0; set maintenance_work_mem = '512MB'").execute(&mut *db).await?;
        sqlx::raw_sql("vacuum (analyze)").execute(&mut *db).await?;
        // This connection keeps no setting of ours.
        db.close().await?;
    } else {
        sqlx::raw_sql("analyze").execute(db).await?;
    }
    Ok(true)
}

/// A value the steps read with `current_setting`: scripts of several statements take no parameters.
async fn set(db: &mut PgConnection, name: &str, value: &str) -> Result<(), sqlx::Error> {
    sqlx::query_scalar!("select set_config($1, $2, true)", name, value).fetch_one(db).await.map(drop)
}

/// What each Gulf country brings to a tenant, as everywhere else in the console.
fn countries() -> String {
    let rows: Vec<_> = Country::GULF
        .iter()
        .filter_map(|country| {
            let profile = country.profile()?;
            Some(json!({
                "code": country.code(),
                "currency": profile.currency.code(),
                "timezone": profile.timezone.name(),
                "first_day": profile.first_day_of_week.num_days_from_sunday(),
            }))
        })
        .collect();
    json!(rows).to_string()
}
