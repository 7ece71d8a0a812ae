//! How a tenant's dates, money and papers look: regional settings, registration, and the colours and picture of its brand.

mod branding;
mod colour;
mod commands;
mod logo;
mod picture;
mod queries;
mod regional;

use super::show_path;
use crate::core::ids::TenantId;

pub(super) use branding::{get as branding, post as save_branding};
pub(super) use logo::get as logo;
pub(super) use picture::MOST_BYTES;
pub(super) use regional::{get as settings, post as save};

fn branding_path(tenant: TenantId) -> String {
    format!("{}/branding", show_path(tenant))
}

fn logo_path(tenant: TenantId) -> String {
    format!("{}/logo", show_path(tenant))
}
