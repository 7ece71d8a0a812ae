//! Changing what a tenant is known by.

use uuid::Uuid;

use super::Taken;
use crate::areas::tenants::record::{Details, Record};
use crate::core::change::{Change, Event};
use crate::core::db::violated_constraint;
use crate::core::ids::TenantId;

/// Holds a tenant still until the change ends, so that what is read next is what is written over. `false` when there is none.
pub async fn lock(change: &mut Change, id: TenantId) -> Result<bool, sqlx::Error> {
    let found = sqlx::query_scalar!("select id from sys_tenants where id = $1 for update", id.0).fetch_optional(&mut **change).await?;
    Ok(found.is_some())
}

/// Writes the new details over those of a locked tenant. Nothing is checked but what only the database knows.
pub async fn edit(change: &mut Change, tenant: &Record, after: &Details) -> Result<Result<(), Taken>, sqlx::Error> {
    let at = change.at();
    let id: Uuid = tenant.id.0;
    let updated = sqlx::query!(
        r#"update sys_tenants
              set name = $2, name2 = $3, slug = $4, business_type = $5, contact_name = $6, email = $7, phone = $8, address = $9, city = $10,
                  country_code = $11, timezone = $12, currency = $13, default_language = $14, updated_at = $15, version = version + 1
            where id = $1"#,
        id,
        after.name,
        after.name2,
        after.slug,
        after.business_type,
        after.contact_name,
        after.email,
        after.phone,
        after.address,
        after.city,
        after.country_code,
        after.timezone,
        after.currency,
        after.default_language,
        at
    )
    .execute(&mut **change)
    .await;
    if let Err(error) = &updated {
        match violated_constraint(error) {
            Some("sys_tenants_email_key") => return Ok(Err(Taken { email: true, slug: false })),
            Some("sys_tenants_slug_key") => return Ok(Err(Taken { email: false, slug: true })),
            _ => {}
        }
    }
    updated?;
    let event = Event::new("tenant.edited", "tenant").object(tenant.id, after.name.clone()).tenant(tenant.id);
    change.record(event.diff(&tenant.details, after)).await?;
    Ok(Ok(()))
}
