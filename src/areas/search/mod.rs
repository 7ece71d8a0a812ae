//! One question over everything: tenants, staff and the audit log, as far as the reader may see.

mod index;
mod json;
mod model;

use crate::web::Routes;
use crate::web::routes::Access;

pub fn routes() -> Routes {
    Routes::new("search").get("/search", Access::SignedIn, index::get).get("/search.json", Access::SignedIn, json::get)
}
