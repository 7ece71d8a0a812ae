//! Health: the score of every tenant, what is warned of, and what is done about it.

mod pages;
mod playbooks;
mod scoring;

use hq_console::core::ids::TenantId;

use crate::support::Console;

/// A tenant of this stage in this band.
async fn one_in(console: &Console, band: &str) -> TenantId {
    let sql = "select id from sys_tenants where health_band = $1 and stage = 'active' order by created_at limit 1";
    TenantId(sqlx::query_scalar(sql).bind(band).fetch_one(&console.db).await.unwrap())
}

/// Makes a tenant fall silent: no figures for the last thirty days, and some before.
async fn silence(console: &Console, tenant: TenantId) {
    let yesterday = console.clock.today().pred_opt().unwrap();
    sqlx::query("delete from sys_tenant_metrics_daily where tenant_id = $1").bind(tenant.0).execute(&console.db).await.unwrap();
    sqlx::query(
        "insert into sys_tenant_metrics_daily (tenant_id, day, orders_created, active_users, total_users, logins, source, computed_at)
         select $1, day, 10, 2, 3, 2, 'events', day from generate_series($2::date - 80, $2::date - 40, interval '1 day') as day",
    )
    .bind(tenant.0)
    .bind(yesterday)
    .execute(&console.db)
    .await
    .unwrap();
    sqlx::query("update sys_tenants set signed_on = $2::date - 300 where id = $1")
        .bind(tenant.0)
        .bind(yesterday)
        .execute(&console.db)
        .await
        .unwrap();
}

/// Lets the night come again, and what it does be done.
async fn night(console: &Console) {
    nightfall(console);
    hq_console::areas::health::run(&console.job_run()).await.unwrap();
}

/// A day later, whatever the hour is now.
fn nightfall(console: &Console) {
    console.clock.advance(chrono::Duration::days(1));
    // Past the hour from which yesterday counts as whole.
    let local = console.clock.now().with_timezone(&hq_console::core::clock::BUSINESS_ZONE);
    if chrono::Timelike::hour(&local) < 2 {
        console.clock.advance(chrono::Duration::hours(2));
    }
}
