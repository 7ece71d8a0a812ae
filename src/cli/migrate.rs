//! `hq-console migrate`

use std::process::ExitCode;

use super::runtime::{Ground, LONG_STATEMENTS};
use crate::core::db;
use crate::core::settings::Settings;

pub(super) async fn run(settings: Settings) -> anyhow::Result<ExitCode> {
    let ground = Ground::open(&settings).await?;
    let pool = ground.pool(4, LONG_STATEMENTS)?;
    db::migrate(&pool).await?;
    println!("The database is at version {}.", env!("CARGO_PKG_VERSION"));
    ground.close(&[&pool]).await;
    Ok(ExitCode::SUCCESS)
}
