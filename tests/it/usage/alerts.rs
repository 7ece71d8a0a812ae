//! A word when a limit comes near.

use chrono::Duration;
use hq_console::areas::tenants::usage::jobs::KeepMonths;
use hq_console::core::jobs::Job as _;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{event, hourly, one_tenant, roll_up};
use crate::support::{Console, Program};

/// Tells of orders, makes the figures and sends what is to be sent.
async fn orders(console: &Console, program: &Program, tenant: Uuid, key: &str, count: i64) {
    program.tell(&event(console, tenant, "orders_created", key, count)).await;
    hourly(console).await;
    console.run_jobs().await;
}

async fn levels(console: &Console) -> Vec<(String, i16)> {
    sqlx::query_as("select measure, level from sys_usage_alerts order by at, measure, level").fetch_all(&console.db).await.unwrap()
}

#[tokio::test]
async fn each_level_is_told_once_a_period_to_tenant_and_owner() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    let owner = console.db_person(&["support"]).await;
    sqlx::query("update sys_tenants set owner_id = $2 where id = $1").bind(tenant).bind(owner.id.0).execute(&console.db).await.unwrap();
    console.run_jobs().await;
    let welcome = console.mails().len();

    orders(&console, &program, tenant, "a", 79).await;
    assert_eq!(levels(&console).await, []);
    orders(&console, &program, tenant, "b", 1).await;
    assert_eq!(levels(&console).await, [("orders".to_owned(), 80)]);
    let mails = console.mails();
    assert_eq!(mails.len(), welcome + 2);
    let to = |address: &str| mails.iter().rfind(|mail| mail.to == address).unwrap();
    assert_eq!((to("heron@example.com").language.as_str(), to(&owner.email).language.as_str()), ("ar", "en"));
    assert!(to("heron@example.com").text.contains("80 من 100"), "{}", to("heron@example.com").text);
    assert!(to(&owner.email).text.contains("80 of 100"), "{}", to(&owner.email).text);
    assert_eq!(to(&owner.email).link(), format!("/tenants/{tenant}/usage"));

    // However often the job runs, once.
    for _ in 0..3 {
        hourly(&console).await;
    }
    console.run_jobs().await;
    assert_eq!(console.mails().len(), welcome + 2);
    // Two levels at once: both are noted, one mail tells of the higher.
    orders(&console, &program, tenant, "c", 40).await;
    assert_eq!(levels(&console).await, [("orders".to_owned(), 80), ("orders".to_owned(), 90), ("orders".to_owned(), 100)]);
    assert_eq!(console.mails().len(), welcome + 4);
    assert_eq!(console.db_audited("tenant.usage_alerted").await, 2);

    let mut browser = console.staff("support").await;
    browser.open(&format!("/tenants/{tenant}/usage")).await.ok().says("Orders reached 100 %").says("120 100 120 %");

    // A new period begins from nothing.
    console.clock.advance(Duration::days(32));
    KeepMonths {}.run(console.job_run()).await.unwrap();
    orders(&console, &program, tenant, "d", 80).await;
    assert_eq!(levels(&console).await.len(), 4);
}

#[tokio::test]
async fn a_plan_without_a_limit_is_told_of_nothing_and_a_limit_of_nothing_of_the_first() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "ENTERPRISE").await;
    program.tell(&json!([event(&console, tenant, "orders_created", "a", 1_000_000), event(&console, tenant, "api_calls", "b", 5)])).await;
    hourly(&console).await;
    assert_eq!(levels(&console).await, []);
    // The starter plan allows no call of the API at all. It allows one branch, and that one every tenant has: no news.
    sqlx::query("update sys_tenant_subscriptions set plan_code = 'STARTER'").execute(&console.db).await.unwrap();
    sqlx::query("update sys_tenant_metrics_daily set orders_created = 0").execute(&console.db).await.unwrap();
    hourly(&console).await;
    let told = levels(&console).await;
    assert!(told.contains(&("api_calls".to_owned(), 100)), "{told:?}");
    assert!(told.iter().all(|(measure, _)| measure == "api_calls"), "{told:?}");
}

#[tokio::test]
async fn two_jobs_at_the_same_moment_write_one_mail() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    program.tell(&Value::from(vec![event(&console, tenant, "orders_created", "a", 95)])).await;
    roll_up(&console).await;
    let job = console.job_run();
    let run = || hq_console::areas::tenants::usage::alerts::alert(&job);
    let (one, other) = tokio::join!(run(), run());
    assert_eq!(one.unwrap() + other.unwrap(), 2);
    let mails = "select count(*) from sys_mail_outbox where template = 'limit-near'";
    assert_eq!(console.db_number(mails).await, 1);
}
