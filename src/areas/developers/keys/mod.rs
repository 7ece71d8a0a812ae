//! Keys of programs: the list, a new one, and the end of one.

pub mod commands;
pub(super) mod index;
pub mod model;
pub(super) mod new;
pub mod queries;
pub(super) mod revocation;
