//! What staff write down about a tenant, for each other.

mod commands;
mod new;
mod pin;
mod queries;
mod remove;

use uuid::Uuid;

use super::show_path;
use crate::core::ids::TenantId;

pub(super) use new::{get as new, post as create};
pub(super) use pin::post as pin;
pub(super) use queries::{Note, of};
pub(super) use remove::{get as confirm_remove, post as remove};

/// A note holds at most this many characters.
pub(super) const LONGEST: usize = 5_000;

pub(super) fn new_path(tenant: TenantId) -> String {
    format!("{}/notes/new", show_path(tenant))
}

pub(super) fn pin_path(tenant: TenantId, note: Uuid) -> String {
    format!("{}/notes/{note}/pin", show_path(tenant))
}

pub(super) fn remove_path(tenant: TenantId, note: Uuid) -> String {
    format!("{}/notes/{note}/remove", show_path(tenant))
}
