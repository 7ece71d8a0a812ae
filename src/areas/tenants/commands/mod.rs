//! What is done to tenants: one file per act, each recording what it did.

mod create;
mod edit;
mod label;
mod provision;

pub use create::{Taken, create};
pub use edit::{edit, lock};
pub use label::{change_owner, change_tags, is_active_staff};
pub use provision::provision;

/// Two transactions that each waited for the other: one of them was chosen to begin anew.
const DEADLOCK: &str = "40P01";

/// Whether beginning the same change anew is the answer.
pub fn is_deadlock(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(|e| e.code()).is_some_and(|code| code == DEADLOCK)
}
