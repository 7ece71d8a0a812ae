//! The pages of one tenant's subscription.

pub(super) mod change;
pub(super) mod forecast;
mod preview;
pub(super) mod show;
mod words;
