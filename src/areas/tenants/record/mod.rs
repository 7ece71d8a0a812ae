//! One tenant, read and shown.

mod face;
mod facts;
mod history;
mod model;
pub mod queries;
mod show;

pub(in crate::areas) use face::{Face, Tab, face};
pub(super) use facts::country;
pub(super) use history::get as history;
pub(super) use show::get as show;

pub use model::{Branch, Details, Record};
pub use queries::{find, held};
