//! What tests are written with: a console of their own, and people at browsers who use it.

pub(crate) mod answer;
mod api;
mod approvals;
pub(crate) mod browser;
pub(crate) mod console;
pub(crate) mod data_folder;
pub(crate) mod database;
pub(crate) mod deeds;
pub(crate) mod form;
pub(crate) mod mailbox;
pub(crate) mod person;
pub(crate) mod program;
pub(crate) mod smtp;
pub(crate) mod source;

pub(crate) use answer::Answer;
pub(crate) use api::Program;
pub(crate) use approvals::ask_suspension;
pub(crate) use browser::Browser;
pub(crate) use console::{Console, Setup};
pub(crate) use deeds::Invited;
pub(crate) use form::Form;
pub(crate) use person::Person;
