//! What is sold and charged.

mod invoices;
mod moving;
mod overview;
mod plans;
mod register;
mod runs;
mod statement;
mod subscriptions;
