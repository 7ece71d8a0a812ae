//! The database server of the test suite: one for all test processes, started
//! by the first of them and gone soon after the last.
//!
//! It runs as the hidden subcommand `serve-test-db DIR`. A test process holds
//! a shared lock on `DIR/users.lock` as long as it lives; the server ends when
//! nobody has held one for a few seconds. Test databases are called
//! `t_<process id>_<anything>`, and are dropped when that process is gone.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::sys::signal::kill;
use nix::unistd::Pid;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::time::sleep;

use super::place::{Home, Place};
use super::recovery::wipe;
use super::{Cluster, Durability, Error, Options, answers, connect, start_or_join};

/// In the folder given to [`serve_test_db`].
pub const USERS_LOCK: &str = "users.lock";

const IDLE: Duration = Duration::from_secs(3);
const TURN: Duration = Duration::from_millis(250);

/// Serves until nobody needs it. Returns at once when another process serves this folder already.
pub async fn serve_test_db(dir: &Path, bin_dir: Option<PathBuf>) -> Result<(), Error> {
    let cluster =
        start_or_join(&Options { data_dir: dir.into(), durability: Durability::Throwaway, bin_dir, max_connections: 400 }).await?;
    if !cluster.is_owner() {
        return Ok(());
    }
    let mut admin = connect(&cluster.place).await?;
    let mut last_used = Instant::now();
    loop {
        let dropped = drop_an_abandoned_database(&mut admin).await?;
        match try_to_be_alone(dir)? {
            Some(_) if dropped => continue,
            Some(alone) if last_used.elapsed() >= IDLE => {
                admin.close().await.ok();
                let data = cluster.place.data.clone();
                cluster.stop().await;
                // On disk it stays, for a faster start next time; memory is given back.
                if is_in_memory(dir) {
                    wipe(&data)?;
                }
                // Newcomers waited for this, and now start a server of their own.
                drop(alone);
                return Ok(());
            }
            Some(_) => {}
            None => last_used = Instant::now(),
        }
        // While tests run, one drop a turn: each costs them a checkpoint.
        sleep(TURN).await;
    }
}

/// The server of this folder, if it answers. Hold the users' lock: then it is
/// not about to stop, and one answer is enough.
pub async fn find_test_db(dir: &Path) -> Result<Option<Cluster>, Error> {
    let Some(home) = Home::find(dir)? else {
        return Ok(None);
    };
    let place = Place::of(&home, Durability::Throwaway);
    let found = answers(&place).await;
    Ok(found.then_some(Cluster { place, server: None }))
}

fn try_to_be_alone(dir: &Path) -> Result<Option<File>, Error> {
    let path = dir.join(USERS_LOCK);
    let file = OpenOptions::new().create(true).write(true).truncate(false).open(&path).map_err(Error::file("open", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(Error::file("lock", &path)(error)),
    }
}

#[cfg(target_os = "linux")]
fn is_in_memory(dir: &Path) -> bool {
    use nix::sys::statfs::{TMPFS_MAGIC, statfs};

    statfs(dir).is_ok_and(|found| found.filesystem_type() == TMPFS_MAGIC)
}

#[cfg(not(target_os = "linux"))]
fn is_in_memory(_dir: &Path) -> bool {
    false
}

/// Tells whether there was one.
async fn drop_an_abandoned_database(admin: &mut PgConnection) -> Result<bool, Error> {
    let names: Vec<String> =
        sqlx::query_scalar(r"select datname::text from pg_database where datname like 't\_%'").fetch_all(&mut *admin).await?;
    let Some(name) = names.iter().find(|name| is_abandoned(name)) else {
        return Ok(false);
    };
    let drop = format!("drop database if exists \"{name}\" with (force)");
    sqlx::query(AssertSqlSafe(drop)).execute(admin).await?;
    Ok(true)
}

fn is_abandoned(database: &str) -> bool {
    let pid = database.split('_').nth(1).and_then(|pid| pid.parse().ok());
    pid.is_none_or(|pid| kill(Pid::from_raw(pid), None) == Err(Errno::ESRCH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_abandoned_when_its_process_is_gone() {
        assert!(!is_abandoned(&format!("t_{}_x", std::process::id())));
        // Above the highest number Linux gives.
        assert!(is_abandoned("t_4194305_x"));
        assert!(is_abandoned("t_x"));
    }
}
