//! How billing stands today: what comes in each month, what is open and for how long, what was run and what is next.

mod queries;
mod screen;

use crate::core::permission::Permission::BillingRead;
use crate::web::Routes;
use crate::web::routes::NavGroup;

/// How things stand.
pub const PATH: &str = "/billing";

pub fn routes() -> Routes {
    Routes::new("billing").get(PATH, BillingRead, screen::get).nav(NavGroup::Billing, "billing-overview", "chart-bar", PATH, BillingRead)
}
