//! Reads of a tenant's brand.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::core::ids::TenantId;

/// The three colours and whether there is a picture. The defaults are the product's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Branding {
    pub primary: String,
    pub secondary: String,
    pub accent: String,
    /// When the picture was last put there; `None` when there is none.
    pub logo_at: Option<DateTime<Utc>>,
    /// 0 while nobody has chosen anything.
    pub version: i32,
}

impl Default for Branding {
    fn default() -> Self {
        Self { primary: "#1f5fae".into(), secondary: "#0f766e".into(), accent: "#b45309".into(), logo_at: None, version: 0 }
    }
}

pub(super) async fn branding(db: &mut PgConnection, tenant: TenantId) -> Result<Branding, sqlx::Error> {
    let row = sqlx::query!(
        r#"select primary_color, secondary_color, accent_color, case when logo is not null then updated_at end as logo_at, version
             from sys_tenant_branding where tenant_id = $1"#,
        tenant.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map_or_else(Branding::default, |row| Branding {
        primary: row.primary_color,
        secondary: row.secondary_color,
        accent: row.accent_color,
        logo_at: row.logo_at,
        version: row.version,
    }))
}

/// The picture and its content type.
pub(super) async fn logo(db: &mut PgConnection, tenant: TenantId) -> Result<Option<(Vec<u8>, String)>, sqlx::Error> {
    let row = sqlx::query!(r#"select logo, logo_type from sys_tenant_branding where tenant_id = $1"#, tenant.0).fetch_optional(db).await?;
    Ok(row.and_then(|row| row.logo.zip(row.logo_type)))
}
