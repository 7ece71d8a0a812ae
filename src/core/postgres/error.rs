//! What can keep the embedded server from running. Each message is read by a
//! person at a terminal, so each says what to do next.

use std::io;
use std::path::{Path, PathBuf};

use super::binaries::OLDEST_MAJOR;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "PostgreSQL is not installed on this machine. Install it with `apt-get install postgresql` \
         (on macOS `brew install postgresql@17`). If it is installed in an unusual place, set HQ_PG_BIN \
         to the folder that holds `initdb` and `postgres`. To use a server that is already running, set \
         DATABASE_URL."
    )]
    NotInstalled,

    #[error(
        "HQ_PG_BIN is set to {}, which does not hold both `initdb` and `postgres`. Correct it, or remove \
         it to use the PostgreSQL installed on this machine.", .path.display()
    )]
    NotABinDir { path: PathBuf },

    #[error(
        "The PostgreSQL found here is version {found}; the console needs {OLDEST_MAJOR} or newer. Install \
         a newer one, set HQ_PG_BIN to the folder of a newer one, or set DATABASE_URL to a server that is \
         already running."
    )]
    TooOld { found: String },

    #[error(
        "The database in {} was made by PostgreSQL {needed}, but only version {found} is installed. \
         Install it with `apt-get install postgresql-{needed}`, set HQ_PG_BIN to its folder, or move the \
         database away to start with an empty one.", .data.display()
    )]
    WrongMajor { data: PathBuf, needed: u32, found: String },

    #[error(
        "{} belongs to user {owner}, and this command runs as user {us}. Run it as {owner}, or choose \
         another folder with --data-dir.", .path.display()
    )]
    ForeignOwner { path: PathBuf, owner: String, us: String },

    #[error("{} is in the way: a folder is needed there. Move it away.", .path.display())]
    NotAFolder { path: PathBuf },

    #[error(
        "PostgreSQL does not run as root, and this machine has neither a user `postgres` nor a user \
         `nobody` to run it as. Start the console as an ordinary user, or set DATABASE_URL."
    )]
    NoAccount,

    #[error("{} could not be run: {source}.", .program.display())]
    Program { program: PathBuf, source: io::Error },

    #[error("The database could not be created. PostgreSQL said:\n{log}")]
    Create { log: String },

    #[error("The database server stopped while it was starting. PostgreSQL said:\n{log}")]
    Start { log: String },

    #[error(
        "The database server was not ready after {seconds} seconds. Look at its log, {}, and start again.",
        .log.display()
    )]
    NotReady { seconds: u64, log: PathBuf },

    #[error(
        "Another process keeps {} but its database does not answer. Wait until that process has ended, \
         or end it, and start again.", .home.display()
    )]
    Busy { home: PathBuf },

    #[error("Database processes of an earlier run do not end: {pids}. End them, and start again.")]
    Leftovers { pids: String },

    #[error("Could not {action} {}: {source}.", .path.display())]
    File { action: &'static str, path: PathBuf, source: io::Error },

    #[error("The embedded database refused: {0}.")]
    Database(#[from] sqlx::Error),
}

impl Error {
    /// For `map_err`: says what was being done to which file.
    pub(super) fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File { action, path: path.to_owned(), source }
    }
}
