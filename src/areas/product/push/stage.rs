//! Carrying a stage over: the tenant's row, its one active subscription, its lifecycle row and a line of history, in one transaction.

use serde_json::json;
use sqlx::{Acquire as _, PgConnection, Row as _};

use super::super::source::{Source, Trouble, within};
use super::order::{Order, Told, Wanted};
use super::plan;
use crate::core::clock::business_day;

/// Written into the product's columns for who did it.
pub(super) const BY: &str = "hq-console";

/// Writes the stage. Everything is stated so that writing it twice changes nothing.
pub(super) async fn write(writer: &mut Source, order: &Order) -> Result<(), Trouble> {
    let wanted = order.wanted().ok_or(Trouble::Conflict("stage"))?;
    let mut tx = within(writer.connection.begin()).await?;
    let (status_before, plan_before) = hold(&mut tx, order).await?;
    tenant(&mut tx, order, wanted).await?;
    subscription(&mut tx, order, wanted, &plan_before).await?;
    lifecycle(&mut tx, order, wanted).await?;
    history(&mut tx, order, wanted, Some(&status_before)).await?;
    within(tx.commit()).await
}

/// Holds the tenant, so that there is one command at a time, and says its status and its plan.
pub(super) async fn hold(db: &mut PgConnection, order: &Order) -> Result<(String, String), Trouble> {
    let query = sqlx::query_as::<_, (String,)>("select coalesce(status, '') from org_tenants_mst where id = $1 for update");
    let found = within(query.bind(order.product_id).persistent(false).fetch_optional(&mut *db)).await?;
    let Some((status,)) = found else { return Err(Trouble::Conflict("not_there")) };
    Ok((status, only_subscription(db, order).await?))
}

/// The plan of the tenant's one active subscription. None or two are a person's to sort out.
async fn only_subscription(db: &mut PgConnection, order: &Order) -> Result<String, Trouble> {
    let query = sqlx::query_as::<_, (String,)>(
        "select plan_code::text from org_pln_subscriptions_mst where tenant_org_id = $1 and is_active order by id for update",
    );
    let found = within(query.bind(order.product_id).persistent(false).fetch_all(db)).await?;
    match found.as_slice() {
        [(plan,)] => Ok(plan.clone()),
        [] => Err(Trouble::Conflict("no_subscription")),
        _ => Err(Trouble::Conflict("many_subscriptions")),
    }
}

async fn tenant(db: &mut PgConnection, order: &Order, wanted: Wanted) -> Result<(), Trouble> {
    // What is churned stays as it was cancelled.
    if order.to_stage == "churned" {
        return Ok(());
    }
    // Only a plan that runs is told here; the words of an ended one stay.
    let plan = (order.to_stage == "active").then_some(order.plan_code.as_str());
    let query = sqlx::query(
        "update org_tenants_mst set status = $2, is_active = $3, s_current_plan = coalesce($4, s_current_plan),
                                    updated_at = $7, updated_by = $5, updated_info = $6
          where id = $1 and (status, is_active, s_current_plan) is distinct from ($2, $3, coalesce($4, s_current_plan))",
    );
    let query = query
        .bind(order.product_id)
        .bind(wanted.status)
        .bind(wanted.is_active)
        .bind(plan)
        .bind(BY)
        .bind(order.info())
        .bind(order.at.naive_utc());
    within(query.persistent(false).execute(db)).await.map(drop)
}

async fn subscription(db: &mut PgConnection, order: &Order, wanted: Wanted, plan_before: &str) -> Result<(), Trouble> {
    let query = match order.to_stage.as_str() {
        "active" => {
            plan::changed(db, order, plan_before).await?;
            sqlx::query(
                "update org_pln_subscriptions_mst
                    set status = $2, suspended_at = null, cancelled_at = null, cancellation_reason = null, activated_at = coalesce(activated_at, $3)
                  where tenant_org_id = $1 and is_active
                    and (status <> $2 or suspended_at is not null or cancelled_at is not null or activated_at is null)",
            )
            .bind(order.product_id)
            .bind(wanted.subscription)
            .bind(order.at.naive_utc())
        }
        "suspended" => sqlx::query(
            "update org_pln_subscriptions_mst set status = $2, suspended_at = $3
              where tenant_org_id = $1 and is_active and (status, suspended_at) is distinct from ($2, $3)",
        )
        .bind(order.product_id)
        .bind(wanted.subscription)
        .bind(order.at.naive_utc()),
        // The row stays active: the product's pages want one.
        "cancelled" => sqlx::query(
            "update org_pln_subscriptions_mst set status = $2, cancelled_at = $3, cancellation_reason = $4
              where tenant_org_id = $1 and is_active and (status, cancelled_at) is distinct from ($2, $3)",
        )
        .bind(order.product_id)
        .bind(wanted.subscription)
        .bind(order.at.naive_utc())
        .bind(order.reason.clone()),
        _ => sqlx::query("update org_pln_subscriptions_mst set status = $2 where tenant_org_id = $1 and is_active and status <> $2")
            .bind(order.product_id)
            .bind(wanted.subscription),
    };
    within(query.persistent(false).execute(&mut *db)).await?;
    if order.to_stage == "cancelled" {
        line(db, order, plan_before, "cancelled", Some(plan_before)).await?;
    }
    Ok(())
}

