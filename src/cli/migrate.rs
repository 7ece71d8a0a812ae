//! `hq-console migrate`

use std::process::ExitCode;

use sqlx::PgPool;

use super::runtime::{Ground, LONG_STATEMENTS};
use crate::core::settings::Settings;
use crate::core::{db, jobs};

pub(super) async fn run(settings: Settings) -> anyhow::Result<ExitCode> {
    let ground = Ground::open(&settings).await?;
    let pool = ground.pool(4, LONG_STATEMENTS)?;
    to_head(&pool).await?;
    println!("The database is at version {}.", env!("CARGO_PKG_VERSION"));
    ground.close(&[&pool]).await;
    Ok(ExitCode::SUCCESS)
}

/// Our schema and the queue's.
pub(crate) async fn to_head(pool: &PgPool) -> anyhow::Result<()> {
    db::migrate(pool).await?;
    jobs::install(pool).await
}
