//! `hq-console serve`

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use axum::Router;
use axum::routing::get;
use clap::{Args, ValueEnum};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::runtime::{self, Ground, PAGE_STATEMENTS};
use super::{DataDir, http};
use crate::Parts;
use crate::areas::audit::chain::{self, Checkpoints};
use crate::areas::product;
use crate::areas::product::source::Link;
use crate::core::db;
use crate::core::jobs::{Services, Worker};
use crate::core::password::{Cost, Passwords};
use crate::core::roles::Role as DbRole;
use crate::core::settings::Settings;
use crate::web::telemetry;
use crate::{app, areas};

/// What a stopping process gives its open requests and jobs.
const DRAIN: Duration = Duration::from_secs(10);
/// Connections of background work: for the jobs at once, for the bell, for what the worker writes of itself, and for the sequencer.
const WORK_CONNECTIONS: u32 = 12;
/// How long a worker that ended waits before the next one starts.
const RESTART_WORKER: Duration = Duration::from_secs(1);

#[derive(Args, Debug)]
pub(super) struct ServeArgs {
    /// What this process does
    #[arg(long, value_enum, default_value_t = Role::All)]
    role: Role,
    /// Address of the pages [default: `HQ_LISTEN` or 127.0.0.1:3001]
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    #[command(flatten)]
    pub(super) data: DataDir,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Role {
    /// Pages and background work
    All,
    /// Pages only
    Web,
    /// Background work only
    Worker,
}

pub(super) async fn run(mut settings: Settings, args: ServeArgs) -> anyhow::Result<ExitCode> {
    if let Some(listen) = args.listen {
        settings.listen = listen;
    }
    let stop = runtime::stop_signal()?;
    let listener = if args.role == Role::Worker { None } else { Some(bind(settings.listen).await?) };
    // Of port 0 the system has made a real one, and that is what links and the log need.
    if let Some(listener) = &listener {
        settings.listen = listener.local_addr()?;
    }
    let metrics = match settings.metrics_listen {
        Some(address) => Some(bind(address).await.context("HQ_METRICS_LISTEN")?),
        None => None,
    };
    let Some(ground) = runtime::unless_stopped(&stop, Ground::open(&settings)).await? else { return Ok(ExitCode::SUCCESS) };
    if runtime::unless_stopped(&stop, ground.prepare()).await?.is_none() {
        ground.close(&[]).await;
        return Ok(ExitCode::SUCCESS);
    }
    let pool = ground.pool_as(DbRole::App, settings.db_connections, PAGE_STATEMENTS)?;
    if listener.is_some() && !settings.listen.ip().is_loopback() && db::is_demo(&pool).await? {
        bail!(
            "this database holds the demonstration, whose passwords everybody knows, so it is served to this machine alone: use 127.0.0.1 or [::1], not {}",
            settings.listen.ip()
        );
    }
    let house = House { settings, ground, role: args.role, demo: false };
    house.run(pool, listener, metrics, stop).await
}

/// Claims an address before anything slow is done, so that a taken port is told at once.
pub(super) async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            anyhow::anyhow!("{address} is already in use: stop what runs there, or choose another address with --listen")
        }
        std::io::ErrorKind::AddrNotAvailable => {
            anyhow::anyhow!("{address} is not an address of this machine: choose another with --listen")
        }
        std::io::ErrorKind::PermissionDenied => {
            anyhow::anyhow!("{address} may not be opened by this user: choose a port above 1023 with --listen")
        }
        _ => anyhow::Error::new(error).context(format!("{address} could not be opened")),
    })
}

/// A console about to run.
pub(super) struct House {
    pub settings: Settings,
    pub ground: Ground,
    pub role: Role,
    pub demo: bool,
}

/// Runs background work until told to stop. A worker that lost its database is replaced once that is back; its jobs wait there.
async fn work(services: Services) {
    let catalogue = Arc::new(areas::jobs());
    while !services.stopping.is_cancelled() {
        let ended = async { Worker::new(catalogue.clone(), services.clone()).run().await }.await;
        if let Err(error) = ended {
            tracing::error!(error = %format!("{error:#}"), "the worker ended and is started again");
            tokio::select! { () = tokio::time::sleep(RESTART_WORKER) => {}, () = services.stopping.cancelled() => {} }
        }
    }
}

