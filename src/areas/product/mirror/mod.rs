//! Reading the product's tenants and what belongs to them into tables of our own. The register is never changed.

pub(super) mod branches;
pub(super) mod drift;
pub(super) mod metrics;
mod storage;
pub(super) mod tenants;
pub(super) mod users;
mod window;

pub use storage::storage;
pub use tenants::Linked;
