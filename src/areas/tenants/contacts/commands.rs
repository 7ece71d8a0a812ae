//! What is done to contacts.

use serde_json::json;

use super::Particulars;
use super::queries::Contact;
use crate::areas::tenants::record::Record;
use crate::core::change::{Change, Event};

pub(super) async fn add(change: &mut Change, tenant: &Record, contact: &Particulars) -> Result<(), sqlx::Error> {
    let id = change.new_id();
    let at = change.at();
    sqlx::query!(
        "insert into sys_tenant_contacts (id, tenant_id, name, role, email, phone, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        tenant.id.0,
        contact.name,
        contact.role,
        contact.email,
        contact.phone,
        at
    )
    .execute(&mut **change)
    .await?;
    let event = Event::new("tenant.contact_added", "contact").object(id, contact.name.clone()).tenant(tenant.id);
    change.record(event.after(json!(contact))).await?;
    Ok(())
}

/// Writes over the version that was read. `false` when it is no longer the present one.
pub(super) async fn edit(change: &mut Change, tenant: &Record, before: &Contact, after: &Particulars) -> Result<bool, sqlx::Error> {
    let at = change.at();
    let updated = sqlx::query!(
        r#"update sys_tenant_contacts set name = $3, role = $4, email = $5, phone = $6, updated_at = $7, version = version + 1
            where id = $1 and version = $2 and removed_at is null"#,
        before.id,
        before.version,
        after.name,
        after.role,
        after.email,
        after.phone,
        at
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if updated == 0 {
        return Ok(false);
    }
    let event = Event::new("tenant.contact_edited", "contact").object(before.id, after.name.clone()).tenant(tenant.id);
    change.record(event.diff(&before.particulars, after)).await?;
    Ok(true)
}

/// Takes a contact out of sight. The tenant is held, so nobody else does so now.
pub(super) async fn remove(change: &mut Change, tenant: &Record, contact: &Contact) -> Result<(), sqlx::Error> {
    let at = change.at();
    sqlx::query!("update sys_tenant_contacts set removed_at = $2 where id = $1 and removed_at is null", contact.id, at)
        .execute(&mut **change)
        .await?;
    let event = Event::new("tenant.contact_removed", "contact").object(contact.id, contact.particulars.name.clone()).tenant(tenant.id);
    change.record(event.before(json!(contact.particulars))).await?;
    Ok(())
}
