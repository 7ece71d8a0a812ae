//! Use above the plan: charged each month as it was told, and what is told late with the month that is open then.

use chrono::{Duration, NaiveDate};
use hq_console::areas::billing::subscriptions::commands::close;
use hq_console::core::change::{Actor, Change, Origin};
use hq_console::core::ids::TenantId;

use super::invoices::db_seller;
use super::runs::run_to;
use crate::support::Console;

/// A plan with a fee at the beginning and a price for each order above its hundred.
pub(super) async fn db_metered(console: &Console) {
    for sql in [
        "alter table sys_plan_prices disable trigger all",
        "insert into sys_plan_prices (plan_version_id, item, currency, minor)
         select offered_version_id, x.item, 'OMR', x.minor from sys_plans cross join (values ('setup', 10000), ('orders', 50)) as x (item, minor) where code = 'STARTER'",
        "alter table sys_plan_prices enable trigger all",
    ] {
        sqlx::query(sql).execute(&console.db).await.unwrap();
    }
}

/// What was charged to a tenant, line by line, in the order of its days.
pub(super) async fn charged(console: &Console, tenant: TenantId) -> Vec<(NaiveDate, String, i64, i64)> {
    sqlx::query_as(
        "select i.charged_for, l.kind, l.quantity, l.unit_minor from sys_tenant_invoices i join sys_tenant_invoice_lines l on l.invoice_id = i.id
          where i.tenant_id = $1 and i.run_id is not null order by i.charged_for, l.position",
    )
    .bind(tenant.0)
    .fetch_all(&console.db)
    .await
    .unwrap()
}

/// A tenant on Starter, which allows a hundred orders a month, whose first month begins today and is due. Nothing is known of its use.
pub(super) async fn metered() -> (Console, TenantId, NaiveDate) {
    let console = Console::with_tenants(40).await;
    db_seller(&console).await;
    db_metered(&console).await;
    let tenant = console.db_tenant("active").await;
    let first = console.clock.today();
    sqlx::query(
        "update sys_tenant_subscriptions set due_on = current_date + 4000, status = 'active' where ended_at is null and due_on is not null",
    )
    .execute(&console.db)
    .await
    .unwrap();
    sqlx::query("delete from sys_tenant_metrics_daily where tenant_id = $1").bind(tenant.0).execute(&console.db).await.unwrap();
    sqlx::query(
        "update sys_tenant_subscriptions set plan_code = 'STARTER', cycle = 'monthly', price_override_minor = null, period_start = $2, period_end = ($2 + interval '1 month')::date,
                anchor_day = extract(day from $2), due_on = $2, setup_due = true, changed_on = $2 where tenant_id = $1 and ended_at is null",
    )
    .bind(tenant.0)
    .bind(first)
    .execute(&console.db)
    .await
    .unwrap();
    (console, tenant, first)
}

async fn db_used(console: &Console, tenant: TenantId, day: NaiveDate, orders: i32) {
    // The template may have been made in another month.
    sqlx::query("select sys_create_months('sys_tenant_metrics_daily', $1, $1)").bind(day).execute(&console.db).await.unwrap();
    sqlx::query(
        "insert into sys_tenant_metrics_daily (tenant_id, day, orders_created, source, computed_at) values ($1, $2, $3, 'demo', now())
         on conflict (tenant_id, day) do update set orders_created = excluded.orders_created",
    )
    .bind(tenant.0)
    .bind(day)
    .bind(orders)
    .execute(&console.db)
    .await
    .unwrap();
}

/// Charges the month that runs, on its last day; gives the first day of the next.
async fn month_ends(console: &Console, tenant: TenantId) -> NaiveDate {
    let next = sqlx::query_scalar::<_, NaiveDate>("select due_on from sys_tenant_subscriptions where tenant_id = $1 and ended_at is null");
    let next = next.bind(tenant.0).fetch_one(&console.db).await.unwrap();
    console.clock.advance(Duration::days((next - console.clock.today()).num_days()));
    run_to(console, next).await;
    next
}

