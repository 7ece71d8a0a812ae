//! The people to talk to at a tenant, beside the main contact.

mod commands;
mod edit;
mod form;
mod queries;
mod remove;

use uuid::Uuid;

use super::show_path;
use crate::core::ids::TenantId;

pub(super) use edit::{get as edit, get_new as new, post as save, post_new as create};
pub(super) use queries::{Contact, of};
pub(super) use remove::{get as confirm_remove, post as remove};

/// Fields of a contact as they are stored and told to the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub(super) struct Particulars {
    pub name: String,
    pub role: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

pub(super) fn new_path(tenant: TenantId) -> String {
    format!("{}/contacts/new", show_path(tenant))
}

pub(super) fn edit_path(tenant: TenantId, contact: Uuid) -> String {
    format!("{}/contacts/{contact}/edit", show_path(tenant))
}

pub(super) fn remove_path(tenant: TenantId, contact: Uuid) -> String {
    format!("{}/contacts/{contact}/remove", show_path(tenant))
}
