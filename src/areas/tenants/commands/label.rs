//! Who looks after a tenant, and the labels it carries. Both are small enough to be changed where they are shown.

use serde_json::json;
use sqlx::PgConnection;

use crate::areas::tenants::record::Record;
use crate::core::change::{Change, Event};
use crate::core::ids::StaffId;

/// Whether tenants can be given to this member of staff.
pub async fn is_active_staff(db: &mut PgConnection, id: StaffId) -> Result<bool, sqlx::Error> {
    Ok(name_of_active(db, id).await?.is_some())
}

async fn name_of_active(db: &mut PgConnection, id: StaffId) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!("select name from sys_platform_users where id = $1 and status = 'active'", id.0).fetch_optional(db).await
}

/// Gives a locked tenant another owner, or none. `false` when there is no active member of staff by that id.
pub async fn change_owner(change: &mut Change, tenant: &Record, owner: Option<StaffId>) -> Result<bool, sqlx::Error> {
    let at = change.at();
    let name = match owner {
        None => None,
        Some(owner) => match name_of_active(change, owner).await? {
            None => return Ok(false),
            name => name,
        },
    };
    sqlx::query!("update sys_tenants set owner_id = $2, updated_at = $3 where id = $1", tenant.id.0, owner.map(|id| id.0), at)
        .execute(&mut **change)
        .await?;
    let event = Event::new("tenant.owner_changed", "tenant").object(tenant.id, tenant.details.name.clone()).tenant(tenant.id);
    change.record(event.before(json!({ "owner": tenant.owner })).after(json!({ "owner": name }))).await?;
    Ok(true)
}

/// Puts exactly these tags on a locked tenant.
pub async fn change_tags(change: &mut Change, tenant: &Record, tags: &[String]) -> Result<(), sqlx::Error> {
    let at = change.at();
    sqlx::query!("update sys_tenants set tags = $2, updated_at = $3 where id = $1", tenant.id.0, tags, at).execute(&mut **change).await?;
    let event = Event::new("tenant.tags_changed", "tenant").object(tenant.id, tenant.details.name.clone()).tenant(tenant.id);
    change.record(event.before(json!({ "tags": tenant.tags })).after(json!({ "tags": tags }))).await?;
    Ok(())
}
