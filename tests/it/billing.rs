//! What is sold and charged.

mod invoices;
mod overview;
mod plans;
mod runs;
mod subscriptions;
