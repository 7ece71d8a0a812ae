//! What is sold and charged.

mod plans;
