//! The audit log as people read it: who did what to what, when, and what it changed.

pub mod chain;
mod export;
mod index;
pub mod model;
pub mod of_tenant;
pub mod queries;
mod show;

use crate::core::permission::Permission;
use crate::web::Routes;
use crate::web::routes::NavGroup;

pub fn routes() -> Routes {
    Routes::new("audit")
        .get("/audit", Permission::AuditRead, index::get)
        .get("/audit.csv", Permission::AuditExport, export::get)
        .get("/audit/{id}", Permission::AuditRead, show::get)
        .nav(NavGroup::Platform, "nav-audit", "clipboard-list", "/audit", Permission::AuditRead)
}

pub use queries::search;

/// Where one entry stands.
pub fn show_path(id: i64) -> String {
    format!("/audit/{id}")
}