#[tokio::test]
async fn the_fee_is_charged_once_and_use_above_the_plan_each_month_as_it_was_told() {
    let (console, tenant, first) = metered().await;
    run_to(&console, first).await;
    assert_eq!(charged(&console, tenant).await, [(first, "subscription".into(), 1, 29_000), (first, "setup_fee".into(), 1, 10_000)]);
    // A hundred and seven orders in the month, three more on the day it is over.
    let next = first + chrono::Months::new(1);
    for (day, orders) in [(first, 100), (next - Duration::days(1), 7), (next, 3)] {
        db_used(&console, tenant, day, orders).await;
    }
    assert_eq!(month_ends(&console, tenant).await, next);
    assert_eq!(charged(&console, tenant).await[2..], [(next, "subscription".into(), 1, 29_000), (next, "overage".into(), 7, 50)]);
    let words = "select count(*) from sys_tenant_invoice_lines where description = 'Orders above the plan' and description2 = 'طلبات فوق حد الباقة'";
    assert_eq!(console.db_number(words).await, 1);
}

#[tokio::test]
async fn what_is_told_of_a_month_that_was_charged_counts_once_in_the_one_that_is_open() {
    let (console, tenant, first) = metered().await;
    run_to(&console, first).await;
    db_used(&console, tenant, first, 107).await;
    let second = month_ends(&console, tenant).await;
    let above = async || {
        let charged = charged(&console, tenant).await;
        charged.into_iter().filter(|(_, kind, ..)| kind == "overage").map(|(on, _, many, _)| (on, many)).collect::<Vec<_>>()
    };
    assert_eq!(above().await, [(second, 7)]);
    // Twenty more of the first month, and ninety-five of the second.
    db_used(&console, tenant, first, 127).await;
    db_used(&console, tenant, second, 95).await;
    let third = month_ends(&console, tenant).await;
    assert_eq!(above().await, [(second, 7), (third, 15)]);
    // Of what is counted nothing is taken back, and three are late of the second month.
    db_used(&console, tenant, first, 110).await;
    db_used(&console, tenant, second, 98).await;
    db_used(&console, tenant, third, 101).await;
    let fourth = month_ends(&console, tenant).await;
    assert_eq!(above().await[2..], [(fourth, 4)]);
    // What was late is counted for good: the first month is known by the twenty that were charged for, the second by its three.
    let counted = "select string_agg(orders::text, ' ' order by starts_on) from sys_charged_use where tenant_id = $1";
    let counted = sqlx::query_scalar::<_, String>(counted).bind(tenant.0).fetch_one(&console.db).await.unwrap();
    assert_eq!(counted, "127 98 101");
}

#[tokio::test]
async fn a_month_that_is_ended_within_the_plan_is_counted_too() {
    let (console, tenant, first) = metered().await;
    run_to(&console, first).await;
    db_used(&console, tenant, first, 95).await;
    let leaves = "update sys_tenant_subscriptions set cancels_on = period_end, cancel_reason = 'Moves away' where tenant_id = $1 and ended_at is null
                  returning period_end";
    let ends: NaiveDate = sqlx::query_scalar(leaves).bind(tenant.0).fetch_one(&console.db).await.unwrap();
    console.clock.advance(Duration::days((ends - first).num_days()));
    let mut change = Change::begin(&console.db, &console.clock, Origin::of(Actor::System)).await.unwrap();
    close(&mut change, &console.secrets, tenant).await.unwrap();
    let counted = sqlx::query_scalar::<_, i64>("select sum(orders)::bigint from sys_charged_use where tenant_id = $1").bind(tenant.0);
    assert_eq!(counted.fetch_one(&mut *change).await.unwrap(), 95, "whoever comes back is not charged for what was allowed then");
}