/// A line of the product's plan history, once for each step: the step's id stands in its reason.
pub(super) async fn line(db: &mut PgConnection, order: &Order, plan: &str, kind: &str, before: Option<&str>) -> Result<(), Trouble> {
    let query = sqlx::query(
        "insert into org_pln_change_history_tr (tenant_org_id, subscription_id, from_plan_code, to_plan_code, change_type, effective_date, change_reason)
         select $1, s.id, $2, $3, $4, $5, $6 from org_pln_subscriptions_mst s
          where s.tenant_org_id = $1 and s.is_active
            and not exists (select from org_pln_change_history_tr h where h.tenant_org_id = $1 and h.change_type = $4 and h.change_reason = $6)",
    );
    let query = query.bind(order.product_id).bind(before).bind(plan).bind(kind).bind(business_day(order.at)).bind(order.mark());
    within(query.persistent(false).execute(db)).await.map(drop)
}

pub(super) async fn lifecycle(db: &mut PgConnection, order: &Order, wanted: Wanted) -> Result<(), Trouble> {
    let (suspended, cancelled) = (wanted.lifecycle == "suspended", wanted.lifecycle == "cancelled");
    // Made by a trigger with the tenant; the two tenants of the product's own demonstration have none, and neither has one whose trigger failed.
    let query = sqlx::query(
        "insert into sys_tenant_lifecycle as l (tenant_org_id, lifecycle_stage, suspension_reason, suspended_at, suspended_by,
                                                cancellation_reason, cancelled_at, cancelled_by, data_retention_until)
         values ($1, $2, case when $3 then $5::text end, case when $3 then $6::timestamptz end, case when $3 then $7::uuid end,
                 case when $4 then $5::text end, case when $4 then $6::timestamptz end, case when $4 then $7::uuid end, $8::date)
         on conflict (tenant_org_id) do update set
             lifecycle_stage = excluded.lifecycle_stage,
             suspension_reason = excluded.suspension_reason, suspended_at = excluded.suspended_at, suspended_by = excluded.suspended_by,
             cancellation_reason = case when $9 then l.cancellation_reason else excluded.cancellation_reason end,
             cancelled_at = case when $9 then l.cancelled_at else excluded.cancelled_at end,
             cancelled_by = case when $9 then l.cancelled_by else excluded.cancelled_by end,
             data_retention_until = excluded.data_retention_until",
    );
    let query = query.bind(order.product_id).bind(wanted.lifecycle).bind(suspended).bind(cancelled).bind(order.reason.clone());
    let query = query.bind(order.at).bind(order.requested_by).bind(order.data_retention_until).bind(wanted.lifecycle == "churned");
    within(query.persistent(false).execute(db)).await.map(drop)
}

/// One line for each step, whose id it carries.
pub(super) async fn history(db: &mut PgConnection, order: &Order, wanted: Wanted, before: Option<&str>) -> Result<(), Trouble> {
    let query = sqlx::query(
        "insert into hq_tenant_status_history (tenant_id, from_status, to_status, lifecycle_stage_from, lifecycle_stage_to, changed_by, changed_at, reason, metadata)
         select $1, $2, $3, $4, $5, $6, $7, $8, jsonb_build_object('hq_event', $9::text)
          where not exists (select from hq_tenant_status_history h where h.tenant_id = $1 and h.metadata->>'hq_event' = $9)",
    );
    let query = query.bind(order.product_id).bind(before).bind(wanted.status).bind(order.from_stage.clone()).bind(wanted.lifecycle);
    let query = query.bind(order.requested_by).bind(order.at).bind(order.reason.clone()).bind(order.event_id.map(|id| id.to_string()));
    within(query.persistent(false).execute(db)).await.map(drop)
}

/// Reads what stands there after the write, and compares it with what was wanted.
pub(super) async fn read_back(writer: &mut Source, order: &Order) -> Result<Told, Trouble> {
    let wanted = order.wanted().ok_or(Trouble::Conflict("stage"))?;
    let query = sqlx::query(
        "select t.status::text, t.is_active, (select min(s.status::text) from org_pln_subscriptions_mst s where s.tenant_org_id = t.id and s.is_active),
                (select min(l.lifecycle_stage::text) from sys_tenant_lifecycle l where l.tenant_org_id = t.id)
           from org_tenants_mst t where t.id = $1",
    );
    let rows = writer.rows(query.bind(order.product_id)).await?;
    let Some(row) = rows.first() else { return Err(Trouble::Conflict("not_there")) };
    let (status, is_active): (String, bool) = (row.try_get(0)?, row.try_get(1)?);
    let (subscription, lifecycle): (Option<String>, Option<String>) = (row.try_get(2)?, row.try_get(3)?);
    let same = order.to_stage == "churned" || (status == wanted.status && is_active == wanted.is_active);
    if !same || subscription.as_deref() != Some(wanted.subscription) || lifecycle.as_deref() != Some(wanted.lifecycle) {
        return Err(Trouble::Conflict("read_back"));
    }
    Ok(Told::Written(json!({ "status": status, "is_active": is_active, "subscription": subscription, "lifecycle": lifecycle })))
}
