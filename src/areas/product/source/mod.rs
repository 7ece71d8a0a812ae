//! The product's database as we may ask it: one connection at a time, read-only, and nothing waits for it longer than said here.

pub mod catalogue;
pub mod probe;
mod trouble;

use std::fmt::Debug;
use std::future::Future;
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgRow};
use sqlx::{Connection as _, PgConnection};

use crate::core::clock::Clock;
use crate::core::settings::Settings;
use catalogue::Catalogue;
use probe::Probe;
pub use trouble::Trouble;

/// For the handshake.
const CONNECT: Duration = Duration::from_secs(10);
/// What the server gives one statement of ours, and how long one may wait for a lock.
const STATEMENT_MS: &str = "15000";
const LOCK_MS: &str = "3000";
/// And how long we wait for its answer: a server behind a broken line says nothing at all.
const ANSWER: Duration = Duration::from_secs(25);

/// Where the product's database is, and as whom it is asked.
#[derive(Clone)]
pub struct Link {
    reader: PgConnectOptions,
    writer: Option<PgConnectOptions>,
    place: String,
}

/// The addresses hold passwords.
impl Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Link({})", self.place)
    }
}

impl Link {
    /// `None` where no product is connected.
    pub fn of(settings: &Settings) -> Option<Self> {
        let parse = |url: &str| PgConnectOptions::from_str(url).ok();
        let reader = parse(settings.product_database_url.as_deref()?)?;
        let place = format!("{}:{}/{}", reader.get_host(), reader.get_port(), reader.get_database().unwrap_or_default());
        let writer = match (&settings.product_write_url, settings.product_write) {
            (_, false) => None,
            (Some(url), true) => parse(url),
            (None, true) => Some(reader.clone()),
        };
        Some(Self { reader: shaped(reader, true), writer: writer.map(|writer| shaped(writer, false)), place })
    }

    /// Host, port and database; never the login.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Whether the operator lets the product be written to.
    pub fn may_write(&self) -> bool {
        self.writer.is_some()
    }

    /// Connects, looks what is there, and refuses a role that would silently see nothing.
    pub async fn read(&self, clock: &Clock) -> Result<Source, Trouble> {
        let (connection, probe, catalogue) = open(&self.reader, clock).await?;
        let source = Source { connection, catalogue, probe };
        source.probe.sees_everything()?;
        Ok(source)
    }

    /// What is there, also for a role that is refused afterwards.
    pub async fn probe(&self, clock: &Clock) -> Result<Probe, Trouble> {
        let (connection, probe, _) = open(&self.reader, clock).await?;
        within(connection.close()).await.ok();
        Ok(probe)
    }

    /// A connection that may write, for one who is let.
    pub async fn write(&self, clock: &Clock) -> Result<Source, Trouble> {
        let options = self.writer.as_ref().ok_or_else(|| Trouble::Denied("writing is switched off".to_owned()))?;
        let (connection, probe, catalogue) = open(options, clock).await?;
        let source = Source { connection, catalogue, probe };
        source.probe.sees_everything()?;
        Ok(source)
    }
}

fn shaped(options: PgConnectOptions, read_only: bool) -> PgConnectOptions {
    let options = options.application_name("hq-console").statement_cache_capacity(0).options([
        ("statement_timeout", STATEMENT_MS),
        ("lock_timeout", LOCK_MS),
        ("idle_in_transaction_session_timeout", "60000"),
        // Columns without a zone hold UTC, and defaults of theirs take the session's.
        ("timezone", "UTC"),
        ("search_path", "public,extensions"),
    ]);
    if read_only { options.options([("default_transaction_read_only", "on")]) } else { options }
}

async fn open(options: &PgConnectOptions, clock: &Clock) -> Result<(PgConnection, Probe, Catalogue), Trouble> {
    let began = clock.now();
    let connecting = tokio::time::timeout(CONNECT, PgConnection::connect_with(options));
    let mut connection = connecting.await.map_err(|_| Trouble::Unreachable("no answer in ten seconds".to_owned()))??;
    let catalogue = Catalogue::read(&mut connection).await?;
    let mut probe = Probe::read(&mut connection, &catalogue).await?;
    probe.took_ms = (clock.now() - began).num_milliseconds();
    Ok((connection, probe, catalogue))
}

/// An open connection and what is known to be behind it.
pub struct Source {
    pub connection: PgConnection,
    pub catalogue: Catalogue,
    pub probe: Probe,
}

impl Source {
    /// Rows of a statement made of our own words; values are bound by the caller.
    pub async fn rows(
        &mut self,
        query: sqlx::query::Query<'_, sqlx::Postgres, sqlx::postgres::PgArguments>,
    ) -> Result<Vec<PgRow>, Trouble> {
        within(query.persistent(false).fetch_all(&mut self.connection)).await
    }

    pub async fn close(self) {
        within(self.connection.close()).await.ok();
    }
}

/// The answer, or why there was none in time.
pub async fn within<T>(answer: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, Trouble> {
    match tokio::time::timeout(ANSWER, answer).await {
        Ok(answer) => answer.map_err(Trouble::from),
        Err(_) => Err(Trouble::Unreachable("no answer to a statement in 25 seconds".to_owned())),
    }
}
