//! Staff of the platform: accounts, factors, sessions, and the links that let people in.

pub mod commands;
pub mod demo;
pub mod devices;
pub mod factors;
pub mod invitations;
pub mod model;
pub mod qr;
pub mod queries;
pub mod sessions;
pub mod throttle;
