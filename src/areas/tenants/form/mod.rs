//! The form a tenant is created and edited with.

mod check;
mod choices;
mod edit;
mod fields;
mod new;
pub(super) mod said;

pub(super) use edit::{get as edit, post as save};
pub(super) use new::{get as new, post as create};

pub(super) use check::{Checked, language, time_zone};
pub(super) use choices::{currencies, languages, time_zones};
pub(super) use fields::TenantForm;
pub(super) use new::{note_taken, refused_by_the_register};
