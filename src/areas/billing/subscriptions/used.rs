//! What was used in the months that are charged.

use std::collections::HashMap;

use sqlx::PgConnection;

use crate::areas::billing::overage::Usage;
use crate::areas::billing::period::Period;
use crate::areas::tenants::usage;
use crate::core::ids::TenantId;

/// What was used in these months.
pub async fn used(db: &mut PgConnection, months: &[(TenantId, Period)]) -> Result<HashMap<(TenantId, Period), Usage>, sqlx::Error> {
    if months.is_empty() {
        return Ok(HashMap::new());
    }
    let asked: Vec<_> = months.iter().map(|(tenant, month)| (*tenant, month.starts, month.ends)).collect();
    let readings = usage::figures::readings(db, &asked).await?;
    let usage = readings.into_iter().map(|read| Usage {
        orders: read.orders,
        branches: read.branches,
        users: read.users,
        storage: read.storage,
        api_calls: read.api_calls,
    });
    Ok(months.iter().copied().zip(usage).collect())
}
