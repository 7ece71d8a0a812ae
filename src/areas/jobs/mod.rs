//! Automation: what works in the background, what failed and why, what runs by itself; and the hand on the switch.

mod act;
mod acts;
mod commands;
mod events;
mod index;
mod kinds;
mod model;
mod pause;
mod queries;
mod schedules;
mod show;
mod sweep;

use crate::core::ids::JobId;
use crate::core::permission::Permission::{JobsPause, JobsRead, JobsRun};
use crate::web::Routes;
use crate::web::routes::NavGroup;

pub use act::ActOnJobs;
pub use model::{alert_path, alert_text};
pub use sweep::SweepJobs;

pub const PATH: &str = "/jobs";
const KINDS: &str = "/jobs/kinds";
const SCHEDULES: &str = "/jobs/schedules";

pub fn routes() -> Routes {
    Routes::new("jobs")
        .get(PATH, JobsRead, index::get)
        .get("/jobs/{id}", JobsRead, show::get)
        .get("/jobs/{id}/events", JobsRead, events::get)
        .post("/jobs/{id}/retry", JobsRun, show::retry)
        .post("/jobs/{id}/cancel", JobsRun, show::cancel)
        .post("/jobs/acts", JobsRun, acts::post)
        .get("/jobs/acts/{id}", JobsRun, acts::get)
        .post("/jobs/acts/{id}", JobsRun, acts::confirm)
        .get(KINDS, JobsRead, kinds::get)
        .get("/jobs/kinds/{name}/pause", JobsPause, pause::get)
        .post("/jobs/kinds/{name}/pause", JobsPause, pause::post)
        .post("/jobs/kinds/{name}/resume", JobsPause, pause::resume)
        .get(SCHEDULES, JobsRead, schedules::get)
        .post("/jobs/schedules/{name}/run", JobsRun, schedules::run)
        .post("/jobs/schedules/{name}/switch", JobsPause, schedules::switch)
        .nav(NavGroup::Platform, "nav-jobs", "queue-list", PATH, JobsRead)
}

/// Where one job stands.
pub fn show_path(id: JobId) -> String {
    format!("{PATH}/{id}")
}
