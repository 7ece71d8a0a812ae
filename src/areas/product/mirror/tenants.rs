//! Tenants of the product, a thousand at a time, and which of ours each one is: by its id, then by slug and e-mail if these agree.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{AssertSqlSafe, PgConnection};
use uuid::Uuid;

use super::super::source::catalogue::{LIFECYCLE, SUBSCRIPTIONS, TENANTS};
use super::super::source::{Source, Trouble, within};
use crate::core::ids::TenantId;
use crate::core::text;

/// Tenants a statement.
pub const AT_ONCE: i64 = 1_000;

/// The demonstration's two tenants of the product itself.
const SEEDED: &str = "('11111111-1111-4111-8111-111111111111', '20000002-2222-2222-2222-222222222221')";

/// What the product says of one tenant.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Said {
    pub id: Uuid,
    pub name: String,
    pub slug: String,
    pub email: String,
    pub status: String,
    pub is_active: bool,
    pub plan_code: Option<String>,
    pub currency: Option<String>,
    pub timezone: Option<String>,
    pub created_at: Option<DateTime<Utc>>,
    pub subscriptions: Option<i32>,
    pub subscription_plan: Option<String>,
    pub subscription_status: Option<String>,
    pub has_lifecycle: Option<bool>,
    pub lifecycle_stage: Option<String>,
}

/// A tenant of the product that is one of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    pub product_id: Uuid,
    pub tenant_id: TenantId,
    pub currency: String,
    pub timezone: String,
    pub measured_at: Option<DateTime<Utc>>,
    /// The day before which it can have done nothing.
    pub since: NaiveDate,
}

/// The next tenants after this id.
pub async fn read(source: &mut Source, after: Option<Uuid>) -> Result<Vec<Said>, Trouble> {
    let c = &source.catalogue;
    let (subscriptions, lifecycle) = (c.offers(SUBSCRIPTIONS), c.offers(LIFECYCLE));
    let mut sql = format!(
        "select t.id, coalesce({name}, '') as name, coalesce({slug}, '') as slug, coalesce({email}, '') as email,
                coalesce({status}, '') as status, coalesce(t.is_active, false) as is_active, {plan} as plan_code, {currency} as currency,
                {timezone} as timezone, {created} as created_at, ",
        name = c.text("t", TENANTS, "name"),
        slug = c.text("t", TENANTS, "slug"),
        email = c.text("t", TENANTS, "email"),
        status = c.text("t", TENANTS, "status"),
        plan = c.text("t", TENANTS, "s_current_plan"),
        currency = c.text("t", TENANTS, "currency"),
        timezone = c.text("t", TENANTS, "timezone"),
        created = c.instant("t", TENANTS, "created_at"),
    );
    sql += if subscriptions {
        "s.subscriptions, s.plan as subscription_plan, s.status as subscription_status, "
    } else {
        "null::int as subscriptions, null::text as subscription_plan, null::text as subscription_status, "
    };
    sql += if lifecycle {
        "(l.tenant_org_id is not null) as has_lifecycle, left(l.lifecycle_stage::text, 300) as lifecycle_stage"
    } else {
        "null::boolean as has_lifecycle, null::text as lifecycle_stage"
    };
    sql += " from org_tenants_mst t";
    if subscriptions {
        sql += " left join lateral (select count(*)::int as subscriptions, left(min(plan_code::text), 300) as plan, left(min(status::text), 300) as status
                   from org_pln_subscriptions_mst where tenant_org_id = t.id and is_active) as s on true";
    }
    if lifecycle {
        // One a tenant, says the product; a schema that drifted may hold two.
        sql += " left join lateral (select tenant_org_id, lifecycle_stage from sys_tenant_lifecycle where tenant_org_id = t.id limit 1) as l on true";
    }
    let demo = if c.has(TENANTS, "is_hq_test_demo") { " and not coalesce(t.is_hq_test_demo, false)" } else { "" };
    let live = c.live("t", TENANTS);
    let sql =
        format!("{sql} where ($1::uuid is null or t.id > $1) and t.id not in {SEEDED}{demo} and {live} order by t.id limit {AT_ONCE}");
    let query = sqlx::query_as::<_, Said>(AssertSqlSafe(sql)).bind(after).persistent(false);
    within(query.fetch_all(&mut source.connection)).await
}

/// A status as our stages are called; one we do not know stays as it is. A tenant that is switched off is not what its status says.
pub fn stage(status: &str, is_active: bool) -> String {
    let status = status.trim().to_lowercase();
    match (status.as_str(), is_active) {
        ("canceled" | "cancelled", _) => "cancelled".to_owned(),
        ("trial" | "active", false) => "inactive".to_owned(),
        ("suspended", true) => "suspended_open".to_owned(),
        _ => status,
    }
}

