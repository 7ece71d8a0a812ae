//! Carrying over what a tenant subscribed to: plan, cycle and price, on its row and its one active subscription, with a line of history.

use serde_json::json;
use sqlx::{Acquire as _, PgConnection};

use super::super::source::{Source, Trouble, within};
use super::order::{Order, Told};
use super::stage;
use crate::areas::tenants::plan::PlanCode;

/// Tells of another plan, cycle or price, and leaves the stage as it is.
pub(super) async fn write(writer: &mut Source, order: &Order) -> Result<(), Trouble> {
    let mut tx = within(writer.connection.begin()).await?;
    let (_, plan_before) = stage::hold(&mut tx, order).await?;
    changed(&mut tx, order, &plan_before).await?;
    let query = sqlx::query(
        "update org_tenants_mst set s_current_plan = $2, updated_at = $5, updated_by = $3, updated_info = $4
          where id = $1 and s_current_plan is distinct from $2",
    );
    let query = query.bind(order.product_id).bind(&order.plan_code).bind(stage::BY).bind(order.info()).bind(order.at.naive_utc());
    within(query.persistent(false).execute(&mut *tx)).await?;
    within(tx.commit()).await
}

/// Where the product has another plan, its one row is changed in place and the change told in its history. A price that a contract is to
/// say stays what it is.
pub(super) async fn changed(db: &mut PgConnection, order: &Order, plan_before: &str) -> Result<(), Trouble> {
    let query = sqlx::query(
        "update org_pln_subscriptions_mst
            set plan_code = $2, plan_name = $3, base_price = coalesce($4::text::numeric, base_price), currency = case when $4::text is null then currency else $9 end,
                billing_cycle = $5, current_period_start = $6, current_period_end = $7, trial_end = null,
                previous_plan_code = case when plan_code <> $2 then plan_code else previous_plan_code end,
                plan_changed_at = case when plan_code <> $2 then $8 else plan_changed_at end
          where tenant_org_id = $1 and is_active
            and (plan_code, billing_cycle, current_period_start, current_period_end, base_price, currency)
                is distinct from ($2, $5, $6, $7, coalesce($4::text::numeric, base_price), case when $4::text is null then currency else $9 end)",
    );
    let query = query.bind(order.product_id).bind(&order.plan_code).bind(&order.plan_name).bind(order.price()).bind(&order.cycle);
    let query = query.bind(order.period_start).bind(order.period_end).bind(order.at.naive_utc()).bind(&order.price_currency);
    within(query.persistent(false).execute(&mut *db)).await?;
    if plan_before.eq_ignore_ascii_case(&order.plan_code) {
        return Ok(());
    }
    let rank = |plan: &str| PlanCode::parse(plan).ok();
    let kind = if rank(plan_before) > rank(&order.plan_code) { "downgrade" } else { "upgrade" };
    stage::line(db, order, &order.plan_code, kind, Some(plan_before)).await
}

/// Reads what stands there after the write, and compares it with what was wanted.
pub(super) async fn read_back(writer: &mut Source, order: &Order) -> Result<Told, Trouble> {
    let query = sqlx::query_scalar::<_, bool>(
        "select t.s_current_plan = $2 and s.plan_code = $2 and s.billing_cycle = $3 and coalesce(s.base_price = $4::text::numeric, true)
           from org_tenants_mst t join org_pln_subscriptions_mst s on s.tenant_org_id = t.id and s.is_active where t.id = $1",
    );
    let query = query.bind(order.product_id).bind(&order.plan_code).bind(&order.cycle).bind(order.price());
    let same = within(query.persistent(false).fetch_optional(&mut writer.connection)).await?;
    if same != Some(true) {
        return Err(Trouble::Conflict("read_back"));
    }
    Ok(Told::Written(json!({ "plan": order.plan_code, "cycle": order.cycle, "price": order.price() })))
}
