//! One tenant, read and shown.

mod audit;
mod face;
mod facts;
mod model;
pub mod queries;
mod show;
mod support;

pub(super) use audit::get as audit;
pub(in crate::areas) use face::{Face, Tab, face};
pub(super) use facts::country;
pub(in crate::areas) use facts::{cycle_key, status};
pub(super) use show::get as show;
pub(super) use support::get as support;

pub use model::{Branch, Details, Record};
pub use queries::{find, held};
