//! Creating a tenant over there, under the id it has here: its row, main branch, subscription, the two settings without which no order can
//! be priced, and cash as a means of payment. The catalogue and the seeds follow where the product offers them. The first person signs up
//! through the product's own sign-in service, never from here.

use sqlx::{Acquire as _, PgConnection};

use super::super::source::{Source, Trouble, within};
use super::order::{Order, Wanted};
use super::stage::{self, BY};
use crate::core::money::Currency;

/// All of it or nothing. `false` when the tenant was there already: it is not ours to make anew, and its differences are on the list.
pub(super) async fn write(writer: &mut Source, order: &Order) -> Result<bool, Trouble> {
    let wanted = order.wanted().ok_or(Trouble::Conflict("stage"))?;
    let mut tx = within(writer.connection.begin()).await?;
    let query = sqlx::query_as::<_, (uuid::Uuid,)>("select id from org_tenants_mst where id = $1 or slug = $2 or lower(email) = $3");
    let found = within(query.bind(order.product_id).bind(&order.slug).bind(&order.email).persistent(false).fetch_all(&mut *tx)).await?;
    if found.iter().any(|(id,)| *id != order.product_id) {
        return Err(Trouble::Conflict("taken"));
    }
    let created = found.is_empty();
    if created {
        tenant(&mut tx, order, wanted).await?;
        branch(&mut tx, order).await?;
        subscription(&mut tx, order, wanted).await?;
        stage::line(&mut tx, order, &order.plan_code, "initial", None).await?;
        settings(&mut tx, order).await?;
        payment_method(&mut tx, order).await?;
        stage::lifecycle(&mut tx, order, wanted).await?;
        stage::history(&mut tx, order, wanted, None).await?;
        for seed in SEEDS {
            seeded(&mut tx, order, seed).await?;
        }
    }
    within(tx.commit()).await?;
    Ok(created)
}

/// Functions of the product that are known to work; each only where it is.
const SEEDS: [(&str, &str); 3] = [
    ("initialize_tenant_product_catalog", "select initialize_tenant_product_catalog($1)"),
    ("seed_tenant_customer_categories", "select seed_tenant_customer_categories($1)"),
    ("seed_tenant_preference_kinds", "select seed_tenant_preference_kinds($1)"),
];

async fn tenant(db: &mut PgConnection, order: &Order, wanted: Wanted) -> Result<(), Trouble> {
    let profile = match order.country_code.as_str() {
        "OM" => Some("GCC_OM_MAIN"),
        "SA" => Some("GCC_KSA_MAIN"),
        "AE" => Some("GCC_UAE_MAIN"),
        _ => None,
    };
    let query = sqlx::query(
        "insert into org_tenants_mst (id, name, name2, slug, email, phone, address, city, s_current_plan, country_code, currency, timezone, language,
                                      status, is_active, stng_profile_code, created_at, created_by, created_info)
         values ($1, left($2, 255), left($3, 255), $4, $5, coalesce($6, ''), $7, left($8, 100), $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
    );
    let query = query.bind(order.product_id).bind(&order.name).bind(&order.name2).bind(&order.slug).bind(&order.email).bind(&order.phone);
    let query = query.bind(&order.address).bind(&order.city).bind(&order.plan_code).bind(&order.country_code).bind(&order.currency);
    let query = query.bind(&order.timezone).bind(&order.language).bind(wanted.status).bind(wanted.is_active).bind(profile);
    let query = query.bind(order.at.naive_utc()).bind(BY).bind(order.info());
    within(query.persistent(false).execute(db)).await.map(drop)
}

async fn branch(db: &mut PgConnection, order: &Order) -> Result<(), Trouble> {
    let query = sqlx::query(
        "insert into org_branches_mst (tenant_org_id, branch_name, name, is_main, is_active)
         select $1, $2, $2, true, true
          where not exists (select from org_branches_mst where tenant_org_id = $1 and is_main)",
    );
    within(query.bind(order.product_id).bind(&order.branch).persistent(false).execute(db)).await.map(drop)
}

