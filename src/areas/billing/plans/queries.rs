//! Reading plans and their versions.

use serde_json::Value;
use sqlx::PgConnection;
use sqlx::types::Json;

use super::model::{Contract, Priced, Prices, Status, Term, Terms, Version};
use crate::areas::tenants::identity::Named;
use crate::core::ids::{PlanVersionId, TenantId};
use crate::core::money::{Currency, Money};

/// One plan as the catalogue lists it, with the version on offer.
#[derive(Debug)]
pub(super) struct Plan {
    pub code: String,
    pub number: i32,
    pub name: String,
    pub name2: String,
    pub monthly_minor: Option<i64>,
    pub annual_minor: Option<i64>,
    pub subscribers: i64,
    /// Of those who pay in rials, in baisa a year: what was agreed with them, add-ons included.
    pub yearly_minor: i64,
    /// Those who pay in another currency.
    pub elsewhere: i64,
    pub recommended: bool,
    pub draft: Option<i32>,
}

/// Every plan, the smallest first.
pub(super) async fn plans(db: &mut PgConnection) -> Result<Vec<Plan>, sqlx::Error> {
    sqlx::query_as!(
        Plan,
        r#"with sold as (
               select plan_code, count(*) as subscribers,
                      coalesce(sum(yearly_minor) filter (where currency = 'OMR'), 0)::bigint as yearly,
                      count(*) filter (where yearly_minor is not null and currency <> 'OMR') as elsewhere
                 from v_subscriptions where ended_at is null group by plan_code)
           select p.code, v.number, v.name, v.name2, t.monthly_minor as "monthly_minor?", t.annual_minor as "annual_minor?", v.recommended,
                  coalesce(s.subscribers, 0) as "subscribers!", coalesce(s.yearly, 0) as "yearly_minor!", coalesce(s.elsewhere, 0) as "elsewhere!",
                  (select d.number from sys_plan_versions d where d.plan_code = p.code and d.status = 'draft' and d.tenant_id is null) as draft
             from sys_plans p
             join sys_plan_versions v on v.id = p.offered_version_id
             join v_plan_terms t on t.version_id = v.id
             left join sold s on s.plan_code = p.code
            order by p.rank"#
    )
    .fetch_all(db)
    .await
}

/// The versions of one plan, or of all; the newest of each first.
pub(in crate::areas::billing) async fn versions(
    db: &mut PgConnection,
    code: Option<&str>,
    number: Option<i32>,
) -> Result<Vec<Version>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select v.id, v.plan_code, v.number, v.status, v.name, v.name2, v.description, v.description2, v.trial_days, v.orders_per_month, v.branches_limit,
                  v.users_limit, v.storage_limit_mb, v.api_calls_per_month, v.features, v.is_public, v.recommended, v.created_at, c.name as "created_by?",
                  v.published_at, u.name as "published_by?", v.retired_at, v.version, p.offered_version_id = v.id as "offered!",
                  (select count(*) from sys_tenant_subscriptions s where s.plan_version_id = v.id and s.ended_at is null) as "subscribers!",
                  (select coalesce(jsonb_agg(jsonb_build_array(x.item, x.currency, x.minor)), '[]') from sys_plan_prices x
                    where x.plan_version_id = v.id) as "prices!: Json<Vec<(String, String, i64)>>",
                  v.tenant_id as "tenant_id: TenantId", t.code as "tenant_code?", t.name as "tenant_name?", t.name2 as tenant_name2,
                  coalesce((select s.currency from sys_tenant_subscriptions s where s.tenant_id = t.id and s.ended_at is null), t.currency) as "tenant_currency?", v.contract_from, v.contract_until, v.contract_notes
             from sys_plan_versions v
             join sys_plans p on p.code = v.plan_code
             left join sys_platform_users c on c.id = v.created_by
             left join sys_platform_users u on u.id = v.published_by
             left join sys_tenants t on t.id = v.tenant_id
            where ($1::text is null or v.plan_code = $1) and ($2::integer is null or v.number = $2)
            order by p.rank, v.number desc"#,
        code,
        number
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Version {
            id: PlanVersionId(row.id),
            plan_code: row.plan_code,
            number: row.number,
            status: Status::from_code(&row.status),
            terms: Terms {
                name: row.name,
                name2: row.name2,
                description: row.description,
                description2: row.description2,
                trial_days: row.trial_days,
                orders_per_month: row.orders_per_month,
                branches_limit: row.branches_limit,
                users_limit: row.users_limit,
                storage_limit_mb: row.storage_limit_mb,
                api_calls_per_month: row.api_calls_per_month,
                features: row.features,
                is_public: row.is_public,
                recommended: row.recommended,
            },
            prices: row.prices.0.into_iter().filter_map(price).collect::<Prices>(),
            offered: row.offered,
            created_at: row.created_at,
            created_by: row.created_by,
            published_at: row.published_at,
            published_by: row.published_by,
            retired_at: row.retired_at,
            subscribers: row.subscribers,
            version: row.version,
            contract: row.tenant_id.zip(row.tenant_code).zip(row.contract_from).zip(row.tenant_currency).and_then(
                |(((id, code), from), currency)| {
                    Some(Contract {
                        tenant: Named { id, code, name: row.tenant_name?, name2: row.tenant_name2 },
                        currency: Currency::parse(&currency).ok()?,
                        term: Term { from, until: row.contract_until, notes: row.contract_notes },
                    })
                },
            ),
        })
        .collect())
}

