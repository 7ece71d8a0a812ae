//! A private `PostgreSQL` server made of the machine's installed binaries, so
//! that the console starts with nothing configured.
//!
//! The process that starts it owns it: the server ends with that process, also
//! when it is killed. Other processes with the same data folder join it.

#![expect(clippy::disallowed_methods, reason = "processes are waited for in real time, and the name of a scratch folder is no id of ours")]

mod account;
mod address;
mod binaries;
mod error;
mod guardian;
mod pidfile;
mod place;
mod processes;
mod recovery;
mod server;
mod supervisor;

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use tokio::time::{sleep, timeout};

pub use error::Error;
pub use supervisor::{USERS_LOCK, find_test_db, serve_test_db};

use address::url;
use binaries::Binaries;
use pidfile::PidFile;
use place::{Home, Lock, Place};
use server::{Server, Site};

/// The server's only role. Who may open the socket's folder may be it.
const USER: &str = "hq";

/// How often a server that another process owns is asked whether it lives, and after how many silent times it does not.
const LISTEN_EVERY: Duration = Duration::from_secs(1);
const SILENT: u32 = 2;
const JOIN_PATIENCE: Duration = Duration::from_mins(1);
const POLL: Duration = Duration::from_millis(25);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// What is committed survives a power cut.
    Durable,
    /// For tests: fast, and made anew when it cannot be opened.
    Throwaway,
}

#[derive(Debug, Clone)]
pub struct Options {
    /// The cluster goes to `postgres/` in this folder.
    pub data_dir: PathBuf,
    pub durability: Durability,
    /// Use the `initdb` and `postgres` in this folder and no others (setting `HQ_PG_BIN`).
    pub bin_dir: Option<PathBuf>,
    pub max_connections: u16,
}

/// A running server, ours or another process's.
#[derive(Debug)]
pub struct Cluster {
    place: Place,
    server: Option<Server>,
}

impl Cluster {
    /// The address of one of its databases, for `PgConnectOptions` and the query macros.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        url(&self.place, database)
    }

    /// Whether the server ends with this process.
    #[must_use]
    pub fn is_owner(&self) -> bool {
        self.server.is_some()
    }

    /// What the person who started it should know, as a sentence.
    #[must_use]
    pub fn notice(&self) -> Option<&str> {
        self.place.notice.as_deref()
    }

    /// Waits until there is no server any more: ours has ended, or the one we joined does not answer.
    pub async fn gone(&mut self) {
        match &mut self.server {
            Some(server) => server.ended().await,
            None => {
                let mut silent = 0;
                while silent < SILENT {
                    sleep(LISTEN_EVERY).await;
                    silent = if answers(&self.place).await { 0 } else { silent + 1 };
                }
            }
        }
    }

    /// Stops the server if it is ours. Close the pools first.
    pub async fn stop(self) {
        if let Some(mut server) = self.server {
            server.stop().await;
        }
    }
}

/// Starts the server of this data folder, or joins the one that runs there.
pub async fn start_or_join(options: &Options) -> Result<Cluster, Error> {
    let home = Home::create(&options.data_dir)?;
    match join_or_lock(&home, options).await? {
        Found::Running(place) => Ok(Cluster { place, server: None }),
        Found::Nothing(lock) => start(home, lock, options).await,
    }
}

/// Joins the server that another process runs in this data folder, if one does.
pub async fn join(options: &Options) -> Result<Option<Cluster>, Error> {
    let Some(home) = Home::find(&options.data_dir)? else {
        return Ok(None);
    };
    Ok(match join_or_lock(&home, options).await? {
        Found::Running(place) => Some(Cluster { place, server: None }),
        Found::Nothing(_lock) => None,
    })
}

pub async fn ensure_database(cluster: &Cluster, name: &str) -> Result<(), Error> {
    let mut admin = connect(&cluster.place).await?;
    let exists: bool =
        sqlx::query_scalar("select exists (select from pg_database where datname = $1)").bind(name).fetch_one(&mut admin).await?;
    if !exists {
        let name = name.replace('"', "\"\"");
        let create = AssertSqlSafe(format!("create database \"{name}\""));
        let created = sqlx::query(create).execute(&mut admin).await;
        // Another process may have been faster; PostgreSQL says so in one of these two ways.
        let code = created.as_ref().err().and_then(|error| error.as_database_error()?.code());
        if !matches!(code.as_deref(), Some("42P04" | "23505")) {
            created?;
        }
    }
    Ok(admin.close().await?)
}

enum Found {
    Running(Place),
    Nothing(Lock),
}

async fn join_or_lock(home: &Home, options: &Options) -> Result<Found, Error> {
    let began = Instant::now();
    while began.elapsed() < JOIN_PATIENCE {
        if let Some(lock) = home.try_lock()? {
            return Ok(Found::Nothing(lock));
        }
        // Its owner may still be deciding where, so the place is looked up each time.
        let place = Place::of(home, options.durability);
        if answers(&place).await {
            // One that is just stopping answers once more, and its owner then frees the lock.
            sleep(Duration::from_millis(100)).await;
            if answers(&place).await && home.try_lock()?.is_none() {
                return Ok(Found::Running(place));
            }
        }
        sleep(POLL).await;
    }
    Err(Error::Busy { home: home.dir().into() })
}

async fn start(home: Home, lock: Lock, options: &Options) -> Result<Cluster, Error> {
    let wanted = options.clone();
    let site = blocking(move || prepare(home, lock, &wanted)).await?;
    if !site.place.has_data() {
        site.create_cluster(options.durability).await?;
    }
    let server = match site.start_server(options).await {
        // Without fsync a power cut may have ruined it, and nobody will miss it.
        Err(Error::Start { .. }) if options.durability == Durability::Throwaway => {
            recovery::wipe(&site.place.data)?;
            site.create_cluster(options.durability).await?;
            site.start_server(options).await?
        }
        result => result?,
    };
    Ok(Cluster { place: site.place, server: Some(server) })
}

fn prepare(home: Home, lock: Lock, options: &Options) -> Result<Site, Error> {
    let bin_dir = options.bin_dir.as_deref();
    let (place, account) = Place::settle(&home, options.durability)?;
    recovery::recover(&place, &account)?;
    let binaries = match Binaries::find(bin_dir, &place.data) {
        Err(Error::WrongMajor { .. }) if options.durability == Durability::Throwaway => {
            recovery::wipe(&place.data)?;
            Binaries::find(bin_dir, &place.data)?
        }
        result => result?,
    };
    server::turn_log_over(&home.log())?;
    Ok(Site { home, lock: Arc::new(lock), place, account, binaries })
}

async fn answers(place: &Place) -> bool {
    let asked = async {
        if !PidFile::read(&place.data).is_some_and(|file| file.ready) {
            return false;
        }
        match connect(place).await {
            Ok(connection) => connection.close().await.is_ok(),
            Err(_) => false,
        }
    };
    timeout(Duration::from_secs(5), asked).await.unwrap_or(false)
}

async fn connect(place: &Place) -> Result<sqlx::PgConnection, Error> {
    let options = PgConnectOptions::from_str(&url(place, "postgres"))?;
    Ok(options.connect().await?)
}

/// For work that blocks: files, other programs, waiting for processes.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(value) => value,
        Err(error) => resume_unwind(error.into_panic()),
    }
}
