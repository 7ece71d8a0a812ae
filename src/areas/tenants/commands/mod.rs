//! What is done to tenants: one file per act, each recording what it did.

mod provision;

pub use provision::provision;