/// A price of a currency the program knows; another can be neither shown nor charged.
fn price((item, currency, minor): (String, String, i64)) -> Option<((Priced, &'static str), Money)> {
    let currency = Currency::parse(&currency).ok()?;
    Some(((Priced::from_code(&item)?, currency.code()), Money::new(minor, currency)))
}

pub(in crate::areas::billing) async fn find(db: &mut PgConnection, code: &str, number: i32) -> Result<Option<Version>, sqlx::Error> {
    Ok(versions(db, Some(code), Some(number)).await?.pop())
}

/// The version of this id.
pub(super) async fn by_id(db: &mut PgConnection, id: PlanVersionId) -> Result<Option<Version>, sqlx::Error> {
    let named = sqlx::query!("select plan_code, number from sys_plan_versions where id = $1", id.0).fetch_optional(&mut *db).await?;
    match named {
        Some(named) => find(db, &named.plan_code, named.number).await,
        None => Ok(None),
    }
}

/// The version on offer.
pub(in crate::areas::billing) async fn offered(db: &mut PgConnection, code: &str) -> Result<Option<Version>, sqlx::Error> {
    Ok(versions(db, Some(code), None).await?.into_iter().find(|version| version.offered))
}

/// What a tenant's subscription is paid in, or would be. `None` where there is no such tenant, or the program does not know the currency.
pub(super) async fn currency_of(db: &mut PgConnection, tenant: TenantId) -> Result<Option<Currency>, sqlx::Error> {
    let code = sqlx::query_scalar!(
        r#"select coalesce((select s.currency from sys_tenant_subscriptions s where s.tenant_id = t.id and s.ended_at is null), t.currency) as "code!"
             from sys_tenants t where t.id = $1"#,
        tenant.0
    );
    Ok(code.fetch_optional(db).await?.and_then(|code| Currency::parse(&code).ok()))
}

/// What a draft takes the place of: of a contract the one its tenant has agreed on, and without one what is on offer.
pub(super) async fn before(db: &mut PgConnection, draft: &Version) -> Result<Option<Version>, sqlx::Error> {
    let versions = versions(db, Some(&draft.plan_code), None).await?;
    let same = |version: &&Version| version.status == Status::Published && version.tenant().is_some() && version.tenant() == draft.tenant();
    let own = versions.iter().find(same).cloned();
    Ok(own.or_else(|| versions.into_iter().find(|version| version.offered)))
}

/// The prices as the log tells them.
pub(super) fn told(prices: &Prices) -> Value {
    let told: serde_json::Map<String, Value> =
        prices.iter().map(|((priced, currency), money)| (format!("{} {currency}", priced.code()), money.plain().into())).collect();
    Value::Object(told)
}