/// Keeps what was said, finds whose it is, and gives those that are ours. What is linked stays linked while both are there.
pub async fn keep(db: &mut PgConnection, said: &[Said], at: DateTime<Utc>) -> Result<Vec<Linked>, sqlx::Error> {
    let ids: Vec<Uuid> = said.iter().map(|one| one.id).collect();
    let texts = |pick: fn(&Said) -> Option<&str>| -> Vec<Option<String>> { said.iter().map(|one| pick(one).map(text::clean)).collect() };
    // An equal id is certain: whoever was taken for that tenant before, by name, was not it.
    sqlx::query!(
        r#"update sys_product_tenants set tenant_id = null, matched_by = null, ambiguous = true
            where tenant_id = any($1) and product_id <> tenant_id"#,
        &ids
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        r#"with said as (
               select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bool[], $8::text[], $9::text[],
                                    $10::text[], $11::int[], $12::text[], $13::bool[], $14::text[], $15::text[], $16::timestamptz[])
                    as s (product_id, name, slug, email, status, stage, is_active, plan_code, subscription_plan, subscription_status,
                          subscriptions, lifecycle_stage, has_lifecycle, currency, timezone, created_at)),
           found as (
               select s.product_id, coalesce(i.id, k.tenant_id) as certain, i.id is not null as same_id, k.matched_by as kept_by,
                      (select t.id from sys_tenants t where t.slug = s.slug and t.stage <> 'churned') as by_slug,
                      (select t.id from sys_tenants t where t.email = lower(s.email)) as by_email
                 from said s
                 left join sys_tenants i on i.id = s.product_id
                 left join sys_product_tenants k on k.product_id = s.product_id),
           chosen as (
               select f.*, case when certain is not null then certain
                                when by_slug <> by_email then null
                                else coalesce(by_slug, by_email) end as tenant_id
                 from found f),
           ranked as (
               select c.*, row_number() over (partition by tenant_id order by (certain is not null) desc, (by_slug is not null) desc, product_id) as rank
                 from chosen c),
           free as (
               select r.*, r.tenant_id is not null and r.rank = 1
                           and not exists (select from sys_product_tenants o where o.tenant_id = r.tenant_id and o.product_id <> r.product_id) as may
                 from ranked r)
           insert into sys_product_tenants as p
               (product_id, tenant_id, matched_by, ambiguous, name, slug, email, status, stage, is_active, plan_code, subscription_plan,
                subscription_status, subscriptions, lifecycle_stage, has_lifecycle, currency, timezone, created_at, first_seen_at, seen_at)
           select s.product_id, case when f.may then f.tenant_id end,
                  case when not f.may then null when f.same_id then 'id' when f.certain is not null then f.kept_by
                       when f.by_slug is not null then 'slug' else 'email' end,
                  not f.may and coalesce(f.certain, f.by_slug, f.by_email) is not null,
                  s.name, s.slug, s.email, s.status, s.stage, s.is_active, s.plan_code, s.subscription_plan, s.subscription_status,
                  s.subscriptions, s.lifecycle_stage, s.has_lifecycle, s.currency, s.timezone, s.created_at, $17, $17
             from said s join free f using (product_id)
           on conflict (product_id) do update set
               tenant_id = excluded.tenant_id, matched_by = excluded.matched_by, ambiguous = excluded.ambiguous, name = excluded.name,
               slug = excluded.slug, email = excluded.email, status = excluded.status, stage = excluded.stage, is_active = excluded.is_active,
               plan_code = excluded.plan_code, subscription_plan = excluded.subscription_plan,
               subscription_status = excluded.subscription_status, subscriptions = excluded.subscriptions,
               lifecycle_stage = excluded.lifecycle_stage, has_lifecycle = excluded.has_lifecycle, currency = excluded.currency,
               timezone = excluded.timezone, created_at = excluded.created_at, seen_at = excluded.seen_at,
               measured_at = case when p.tenant_id = excluded.tenant_id then p.measured_at end"#,
        &ids,
        &texts(|s| Some(&s.name)) as &[Option<String>],
        &texts(|s| Some(&s.slug)) as &[Option<String>],
        &texts(|s| Some(&s.email)) as &[Option<String>],
        &texts(|s| Some(&s.status)) as &[Option<String>],
        &said.iter().map(|s| stage(&s.status, s.is_active)).collect::<Vec<_>>(),
        &said.iter().map(|s| s.is_active).collect::<Vec<_>>(),
        &texts(|s| s.plan_code.as_deref()) as &[Option<String>],
        &texts(|s| s.subscription_plan.as_deref()) as &[Option<String>],
        &texts(|s| s.subscription_status.as_deref()) as &[Option<String>],
        &said.iter().map(|s| s.subscriptions).collect::<Vec<_>>() as &[Option<i32>],
        &texts(|s| s.lifecycle_stage.as_deref()) as &[Option<String>],
        &said.iter().map(|s| s.has_lifecycle).collect::<Vec<_>>() as &[Option<bool>],
        &texts(|s| s.currency.as_deref()) as &[Option<String>],
        &texts(|s| s.timezone.as_deref()) as &[Option<String>],
        &said.iter().map(|s| s.created_at).collect::<Vec<_>>() as &[Option<DateTime<Utc>>],
        at
    )
    .execute(&mut *db)
    .await?;
    linked(db, &ids).await
}

async fn linked(db: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<Linked>, sqlx::Error> {
    sqlx::query_as!(
        Linked,
        r#"select p.product_id, t.id as "tenant_id: TenantId", t.currency, t.timezone, p.measured_at,
                  (coalesce(p.created_at, t.created_at) at time zone 'UTC')::date - 1 as "since!"
             from sys_product_tenants p join sys_tenants t on t.id = p.tenant_id
            where p.product_id = any($1) order by p.product_id"#,
        ids
    )
    .fetch_all(db)
    .await
}

/// Forgets tenants the product did not show in a whole pass begun at this moment.
pub async fn forget(db: &mut PgConnection, since: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query!("delete from sys_product_tenants where seen_at < $1", since).execute(db).await?.rows_affected())
}

/// Whether the product ever showed us a tenant.
pub async fn any(db: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from sys_product_tenants) as "any!""#).fetch_one(db).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read_in_every_spelling_the_product_uses() {
        for (status, is_active, read) in [
            ("trial", true, "trial"),
            ("Active", true, "active"),
            ("active", false, "inactive"),
            ("suspended", false, "suspended"),
            ("suspended", true, "suspended_open"),
            ("canceled", false, "cancelled"),
            ("cancelled", true, "cancelled"),
            ("frozen", true, "frozen"),
        ] {
            assert_eq!(stage(status, is_active), read, "{status}");
        }
    }
}
