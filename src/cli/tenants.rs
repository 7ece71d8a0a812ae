//! `hq-console tenants …`

use std::process::ExitCode;

use clap::Subcommand;

use super::DataDir;
use crate::core::settings::Settings;

#[derive(Subcommand)]
pub(super) enum TenantsCommand {}

impl TenantsCommand {
    pub(super) fn data(&self) -> &DataDir {
        match *self {}
    }
}

pub(super) async fn run(_settings: Settings, command: TenantsCommand) -> anyhow::Result<ExitCode> {
    match command {}
}
