//! Settings that keep strangers out: from which networks the console may be used.

mod addresses;
pub mod commands;
mod enforcement;
pub mod model;
pub mod queries;
mod removal;

use crate::core::permission::Permission::SecurityManage;
use crate::web::Routes;
use crate::web::routes::NavGroup;

const ADDRESSES: &str = "/security/addresses";
const ENFORCEMENT: &str = "/security/addresses/enforcement";

pub fn routes() -> Routes {
    Routes::new("security")
        .get(ADDRESSES, SecurityManage, addresses::get)
        .step_up()
        .post(ADDRESSES, SecurityManage, addresses::post)
        .step_up()
        .get(ENFORCEMENT, SecurityManage, enforcement::get)
        .step_up()
        .post(ENFORCEMENT, SecurityManage, enforcement::post)
        .step_up()
        .get("/security/addresses/{id}/removal", SecurityManage, removal::get)
        .step_up()
        .post("/security/addresses/{id}/removal", SecurityManage, removal::post)
        .step_up()
        .nav(NavGroup::Platform, "nav-addresses", "globe", ADDRESSES, SecurityManage)
}
