//! The connected product: reading its database into tables of our own, saying where it differs from the register, and telling it what
//! happens here. Nothing here waits for it while a page is drawn.

pub mod commands;
mod mirror;
pub mod model;
pub mod push;
pub mod queries;
mod runs;
mod screens;
pub mod source;
pub mod sync;
mod work;

use crate::core::permission::Permission::{OperationsManage, OperationsRead};
use crate::web::Routes;
use crate::web::routes::NavGroup;
use screens::{differences, export, index, pushing, retry, runs as runs_screen};

pub use work::run;

const INDEX: &str = "/operations/product";
const RUNS: &str = "/operations/product/runs";
const DIFFERENCES: &str = "/operations/product/differences";
const PUSHING: &str = "/operations/product/pushing";

pub fn routes() -> Routes {
    Routes::new("product")
        .get(INDEX, OperationsRead, index::get)
        .post(RUNS, OperationsManage, runs_screen::post)
        .get(DIFFERENCES, OperationsRead, differences::get)
        .get("/operations/product/differences.csv", OperationsRead, export::get)
        .post("/operations/product/pushes/{id}/retry", OperationsManage, retry::post)
        // Whatever happens to a tenant here happens there from then on.
        .get(PUSHING, OperationsManage, pushing::get)
        .step_up()
        .post(PUSHING, OperationsManage, pushing::post)
        .step_up()
        .nav(NavGroup::Platform, "nav-product", "server", INDEX, OperationsRead)
}

/// Where a step that waits is tried again at once.
fn retry_path(id: i64) -> String {
    format!("{INDEX}/pushes/{id}/retry")
}
