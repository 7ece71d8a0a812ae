//! What everything stands on. Nothing here knows HTTP or a business rule of one area.

pub mod addresses;
pub mod approvals;
pub mod canonical_json;
pub mod change;
pub mod clock;
pub mod country;
pub mod db;
pub mod email;
pub mod ids;
pub mod jobs;
pub mod keyset;
pub mod lang;
pub mod mail;
pub mod money;
pub mod network;
pub mod passkey;
pub mod password;
pub mod permission;
pub mod phone;
pub mod postgres;
pub mod reviews;
pub mod roles;
pub mod secrets;
pub mod settings;
pub mod staff;
pub mod text;
