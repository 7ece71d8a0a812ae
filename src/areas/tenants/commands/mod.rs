//! What is done to tenants: one file per act, each recording what it did.

mod create;
mod edit;
mod label;
mod provision;

pub use create::{Taken, create};
pub use edit::{edit, lock};
pub use label::{change_owner, change_tags, is_active_staff};
pub use provision::provision;
