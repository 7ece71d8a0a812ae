//! For those who build on the console: keys for programs, and what the API takes.

pub mod document;
pub mod keys;
mod reference;

use axum::Json;

use crate::core::permission::Permission::{DevelopersManage, DevelopersRead};
use crate::web::Routes;
use crate::web::routes::{Access, NavGroup};

const KEYS: &str = "/developers/keys";
const NEW_KEY: &str = "/developers/keys/new";
const REFERENCE: &str = "/developers/reference";
/// The API's description, for programs.
pub const DOCUMENT: &str = "/api/openapi.json";

pub fn routes() -> Routes {
    Routes::new("developers")
        .get(KEYS, DevelopersRead, keys::index::get)
        // A key is a way in, so it asks for a fresh factor as an invitation does.
        .get(NEW_KEY, DevelopersManage, keys::new::get)
        .step_up()
        .post(NEW_KEY, DevelopersManage, keys::new::post)
        .step_up()
        .get("/developers/keys/{id}/revocation", DevelopersManage, keys::revocation::get)
        .step_up()
        .post("/developers/keys/{id}/revocation", DevelopersManage, keys::revocation::post)
        .step_up()
        .get(REFERENCE, DevelopersRead, reference::get)
        // It tells shapes and no data, and whoever writes a program has no session.
        .get(DOCUMENT, Access::Public, || async { Json(document::document()) })
        .nav(NavGroup::Platform, "nav-keys", "key", KEYS, DevelopersRead)
        .nav(NavGroup::Platform, "nav-reference", "command-line", REFERENCE, DevelopersRead)
}
