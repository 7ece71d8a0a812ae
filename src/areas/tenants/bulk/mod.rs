//! Acts on many tenants at once: ticked in the list, looked at, then done.

mod acts;
mod commands;
mod owner;
mod page;
pub mod selection;
mod suspension;
mod tags;

use uuid::Uuid;

use crate::core::permission::Permission::{TenantsIdentity, TenantsSuspend, TenantsWrite};
use crate::web::Routes;

pub(super) use acts::offered;

/// Where the list sends what was ticked.
pub(super) const PATH: &str = "/tenants/bulk";

pub fn routes() -> Routes {
    Routes::new("tenants")
        .post(PATH, TenantsIdentity, acts::post)
        .get("/tenants/bulk/{selection}/suspension", TenantsSuspend, suspension::get)
        .step_up()
        .post("/tenants/bulk/{selection}/suspension", TenantsSuspend, suspension::post)
        .step_up()
        .get("/tenants/bulk/{selection}/owner", TenantsWrite, owner::get)
        .post("/tenants/bulk/{selection}/owner", TenantsWrite, owner::post)
        .get("/tenants/bulk/{selection}/tags", TenantsWrite, tags::get)
        .post("/tenants/bulk/{selection}/tags", TenantsWrite, tags::post)
}

fn path(selection: Uuid, act: &str) -> String {
    format!("{PATH}/{selection}/{act}")
}