async fn subscription(db: &mut PgConnection, order: &Order, wanted: Wanted) -> Result<(), Trouble> {
    let query = sqlx::query(
        "insert into org_pln_subscriptions_mst (tenant_org_id, plan_code, plan_name, status, base_price, currency, billing_cycle,
                                                current_period_start, current_period_end, trial_start, trial_end, activated_at, is_active)
         select $1, $2, $3, $4,
                $5::text::numeric, $11, $6, $7, $8, case when $4 = 'trial' then $7 end, case when $4 = 'trial' then coalesce($9, $8) end,
                case when $4 = 'active' then $10 end, true
          where not exists (select from org_pln_subscriptions_mst where tenant_org_id = $1 and is_active)",
    );
    let query =
        query.bind(order.product_id).bind(&order.plan_code).bind(&order.plan_name).bind(wanted.subscription).bind(price(db, order).await?);
    let query = query.bind(&order.cycle).bind(order.period_start).bind(order.period_end).bind(order.trial_ends_on);
    within(query.bind(order.at.naive_utc()).bind(&order.price_currency).persistent(false).execute(db)).await.map(drop)
}

/// Where a contract is to say the price, the product's own list has one; without either there is nothing to write.
async fn price(db: &mut PgConnection, order: &Order) -> Result<String, Trouble> {
    if let Some(price) = order.price() {
        return Ok(price);
    }
    let query = sqlx::query_scalar::<_, Option<String>>("select base_price::text from sys_pln_subscription_plans_mst where plan_code = $1");
    let listed = within(query.bind(&order.plan_code).persistent(false).fetch_optional(db)).await?;
    listed.flatten().ok_or(Trouble::Conflict("no_price"))
}

async fn settings(db: &mut PgConnection, order: &Order) -> Result<(), Trouble> {
    let decimals = Currency::parse(&order.currency).map_or(2, |currency| i32::try_from(currency.decimals()).unwrap_or(2));
    let query = sqlx::query(
        "insert into org_tenant_settings_cf (tenant_org_id, setting_code, value_jsonb, stng_override_source)
         select $1, s.code, s.value, 'TENANT'
           from (values ('TENANT_CURRENCY', to_jsonb($2::text)), ('TENANT_DECIMAL_PLACES', to_jsonb($3::int))) as s (code, value)
          where not exists (select from org_tenant_settings_cf o where o.tenant_org_id = $1 and o.setting_code = s.code)",
    );
    within(query.bind(order.product_id).bind(&order.currency).bind(decimals).persistent(false).execute(db)).await.map(drop)
}

async fn payment_method(db: &mut PgConnection, order: &Order) -> Result<(), Trouble> {
    let query = sqlx::query(
        "insert into org_payment_methods_cf (tenant_org_id, payment_method_code, display_name, payment_nature)
         select $1, 'CASH', 'Cash', 'REAL_PAYMENT'
          where not exists (select from org_payment_methods_cf where tenant_org_id = $1 and payment_method_code = 'CASH')",
    );
    within(query.bind(order.product_id).persistent(false).execute(db)).await.map(drop)
}

/// A seed that fails costs the seed and not the tenant.
async fn seeded(db: &mut PgConnection, order: &Order, (name, call): (&'static str, &'static str)) -> Result<(), Trouble> {
    let there = sqlx::query_scalar::<_, bool>("select to_regproc('public.' || $1) is not null").bind(name).persistent(false);
    if !within(there.fetch_one(&mut *db)).await? {
        return Ok(());
    }
    let mut savepoint = within(db.begin()).await?;
    match within(sqlx::query(call).bind(order.product_id).persistent(false).execute(&mut *savepoint)).await {
        Ok(_) => within(savepoint.commit()).await,
        Err(trouble) if trouble.is_gone() => Err(trouble),
        Err(trouble) => {
            tracing::warn!(tenant = %order.tenant_id, seed = name, error = %trouble, "the product could not seed a new tenant");
            within(savepoint.rollback()).await
        }
    }
}
