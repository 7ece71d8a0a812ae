//! Roles: sets of permissions that people give each other, kept as data and edited here.

pub mod commands;
mod copy;
pub mod dangerous;
mod edit;
mod form;
mod index;
pub mod model;
mod new;
pub mod queries;
mod refused;
mod removal;
mod show;

use crate::core::ids::RoleId;
use crate::core::permission::Permission::{RolesManage, RolesRead};
use crate::web::Routes;
use crate::web::routes::NavGroup;

const INDEX: &str = "/roles";
const NEW: &str = "/roles/new";

pub fn routes() -> Routes {
    Routes::new("roles")
        .get(INDEX, RolesRead, index::get)
        .get(NEW, RolesManage, new::get)
        .step_up()
        .post(NEW, RolesManage, new::post)
        .step_up()
        .get("/roles/{id}", RolesRead, show::get)
        .get("/roles/{id}/edit", RolesManage, edit::get)
        .step_up()
        .post("/roles/{id}/edit", RolesManage, edit::post)
        .step_up()
        .get("/roles/{id}/copy", RolesManage, copy::get)
        .step_up()
        .post("/roles/{id}/copy", RolesManage, copy::post)
        .step_up()
        .get("/roles/{id}/removal", RolesManage, removal::get)
        .step_up()
        .post("/roles/{id}/removal", RolesManage, removal::post)
        .step_up()
        .nav(NavGroup::Platform, "nav-roles", "identification", INDEX, RolesRead)
}

/// Where one role stands.
pub fn show_path(id: RoleId) -> String {
    format!("{INDEX}/{id}")
}
