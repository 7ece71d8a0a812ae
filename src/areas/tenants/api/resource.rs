//! A tenant as programs see it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use sqlx::{FromRow, PgConnection, Postgres, QueryBuilder};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::areas::tenants::model::Stage;
use crate::core::ids::TenantId;
use crate::core::keyset::{Key, PageRequest, RowId, Sort};

/// A tenant of the register.
#[derive(Clone, Debug, Serialize, FromRow, ToSchema)]
pub struct Tenant {
    pub id: Uuid,
    /// The number people call it by.
    #[schema(example = "T-00042")]
    pub code: String,
    pub name: String,
    /// The name in Arabic.
    pub name2: Option<String>,
    #[schema(example = "al-noor")]
    pub slug: String,
    /// `laundry`, `dry_cleaning` or `both`.
    pub business_type: String,
    /// `trial`, `active`, `suspended`, `cancelled` or `churned`.
    pub stage: String,
    #[schema(example = "STARTER")]
    pub plan: String,
    pub contact_name: Option<String>,
    pub email: String,
    #[schema(example = "+96895900001")]
    pub phone: Option<String>,
    pub address: Option<String>,
    pub city: Option<String>,
    #[schema(example = "OM")]
    pub country_code: String,
    #[schema(example = "Asia/Muscat")]
    pub timezone: String,
    #[schema(example = "OMR")]
    pub currency: String,
    /// `en` or `ar`.
    pub default_language: String,
    pub tags: Vec<String>,
    pub signed_on: NaiveDate,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// One page of the register.
#[derive(Debug, Serialize, ToSchema)]
pub struct TenantPage {
    pub data: Vec<Tenant>,
    /// Give it as `after` to read on; `null` on the last page.
    pub next: Option<String>,
}

const SELECT: &str = "select t.id, t.code, t.name, t.name2, t.slug, t.business_type, t.stage, t.plan_code as plan, t.contact_name, t.email, \
     t.phone, t.address, t.city, t.country_code, t.timezone, t.currency, t.default_language, t.tags, t.signed_on, t.created_at, t.updated_at \
     from sys_tenants t";

/// The newest first.
pub(super) const ORDER: Sort = Sort { name: "created", key: "t.created_at", id: "t.id", descending: true };

/// The key a row is sorted by.
pub(super) fn key(tenant: &Tenant) -> (Key, RowId) {
    (Key::Time(tenant.created_at), RowId::Uuid(tenant.id))
}

/// One page of the register, and one row more where there is one.
pub(super) async fn list(db: &mut PgConnection, stage: Option<Stage>, page: &PageRequest) -> Result<Vec<Tenant>, sqlx::Error> {
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new(SELECT);
    if let Some(stage) = stage {
        query.push(" where t.stage = ").push_bind(stage.code());
    }
    page.push(&mut query, stage.is_none());
    query.build_query_as().fetch_all(db).await
}

pub(super) async fn find(db: &mut PgConnection, id: TenantId) -> Result<Option<Tenant>, sqlx::Error> {
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new(SELECT);
    query.push(" where t.id = ").push_bind(id.0);
    query.build_query_as().fetch_optional(db).await
}
