//! What is sold and charged.

mod contracts;
mod invoices;
mod moving;
mod overview;
mod plans;
mod register;
mod run_approvals;
mod runs;
#[path = "../reference/second.rs"]
mod second;
mod statement;
mod subscriptions;
mod year;
