//! Staff of the platform: accounts, factors, sessions, and the links that let people in.

pub mod commands;
pub mod conflict;
pub mod dangerous;
pub mod demo;
pub mod devices;
pub mod factors;
pub mod invitations;
pub mod keepers;
pub mod model;
pub mod passwords;
pub mod qr;
pub mod queries;
mod register;
mod screens;
pub mod sessions;
pub mod throttle;
pub mod user_agent;

use crate::core::ids::StaffId;
use crate::core::permission::Permission::{AuditRead, StaffManage, StaffRead};
use crate::web::Routes;
use crate::web::routes::NavGroup;

pub use model::needed_reason;
pub use register::{Found, search};
pub use screens::show::recovery_codes_left;

const INDEX: &str = "/staff";

pub fn routes() -> Routes {
    use screens::{disable, edit, export, history, index, invitation, new, reinstatement, reset, sessions, show};
    Routes::new("staff")
        .get(INDEX, StaffRead, index::get)
        .get("/staff.csv", StaffRead, export::get)
        // An invitation and a link hand out rights and a way in, so they ask for a fresh factor as role edits do.
        .get("/staff/new", StaffManage, new::get)
        .step_up()
        .post("/staff/new", StaffManage, new::post)
        .step_up()
        .get("/staff/{id}", StaffRead, show::get)
        .get("/staff/{id}/audit", AuditRead, history::get)
        .get("/staff/{id}/edit", StaffManage, edit::get)
        .step_up()
        .post("/staff/{id}/edit", StaffManage, edit::post)
        .step_up()
        .get("/staff/{id}/disable", StaffManage, disable::get)
        .step_up()
        .post("/staff/{id}/disable", StaffManage, disable::post)
        .step_up()
        .get("/staff/{id}/reinstatement", StaffManage, reinstatement::get)
        .step_up()
        .post("/staff/{id}/reinstatement", StaffManage, reinstatement::post)
        .step_up()
        .get("/staff/{id}/reset", StaffManage, reset::get)
        .step_up()
        .post("/staff/{id}/reset", StaffManage, reset::post)
        .step_up()
        .get("/staff/{id}/invitation", StaffManage, invitation::get)
        .step_up()
        .post("/staff/{id}/invitation", StaffManage, invitation::post)
        .step_up()
        .post("/staff/{id}/sessions/end", StaffManage, sessions::end_all)
        .post("/staff/{id}/sessions/{session}/end", StaffManage, sessions::end_one)
        .nav(NavGroup::Platform, "nav-staff", "users", INDEX, StaffRead)
}

/// Where one person stands.
pub fn show_path(id: StaffId) -> String {
    format!("{INDEX}/{id}")
}
