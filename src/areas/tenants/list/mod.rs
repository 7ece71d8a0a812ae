//! The register as a list: what narrows it, how it is read, shown and taken out as a file.

mod export;
pub(super) mod filter;
mod index;
pub mod queries;
mod search;

pub(super) use export::get as export;
pub(super) use index::get as index;

pub use queries::TenantRow;
pub use search::Search;
