//! How well each tenant does: a score of a hundred every night, the risk that it leaves, early warnings, and playbooks against a risk.

mod charts;
mod commands;
mod computation;
pub mod demo;
pub mod model;
mod nightly;
mod outcome;
mod playbooks;
mod queries;
mod score;
mod show;
mod start;
mod words;

use crate::core::ids::TenantId;
use crate::core::permission::Permission::{HealthCompute, HealthRead};
use crate::web::Routes;

pub use crate::areas::tenants::health_path;
pub use nightly::{ScoreAll, run, score_all};

pub fn routes() -> Routes {
    Routes::new("health")
        .get("/tenants/{id}/health", HealthRead, show::get)
        .post("/tenants/{id}/health/computation", HealthCompute, computation::post)
        .post("/tenants/{id}/health/playbooks/{playbook}/start", HealthCompute, start::post)
        .get("/tenants/{id}/health/playbooks/{playbook}/outcome", HealthCompute, outcome::get)
        .post("/tenants/{id}/health/playbooks/{playbook}/outcome", HealthCompute, outcome::post)
}

fn computation_path(id: TenantId) -> String {
    format!("{}/computation", health_path(id))
}

fn start_path(id: TenantId, playbook: i64) -> String {
    format!("{}/playbooks/{playbook}/start", health_path(id))
}

fn outcome_path(id: TenantId, playbook: i64) -> String {
    format!("{}/playbooks/{playbook}/outcome", health_path(id))
}
