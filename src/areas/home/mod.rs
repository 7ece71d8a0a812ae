//! The first page after signing in: what this person should know and do now.

mod audit;
mod chores;
mod figures;
mod index;
mod lists;
mod view;

use crate::web::Routes;
use crate::web::routes::{Access, NavGroup};

/// Where one starts.
const PATH: &str = "/";

pub fn routes() -> Routes {
    Routes::new("home").get(PATH, Access::SignedIn, index::get).nav(NavGroup::Start, "nav-home", "home", PATH, Access::SignedIn)
}
