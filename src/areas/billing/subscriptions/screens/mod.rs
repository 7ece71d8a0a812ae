//! The list of subscriptions, and the pages of one tenant's.

pub(super) mod change;
mod exceeding;
pub(super) mod export;
pub(super) mod forecast;
pub(super) mod index;
pub(super) mod moving;
mod preview;
pub(super) mod show;
mod words;
