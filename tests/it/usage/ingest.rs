//! Taking events in.

use chrono::Duration;
use hq_console::areas::tenants::usage;
use hq_console::areas::tenants::usage::jobs::KeepMonths;
use hq_console::core::jobs::Job as _;
use hq_console::core::scope::Scope;
use serde_json::{Value, json};

use super::{at, counts, event, one_tenant};
use crate::support::{Console, Setup};

#[tokio::test]
async fn every_event_of_a_batch_is_answered_by_itself() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    let code: String = sqlx::query_scalar("select code from sys_tenants").fetch_one(&console.db).await.unwrap();
    let now = console.clock.now().to_rfc3339();
    let order = event(&console, tenant, "orders_created", "order-1", 2);
    let batch = json!([
        order,
        {"tenant": code, "metric": "logins", "key": "login-1", "occurred_at": now, "user": "ahmed", "branch": "main"},
        order,
        {"tenant": "T-99999", "metric": "logins", "key": "login-2", "occurred_at": now},
        {"tenant": tenant, "metric": "herons", "key": "heron-1", "occurred_at": now},
        {"tenant": tenant, "metric": "logins", "occurred_at": now},
        {},
    ]);
    let answer = program.post("/api/v1/usage/events", &batch).await;
    assert_eq!(answer.status, 207);
    let answer = answer.json();
    assert_eq!(counts(&answer), (2, 1, 4));
    let told: Vec<(u64, &str, &str)> = answer["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["index"].as_u64().unwrap(), one["status"].as_str().unwrap(), one["error"]["code"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(
        told,
        [
            (0, "accepted", ""),
            (1, "accepted", ""),
            (2, "duplicate", ""),
            (3, "rejected", "unknown_tenant"),
            (4, "rejected", "unknown_metric"),
            (5, "rejected", "key"),
            (6, "rejected", "tenant_missing"),
        ]
    );
    assert_eq!(console.db_number("select count(*) from sys_usage_events").await, 2);
    let ledger: (i32, i32, i32, String) = sqlx::query_as(
        "select b.accepted, b.duplicates, b.rejected, k.name from sys_usage_batches b join sys_api_keys k on k.id = b.key_id where b.id = $1",
    )
    .bind(answer["batch"].as_str().unwrap().parse::<uuid::Uuid>().unwrap())
    .fetch_one(&console.db)
    .await
    .unwrap();
    assert_eq!((ledger.0, ledger.1, ledger.2), (2, 1, 4));
    // One event needs no list, and a batch that is sent again is all duplicates.
    let one = event(&console, tenant, "api_calls", "calls-1", 7);
    assert_eq!(program.post("/api/v1/usage/events", &one).await.status, 200);
    assert_eq!(counts(&program.tell(&batch).await), (0, 3, 4));
}

#[tokio::test]
async fn a_key_stands_for_one_event_of_one_tenant() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    let body =
        json!({"name": "Stork Laundry", "business_type": "laundry", "email": "stork@example.com", "country_code": "OM", "plan": "STARTER"});
    let other = program.post("/api/v1/tenants", &body).await.expect(201).json();
    let first = event(&console, tenant, "orders_created", "order-1", 1);
    assert_eq!(counts(&program.tell(&first).await), (1, 0, 0));
    let mut changed = first.clone();
    changed["quantity"] = 2.into();
    let answer = program.tell(&changed).await;
    assert_eq!((counts(&answer), &answer["results"][0]["error"]["code"]), ((0, 0, 1), &Value::from("key_taken")));
    let mut of_the_other = first.clone();
    of_the_other["tenant"] = other["id"].clone();
    assert_eq!(counts(&program.tell(&of_the_other).await), (1, 0, 0), "another tenant's keys are its own");
}

#[tokio::test]
async fn events_come_up_to_thirty_five_days_late_and_five_minutes_early() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    let now = console.clock.now();
    for (offset, code) in [
        (-Duration::days(35) + Duration::minutes(1), None),
        (-Duration::days(35) - Duration::minutes(1), Some("too_late")),
        (Duration::minutes(4), None),
        (Duration::minutes(6), Some("from_the_future")),
    ] {
        let answer = program.tell(&at(tenant, "logins", &format!("login-{offset}"), 1, &(now + offset).to_rfc3339())).await;
        assert_eq!(answer["results"][0]["error"]["code"].as_str(), code, "{offset}: {answer}");
    }
}

