//! The register of tenants: the laundries and dry cleaners that use the platform.

pub mod business;
pub mod commands;
pub mod demo;
pub mod import;
pub mod imports;
pub mod model;
pub mod name;
pub mod plan;
pub mod slug;
