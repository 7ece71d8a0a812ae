//! From events to daily figures.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use hq_console::areas::tenants::usage::figures::{Measure, standings};
use hq_console::core::ids::TenantId;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{at, counts, event, one_tenant, roll_up};
use crate::support::Console;

/// Every row of daily figures, without when it was made.
async fn rows(console: &Console) -> Vec<Value> {
    sqlx::query_scalar("select to_jsonb(m) - 'computed_at' from sys_tenant_metrics_daily m order by tenant_id, day")
        .fetch_all(&console.db)
        .await
        .unwrap()
}

async fn row(console: &Console, tenant: Uuid, day: NaiveDate) -> Value {
    sqlx::query_scalar("select to_jsonb(m) from sys_tenant_metrics_daily m where tenant_id = $1 and day = $2")
        .bind(tenant)
        .bind(day)
        .fetch_one(&console.db)
        .await
        .unwrap()
}

/// Noon in Muscat, so many days ago.
fn noon(console: &Console, back: i64) -> DateTime<Utc> {
    let day = console.clock.today() - Duration::days(back);
    day.and_hms_opt(8, 0, 0).unwrap().and_utc()
}

#[tokio::test]
async fn counts_are_added_up_and_of_readings_the_last_stands() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    let day = console.clock.today() - Duration::days(2);
    let told = |metric: &str, key: &str, quantity: i64, minutes: i64| {
        at(tenant, metric, key, quantity, &(noon(&console, 2) + Duration::minutes(minutes)).to_rfc3339())
    };
    let mut batch = vec![
        told("orders_created", "a", 3, 0),
        told("orders_created", "b", 2, 1),
        told("orders_completed", "c", 4, 0),
        told("orders_cancelled", "d", 1, 0),
        told("revenue_minor", "e", 12_500, 0),
        told("revenue_minor", "f", -2_500, 1),
        told("total_users", "g", 9, 5),
        told("total_users", "h", 7, 2),
        told("branches", "i", 2, 0),
        told("storage_mb", "j", 512, 0),
        told("api_calls", "k", 40, 0),
        told("new_customers", "l", 1, 0),
        told("active_customers", "m", 6, 0),
    ];
    for (n, user) in ["ahmed", "salim", "ahmed"].iter().enumerate() {
        let mut login = told("logins", &format!("login-{n}"), 1, 0);
        login["user"] = (*user).into();
        batch.push(login);
    }
    program.tell(&Value::from(batch)).await;
    assert_eq!(roll_up(&console).await, 1);
    let row = row(&console, tenant, day).await;
    for (name, value) in [
        ("orders_created", 5),
        ("orders_completed", 4),
        ("orders_cancelled", 1),
        ("revenue_minor", 10_000),
        ("total_users", 9),
        ("branches", 2),
        ("storage_mb", 512),
        ("api_calls", 40),
        ("new_customers", 1),
        ("active_customers", 6),
        ("logins", 3),
        ("active_users", 2),
    ] {
        assert_eq!(row[name], value, "{name}: {row}");
    }
    assert_eq!(row["source"], "events");
}

#[tokio::test]
async fn an_event_falls_on_the_tenants_own_day() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    let day = console.clock.today() - Duration::days(3);
    let midnight = day.and_hms_opt(0, 0, 0).unwrap().and_utc();
    for (zone, before, after) in [("Asia/Muscat", 19, 20), ("Asia/Riyadh", 20, 21)] {
        sqlx::query("update sys_tenants set timezone = $2 where id = $1").bind(tenant).bind(zone).execute(&console.db).await.unwrap();
        for (hour, day) in [(before, day), (after, day + Duration::days(1))] {
            // The last minute of the tenant's day is still that day's; the first after it is the next one's.
            let minute = if hour == before { 59 } else { 0 };
            let instant = midnight + Duration::hours(hour) + Duration::minutes(minute);
            let told = at(tenant, "orders_created", &format!("{}-{hour}", zone.replace('/', ".")), 1, &instant.to_rfc3339());
            assert_eq!(counts(&program.tell(&told).await), (1, 0, 0));
            let marked: NaiveDate =
                sqlx::query_scalar("select day from sys_usage_dirty order by id desc limit 1").fetch_one(&console.db).await.unwrap();
            assert_eq!(marked, day, "{zone} {hour}");
        }
    }
}

