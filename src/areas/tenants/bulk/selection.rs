//! What was ticked, as it was when it was ticked.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::ids::{StaffId, TenantId};

/// So many tenants at most are acted on at once.
pub const MOST: usize = crate::areas::tenants::lifecycle::dangerous::MOST;

/// Keeps a selection for the pages that follow. Not a change of the platform: it is nobody's record.
pub async fn keep(db: &mut PgConnection, id: Uuid, staff: StaffId, tenants: &[TenantId], now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let tenants: Vec<Uuid> = tenants.iter().map(|id| id.0).collect();
    sqlx::query!("insert into sys_bulk_selections (id, staff_id, tenants, created_at) values ($1, $2, $3, $4)", id, staff.0, &tenants, now)
        .execute(db)
        .await
        .map(drop)
}

/// The selection of this very person.
pub async fn find(db: &mut PgConnection, id: Uuid, staff: StaffId) -> Result<Option<Vec<TenantId>>, sqlx::Error> {
    let tenants = sqlx::query_scalar!("select tenants from sys_bulk_selections where id = $1 and staff_id = $2", id, staff.0)
        .fetch_optional(db)
        .await?;
    Ok(tenants.map(|ids| ids.into_iter().map(TenantId).collect()))
}

/// Sweeps selections made before `before`. Returns how many.
pub async fn forget(db: &mut PgConnection, before: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query!("delete from sys_bulk_selections where created_at < $1", before).execute(db).await?.rows_affected())
}
