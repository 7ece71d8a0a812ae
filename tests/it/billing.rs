//! What is sold and charged.

mod contracts;
mod cycles;
mod invoices;
mod moving;
mod overage;
mod overview;
mod plans;
mod register;
mod run_approvals;
mod runs;
#[path = "../reference/second.rs"]
mod second;
mod statement;
mod subscriptions;
mod suspensions;
mod year;

pub(crate) use invoices::db_seller;
pub(crate) use runs::run_to;
pub(crate) use subscriptions::db_subscribed;
