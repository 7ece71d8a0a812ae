//! What is done to versions. Each act records one audit event.

use chrono::NaiveDate;
use serde_json::json;

use super::model::{Priced, Prices, Status, Term, Terms, Version};
use super::queries;
use crate::core::change::{Change, Event};
use crate::core::ids::TenantId;
use crate::core::money::{Currency, Money};

fn event(action: &'static str, version: &Version) -> Event {
    let event = Event::new(action, "plan").object(version.id, version.label());
    match &version.contract {
        Some(contract) => event.tenant(contract.tenant.id),
        None => event,
    }
}

/// Holds a plan until the change ends, so that its versions are worked on one at a time. `false` when there is no such plan.
pub(super) async fn lock(change: &mut Change, code: &str) -> Result<bool, sqlx::Error> {
    let found =
        sqlx::query_scalar!("select code from sys_plans where code = $1 for no key update", code).fetch_optional(&mut **change).await?;
    Ok(found.is_some())
}

/// Begins the next version as a copy of another, and says its number; for a tenant, a contract that holds from this day on, with the prices of its currency. The plan is held
/// and has no draft, or the tenant none.
pub(super) async fn draft(
    change: &mut Change,
    from: &Version,
    contract: Option<(TenantId, NaiveDate, Currency)>,
) -> Result<i32, sqlx::Error> {
    let (id, at, by) = (change.new_id(), change.at(), change.staff_id().map(|id| id.0));
    let (tenant, since) = contract.map(|(tenant, since, _)| (tenant, since)).unzip();
    let number = sqlx::query_scalar!(
        r#"insert into sys_plan_versions
               (id, plan_code, number, status, name, name2, description, description2, trial_days, orders_per_month, branches_limit, users_limit,
                storage_limit_mb, api_calls_per_month, features, is_public, recommended, copied_from, created_at, created_by, tenant_id, contract_from)
           select $1, plan_code, (select max(number) + 1 from sys_plan_versions o where o.plan_code = v.plan_code), 'draft', name, name2, description,
                  description2, case when $5::uuid is null then trial_days else 0 end, orders_per_month, branches_limit, users_limit, storage_limit_mb,
                  api_calls_per_month, features, is_public and $5 is null, recommended and $5 is null, id, $3, $4, $5, $6
             from sys_plan_versions v where id = $2 returning number"#,
        id,
        from.id.0,
        at,
        by,
        tenant.map(|id| id.0),
        since
    )
    .fetch_one(&mut **change)
    .await?;
    sqlx::query!(
        "insert into sys_plan_prices (plan_version_id, item, currency, minor) select $1, item, currency, minor from sys_plan_prices where plan_version_id = $2 and ($3::text is null or item <> 'setup' and currency = $3)",
        id,
        from.id.0,
        contract.map(|(.., currency)| currency.code())
    )
    .execute(&mut **change)
    .await?;
    let event = Event::new("plan.drafted", "plan").object(id, format!("{} {number}", from.plan_code));
    let event = if let Some(tenant) = tenant { event.tenant(tenant) } else { event };
    change.record(event.after(json!({ "copied_from": from.label() }))).await?;
    Ok(number)
}

