//! A tenant's life: trial, active, suspended, cancelled, churned, and the moves between them.

pub mod commands;
pub mod dangerous;
mod mails;
pub mod moves;
pub mod queries;
