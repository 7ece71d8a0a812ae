//! Reviews of access: every quarter somebody looks at every role every person holds, keeps it or takes it away, and signs for that.

pub mod commands;
mod export;
mod index;
pub mod job;
mod kept;
pub mod model;
mod new;
pub mod queries;
mod refused;
mod revocation;
mod show;
mod signature;

use crate::core::ids::ReviewId;
use crate::core::permission::Permission::{ReviewsSign, RolesRead};
use crate::web::Routes;
use crate::web::routes::NavGroup;

pub use crate::core::reviews::review_path as show_path;

const INDEX: &str = "/access-reviews";
const NEW: &str = "/access-reviews/new";

pub fn routes() -> Routes {
    Routes::new("access_reviews")
        .get(INDEX, RolesRead, index::get)
        .get(NEW, ReviewsSign, new::get)
        .post(NEW, ReviewsSign, new::post)
        .get("/access-reviews/{id}", RolesRead, show::get)
        .get("/access-reviews/{id}/grants.csv", RolesRead, export::get)
        .post("/access-reviews/{id}/kept", ReviewsSign, kept::post)
        // These take rights away and put a name under the whole.
        .get("/access-reviews/{id}/grants/{number}/revocation", ReviewsSign, revocation::get)
        .step_up()
        .post("/access-reviews/{id}/grants/{number}/revocation", ReviewsSign, revocation::post)
        .step_up()
        .get("/access-reviews/{id}/signature", ReviewsSign, signature::get)
        .step_up()
        .post("/access-reviews/{id}/signature", ReviewsSign, signature::post)
        .step_up()
        .nav(NavGroup::Platform, "nav-reviews", "document-check", INDEX, RolesRead)
}

/// Where one grant of a review is taken away.
fn revocation_path(id: ReviewId, number: i32) -> String {
    format!("{}/grants/{number}/revocation", show_path(id))
}
