//! A tenant's life: trial, active, suspended, cancelled, churned, and the moves between them.

mod activation;
mod cancellation;
mod churn;
pub mod commands;
pub mod dangerous;
mod job;
mod mails;
pub mod moves;
mod notices;
pub mod queries;
mod reinstatement;
mod show;
mod step;
mod suspension;

use crate::areas::tenants::show_path;
use crate::core::ids::TenantId;
use crate::core::permission::Permission::{TenantsActivate, TenantsCancel, TenantsRead, TenantsSuspend};
use crate::web::Routes;

pub use job::Advance;
pub(super) use show::own_reason;
pub(super) use step::{Ask, reason};
pub(super) use suspension::{categories, modes, previews, read_manner};

pub fn routes() -> Routes {
    Routes::new("tenants")
        .get("/tenants/{id}/lifecycle", TenantsRead, show::get)
        .get("/tenants/{id}/activation", TenantsActivate, activation::get)
        .post("/tenants/{id}/activation", TenantsActivate, activation::post)
        .get("/tenants/{id}/suspension", TenantsSuspend, suspension::get)
        .step_up()
        .post("/tenants/{id}/suspension", TenantsSuspend, suspension::post)
        .step_up()
        .get("/tenants/{id}/reinstatement", TenantsActivate, reinstatement::get)
        .post("/tenants/{id}/reinstatement", TenantsActivate, reinstatement::post)
        .get("/tenants/{id}/cancellation", TenantsCancel, cancellation::get)
        .step_up()
        .post("/tenants/{id}/cancellation", TenantsCancel, cancellation::post)
        .step_up()
        .post("/tenants/{id}/cancellation/withdrawal", TenantsCancel, cancellation::withdraw)
        .get("/tenants/{id}/churn", TenantsCancel, churn::get)
        .step_up()
        .post("/tenants/{id}/churn", TenantsCancel, churn::post)
        .step_up()
}

/// Where a tenant's life is told.
pub fn lifecycle_path(id: TenantId) -> String {
    format!("{}/lifecycle", show_path(id))
}

/// Where a move is asked for.
fn move_path(id: TenantId, this: moves::Move) -> String {
    format!("{}/{}", show_path(id), this.noun())
}
