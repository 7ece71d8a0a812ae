//! What is sold and charged.

mod invoices;
mod plans;
mod runs;
