//! Who may do what, asked from every side: by role, by person, by permission. Drawn from the route table and the roles as they are.

mod export;
mod index;
mod matrix;
mod queries;
mod together;
mod what;
mod who;

use crate::core::ids::StaffId;
use crate::core::permission::Permission;
use crate::web::Routes;
use crate::web::routes::{Access, NavGroup, RouteTable};

pub use together::{Toxic, toxic};

const INDEX: &str = "/permissions";

pub fn routes() -> Routes {
    Routes::new("permissions")
        .get(INDEX, Permission::RolesRead, index::get)
        .get("/permissions.csv", Permission::RolesRead, export::get)
        .nav(NavGroup::Platform, "nav-permissions", "view-columns", INDEX, Permission::RolesRead)
}

/// Who may use this permission.
pub fn who_path(permission: Permission) -> String {
    format!("{INDEX}?permission={}", permission.code())
}

/// What this person may do.
pub fn what_path(person: StaffId) -> String {
    format!("{INDEX}?person={person}")
}

/// What a permission opens: methods and addresses, as the route table has them.
pub fn opened_by(table: &RouteTable, permission: Permission) -> Vec<String> {
    let open = table.routes.iter().filter(|route| route.access == Access::Needs(permission));
    open.map(|route| format!("{} {}", route.method, route.path)).collect()
}
