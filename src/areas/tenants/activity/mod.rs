//! Everything that happened to one tenant, in one story: what people and the console did, how it moved, what it was written.

mod export;
mod index;
mod model;
mod queries;

pub(super) use export::get as export;
pub(super) use index::{get as index, recent};
