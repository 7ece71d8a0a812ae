//! What is sold: plans, their versions and prices. What is published never changes; who subscribed keeps it.

mod commands;
mod compare;
mod confirm;
mod contract;
pub mod dangerous;
pub mod demo;
mod edit;
mod end;
mod form;
mod index;
pub(super) mod model;
mod prices;
mod publication;
pub(super) mod queries;
mod show;
mod version;
pub(in crate::areas) mod words;

use crate::core::permission::Permission::{BillingPlans, BillingRead};
use crate::web::Routes;
use crate::web::routes::NavGroup;

/// Every plan.
pub const INDEX: &str = "/billing/plans";
/// Two versions side by side.
const COMPARE: &str = "/billing/plans/compare";

pub fn routes() -> Routes {
    Routes::new("billing")
        .get(INDEX, BillingRead, index::get)
        .get(COMPARE, BillingRead, compare::get)
        .get("/billing/plans/{code}", BillingRead, show::get)
        .post("/billing/plans/{code}/draft", BillingPlans, show::post)
        .get("/billing/plans/{code}/versions/{number}", BillingRead, version::get)
        .get("/billing/plans/{code}/versions/{number}/edit", BillingPlans, edit::get)
        .post("/billing/plans/{code}/versions/{number}/edit", BillingPlans, edit::post)
        .get("/billing/plans/{code}/versions/{number}/contract", BillingPlans, contract::get)
        .post("/billing/plans/{code}/versions/{number}/contract", BillingPlans, contract::post)
        .post("/tenants/{id}/contract", BillingPlans, contract::begin)
        .get("/billing/plans/{code}/versions/{number}/prices", BillingPlans, prices::get)
        .post("/billing/plans/{code}/versions/{number}/prices", BillingPlans, prices::post)
        .get("/billing/plans/{code}/versions/{number}/publication", BillingPlans, publication::get)
        .step_up()
        .post("/billing/plans/{code}/versions/{number}/publication", BillingPlans, publication::post)
        .step_up()
        .get("/billing/plans/{code}/versions/{number}/end", BillingPlans, end::get)
        .step_up()
        .post("/billing/plans/{code}/versions/{number}/end", BillingPlans, end::post)
        .step_up()
        .nav(NavGroup::Billing, "nav-plans", "tag", INDEX, BillingRead)
}

/// Where a plan stands.
pub(super) fn plan_path(code: &str) -> String {
    format!("{INDEX}/{code}")
}

/// Where one version of it stands.
pub(super) fn version_path(code: &str, number: i32) -> String {
    format!("{}/versions/{number}", plan_path(code))
}

/// Where two versions stand side by side.
fn comparison_path(a: &model::Version, b: &model::Version) -> String {
    format!("{COMPARE}?a={}.{}&b={}.{}", a.plan_code, a.number, b.plan_code, b.number)
}
