//! Subscriptions as they are kept: the rows, and the plans they are to.

pub mod kept;
pub mod offers;
