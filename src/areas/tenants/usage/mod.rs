//! What tenants use: events told by the product, figures made of them day by day, limits of the plan, and a word when one comes near.

pub mod alerts;
pub mod figures;
pub mod ingest;
pub mod jobs;
mod letters;
pub mod metric;
pub mod months;
pub mod roll_up;
mod screen;
mod view;
pub mod window;

use crate::core::ids::TenantId;
use crate::core::permission::Permission;
use crate::core::scope::Scope;
use crate::web::Routes;

pub use ingest::Document;

/// How long the keys of counted events are kept: longer than an event may be late, after which a repetition is refused anyway.
pub const KEYS_KEPT: chrono::Duration = chrono::Duration::days(40);

pub fn routes() -> Routes {
    Routes::new("usage").post("/api/v1/usage/events", Scope::UsageWrite, ingest::take_in_events).get(
        "/tenants/{id}/usage",
        Permission::TenantsRead,
        screen::get,
    )
}

/// Where the usage of one tenant is shown.
pub fn usage_path(id: TenantId) -> String {
    format!("{}/usage", super::show_path(id))
}
