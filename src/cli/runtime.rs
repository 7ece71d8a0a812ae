//! What every command stands on: the database it works on, its secrets, the way it ends.

use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::Context as _;
use sqlx::{Connection as _, PgPool};
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::core::clock::Clock;
use crate::core::db::{self, Seat};
use crate::core::mail::{Mailer, smtp_transport};
use crate::core::postgres::{self, Cluster, Durability};
use crate::core::roles::{self, Role};
use crate::core::secrets::Secrets;
use crate::core::settings::Settings;

/// Database of the private cluster.
const DATABASE: &str = "hq";
/// Connections the private cluster allows beside those of pages: for exports and jobs, a few commands, a person with psql.
const CLUSTER_CONNECTIONS: u32 = 50;
/// How long after a failed attempt to bring the database back the next one is made.
const RESTART_DATABASE: Duration = Duration::from_secs(1);
/// Connections for exports.
pub(super) const REPORT_CONNECTIONS: u32 = 3;
/// No page's statement may run longer (security model, 2.4.1).
pub(super) const PAGE_STATEMENTS: Duration = Duration::from_secs(2);
/// Imports and exports may.
pub(super) const LONG_STATEMENTS: Duration = Duration::from_mins(5);

/// Runs a command to its end.
pub(super) fn block_on(command: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(command)
}

fn cluster_options(settings: &Settings) -> postgres::Options {
    postgres::Options {
        data_dir: settings.data_dir.clone(),
        durability: Durability::Durable,
        bin_dir: settings.postgres_bin.clone(),
        max_connections: u16::try_from(settings.db_connections + CLUSTER_CONNECTIONS).unwrap_or(u16::MAX),
    }
}

/// What a future came to, or nothing when the process was asked to stop before.
pub(super) async fn unless_stopped<T>(
    stop: &CancellationToken,
    work: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<Option<T>> {
    tokio::select! { done = work => done.map(Some), () = stop.cancelled() => Ok(None) }
}

/// A database to work on, and the cluster behind it when it is our own.
pub(super) struct Ground {
    pub url: String,
    pub secrets: Arc<Secrets>,
    cluster: Option<Cluster>,
    /// Whether the database has our roles, once that is known.
    roles: OnceLock<bool>,
}

impl Ground {
    /// The configured database, or the private one: joined when it runs, started when it does not.
    pub(super) async fn open(settings: &Settings) -> anyhow::Result<Self> {
        let secrets = match &settings.secret_key {
            Some(key) => Secrets::parse(key).context("HQ_SECRET_KEY could not be read")?,
            None => {
                std::fs::create_dir_all(&settings.data_dir)
                    .with_context(|| format!("the data folder {} could not be made", settings.data_dir.display()))?;
                Secrets::from_file(&settings.data_dir.join("secret.key")).context("the secret key could not be read")?
            }
        };
        let secrets = Arc::new(secrets);
        if let Some(url) = &settings.database_url {
            return Ok(Self { url: url.clone(), secrets, cluster: None, roles: OnceLock::new() });
        }
        let cluster = postgres::start_or_join(&cluster_options(settings)).await?;
        postgres::ensure_database(&cluster, DATABASE).await?;
        if let Some(notice) = cluster.notice() {
            eprintln!("{notice}");
        }
        Ok(Self { url: cluster.url(DATABASE), secrets, cluster: Some(cluster), roles: OnceLock::new() })
    }

    /// The private database, emptied.
    pub(super) async fn fresh(self, settings: &Settings) -> anyhow::Result<Self> {
        let Some(cluster) = &self.cluster else { return Ok(self) };
        let mut admin = sqlx::PgConnection::connect(&cluster.url("postgres")).await?;
        sqlx::query("drop database if exists hq with (force)").execute(&mut admin).await?;
        admin.close().await?;
        postgres::ensure_database(cluster, DATABASE).await?;
        // Mail and checkpoints tell of what is gone; the new log would contradict them.
        for folder in [Some(settings.mailbox_dir()), settings.checkpoints_dir()].into_iter().flatten() {
            match std::fs::remove_dir_all(&folder) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error).with_context(|| format!("{} could not be emptied", folder.display()));
                }
                _ => {}
            }
        }
        Ok(self)
    }

    pub(super) fn pool(&self, connections: u32, statements: Duration) -> anyhow::Result<PgPool> {
        Ok(db::pool(&self.url, connections, statements)?)
    }

    /// A pool of a serving process. It owns nothing, where the database lets us make roles.
    pub(super) fn pool_as(&self, role: Role, connections: u32, statements: Duration) -> anyhow::Result<PgPool> {
        let seat = match (self.roles.get(), &self.cluster) {
            (Some(true), Some(_)) => Seat::Login(role),
            (Some(true), None) => Seat::Taken(role),
            _ => Seat::Owner,
        };
        Ok(db::pool_of(&self.url, seat, connections, statements)?)
    }

    /// A migrated pool for a command that is done in one go.
    pub(super) async fn ready_pool(&self) -> anyhow::Result<PgPool> {
        self.prepare().await?;
        self.pool(4, LONG_STATEMENTS)
    }

    /// Brings the schema to head and makes sure that the database's secrets are ours to read. On a connection without a time limit:
    /// a migration takes what it takes, and several processes that start at once wait for each other.
    pub(super) async fn prepare(&self) -> anyhow::Result<()> {
        let pool = self.pool(1, Duration::ZERO)?;
        db::migrate(&pool).await?;
        let has_roles = roles::prepare(&mut *pool.acquire().await?).await.context("the database's roles could not be made")?;
        if !has_roles && self.roles.get().is_none() {
            tracing::warn!(
                "this database login may not create roles, so pages and jobs run as the owner of the tables: see the deployment guide"
            );
        }
        let _ = self.roles.set(has_roles);
        db::check_key(&pool, &clock(), &self.secrets).await?;
        pool.close().await;
        Ok(())
    }

    /// Watches over the private database from here on: one that ended by itself, or whose owner did, is brought back. Gives the
    /// cluster back when the process is asked to stop.
    pub(super) fn keep(&mut self, settings: &Settings, stop: CancellationToken) -> JoinHandle<Option<Cluster>> {
        let (cluster, options) = (self.cluster.take(), cluster_options(settings));
        tokio::spawn(async move {
            let mut cluster = cluster?;
            loop {
                tokio::select! { () = cluster.gone() => {}, () = stop.cancelled() => return Some(cluster) }
                match postgres::start_or_join(&options).await {
                    Ok(again) => {
                        tracing::warn!("the database server had ended and runs again");
                        cluster = again;
                    }
                    Err(error) => {
                        tracing::error!(%error, "the database server could not be started again");
                        tokio::select! { () = tokio::time::sleep(RESTART_DATABASE) => {}, () = stop.cancelled() => return Some(cluster) }
                    }
                }
            }
        })
    }

    /// Closes the pools given and stops the cluster if it is ours.
    pub(super) async fn close(self, pools: &[&PgPool]) {
        for pool in pools {
            pool.close().await;
        }
        if let Some(cluster) = self.cluster {
            cluster.stop().await;
        }
    }
}

