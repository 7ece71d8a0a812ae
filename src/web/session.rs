//! Sessions in Postgres. The cookie holds a random id, the table only its hash.
//!
//! Limits (security model, 1.1): 30 minutes idle, 12 hours in all, counted from sign-in, five at a time per person.

use async_trait::async_trait;
use axum::response::Response;
use chrono::{DateTime, Duration, Utc};
use ipnetwork::IpNetwork;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sqlx::PgPool;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{self, SessionStore};

use crate::core::change::Change;
use crate::core::clock::Clock;
use crate::core::ids::StaffId;

pub const IDLE: Duration = Duration::minutes(30);
pub const ABSOLUTE: Duration = Duration::hours(12);
pub const MOST_PER_PERSON: i64 = 5;
/// Presence is written at most this often: a page view should not cost a write.
const TOUCH_EVERY: Duration = Duration::seconds(60);

/// The key the visit is kept under in a session's data.
pub const VISIT: &str = "visit";

/// How far a visitor has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nobody yet.
    #[default]
    Anonymous,
    /// The password was right; the second factor is still to come.
    Password,
    /// Both factors were right.
    SignedIn,
    /// Holds an accepted invitation: may set a password and enrol a factor, nothing else.
    Enrolling,
}

/// What one session knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    #[serde(default)]
    pub stage: Stage,
    pub staff_id: Option<StaffId>,
    /// The secret every form of this session carries.
    pub csrf: String,
    pub signed_in_at: Option<DateTime<Utc>>,
    /// When the second factor was last shown: at sign-in or at a step-up.
    pub factor_at: Option<DateTime<Utc>>,
    pub flash: Option<Flash>,
    /// Where to go after sign-in.
    pub next: Option<String>,
    /// A factor's seed being enrolled, sealed.
    pub enrolling: Option<String>,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    /// What a passkey is asked to sign.
    #[serde(default)]
    pub challenge: Option<Challenge>,
}

/// A question to a passkey. It is answered once, and soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    pub text: String,
    pub at: DateTime<Utc>,
}

/// One message for the next page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    pub kind: FlashKind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlashKind {
    Success,
    Info,
    Warning,
    Failure,
}

impl Flash {
    pub fn kind(&self) -> &'static str {
        match self.kind {
            FlashKind::Success => "success",
            FlashKind::Info => "info",
            FlashKind::Warning => "warning",
            FlashKind::Failure => "failure",
        }
    }
}

/// The store behind tower-sessions.
#[derive(Clone, Debug)]
pub struct PgSessionStore {
    db: PgPool,
    clock: Clock,
}

impl PgSessionStore {
    pub fn new(db: PgPool, clock: Clock) -> Self {
        Self { db, clock }
    }
}

/// What the table knows a cookie's id by.
pub fn id_hash(id: Id) -> Vec<u8> {
    Sha256::digest(id.to_string().as_bytes()).to_vec()
}

fn backend(error: sqlx::Error) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

fn encode(record: &Record) -> session_store::Result<serde_json::Value> {
    serde_json::to_value(&record.data).map_err(|error| session_store::Error::Encode(error.to_string()))
}

#[async_trait]
impl SessionStore for PgSessionStore {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        let data = encode(record)?;
        let visit = visit_of(record);
        let now = self.clock.now();
        loop {
            let inserted = sqlx::query!(
                r#"insert into sys_platform_sessions (id_hash, data, ip, user_agent, created_at, last_seen_at, expires_at)
                   values ($1, $2, $3, $4, $5, $5, $6) on conflict (id_hash) do nothing"#,
                id_hash(record.id),
                data,
                visit.ip.as_deref().and_then(|ip| ip.parse::<IpNetwork>().ok()),
                visit.user_agent,
                now,
                ends_at(&visit, now, now),
            )
            .execute(&self.db)
            .await
            .map_err(backend)?
            .rows_affected();
            if inserted == 1 {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    /// Updates only: a session that was ended while its last request ran stays ended.
    async fn save(&self, record: &Record) -> session_store::Result<()> {
        sqlx::query!("update sys_platform_sessions set data = $2 where id_hash = $1", id_hash(record.id), encode(record)?)
            .execute(&self.db)
            .await
            .map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let now = self.clock.now();
        let hash = id_hash(*id);
        let row = sqlx::query!(
            "select data, created_at, last_seen_at from sys_platform_sessions where id_hash = $1 and expires_at > $2",
            hash,
            now
        )
        .fetch_optional(&self.db)
        .await
        .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let data = serde_json::from_value(row.data).map_err(|error| session_store::Error::Decode(error.to_string()))?;
        // The library's own expiry is not used: the table decides.
        let record = Record { id: *id, data, expiry_date: time::OffsetDateTime::now_utc() + time::Duration::days(1) };
        if now - row.last_seen_at >= TOUCH_EVERY {
            let ends = ends_at(&visit_of(&record), row.created_at, now);
            sqlx::query!("update sys_platform_sessions set last_seen_at = $2, expires_at = $3 where id_hash = $1", hash, now, ends)
                .execute(&self.db)
                .await
                .map_err(backend)?;
        }
        Ok(Some(record))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        sqlx::query!("delete from sys_platform_sessions where id_hash = $1", id_hash(*id)).execute(&self.db).await.map_err(backend)?;
        Ok(())
    }
}

/// A session's new id: sent with the answer, once the change it is part of is committed.
#[derive(Clone, Debug)]
pub struct NewId(pub(super) String);

impl NewId {
    /// Lets the browser know.
    pub fn sent_with(self, mut response: Response) -> Response {
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives a session another id and standing as part of a change, in one statement: one that was ended meanwhile stays ended.
/// `None` when it was.
pub async fn rotate(change: &mut Change, old: Id, visit: &Visit) -> Result<Option<NewId>, sqlx::Error> {
    let (id, at) = (Id::default(), change.at());
    let data = serde_json::json!({ VISIT: visit });
    let moved = sqlx::query!(
        r#"update sys_platform_sessions
              set id_hash = $2, data = $3, ip = $4, user_agent = $5, last_seen_at = $6, expires_at = $7
            where id_hash = $1 and expires_at > $6"#,
        id_hash(old),
        id_hash(id),
        data,
        visit.ip.as_deref().and_then(|ip| ip.parse::<IpNetwork>().ok()),
        visit.user_agent,
        at,
        ends_at(visit, at, at)
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    Ok((moved == 1).then(|| NewId(id.to_string())))
}

/// Sweeps what has expired; run by a schedule, not by page views.
pub async fn delete_expired(db: &PgPool, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query!("delete from sys_platform_sessions where expires_at <= $1", now).execute(db).await?.rows_affected())
}

fn visit_of(record: &Record) -> Visit {
    record.data.get(VISIT).and_then(|value| serde_json::from_value(value.clone()).ok()).unwrap_or_default()
}

/// When a session ends if it is not used again: idle, or in all since sign-in, whichever comes first.
fn ends_at(visit: &Visit, created_at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    (now + IDLE).min(visit.signed_in_at.unwrap_or(created_at) + ABSOLUTE)
}