#[tokio::test]
async fn a_churned_tenant_is_counted_no_more() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    sqlx::query("update sys_tenant_lifecycle set stage = 'churned' where tenant_id = $1").bind(tenant).execute(&console.db).await.unwrap();
    let answer = program.tell(&event(&console, tenant, "logins", "login-1", 1)).await;
    assert_eq!(answer["results"][0]["error"]["code"], "closed_tenant");
}

#[tokio::test]
async fn a_batch_of_a_thousand_is_taken_and_one_more_is_not() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    let batch =
        |count: usize| Value::from((0..count).map(|n| event(&console, tenant, "orders_created", &format!("o{n}"), 1)).collect::<Vec<_>>());
    program.post("/api/v1/usage/events", &batch(1_001)).await.problem(422, "validation");
    program.post("/api/v1/usage/events", &json!([])).await.problem(422, "validation");
    assert_eq!(counts(&program.tell(&batch(1_000)).await), (1_000, 0, 0));
    assert_eq!(console.db_number("select count(*) from sys_usage_events").await, 1_000);
    // Ordinary usage is data: the ledger knows it, the audit log has its creation of the tenant and of the key alone.
    assert_eq!(console.db_number("select count(*) from sys_usage_batches").await, 1);
    assert_eq!(
        console.db_number("select count(*) from sys_platform_audit_log where actor_kind = 'api_key' and action <> 'tenant.created'").await,
        0
    );
}

#[tokio::test]
async fn sixteen_writers_with_the_same_keys_count_each_event_once() {
    let console = Console::start_as(Setup { connections: 16, ..Setup::default() }).await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    let events: Vec<Value> = (0..200).map(|n| event(&console, tenant, "orders_created", &format!("order-{n:03}"), 1)).collect();
    let writers: Vec<_> = (0..16)
        .map(|writer| {
            let (program, mut events) = (program.clone(), events.clone());
            // Each in an order of its own: who locked one key and waited for another would lock everybody out.
            events.rotate_left(writer * 13);
            if writer % 2 == 1 {
                events.reverse();
            }
            tokio::spawn(async move { counts(&program.tell(&Value::from(events)).await) })
        })
        .collect();
    let mut totals = (0, 0, 0);
    for writer in writers {
        let one = writer.await.unwrap();
        totals = (totals.0 + one.0, totals.1 + one.1, totals.2 + one.2);
    }
    assert_eq!(totals, (200, 200 * 15, 0));
    assert_eq!(console.db_number("select count(*) from sys_usage_events").await, 200);
    super::roll_up(&console).await;
    assert_eq!(console.db_number("select sum(orders_created)::bigint from sys_tenant_metrics_daily").await, 200);
}

#[tokio::test]
async fn the_same_batch_under_one_idempotency_key_is_answered_word_for_word() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    let batch = json!([event(&console, tenant, "orders_created", "order-1", 1)]);
    let first = program.post_once("/api/v1/usage/events", "batch-1", &batch).await;
    let again = program.post_once("/api/v1/usage/events", "batch-1", &batch).await;
    assert_eq!(first.ok().body_text(), again.ok().body_text());
    assert_eq!(console.db_number("select count(*) from sys_usage_batches").await, 1);
}

#[tokio::test]
async fn keys_of_old_events_are_swept_and_months_stand_ahead() {
    let console = Console::start().await;
    let (program, tenant) = one_tenant(&console, "STARTER").await;
    program.tell(&event(&console, tenant, "logins", "login-1", 1)).await;
    let mut db = console.services.db.acquire().await.unwrap();
    for (days, left) in [(39, 1), (62, 0)] {
        console.clock.advance(Duration::days(days));
        KeepMonths {}.run(console.job_run()).await.unwrap();
        usage::ingest::forget_keys(&mut db, console.clock.now() - usage::KEYS_KEPT).await.unwrap();
        assert_eq!(console.db_number("select count(*) from sys_usage_keys").await, left);
    }
    let key = console.program_with(&[Scope::UsageWrite]).await;
    assert_eq!(counts(&key.tell(&event(&console, tenant, "logins", "login-2", 1)).await), (1, 0, 0));
}
