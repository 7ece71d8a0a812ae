//! Subscriptions as they are kept: the rows, the plans they are to, what is charged for them, and what is done to them.
//!
//! A change is looked at and made by the same pure function ([`outcome`]): first what had come due is charged, then the change takes effect.
//! What is confirmed carries the seal of what was shown; where the subscription has moved since, it is shown anew.

pub mod advance;
pub mod agree;
mod ask;
pub mod commands;
mod decided;
mod exceeding;
pub mod give_back;
mod history;
pub mod kept;
pub mod moving;
pub mod offers;
pub mod outcome;
pub mod papers;
pub mod recycle;
mod refusals;
mod register;
pub mod rows;
mod screens;
pub mod standing;
pub mod subscriber;
pub mod used;

use self::ask::What;
use crate::areas::tenants::subscription_path;
use crate::core::ids::TenantId;
use crate::core::permission::Permission::{BillingExport, BillingRead, BillingSubscriptions, TenantsRead};
use crate::web::Routes;
use crate::web::routes::NavGroup;

/// Who is subscribed to what.
pub const INDEX: &str = "/billing/subscriptions";

pub fn routes() -> Routes {
    use screens::change::{self, AddOns, Cycle, Plan, Price, Trial, Version, Withdrawal};
    use screens::{export, forecast, index, moving, show};
    Routes::new("billing")
        .get(INDEX, BillingRead, index::get)
        .get("/billing/subscriptions.csv", BillingExport, export::get)
        .get("/tenants/{id}/subscription", TenantsRead, show::get)
        .get("/tenants/{id}/subscription/forecast", BillingRead, forecast::get)
        .get("/tenants/{id}/subscription/plan", BillingSubscriptions, change::get::<Plan>)
        .post("/tenants/{id}/subscription/plan", BillingSubscriptions, change::post::<Plan>)
        .get("/tenants/{id}/subscription/cycle", BillingSubscriptions, change::get::<Cycle>)
        .post("/tenants/{id}/subscription/cycle", BillingSubscriptions, change::post::<Cycle>)
        .get("/tenants/{id}/subscription/price", BillingSubscriptions, change::get::<Price>)
        .post("/tenants/{id}/subscription/price", BillingSubscriptions, change::post::<Price>)
        .get("/tenants/{id}/subscription/add-ons", BillingSubscriptions, change::get::<AddOns>)
        .post("/tenants/{id}/subscription/add-ons", BillingSubscriptions, change::post::<AddOns>)
        .get("/tenants/{id}/subscription/trial", BillingSubscriptions, change::get::<Trial>)
        .post("/tenants/{id}/subscription/trial", BillingSubscriptions, change::post::<Trial>)
        .get("/tenants/{id}/subscription/version", BillingSubscriptions, change::get::<Version>)
        .post("/tenants/{id}/subscription/version", BillingSubscriptions, change::post::<Version>)
        .get("/billing/plans/{code}/versions/{number}/move", BillingSubscriptions, moving::get)
        .post("/billing/plans/{code}/versions/{number}/move", BillingSubscriptions, moving::post)
        .get("/tenants/{id}/subscription/withdrawal", BillingSubscriptions, change::get::<Withdrawal>)
        .post("/tenants/{id}/subscription/withdrawal", BillingSubscriptions, change::post::<Withdrawal>)
        .nav(NavGroup::Billing, "nav-subscriptions", "arrow-path", INDEX, BillingRead)
}

/// Where the running subscriptions to a plan are, or to one version of it.
pub(super) fn of_plan(code: &str, version: Option<i32>) -> String {
    let version = version.map(|number| format!("&version={number}")).unwrap_or_default();
    format!("{INDEX}?plan={code}{version}")
}

/// Where one part of a subscription is changed.
fn change_path(id: TenantId, what: What) -> String {
    format!("{}/{}", subscription_path(id), what.path())
}
