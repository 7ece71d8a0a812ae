//! The billing run: everything that is due by a day is charged, in steps of thousands, each whole or not at all.
//!
//! What is due is told by the subscriptions themselves (`due_on`), and a step that charges them moves that day on in its own transaction. So
//! a run that is cut off goes on where it was, and one that is begun again finds nothing to do.

pub mod commands;
pub mod dangerous;
pub mod job;
pub mod model;
pub mod preview;
pub mod queries;
pub mod reading;
mod screens;
mod writing;

use crate::core::ids::BillingRunId;
use crate::core::permission::Permission::{BillingExport, BillingRead, BillingRun};
use crate::web::Routes;
use crate::web::routes::NavGroup;

/// What was run.
pub const INDEX: &str = "/billing/runs";
/// Where the next is looked at and begun.
pub const NEW: &str = "/billing/runs/new";

pub fn routes() -> Routes {
    use screens::{failures, index, new, show};
    Routes::new("billing")
        .get(INDEX, BillingRead, index::get)
        .get(NEW, BillingRun, new::get)
        .step_up()
        .post(NEW, BillingRun, new::post)
        .step_up()
        .get("/billing/runs/{id}", BillingRead, show::get)
        .post("/billing/runs/{id}/stop", BillingRun, show::stop)
        .get("/billing/runs/{id}/failures.csv", BillingExport, failures::get)
        .nav(NavGroup::Billing, "nav-runs", "play", INDEX, BillingRead)
}

/// Where one run stands.
pub(super) fn show_path(id: BillingRunId) -> String {
    format!("{INDEX}/{id}")
}
