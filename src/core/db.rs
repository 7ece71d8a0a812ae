//! The pool, the migrations and the few database facts the rest of the house shares.

use std::str::FromStr as _;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, PgPool, Postgres, QueryBuilder};

use super::clock::Clock;
use super::roles::Role;
use super::secrets::Secrets;

/// The schema, forward only.
pub static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long a page may wait for one of the pool's connections before it says the service is busy.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(3);

/// A connection unused for so long is asked whether it still lives.
const RESTED: Duration = Duration::from_secs(1);

/// As whom a pool works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// As the login of the address, which owns the tables.
    Owner,
    /// As a role that logs in itself: where no password is needed, that leaves no way back to the owner.
    Login(Role),
    /// As a role that the login of the address takes at the start of every connection.
    Taken(Role),
}

/// A pool of the tables' owner. No statement may run longer than `statement_timeout`.
pub fn pool(url: &str, connections: u32, statement_timeout: Duration) -> Result<PgPool, sqlx::Error> {
    pool_of(url, Seat::Owner, connections, statement_timeout)
}

/// A pool for pages and workers.
pub fn pool_of(url: &str, seat: Seat, connections: u32, statement_timeout: Duration) -> Result<PgPool, sqlx::Error> {
    let options = PgConnectOptions::from_str(url)?;
    let options = match seat {
        Seat::Owner => options,
        Seat::Login(role) => options.username(role.name()),
        Seat::Taken(role) => options.options([("role", role.name())]),
    };
    let options = options.application_name("hq-console").options([
        ("statement_timeout", statement_timeout.as_millis().to_string()),
        ("idle_in_transaction_session_timeout", "60000".to_owned()),
        ("timezone", "UTC".to_owned()),
        // The data fit in memory or lie on flash. The server's default of 4 describes a turning disk, and makes the planner pass by
        // the index of a filter in list order.
        ("random_page_cost", "1.1".to_owned()),
    ]);
    Ok(PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        // A connection that died with the database is replaced before a page sees it. Asked only of those that rested: under load
        // each would cost a round trip.
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for > RESTED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_lazy_with(options))
}

/// Brings the schema to head. Safe to run from several processes at once.
pub async fn migrate(pool: &PgPool) -> Result<(), sqlx::migrate::MigrateError> {
    MIGRATIONS.run(pool).await
}

/// Whether every migration this binary knows has been applied.
pub async fn at_head(pool: &PgPool) -> Result<bool, sqlx::Error> {
    let newest = MIGRATIONS.iter().map(|m| m.version).max().unwrap_or_default();
    let applied: Option<i64> = sqlx::query_scalar("select max(version) from _sqlx_migrations where success").fetch_one(pool).await?;
    Ok(applied == Some(newest))
}

/// Escapes a fragment for `like`, so that a typed `%` means a per cent sign.
pub fn like_fragment(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// The name of the constraint a failed write ran into, when that is why it failed.
pub fn violated_constraint(error: &sqlx::Error) -> Option<&str> {
    error.as_database_error().and_then(|e| e.constraint())
}

/// Rows of a long read as they come, on a connection of its own that goes back to the pool at the end. Bounded by back-pressure, not
/// by memory. Fails at once when no connection is free, while that can still be said.
pub async fn stream<T>(db: &PgPool, query: QueryBuilder<Postgres>) -> Result<BoxStream<'static, Result<T, sqlx::Error>>, sqlx::Error>
where
    T: for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow> + Send + Unpin + 'static,
{
    let mut connection = db.acquire().await?;
    let (sender, receiver) = tokio::sync::mpsc::channel(512);
    tokio::spawn(async move {
        let mut query = query;
        let mut rows = query.build_query_as::<T>().persistent(false).fetch(&mut *connection);
        while let Some(row) = rows.next().await {
            // The reader went away: nothing more is read.
            if sender.send(row).await.is_err() {
                return;
            }
        }
    });
    Ok(futures_util::stream::unfold(receiver, |mut receiver| async { receiver.recv().await.map(|row| (row, receiver)) }).boxed())
}

/// The database was set up with another key than this process has.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error(
        "this database was set up with another secret key: set HQ_SECRET_KEY to that key, or restore the file secret.key it was kept in"
    )]
    Another,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

const KEY_PROOF_PLACE: &str = "sys_installation/key_proof";

/// Notes the key at the first start, and compares it at every later one.
pub async fn check_key(db: &PgPool, clock: &Clock, secrets: &Secrets) -> Result<(), KeyError> {
    let proof = secrets.seal(KEY_PROOF_PLACE, b"hq-console");
    sqlx::query!("insert into sys_installation (key_proof, created_at) values ($1, $2) on conflict do nothing", proof, clock.now())
        .execute(db)
        .await?;
    let noted = sqlx::query_scalar!("select key_proof from sys_installation").fetch_one(db).await?;
    secrets.open(KEY_PROOF_PLACE, &noted).map(|_| ()).map_err(|_| KeyError::Another)
}

/// Makes an untouched database the demonstration's. Returns whether it is one now: a console's real data stays what it is.
pub async fn claim_for_demo(db: &PgPool) -> Result<bool, sqlx::Error> {
    sqlx::query!("update sys_installation set demo = true where not exists (select from sys_platform_users)").execute(db).await?;
    is_demo(db).await
}

/// Whether this database holds a demonstration.
pub async fn is_demo(db: &PgPool) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!("select demo from sys_installation").fetch_one(db).await
}
