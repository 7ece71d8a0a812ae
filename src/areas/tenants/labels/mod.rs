//! Owner and tags: changed where they are shown, or on a small page of their own.

mod owner;
mod tags;

use super::show_path;
use crate::core::ids::TenantId;

pub(super) use owner::{get as owner, post as change_owner};
pub(super) use tags::{get as tags, post as change_tags};

pub(super) fn owner_path(tenant: TenantId) -> String {
    format!("{}/owner", show_path(tenant))
}

pub(super) fn tags_path(tenant: TenantId) -> String {
    format!("{}/tags", show_path(tenant))
}
