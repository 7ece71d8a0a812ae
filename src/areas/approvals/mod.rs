//! Requests for what needs a second person: who asked for what, what it would do, who decided.

pub mod blast;
mod dangerous;
mod decision;
mod emergency;
mod expiry;
mod index;
mod policies;
mod policy;
mod queries;
mod show;
mod words;

use crate::core::ids::ApprovalId;
use crate::core::permission::Permission::{ApprovalsDecide, ApprovalsEmergency, ApprovalsPolicy, ApprovalsRead};
use crate::core::text;
use crate::web::Routes;
use crate::web::routes::NavGroup;

pub use blast::{Blast, Way};
pub use dangerous::ChangePolicy;
pub use expiry::Expire;
pub use words::{amount_rule, command, settle};

const INDEX: &str = "/approvals";
const POLICIES: &str = "/approvals/policies";

pub fn routes() -> Routes {
    Routes::new("approvals")
        .get(INDEX, ApprovalsRead, index::get)
        .get(POLICIES, ApprovalsRead, policies::get)
        .get("/approvals/policies/{command}", ApprovalsPolicy, policy::get)
        .step_up()
        .post("/approvals/policies/{command}", ApprovalsPolicy, policy::post)
        .step_up()
        .get("/approvals/{id}", ApprovalsRead, show::get)
        .post("/approvals/{id}", ApprovalsDecide, decision::post)
        .step_up()
        .post("/approvals/{id}/withdrawal", ApprovalsRead, decision::withdraw)
        .post("/approvals/{id}/review", ApprovalsDecide, decision::review)
        .step_up()
        .get("/approvals/{id}/emergency", ApprovalsEmergency, emergency::get)
        .step_up()
        .post("/approvals/{id}/emergency", ApprovalsEmergency, emergency::post)
        .step_up()
        .nav(NavGroup::Platform, "nav-approvals", "shield-check", INDEX, ApprovalsRead)
        .badge(|staff| staff.waiting)
}

/// Where one request stands.
pub fn show_path(id: ApprovalId) -> String {
    format!("{INDEX}/{id}")
}

const LONGEST_NOTE: usize = 2_000;

/// Reads a note or a reason as typed; empty when nothing was said.
fn read_note(raw: &str) -> Result<String, &'static str> {
    let note = text::clean_lines(raw);
    if note.chars().count() > LONGEST_NOTE { Err("approvals-error-note-long") } else { Ok(note) }
}

fn policy_path(command: &str) -> String {
    format!("{POLICIES}/{command}")
}
