//! Everything that is tested through the real application: one binary, so that it links once.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says where and stops")]
#![expect(clippy::disallowed_methods, reason = "tests wait for other programs in real time and name scratch folders")]

mod access_reviews;
mod account;
mod activity;
mod addresses;
mod api;
mod approvals;
mod audit;
mod billing;
mod bulk;
mod catalogue;
mod change;
mod command_line;
mod documents;
mod embedded_postgres;
mod harness;
mod health;
mod imports;
mod jobs;
mod lifecycle;
mod mail;
mod onboarding;
mod passkeys;
mod product;
mod roles;
mod sign_in;
mod staff;
mod style;
mod support;
mod tasks;
mod tenants;
mod text;
mod usage;
mod whole_app;
