//! Reads of notes.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::ids::TenantId;

/// One note.
#[derive(Clone, Debug)]
pub(in crate::areas::tenants) struct Note {
    pub id: Uuid,
    pub body: String,
    pub pinned: bool,
    pub author: String,
    pub created_at: DateTime<Utc>,
}

/// A tenant's notes, the pinned ones first, then newest first.
pub(in crate::areas::tenants) async fn of(db: &mut PgConnection, tenant: TenantId) -> Result<Vec<Note>, sqlx::Error> {
    sqlx::query_as!(
        Note,
        r#"select id, body, pinned, author_label as author, created_at from sys_tenant_notes
            where tenant_id = $1 and removed_at is null order by pinned desc, created_at desc, id desc limit 100"#,
        tenant.0
    )
    .fetch_all(db)
    .await
}

/// One note of this very tenant.
pub(super) async fn find(db: &mut PgConnection, tenant: TenantId, id: Uuid) -> Result<Option<Note>, sqlx::Error> {
    sqlx::query_as!(
        Note,
        r#"select id, body, pinned, author_label as author, created_at from sys_tenant_notes
            where id = $1 and tenant_id = $2 and removed_at is null"#,
        id,
        tenant.0
    )
    .fetch_optional(db)
    .await
}

/// Whether it was one of this very tenant's and has been taken away.
pub(super) async fn is_removed(db: &mut PgConnection, tenant: TenantId, id: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from sys_tenant_notes where id = $1 and tenant_id = $2 and removed_at is not null) as "removed!""#,
        id,
        tenant.0
    )
    .fetch_one(db)
    .await
}
