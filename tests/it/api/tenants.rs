//! The register for programs.

use hq_console::core::scope::Scope;
use serde_json::{Value, json};

use crate::support::Console;

fn laundry(name: &str, email: &str) -> Value {
    json!({"name": name, "business_type": "laundry", "email": email, "country_code": "OM", "plan": "FREE_TRIAL"})
}

#[tokio::test]
async fn a_program_creates_a_tenant_as_the_page_does() {
    let console = Console::start().await;
    let program = console.program(&console.db_key("Sign-up form", &[Scope::TenantsWrite, Scope::TenantsRead]).await);
    let answer = program.post("/api/v1/tenants", &laundry("Heron Laundry", "Heron@Example.com")).await;
    answer.expect(201);
    let tenant = answer.json();
    assert_eq!((&tenant["slug"], &tenant["stage"], &tenant["currency"]), (&"heron-laundry".into(), &"trial".into(), &"OMR".into()));
    assert_eq!(tenant["email"], "heron@example.com");
    let path = answer.location().to_owned();
    assert_eq!(program.get(&path).await.ok().json(), tenant);
    let line: (String, String, Option<String>) = sqlx::query_as(
        "select a.actor_kind, a.actor_label, k.name from sys_platform_audit_log a left join sys_api_keys k on k.id = a.actor_id
          where a.action = 'tenant.created'",
    )
    .fetch_one(&console.db)
    .await
    .unwrap();
    assert_eq!(line, ("api_key".to_owned(), "Sign-up form".to_owned(), Some("Sign-up form".to_owned())));
    for table in ["sys_tenant_branches", "sys_tenant_lifecycle", "sys_tenant_subscriptions"] {
        let sql = format!("select count(*) from {table}");
        let rows: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&console.db).await.unwrap();
        assert_eq!(rows, 1, "{table}");
    }
    assert_eq!(console.mails_to("heron@example.com").await.len(), 1);
}

#[tokio::test]
async fn everything_wrong_with_a_tenant_is_said_at_once() {
    let console = Console::start().await;
    let program = console.program_with(&[Scope::TenantsWrite]).await;
    program.post("/api/v1/tenants", &laundry("Heron Laundry", "heron@example.com")).await.expect(201);
    let mut fields = program.post("/api/v1/tenants", &json!({})).await.refused_fields();
    fields.sort();
    assert_eq!(fields, ["business_type", "country_code", "email", "name", "plan"]);
    let taken = json!({"name": "", "business_type": "laundry", "email": "heron@example.com", "country_code": "OM", "plan": "STARTER",
                       "slug": "heron-laundry"});
    let mut fields = program.post("/api/v1/tenants", &taken).await.refused_fields();
    fields.sort();
    assert_eq!(fields, ["email", "name", "slug"]);
    let taken = laundry("Another", "heron@example.com");
    assert_eq!(program.post("/api/v1/tenants", &taken).await.refused_fields(), ["email"]);
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 1);
}

#[tokio::test]
async fn the_same_request_under_one_key_is_carried_out_once_and_answered_alike() {
    let console = Console::start().await;
    let program = console.program_with(&[Scope::TenantsWrite]).await;
    let body = laundry("Heron Laundry", "heron@example.com");
    let first = program.post_once("/api/v1/tenants", "sign-up-1", &body).await;
    let again = program.post_once("/api/v1/tenants", "sign-up-1", &body).await;
    assert_eq!((again.status, again.body_text(), again.location()), (201, first.expect(201).body_text(), first.location()));
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    let other = laundry("Another Laundry", "another@example.com");
    program.post_once("/api/v1/tenants", "sign-up-1", &other).await.problem(422, "validation");
    // Another program's keys are its own.
    let stranger = console.program_with(&[Scope::TenantsWrite]).await;
    stranger.post_once("/api/v1/tenants", "sign-up-1", &other).await.expect(201);
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 2);
    // A refused request leaves its key free for the corrected one.
    program.post_once("/api/v1/tenants", "sign-up-2", &json!({})).await.problem(422, "validation");
    program.post_once("/api/v1/tenants", "sign-up-2", &laundry("Third", "third@example.com")).await.expect(201);
    // After a day it stands for a new request.
    console.clock.advance(chrono::Duration::hours(25));
    program.post_once("/api/v1/tenants", "sign-up-1", &laundry("Fourth", "fourth@example.com")).await.expect(201);
    program.post_once("/api/v1/tenants", &"k".repeat(201), &body).await.problem(400, "malformed");
}

#[tokio::test]
async fn of_ten_twins_at_once_one_is_carried_out_and_all_hear_the_same() {
    let console = Console::start().await;
    let program = console.program_with(&[Scope::TenantsWrite]).await;
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let program = program.clone();
            tokio::spawn(async move {
                let body = laundry("Heron Laundry", "heron@example.com");
                let answer = program.post_once("/api/v1/tenants", "once", &body).await;
                (answer.status, answer.body_text().to_owned())
            })
        })
        .collect();
    let mut answers = Vec::new();
    for call in calls {
        answers.push(call.await.unwrap());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0] && answer.0 == 201), "{answers:?}");
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 1);
}

#[tokio::test]
async fn the_register_is_read_page_by_page_without_gap_or_repetition() {
    let console = Console::with_tenants(25).await;
    let program = console.program_with(&[Scope::TenantsRead]).await;
    let mut seen = std::collections::BTreeSet::new();
    let mut path = "/api/v1/tenants?limit=7".to_owned();
    let mut pages = 0;
    loop {
        let page = program.get(&path).await.ok().json();
        pages += 1;
        for tenant in page["data"].as_array().unwrap() {
            assert!(seen.insert(tenant["id"].as_str().unwrap().to_owned()), "{tenant} came twice");
        }
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/tenants?limit=7&after={next}"),
            None => break,
        }
    }
    let all = console.db_number("select count(*) from sys_tenants").await;
    assert_eq!((i64::try_from(seen.len()).unwrap(), pages), (all, (all + 6) / 7));
    let trials = program.get("/api/v1/tenants?stage=trial&limit=100").await.ok().json();
    let trials = trials["data"].as_array().unwrap();
    assert!(trials.iter().all(|tenant| tenant["stage"] == "trial"));
    assert_eq!(trials.len() as i64, console.db_number("select count(*) from sys_tenants where stage = 'trial'").await);
    for (query, field) in [("limit=0", "limit"), ("limit=101", "limit"), ("stage=gone", "stage"), ("after=x.y", "after")] {
        assert_eq!(program.get(&format!("/api/v1/tenants?{query}")).await.refused_fields(), [field], "{query}");
    }
}
