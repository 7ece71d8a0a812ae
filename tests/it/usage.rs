//! What tenants use: taken in, counted once, made into daily figures, held against the plan.

mod alerts;
mod figures;
mod ingest;

use hq_console::areas::tenants::usage::jobs::RollUp;
use hq_console::core::jobs::Job as _;
use hq_console::core::scope::Scope;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Console, Program};

/// A console with one new tenant in Muscat, and a program that may tell what it uses.
async fn one_tenant(console: &Console, plan: &str) -> (Program, Uuid) {
    let program = console.program_with(&[Scope::UsageWrite, Scope::TenantsWrite]).await;
    let body = json!({"name": "Heron Laundry", "business_type": "laundry", "email": "heron@example.com", "country_code": "OM", "plan": plan,
                      "default_language": "ar"});
    let tenant = program.post("/api/v1/tenants", &body).await.expect(201).json();
    (program, tenant["id"].as_str().unwrap().parse().unwrap())
}

/// An event of this tenant, just now.
fn event(console: &Console, tenant: Uuid, metric: &str, key: &str, quantity: i64) -> Value {
    at(tenant, metric, key, quantity, &console.clock.now().to_rfc3339())
}

fn at(tenant: Uuid, metric: &str, key: &str, quantity: i64, at: &str) -> Value {
    json!({"tenant": tenant, "metric": metric, "key": key, "quantity": quantity, "occurred_at": at})
}

/// Accepted, duplicates, rejected.
fn counts(answer: &Value) -> (u64, u64, u64) {
    let of = |name: &str| answer[name].as_u64().unwrap();
    (of("accepted"), of("duplicates"), of("rejected"))
}

/// What the hourly job does.
async fn hourly(console: &Console) {
    RollUp {}.run(console.job_run()).await.unwrap();
}

async fn roll_up(console: &Console) -> usize {
    hq_console::areas::tenants::usage::roll_up::roll_up(&console.services.db, &console.clock).await.unwrap()
}
