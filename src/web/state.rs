//! What every handler can reach.

use std::sync::Arc;

use sqlx::PgPool;

use super::limits::Limits;
use super::routes::RouteTable;
use crate::core::approvals::{Means, Registry};
use crate::core::clock::Clock;
use crate::core::jobs::Catalogue;
use crate::core::password::Passwords;
use crate::core::secrets::Secrets;
use crate::core::settings::Settings;

/// The process's shared parts. Cloning copies handles, not things.
#[derive(Clone)]
pub struct AppState {
    pub db: PgPool,
    /// For exports and whatever else takes longer than a page may.
    pub reports: PgPool,
    pub clock: Clock,
    pub settings: Arc<Settings>,
    pub secrets: Arc<Secrets>,
    pub passwords: Passwords,
    pub limits: Arc<Limits>,
    pub routes: Arc<RouteTable>,
    /// What can be asked for and approved.
    pub commands: Registry,
    /// What runs in the background, and when by itself.
    pub jobs: Arc<Catalogue>,
    /// Where the console is reached: `https://hq.example.com`.
    pub base_url: Arc<str>,
    /// The demonstration: a band on every page and the mailbox.
    pub demo: bool,
}

impl AppState {
    /// What carrying out a command needs beside the database.
    pub fn means(&self) -> Means<'_> {
        Means { secrets: &self.secrets, base_url: &self.base_url }
    }
}
