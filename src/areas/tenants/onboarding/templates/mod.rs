//! The checklists, as data. A change makes a new version for tenants to come; who has begun goes on with what it began with.

mod commands;
mod form;
mod queries;
mod screens;

pub(super) use screens::{create, edit, index, new, save};