impl House {
    /// Where the audit log's checkpoints go. Without them a chain that was rebuilt as a whole looks like the real one.
    fn checkpoints(&self) -> anyhow::Result<Option<Checkpoints>> {
        let Some(dir) = self.settings.checkpoints_dir() else {
            tracing::warn!(
                "no checkpoints of the audit log are written: set HQ_AUDIT_CHECKPOINTS to a folder outside the database's machine"
            );
            return Ok(None);
        };
        Checkpoints::new(dir, &self.ground.secrets).map(Some)
    }

    /// Serves until told to stop, then lets what is under way end.
    pub(super) async fn run(
        mut self,
        pool: sqlx::PgPool,
        listener: Option<TcpListener>,
        metrics: Option<TcpListener>,
        stop: CancellationToken,
    ) -> anyhow::Result<ExitCode> {
        let clock = runtime::clock();
        let services = Services {
            db: self.ground.pool_as(DbRole::App, WORK_CONNECTIONS, runtime::LONG_STATEMENTS)?,
            clock: clock.clone(),
            secrets: self.ground.secrets.clone(),
            attachments: areas::attachments(),
            mailer: runtime::mailer(&self.settings)?,
            base_url: self.settings.base_url(),
            stopping: stop.clone(),
        };
        areas::ready(&services.db, &clock).await.context("the months ahead could not be made")?;
        let worker_pool = services.db.clone();
        let reports = self.ground.pool_as(DbRole::Reader, runtime::REPORT_CONNECTIONS, runtime::LONG_STATEMENTS)?;
        let worker = if self.role == Role::Web {
            None
        } else {
            let checkpoints = self.checkpoints()?;
            let linking = chain::sequencer::run(services.db.clone(), clock.clone(), checkpoints, stop.clone());
            let product = Link::of(&self.settings).map(|link| product::sync::Means {
                db: services.db.clone(),
                clock: clock.clone(),
                link,
                stopping: stop.clone(),
            });
            Some(tokio::spawn(async { tokio::join!(work(services), linking, product::run(product)) }))
        };
        if let Some(listener) = metrics {
            let recorder = telemetry::install()?;
            let router = Router::new().route("/metrics", get(move || async move { recorder.render() }));
            tokio::spawn(http::serve(listener, router, stop.clone()));
        }
        if listener.is_some() {
            runtime::note_address(&self.settings);
        }
        let pages = listener.map(|listener| {
            let parts = Parts {
                db: pool.clone(),
                reports: reports.clone(),
                clock,
                settings: self.settings.clone(),
                secrets: self.ground.secrets.clone(),
                passwords: Passwords::new(&self.ground.secrets, Cost::Production)?,
                demo: self.demo,
            };
            let router = app(parts);
            tracing::info!(address = %self.settings.listen, "ready");
            anyhow::Ok(tokio::spawn(http::serve(listener, router, stop.clone())))
        });
        let pages = pages.transpose()?;

        let keeper = self.ground.keep(&self.settings, stop.clone());
        stop.cancelled().await;
        tracing::info!("stopping: open requests and jobs have {} s to end", DRAIN.as_secs());
        let drained = tokio::time::timeout(DRAIN, async {
            if let Some(pages) = pages {
                let _ = pages.await;
            }
            if let Some(worker) = worker {
                let _ = worker.await;
            }
        });
        if drained.await.is_err() {
            tracing::warn!("some work did not end in time and was left; jobs are taken up again at the next start");
        }
        // A connection that never comes back must not keep the process: closing has its own end.
        let close = async {
            self.ground.close(&[&pool, &worker_pool, &reports]).await;
            if let Some(cluster) = keeper.await.ok().flatten() {
                cluster.stop().await;
            }
        };
        let _ = tokio::time::timeout(Duration::from_secs(2), close).await;
        Ok(ExitCode::SUCCESS)
    }
}