#[tokio::test]
async fn making_a_day_anew_gives_the_same_row_and_a_late_event_finds_its_day() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    let batch: Vec<Value> =
        (1..=30).map(|n| at(tenant, "orders_created", &format!("order-{n}"), n + 1, &noon(&console, n).to_rfc3339())).collect();
    program.tell(&Value::from(batch.clone())).await;
    assert_eq!(roll_up(&console).await, 30);
    let before = rows(&console).await;
    let made: Vec<DateTime<Utc>> =
        sqlx::query_scalar("select computed_at from sys_tenant_metrics_daily order by day").fetch_all(&console.db).await.unwrap();
    assert_eq!(before.len(), 30);
    // Nothing new: nothing is made.
    program.tell(&Value::from(batch)).await;
    assert_eq!(roll_up(&console).await, 0);
    // Everything once more.
    console.clock.advance(Duration::minutes(5));
    sqlx::query("insert into sys_usage_dirty (tenant_id, day) select tenant_id, day from sys_tenant_metrics_daily, generate_series(1, 2)")
        .execute(&console.db)
        .await
        .unwrap();
    assert_eq!(roll_up(&console).await, 30);
    assert_eq!(rows(&console).await, before);
    let again: Vec<DateTime<Utc>> =
        sqlx::query_scalar("select computed_at from sys_tenant_metrics_daily order by day").fetch_all(&console.db).await.unwrap();
    assert_eq!(again, made, "a row that stays the same is not written");
    // A late one changes its own day and no other.
    program.tell(&at(tenant, "orders_created", "late", 100, &noon(&console, 20).to_rfc3339())).await;
    assert_eq!(roll_up(&console).await, 1);
    let after = rows(&console).await;
    assert_eq!(after.iter().zip(&before).filter(|(one, other)| one != other).count(), 1);
    assert_eq!(row(&console, tenant, console.clock.today() - Duration::days(20)).await["orders_created"], 121);
}

#[tokio::test]
async fn what_the_products_own_database_told_stays() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    let today = console.clock.today();
    sqlx::query(
        "insert into sys_tenant_metrics_daily (tenant_id, day, orders_created, source, computed_at) values ($1, $2, 77, 'product', now())",
    )
    .bind(tenant)
    .bind(today)
    .execute(&console.db)
    .await
    .unwrap();
    program.tell(&event(&console, tenant, "orders_created", "order-1", 1)).await;
    roll_up(&console).await;
    let row = row(&console, tenant, today).await;
    assert_eq!((&row["orders_created"], &row["source"]), (&77.into(), &"product".into()));
}

#[tokio::test]
async fn events_that_arrive_while_figures_are_made_are_in_the_next_run() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    program.tell(&event(&console, tenant, "orders_created", "order-1", 1)).await;
    // A batch that has marked its day but is not committed when the figures are made.
    let mut slow = console.db.begin().await.unwrap();
    sqlx::query(
        "insert into sys_usage_events (tenant_id, occurred_at, key, metric, quantity, batch_id) values ($1, $2, 'slow', 'orders_created', 10, $1)",
    )
    .bind(tenant)
    .bind(console.clock.now())
    .execute(&mut *slow)
    .await
    .unwrap();
    sqlx::query("insert into sys_usage_dirty (tenant_id, day) values ($1, $2)")
        .bind(tenant)
        .bind(console.clock.today())
        .execute(&mut *slow)
        .await
        .unwrap();
    assert_eq!(roll_up(&console).await, 1);
    slow.commit().await.unwrap();
    assert_eq!(roll_up(&console).await, 1);
    assert_eq!(row(&console, tenant, console.clock.today()).await["orders_created"], 11);
}

#[tokio::test]
async fn the_page_shows_use_against_the_plan_and_the_last_events() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    program
        .tell(&json!([
            event(&console, tenant, "orders_created", "order-1", 85),
            event(&console, tenant, "total_users", "users-1", 3),
            event(&console, tenant, "storage_mb", "storage-1", 1_024),
        ]))
        .await;
    roll_up(&console).await;
    let mut browser = console.staff("support").await;
    let page = browser.open(&format!("/tenants/{tenant}/usage")).await.ok();
    page.says("85 100 85 %").says("3 5 60 %").says("1,024 MB 10,240 MB 10 %").says("85 orders in 30 days").says("Orders created");
    assert_eq!(page.texts("table#events tbody tr, #events tbody tr").len(), 3);
    // Who may not know tenants by name sees figures all the same.
    let mut analyst = console.staff("analyst").await;
    let page = analyst.open(&format!("/tenants/{tenant}/usage")).await.ok();
    page.says("85 100 85 %");
    assert!(!page.contains("Heron"), "{}", page.text());
}

#[tokio::test]
async fn what_was_used_before_the_period_began_does_not_count_against_its_plan() {
    let console = Console::start().await;
    let (_, tenant) = one_tenant(&console, "STARTER").await;
    let today = console.clock.today();
    // Its months begin ten days ago, and it began today.
    let began = "update sys_tenant_subscriptions set period_start = $2, period_end = $2 + 20, anchor_day = extract(day from $2::date - 10)
                  where tenant_id = $1 and ended_at is null";
    sqlx::query(began).bind(tenant).bind(today).execute(&console.db).await.unwrap();
    for (day, orders) in [(today - Duration::days(1), 7), (today, 3)] {
        let used = "insert into sys_tenant_metrics_daily (tenant_id, day, orders_created, source, computed_at) values ($1, $2, $3, 'events', now())";
        sqlx::query(used).bind(tenant).bind(day).bind(orders).execute(&console.db).await.unwrap();
    }
    let mut db = console.db.acquire().await.unwrap();
    let standing = standings(&mut db, today, Some(&[TenantId(tenant)])).await.unwrap().remove(0);
    assert_eq!((standing.window.starts, standing.of(Measure::Orders).unwrap().used), (today, 3));
}
