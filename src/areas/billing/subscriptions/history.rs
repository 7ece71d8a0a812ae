//! How a tenant was subscribed on every day there ever was.

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::core::ids::TenantId;
use crate::core::lang::Lang;

/// Days on which nothing changed. Half-open, and the last has no end.
#[derive(Clone, Debug)]
pub struct Row {
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    pub status: String,
    name: String,
    name2: String,
    pub cycle: String,
    pub currency: String,
    pub price_minor: i64,
}

impl Row {
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|end| day < end)
    }

    pub fn plan_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.name2 } else { &self.name }
    }
}

/// The newest days first.
pub async fn of(db: &mut PgConnection, tenant: TenantId) -> Result<Vec<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"select h.starts_on, h.ends_on, h.status, v.name, v.name2, h.cycle, h.currency, h.price_minor
             from sys_subscription_history h join sys_plan_versions v on v.id = h.plan_version_id
            where h.tenant_id = $1 order by h.starts_on desc limit 500"#,
        tenant.0
    )
    .fetch_all(db)
    .await
}
