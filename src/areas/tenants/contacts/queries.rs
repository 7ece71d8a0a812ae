//! Reads of contacts.

use sqlx::PgConnection;
use uuid::Uuid;

use super::Particulars;
use crate::core::ids::TenantId;

/// Somebody at a tenant.
#[derive(Clone, Debug)]
pub(in crate::areas::tenants) struct Contact {
    pub id: Uuid,
    pub particulars: Particulars,
    pub version: i32,
}

/// A tenant's contacts in the order they were added.
pub(in crate::areas::tenants) async fn of(db: &mut PgConnection, tenant: TenantId) -> Result<Vec<Contact>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select id, name, role, email, phone, version from sys_tenant_contacts
            where tenant_id = $1 and removed_at is null order by created_at, id limit 200"#,
        tenant.0
    )
    .fetch_all(db)
    .await?;
    let contacts = rows.into_iter().map(|row| Contact {
        id: row.id,
        particulars: Particulars { name: row.name, role: row.role, email: row.email, phone: row.phone },
        version: row.version,
    });
    Ok(contacts.collect())
}

/// One contact of this very tenant.
pub(super) async fn find(db: &mut PgConnection, tenant: TenantId, id: Uuid) -> Result<Option<Contact>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select id, name, role, email, phone, version from sys_tenant_contacts
            where id = $1 and tenant_id = $2 and removed_at is null"#,
        id,
        tenant.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Contact {
        id: row.id,
        particulars: Particulars { name: row.name, role: row.role, email: row.email, phone: row.phone },
        version: row.version,
    }))
}

/// Whether it was one of this very tenant's and has been taken away.
pub(super) async fn is_removed(db: &mut PgConnection, tenant: TenantId, id: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from sys_tenant_contacts where id = $1 and tenant_id = $2 and removed_at is not null) as "removed!""#,
        id,
        tenant.0
    )
    .fetch_one(db)
    .await
}
