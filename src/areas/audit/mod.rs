//! The audit log as people read it: who did what to what, when, and what it changed.

pub mod chain;
mod export;
mod index;
pub mod model;
pub mod of_tenant;
pub mod queries;
mod show;

use model::Entry;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::permission::Permission;
use crate::web::routes::NavGroup;
use crate::web::ui::TimelineDay;
use crate::web::{Page, Routes};

pub fn routes() -> Routes {
    Routes::new("audit")
        .get("/audit", Permission::AuditRead, index::get)
        .get("/audit.csv", Permission::AuditExport, export::get)
        .get("/audit/{id}", Permission::AuditRead, show::get)
        .nav(NavGroup::Platform, "nav-audit", "clipboard-list", "/audit", Permission::AuditRead)
}

pub use queries::search;

/// Everything one request, or one job, did, in its order.
pub async fn effects(db: &mut PgConnection, request: Uuid) -> Result<Vec<Entry>, sqlx::Error> {
    queries::of_request(db, request, 0).await
}

/// Entries as a timeline for this reader.
pub fn days(page: &Page, entries: &[Entry]) -> Vec<TimelineDay> {
    model::days(entries, page.format())
}

/// Where one entry stands.
pub fn show_path(id: i64) -> String {
    format!("/audit/{id}")
}
