//! Rosters on their way into the register: uploaded, judged, run in the background, undone.
//!
//! Every screen shows names, so each wants to know the reader's [`Identity`](super::Identity) beside the permission to import.
//! The rules are in [`super::import`] and know no database; here is what keeps them: the pages, the rows, the jobs.

pub mod commands;
pub mod errors;
mod index;
pub mod job;
pub mod judging;
mod mapping;
pub mod model;
pub mod queries;
mod result;
mod review;
mod rows;
mod run;
mod show;
mod undo;
pub mod words;

use self::model::Import;
use super::import::Roster;
use crate::core::ids::ImportId;
use crate::core::permission::Permission::{TenantsImport, TenantsRead};
use crate::web::{Page, Routes};

/// A file's own bytes and the form around them. What is larger than a roster may be is told on its field as far as this goes.
const MOST_UPLOADED: usize = Roster::MAX_BYTES + 4 * 1024 * 1024;

pub fn routes() -> Routes {
    Routes::new("imports")
        .get("/tenants/import", TenantsImport, index::get)
        .post("/tenants/import", TenantsImport, index::post)
        .upload(MOST_UPLOADED)
        .get("/tenants/import/{id}", TenantsImport, show::get)
        .post("/tenants/import/{id}/mapping", TenantsImport, mapping::post)
        .post("/tenants/import/{id}/run", TenantsImport, run::post)
        .post("/tenants/import/{id}/stop", TenantsImport, run::stop)
        .post("/tenants/import/{id}/discard", TenantsImport, run::discard)
        .get("/tenants/import/{id}/errors.csv", TenantsImport, errors::get)
        .get("/tenants/import/{id}/undo", TenantsImport, undo::get)
        .step_up()
        .post("/tenants/import/{id}/undo", TenantsImport, undo::post)
        .step_up()
}

pub const INDEX: &str = "/tenants/import";

/// Where one import stands.
pub fn show_path(id: ImportId) -> String {
    format!("{INDEX}/{id}")
}

/// A page of this part of the console: below the register, for those who may open it.
fn framed(page: Page) -> Page {
    let register = page.can(TenantsRead).then(|| page.t("nav-tenants"));
    let page = page.section("nav-tenants");
    match register {
        Some(label) => page.crumb(label, "/tenants"),
        None => page,
    }
}

/// A page of one import.
fn framed_one(page: Page, import: &Import) -> Page {
    let page = framed(page);
    let label = page.t("imports-title");
    let title = page.ts("imports-title-one", "file", isolated(&import.file_name));
    page.crumb(label, INDEX).titled_text(title)
}

/// Keeps a name inside a sentence from pulling its neighbours into its own direction: what `<bdi>` is where there are no tags.
fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

fn act_path(id: ImportId, act: &str) -> String {
    format!("{INDEX}/{id}/{act}")
}