/// Writes over the draft that was read. `false` when it is no longer the present one.
pub(super) async fn edit(change: &mut Change, version: &Version, terms: &Terms) -> Result<bool, sqlx::Error> {
    let written = sqlx::query!(
        r#"update sys_plan_versions
              set name = $3, name2 = $4, description = $5, description2 = $6, trial_days = $7, orders_per_month = $8, branches_limit = $9,
                  users_limit = $10, storage_limit_mb = $11, api_calls_per_month = $12, features = $13, is_public = $14, recommended = $15,
                  version = version + 1
            where id = $1 and version = $2 and status = 'draft'"#,
        version.id.0,
        version.version,
        terms.name,
        terms.name2,
        terms.description,
        terms.description2,
        terms.trial_days,
        terms.orders_per_month,
        terms.branches_limit,
        terms.users_limit,
        terms.storage_limit_mb,
        terms.api_calls_per_month,
        &terms.features,
        terms.is_public,
        terms.recommended
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if written == 0 {
        return Ok(false);
    }
    change.record(event("plan.edited", version).diff(&version.terms, terms)).await?;
    Ok(true)
}

/// Writes how long a contract holds over the draft that was read. `false` when it is no longer the present one.
pub(super) async fn set_term(change: &mut Change, version: &Version, before: &Term, after: &Term) -> Result<bool, sqlx::Error> {
    let written = sqlx::query!(
        r#"update sys_plan_versions set contract_from = $3, contract_until = $4, contract_notes = $5, version = version + 1
            where id = $1 and version = $2 and status = 'draft' and tenant_id is not null"#,
        version.id.0,
        version.version,
        after.from,
        after.until,
        after.notes
    );
    if written.execute(&mut **change).await?.rows_affected() == 0 {
        return Ok(false);
    }
    change.record(event("plan.edited", version).diff(before, after)).await?;
    Ok(true)
}

/// Puts the prices of one currency in the place of those a draft has. `false` when it is no longer the one that was read.
pub(super) async fn price(
    change: &mut Change,
    version: &Version,
    currency: Currency,
    prices: &[(Priced, Money)],
) -> Result<bool, sqlx::Error> {
    let held = sqlx::query!(
        "update sys_plan_versions set version = version + 1 where id = $1 and version = $2 and status = 'draft'",
        version.id.0,
        version.version
    )
    .execute(&mut **change)
    .await?;
    if held.rows_affected() == 0 {
        return Ok(false);
    }
    // A contract has prices in one currency: in another they would stand where nobody sees them.
    let only = version.contract.is_some();
    sqlx::query!("delete from sys_plan_prices where plan_version_id = $1 and (currency = $2 or $3)", version.id.0, currency.code(), only)
        .execute(&mut **change)
        .await?;
    let (items, minors): (Vec<String>, Vec<i64>) = prices.iter().map(|(priced, money)| (priced.code().to_owned(), money.minor)).unzip();
    sqlx::query!(
        "insert into sys_plan_prices (plan_version_id, item, currency, minor) select $1, p.item, $2, p.minor from unnest($3::text[], $4::bigint[]) as p (item, minor)",
        version.id.0,
        currency.code(),
        &items,
        &minors
    )
    .execute(&mut **change)
    .await?;
    let mut after: Prices = version.prices.clone();
    after.retain(|(_, of), _| *of != currency.code() && !only);
    after.extend(prices.iter().map(|(priced, money)| ((*priced, currency.code()), *money)));
    // Only what differs: of many prices one is looked for.
    let but = |these: &Prices, those: &Prices| -> Prices {
        these.iter().filter(|(of, money)| those.get(of) != Some(*money)).map(|(of, money)| (*of, *money)).collect()
    };
    let (gone, new) = (but(&version.prices, &after), but(&after, &version.prices));
    let (before, after) = (json!({ "prices": queries::told(&gone) }), json!({ "prices": queries::told(&new) }));
    change.record(event("plan.priced", version).before(before).after(after)).await?;
    Ok(true)
}

/// Publishes a draft: from now on it is what a new subscriber gets, or what its tenant can have. `false` when it is no longer the one that was
/// read. The plan is held.
pub(super) async fn publish(change: &mut Change, version: &Version, reason: Option<&str>) -> Result<bool, sqlx::Error> {
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    let written = sqlx::query!(
        r#"update sys_plan_versions set status = 'published', published_at = $3, published_by = $4, version = version + 1
            where id = $1 and version = $2 and status = 'draft'"#,
        version.id.0,
        version.version,
        at,
        by
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if written == 0 {
        return Ok(false);
    }
    let prices = queries::told(&version.prices);
    if let Some(contract) = &version.contract {
        let after = json!({ "prices": prices, "contract_from": contract.term.from, "contract_until": contract.term.until });
        let event = event("plan.published", version).after(after);
        change.record(if let Some(reason) = reason { event.reason(reason) } else { event }).await?;
        // What it takes the place of can be had no more; who has it keeps it until they are moved.
        for replaced in queries::versions(change, Some(&version.plan_code), None).await? {
            if replaced.id != version.id && replaced.status == Status::Published && replaced.tenant() == version.tenant() {
                end(change, &replaced, reason).await?;
            }
        }
        return Ok(true);
    }
    let before = queries::offered(change, &version.plan_code).await?.map(|version| version.label());
    sqlx::query!(
        "update sys_plans set offered_version_id = $2, name = $3, name2 = $4 where code = $1",
        version.plan_code,
        version.id.0,
        version.terms.name,
        version.terms.name2
    )
    .execute(&mut **change)
    .await?;
    let event = event("plan.published", version).before(json!({ "offered": before }));
    change.record(event.after(json!({ "offered": version.label(), "prices": prices }))).await?;
    Ok(true)
}

/// Takes a version off the shelf, or gives a draft up. `false` when it is no longer the one that was read. The plan is held.
pub(super) async fn end(change: &mut Change, version: &Version, reason: Option<&str>) -> Result<bool, sqlx::Error> {
    let at = change.at();
    let status = sqlx::query_scalar!(
        r#"update sys_plan_versions v
              set status = case v.status when 'draft' then 'discarded' else 'retired' end, retired_at = case v.status when 'published' then $3::timestamptz end,
                  version = v.version + 1
             from sys_plans p
            where v.id = $1 and v.version = $2 and p.code = v.plan_code and (v.status = 'draft' or v.status = 'published' and p.offered_version_id <> v.id)
           returning v.status"#,
        version.id.0,
        version.version,
        at
    )
    .fetch_optional(&mut **change)
    .await?;
    let Some(status) = status else { return Ok(false) };
    let action = if status == "retired" { "plan.retired" } else { "plan.discarded" };
    let before = if status == "retired" { "published" } else { "draft" };
    let event = event(action, version).before(json!({ "status": before, "prices": queries::told(&version.prices) }));
    let event = event.after(json!({ "status": status }));
    change.record(if let Some(reason) = reason { event.reason(reason) } else { event }).await?;
    Ok(true)
}
