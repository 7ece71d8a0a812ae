//! The register of tenants: the laundries and dry cleaners that use the platform.

mod activity;
pub mod api;
pub mod bulk;
pub mod business;
pub mod commands;
mod conflict;
mod contacts;
pub mod demo;
mod figures;
mod finder;
mod form;
mod health;
pub mod identity;
pub mod import;
pub mod imports;
mod labels;
pub mod lifecycle;
mod list;
mod locale;
pub mod model;
pub mod name;
mod notes;
pub mod onboarding;
pub mod plan;
pub mod record;
mod settings;
pub mod slug;
pub mod tag;
pub mod usage;

use crate::core::ids::TenantId;
use crate::core::permission::Permission;
use crate::web::Routes;
use crate::web::routes::NavGroup;

pub use figures::{
    Mention, STALLED_AFTER_DAYS, TRIAL_DAYS_AHEAD, Tallies, Waiting, at_risk, ending_trials, newest, plan_names, recently_edited, stalled,
    tallies, waiting, without_contact,
};
pub use finder::{Hit, search};
pub use health::{Band, Risk, health_path};
pub use identity::Identity;

/// The register.
pub const LIST_PATH: &str = "/tenants";
/// Where a tenant is created by hand.
pub const NEW_PATH: &str = "/tenants/new";

pub fn routes() -> Routes {
    use Permission::{AuditRead, TenantsCreate, TenantsExport, TenantsIdentity, TenantsNote, TenantsRead, TenantsWrite};
    api::routes(Routes::new("tenants"))
        .get(LIST_PATH, TenantsRead, list::index)
        .get("/tenants.csv", TenantsExport, list::export)
        .get(NEW_PATH, TenantsCreate, form::new)
        .post(NEW_PATH, TenantsCreate, form::create)
        .get("/tenants/{id}", TenantsRead, record::show)
        .get("/tenants/{id}/edit", TenantsWrite, form::edit)
        .post("/tenants/{id}/edit", TenantsWrite, form::save)
        .get("/tenants/{id}/settings", TenantsRead, settings::settings)
        .post("/tenants/{id}/settings", TenantsWrite, settings::save)
        .get("/tenants/{id}/branding", TenantsWrite, settings::branding)
        .post("/tenants/{id}/branding", TenantsWrite, settings::save_branding)
        .upload(settings::MOST_BYTES + 64 * 1024)
        .get("/tenants/{id}/logo", TenantsIdentity, settings::logo)
        .get("/tenants/{id}/activity", TenantsRead, activity::index)
        .get("/tenants/{id}/activity.csv", TenantsExport, activity::export)
        .get("/tenants/{id}/support", TenantsRead, record::support)
        .get("/tenants/{id}/audit", AuditRead, record::audit)
        .get("/tenants/{id}/owner", TenantsWrite, labels::owner)
        .post("/tenants/{id}/owner", TenantsWrite, labels::change_owner)
        .get("/tenants/{id}/tags", TenantsWrite, labels::tags)
        .post("/tenants/{id}/tags", TenantsWrite, labels::change_tags)
        .get("/tenants/{id}/contacts/new", TenantsWrite, contacts::new)
        .post("/tenants/{id}/contacts/new", TenantsWrite, contacts::create)
        .get("/tenants/{id}/contacts/{contact}/edit", TenantsWrite, contacts::edit)
        .post("/tenants/{id}/contacts/{contact}/edit", TenantsWrite, contacts::save)
        .get("/tenants/{id}/contacts/{contact}/remove", TenantsWrite, contacts::confirm_remove)
        .post("/tenants/{id}/contacts/{contact}/remove", TenantsWrite, contacts::remove)
        .get("/tenants/{id}/notes/new", TenantsNote, notes::new)
        .post("/tenants/{id}/notes/new", TenantsNote, notes::create)
        .post("/tenants/{id}/notes/{note}/pin", TenantsNote, notes::pin)
        .get("/tenants/{id}/notes/{note}/remove", TenantsNote, notes::confirm_remove)
        .post("/tenants/{id}/notes/{note}/remove", TenantsNote, notes::remove)
        .nav(NavGroup::Customers, "nav-tenants", "building-storefront", LIST_PATH, TenantsRead)
}

/// Where one tenant stands.
pub fn show_path(id: TenantId) -> String {
    format!("{LIST_PATH}/{id}")
}

fn edit_path(id: TenantId) -> String {
    format!("{}/edit", show_path(id))
}

fn settings_path(id: TenantId) -> String {
    format!("{}/settings", show_path(id))
}

pub fn subscription_path(id: TenantId) -> String {
    format!("{}/subscription", show_path(id))
}

fn activity_path(id: TenantId) -> String {
    format!("{}/activity", show_path(id))
}

fn support_path(id: TenantId) -> String {
    format!("{}/support", show_path(id))
}

fn audit_path(id: TenantId) -> String {
    format!("{}/audit", show_path(id))
}
