//! Reads of one tenant.

use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Branch, Details, Record, Regional, Registration, Subscription};
use crate::areas::tenants::commands::lock;
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::model::Stage;
use crate::core::change::Change;
use crate::core::ids::{StaffId, TenantId};
use crate::core::lang::Lang;
use crate::core::money::{Currency, Money};

/// One tenant with its lifecycle, subscription and owner, as this reader may see it.
pub async fn find(db: &mut PgConnection, id: TenantId, identity: Identity) -> Result<Option<Record>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select t.id, t.code as "code!", t.name, t.name2, t.slug, t.business_type, t.contact_name, t.email, t.phone, t.address, t.city,
                  t.country_code, t.timezone, t.currency, t.default_language, t.date_format, t.time_format, t.first_day_of_week,
                  t.tax_id, t.commercial_registration, t.owner_id, o.name as "owner?", t.tags, t.signed_on, t.created_at,
                  c.name as "created_by?", t.version, t.stage, t.plan_code,
                  l.since, l.suspension_mode, l.reason, l.trial_ends_on,
                  p.name as "plan_name?", p.name2 as "plan_name2?", s.status as "status?", s.cycle as "cycle?",
                  s.period_start as "period_start?", s.period_end as "period_end?",
                  exists (select from sys_tenant_branding b where b.tenant_id = t.id and b.logo is not null) as "has_logo!"
             from sys_tenants t
             join sys_tenant_lifecycle l on l.tenant_id = t.id
             left join sys_platform_users o on o.id = t.owner_id
             left join sys_platform_users c on c.id = t.created_by
             left join sys_tenant_subscriptions s on s.tenant_id = t.id and s.ended_at is null
             left join sys_plans p on p.code = s.plan_code
            where t.id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let subscription = match (row.plan_name, row.plan_name2, row.status, row.cycle, row.period_start, row.period_end) {
        (Some(plan_name), Some(plan_name2), Some(status), Some(cycle), Some(period_start), Some(period_end)) => {
            Some(Subscription { plan_name, plan_name2, status, cycle, period_start, period_end })
        }
        _ => None,
    };
    let record = Record {
        id: TenantId(row.id),
        code: row.code,
        details: Details {
            name: row.name,
            name2: row.name2,
            slug: row.slug,
            business_type: row.business_type,
            contact_name: row.contact_name,
            email: row.email,
            phone: row.phone,
            address: row.address,
            city: row.city,
            country_code: row.country_code,
            timezone: row.timezone,
            currency: row.currency,
            default_language: row.default_language,
        },
        regional: Regional { date_format: row.date_format, time_format: row.time_format, first_day_of_week: row.first_day_of_week },
        registration: Registration { tax_id: row.tax_id, commercial_registration: row.commercial_registration },
        owner_id: row.owner_id.map(StaffId),
        owner: row.owner,
        tags: row.tags,
        signed_on: row.signed_on,
        created_at: row.created_at,
        created_by: row.created_by,
        version: row.version,
        // The column's check allows nothing else; what this version does not know is shown as the last stage and not offered for change.
        stage: Stage::from_code(&row.stage).unwrap_or(Stage::Churned),
        since: row.since,
        suspension_mode: row.suspension_mode,
        reason: row.reason,
        trial_ends_on: row.trial_ends_on,
        plan_code: row.plan_code,
        subscription,
        has_logo: row.has_logo,
    };
    Ok(Some(identity.seen(record)))
}

/// The same, held until the change ends: it neither goes nor changes while something is hung on it.
pub async fn held(change: &mut Change, id: TenantId) -> Result<Option<Record>, sqlx::Error> {
    if lock(change, id).await? { find(change, id, Identity::Known).await } else { Ok(None) }
}

/// A tenant's places of business, the main one first, as this reader may see them.
pub async fn branches(db: &mut PgConnection, id: TenantId, identity: Identity) -> Result<Vec<Branch>, sqlx::Error> {
    let branches = sqlx::query_as!(
        Branch,
        "select name, name2, is_main, city from sys_tenant_branches where tenant_id = $1 order by is_main desc, created_at, id limit 100",
        id.0
    )
    .fetch_all(db)
    .await?;
    Ok(identity.seen_all(branches))
}

/// A plan as the form offers it.
#[derive(Clone, Debug)]
pub struct Plan {
    pub code: String,
    pub name: String,
    pub name2: String,
    monthly_minor: Option<i64>,
    pub trial_days: i16,
}

impl Plan {
    pub fn name_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.name2 } else { &self.name }
    }

    /// Prices are in rials; `None` where a contract says.
    pub fn monthly(&self) -> Option<Money> {
        self.monthly_minor.map(|minor| Money::new(minor, Currency::Omr))
    }
}

/// Every plan, cheapest first.
pub async fn plans(db: &mut PgConnection) -> Result<Vec<Plan>, sqlx::Error> {
    sqlx::query_as!(
        Plan,
        r#"select p.code, p.name, p.name2, t.monthly_minor as "monthly_minor?", t.trial_days as "trial_days!"
             from sys_plans p join v_plan_terms t on t.version_id = p.offered_version_id order by p.rank"#
    )
    .fetch_all(db)
    .await
}

/// Which of the two values that must be unique another tenant has: the e-mail address, the slug.
pub async fn taken(db: &mut PgConnection, email: Option<&str>, slug: Option<&str>, but: Option<Uuid>) -> Result<(bool, bool), sqlx::Error> {
    let row = sqlx::query!(
        r#"select exists (select from sys_tenants where email = $1 and id is distinct from $3) as "email!",
                  exists (select from sys_tenants where slug = $2 and stage <> 'churned' and id is distinct from $3) as "slug!""#,
        email,
        slug,
        but
    )
    .fetch_one(db)
    .await?;
    Ok((row.email, row.slug))
}
