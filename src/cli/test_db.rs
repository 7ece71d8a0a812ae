//! `hq-console serve-test-db DIR`: the database the test suite starts for itself.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::core::postgres;

pub(super) async fn run(dir: PathBuf) -> anyhow::Result<ExitCode> {
    postgres::serve_test_db(&dir, std::env::var_os("HQ_PG_BIN").map(PathBuf::from)).await?;
    Ok(ExitCode::SUCCESS)
}
