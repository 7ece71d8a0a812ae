//! Leading a new tenant to its first orders: a checklist, what is done of it, reminders and calls, and the board over all of them.

mod board;
mod call;
mod commands;
mod completion;
mod job;
mod model;
mod queries;
mod show;
mod steps;
mod templates;

use super::show_path;
use crate::core::ids::TenantId;
use crate::core::permission::Permission::{OnboardingManage, OnboardingRead, OnboardingWrite};
use crate::web::Routes;
use crate::web::routes::NavGroup;

pub(super) use commands::happened;
pub use job::{Tend, tend};
pub(super) use model::{Checklist, Happening, Step};
pub(super) use queries::checklist;
pub(in crate::areas) use queries::is_under_way;

/// The board.
pub const BOARD_PATH: &str = "/onboarding";
/// The checklists.
const TEMPLATES_PATH: &str = "/onboarding/templates";

pub fn routes() -> Routes {
    Routes::new("onboarding")
        .get(BOARD_PATH, OnboardingRead, board::get)
        .get(TEMPLATES_PATH, OnboardingManage, templates::index)
        .get("/onboarding/templates/new", OnboardingManage, templates::new)
        .post("/onboarding/templates/new", OnboardingManage, templates::create)
        .get("/onboarding/templates/{id}", OnboardingManage, templates::edit)
        .post("/onboarding/templates/{id}", OnboardingManage, templates::save)
        .get("/tenants/{id}/onboarding", OnboardingRead, show::get)
        .post("/tenants/{id}/onboarding/steps", OnboardingWrite, steps::done)
        .post("/tenants/{id}/onboarding/reopening", OnboardingWrite, steps::reopen)
        .post("/tenants/{id}/onboarding/reminder", OnboardingWrite, steps::remind)
        .get("/tenants/{id}/onboarding/completion", OnboardingWrite, completion::get)
        .post("/tenants/{id}/onboarding/completion", OnboardingWrite, completion::post)
        .get("/tenants/{id}/onboarding/call", OnboardingWrite, call::get)
        .post("/tenants/{id}/onboarding/call", OnboardingWrite, call::post)
        .nav(NavGroup::Customers, "nav-onboarding", "rocket", BOARD_PATH, OnboardingRead)
}

/// Where a tenant's checklist stands.
pub(in crate::areas) fn onboarding_path(id: TenantId) -> String {
    format!("{}/onboarding", show_path(id))
}