/// Mail over the configured server, or into the mailbox folder.
pub(super) fn mailer(settings: &Settings) -> anyhow::Result<Arc<Mailer>> {
    let from = settings.mail_from.parse().context("HQ_MAIL_FROM")?;
    Ok(Arc::new(match &settings.smtp_url {
        Some(url) => Mailer::server(from, smtp_transport(url).context("HQ_SMTP_URL")?),
        None => Mailer::folder(from, settings.mailbox_dir()),
    }))
}

/// Where a console of this data folder was last served: commands run beside it need it for their links.
fn address_file(settings: &Settings) -> PathBuf {
    settings.data_dir.join("address")
}

/// Notes the address for commands that run beside this console.
pub(super) fn note_address(settings: &Settings) {
    if settings.database_url.is_none()
        && let Err(error) = std::fs::write(address_file(settings), settings.listen.to_string())
    {
        tracing::warn!(%error, "the address could not be noted; links made on the command line may need HQ_PUBLIC_URL");
    }
}

/// The console's address in links.
pub(super) fn base_url(settings: &Settings) -> String {
    let noted = std::fs::read_to_string(address_file(settings)).ok().and_then(|text| text.trim().parse::<SocketAddr>().ok());
    Settings { listen: noted.unwrap_or(settings.listen), ..settings.clone() }.base_url()
}

/// Cancelled at the first SIGTERM or SIGINT; a second ends the process.
pub(super) fn stop_signal() -> anyhow::Result<CancellationToken> {
    let token = CancellationToken::new();
    let mut term = signal(SignalKind::terminate())?;
    let mut int = signal(SignalKind::interrupt())?;
    let stop = token.clone();
    tokio::spawn(async move {
        tokio::select! { _ = term.recv() => {}, _ = int.recv() => {} }
        stop.cancel();
        // Asked twice, it goes at once: what was under way is taken up again at the next start.
        tokio::select! { _ = term.recv() => {}, _ = int.recv() => {} }
        tracing::warn!("stopping at once");
        std::process::exit(130);
    });
    Ok(token)
}

pub(super) fn clock() -> Clock {
    Clock::default()
}
