//! Somebody's subscription, read with who pays for it.

use chrono::NaiveDate;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::advance::Due;
use super::kept::{self, Kept, Unreadable};
use super::offers::Offers;
use crate::areas::billing::invoices::model::Buyer;
use crate::areas::tenants::identity::Named;
use crate::core::change::Change;
use crate::core::country::Country;
use crate::core::ids::{PlanVersionId, TenantId};

/// The tenant's columns of [`Subscriber`], beside [`kept::COLUMNS`], in a query where the tenant is `t`.
pub const TENANT_COLUMNS: &str = "t.code as tenant_code, t.name as tenant_name, t.name2 as tenant_name2, t.address as tenant_address, \
     t.city as tenant_city, t.country_code, t.tax_id as tenant_vat_number, t.email as tenant_email, t.default_language as tenant_language";

/// A subscription with who pays for it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Subscriber {
    #[sqlx(flatten)]
    pub kept: Kept,
    tenant_code: String,
    tenant_name: String,
    tenant_name2: Option<String>,
    tenant_address: Option<String>,
    tenant_city: Option<String>,
    pub country_code: String,
    tenant_vat_number: Option<String>,
    tenant_email: String,
    tenant_language: String,
}

impl Subscriber {
    pub fn key(&self) -> Option<(NaiveDate, Uuid)> {
        Some((self.kept.due_on?, self.kept.id))
    }

    pub fn tenant(&self) -> Named {
        let (code, name, name2) = (self.tenant_code.clone(), self.tenant_name.clone(), self.tenant_name2.clone());
        Named { id: self.kept.tenant_id, code, name, name2 }
    }

    /// As the register has the tenant today; the document keeps it so.
    pub fn buyer(&self) -> Option<Buyer> {
        Some(Buyer {
            id: self.kept.tenant_id,
            code: self.tenant_code.clone(),
            name: self.tenant_name.clone(),
            name2: self.tenant_name2.clone(),
            address: self.tenant_address.clone(),
            city: self.tenant_city.clone(),
            country_code: self.country_code.clone(),
            vat_number: self.tenant_vat_number.clone(),
            email: self.tenant_email.clone(),
            language: self.tenant_language.clone(),
            currency: self.kept.currency().ok()?,
        })
    }

    /// As it stands, and what of it is due. One that is not charged, or not any more, is due at the end of its period.
    pub fn due(&self, offers: &Offers) -> Result<Due, Unreadable> {
        let subscription = self.kept.subscription(offers)?;
        let on = self.kept.due_on.unwrap_or(subscription.bill.period.ends);
        let currency = subscription.bill.price.currency;
        let setup_fee = if self.kept.setup_due { offers.setup_fee(self.kept.plan_version_id, currency) } else { None };
        Ok(Due { subscription, on, setup_fee, country: Country::from_code(&self.country_code) })
    }
}

/// The subscription of one tenant that runs, if any does.
pub async fn find(db: &mut PgConnection, tenant: TenantId) -> Result<Option<Subscriber>, sqlx::Error> {
    read(db, tenant, "").await
}

/// The same, held until the change ends. Whoever moves tenants holds the tenant first, and so does this.
pub async fn held(change: &mut Change, tenant: TenantId) -> Result<Option<Subscriber>, sqlx::Error> {
    sqlx::query!("select id from sys_tenants where id = $1 for key share", tenant.0).fetch_optional(&mut **change).await?;
    read(change, tenant, " for update of s").await
}

async fn read(db: &mut PgConnection, tenant: TenantId, held: &str) -> Result<Option<Subscriber>, sqlx::Error> {
    let mut query = running();
    query.push(" and s.tenant_id = ").push_bind(tenant.0).push(held);
    query.build_query_as().fetch_optional(db).await
}

/// Every subscription that runs; what is asked of it comes after.
fn running() -> QueryBuilder<Postgres> {
    let mut query = QueryBuilder::new("select ");
    query.push(kept::COLUMNS).push(", ").push(TENANT_COLUMNS);
    query.push(" from sys_tenant_subscriptions s join sys_tenants t on t.id = s.tenant_id where s.ended_at is null");
    query
}

/// Those of many tenants, in the order of their codes.
pub async fn of(db: &mut PgConnection, tenants: &[TenantId]) -> Result<Vec<Subscriber>, sqlx::Error> {
    let mut query = running();
    query.push(" and s.tenant_id = any(").push_bind(ids(tenants)).push(") order by t.code");
    query.build_query_as().fetch_all(db).await
}

/// Holds those of many tenants until the change ends: their tenants first, then the subscriptions, in the order in which a run holds them.
pub async fn hold(change: &mut Change, tenants: &[TenantId]) -> Result<(), sqlx::Error> {
    let ids = ids(tenants);
    sqlx::query!("select id from sys_tenants where id = any($1) order by id for key share", &ids).fetch_all(&mut **change).await?;
    let held = sqlx::query!(
        "select id from sys_tenant_subscriptions where tenant_id = any($1) and ended_at is null order by due_on, id for update",
        &ids
    );
    held.fetch_all(&mut **change).await.map(drop)
}

/// Those that have one version of a plan, are charged, and neither end nor change with their period; so many, in the order of
/// their tenants' codes, after one.
pub async fn settled_on(db: &mut PgConnection, version: PlanVersionId, after: &str, many: i64) -> Result<Vec<Subscriber>, sqlx::Error> {
    let mut query = running();
    query.push(" and s.status in ('active', 'past_due') and s.scheduled is null and s.cancels_on is null and s.plan_version_id = ");
    query.push_bind(version.0).push(" and t.code > ").push_bind(after.to_owned()).push(" order by t.code limit ").push_bind(many);
    query.build_query_as().fetch_all(db).await
}

fn ids(tenants: &[TenantId]) -> Vec<Uuid> {
    tenants.iter().map(|tenant| tenant.0).collect()
}

/// Whether there is such a tenant at all.
pub async fn exists(db: &mut PgConnection, tenant: TenantId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from sys_tenants where id = $1) as "exists!""#, tenant.0).fetch_one(db).await
}
