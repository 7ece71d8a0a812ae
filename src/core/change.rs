//! The only way to write: a transaction that knows who acts and refuses to commit until it has recorded what was done.

use std::net::IpAddr;
use std::ops::{Deref, DerefMut};

use chrono::{DateTime, Utc};
use ipnetwork::IpNetwork;
use serde_json::Value;
use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use uuid::Uuid;

use super::clock::Clock;
use super::ids::{ApiKeyId, ApprovalId, StaffId, TenantId};

/// Who is responsible for a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    Staff {
        id: StaffId,
        label: String,
    },
    /// A program that uses the API, by the name of its key.
    ApiKey {
        id: ApiKeyId,
        label: String,
    },
    /// The console itself: jobs and schedules.
    System,
    /// Somebody with a shell on the server.
    Cli,
    /// A person not (yet) signed in, by what they called themselves.
    Visitor {
        label: String,
    },
}

impl Actor {
    fn kind(&self) -> &'static str {
        match self {
            Self::Staff { .. } => "staff",
            Self::ApiKey { .. } => "api_key",
            Self::System => "system",
            Self::Cli => "cli",
            Self::Visitor { .. } => "visitor",
        }
    }

    pub fn staff_id(&self) -> Option<StaffId> {
        match self {
            Self::Staff { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// What the audit log finds the actor by.
    fn id(&self) -> Option<Uuid> {
        match self {
            Self::Staff { id, .. } => Some(id.0),
            Self::ApiKey { id, .. } => Some(id.0),
            Self::System | Self::Cli | Self::Visitor { .. } => None,
        }
    }

    pub fn label(&self) -> &str {
        match self {
            Self::Staff { label, .. } | Self::ApiKey { label, .. } | Self::Visitor { label } => label,
            Self::System => "System",
            Self::Cli => "Command line",
        }
    }
}

/// Where a change came from: told to the audit log with every event.
#[derive(Clone, Debug)]
pub struct Origin {
    pub actor: Actor,
    pub request_id: Option<Uuid>,
    pub ip: Option<IpAddr>,
    pub user_agent: Option<String>,
}

impl Origin {
    pub fn of(actor: Actor) -> Self {
        Self { actor, request_id: None, ip: None, user_agent: None }
    }
}

/// On whose request a change is made, where its actor only agreed to it. Every line of the change tells so.
#[derive(Clone, Debug)]
pub struct OnRequest {
    pub approval: ApprovalId,
    /// Who asked, as they were called; `None` when the actor asked themselves.
    pub requested_by: Option<String>,
    pub reason: String,
}

impl OnRequest {
    /// The line with what it lacks of this; a reason of its own stays.
    fn told_in(&self, mut event: Event) -> Event {
        if event.reason.is_none() {
            event.reason = Some(self.reason.clone()).filter(|reason| !reason.is_empty());
        }
        if let Value::Object(after) = event.after.get_or_insert_with(|| Value::Object(serde_json::Map::new())) {
            after.insert("approval".to_owned(), serde_json::json!(self.approval));
            if let Some(name) = &self.requested_by {
                after.insert("requested_by".to_owned(), serde_json::json!(name));
            }
        }
        event
    }
}

/// How a deed ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Success,
    Failure,
    Denied,
}

impl Outcome {
    pub fn code(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Denied => "denied",
        }
    }
}

/// One line of the audit log. `action` is `<object>.<past tense>`; it is a stable name and never changes its meaning.
#[derive(Clone, Debug)]
pub struct Event {
    pub action: &'static str,
    pub outcome: Outcome,
    pub object_kind: &'static str,
    pub object_id: Option<String>,
    pub object_label: Option<String>,
    pub tenant: Option<TenantId>,
    pub reason: Option<String>,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

impl Event {
    pub fn new(action: &'static str, object_kind: &'static str) -> Self {
        Self {
            action,
            outcome: Outcome::Success,
            object_kind,
            object_id: None,
            object_label: None,
            tenant: None,
            reason: None,
            before: None,
            after: None,
        }
    }

    #[must_use]
    pub fn object(mut self, id: impl ToString, label: impl Into<String>) -> Self {
        self.object_id = Some(id.to_string());
        self.object_label = Some(label.into());
        self
    }

    #[must_use]
    pub fn tenant(mut self, id: TenantId) -> Self {
        self.tenant = Some(id);
        self
    }

    #[must_use]
    pub fn outcome(mut self, outcome: Outcome) -> Self {
        self.outcome = outcome;
        self
    }

    #[must_use]
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    #[must_use]
    pub fn before(mut self, value: Value) -> Self {
        self.before = Some(value);
        self
    }

    #[must_use]
    pub fn after(mut self, value: Value) -> Self {
        self.after = Some(value);
        self
    }

    /// Keeps only the fields of two objects that differ, as before and after.
    #[must_use]
    pub fn diff(mut self, before: &impl serde::Serialize, after: &impl serde::Serialize) -> Self {
        let (before, after) = changed_fields(before, after);
        self.before = Some(before);
        self.after = Some(after);
        self
    }
}

/// The fields of two serialisable records that differ.
pub fn changed_fields(before: &impl serde::Serialize, after: &impl serde::Serialize) -> (Value, Value) {
    let old = serde_json::to_value(before).unwrap_or(Value::Null);
    let new = serde_json::to_value(after).unwrap_or(Value::Null);
    match (old, new) {
        (Value::Object(mut old), Value::Object(mut new)) => {
            let same: Vec<String> = new.iter().filter(|(key, value)| old.get(*key) == Some(value)).map(|(key, _)| key.clone()).collect();
            for key in same {
                old.remove(&key);
                new.remove(&key);
            }
            (Value::Object(old), Value::Object(new))
        }
        pair => pair,
    }
}

/// Why a change was not committed.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    #[error("the change recorded no audit event and was rolled back")]
    NothingRecorded,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// A transaction with a name under it. Dereferences to a connection; rolls back when dropped.
pub struct Change {
    tx: Transaction<'static, Postgres>,
    origin: Origin,
    clock: Clock,
    at: DateTime<Utc>,
    recorded: usize,
    on_request: Option<OnRequest>,
}

impl Change {
    pub async fn begin(pool: &PgPool, clock: &Clock, origin: Origin) -> Result<Self, sqlx::Error> {
        let mut tx = pool.begin().await?;
        tell_cause(&mut tx, &origin).await?;
        Ok(Self { tx, origin, clock: clock.clone(), at: clock.now(), recorded: 0, on_request: None })
    }

    /// The instant of this change: one for all its rows.
    pub fn at(&self) -> DateTime<Utc> {
        self.at
    }

    pub fn actor(&self) -> &Actor {
        &self.origin.actor
    }

    pub fn staff_id(&self) -> Option<StaffId> {
        self.origin.actor.staff_id()
    }

    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Says on whose request everything is done from here on; `None` ends it.
    pub fn on_request(&mut self, request: Option<OnRequest>) {
        self.on_request = request;
    }

    pub fn new_id(&self) -> Uuid {
        self.clock.new_id()
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Writes the audit line and its outbox event. Returns the line's id.
    pub async fn record(&mut self, event: Event) -> Result<i64, sqlx::Error> {
        let ids = self.record_all(std::slice::from_ref(&event)).await?;
        ids.first().copied().ok_or(sqlx::Error::RowNotFound)
    }

    /// Writes many audit lines, each with its outbox event, in one round trip. Returns the lines' ids.
    pub async fn record_all(&mut self, events: &[Event]) -> Result<Vec<i64>, sqlx::Error> {
        let ids = match &self.on_request {
            Some(request) => {
                let events: Vec<Event> = events.iter().map(|event| request.told_in(event.clone())).collect();
                write_events(&mut self.tx, self.at, &self.origin, &events).await?
            }
            None => write_events(&mut self.tx, self.at, &self.origin, events).await?,
        };
        self.recorded += ids.len();
        Ok(ids)
    }

    /// Claims a form's one-time key. `Some(location)` means the form was already carried out: send the visitor there.
    /// A twin that arrives while the first is under way waits here for its end.
    pub async fn first_result(&mut self, key: Uuid, location: &str) -> Result<Option<String>, sqlx::Error> {
        let actor = self.staff_id().map(|id| id.0);
        let inserted = sqlx::query!(
            "insert into sys_idempotency_keys (key, actor_id, location, created_at) values ($1, $2, $3, $4) on conflict (key) do nothing",
            key,
            actor,
            location,
            self.at
        )
        .execute(&mut *self.tx)
        .await?
        .rows_affected();
        if inserted == 1 {
            return Ok(None);
        }
        sqlx::query_scalar!("select location from sys_idempotency_keys where key = $1 and actor_id is not distinct from $2", key, actor)
            .fetch_optional(&mut *self.tx)
            .await
    }

    /// Whether anything was recorded, and so can be committed.
    pub fn has_recorded(&self) -> bool {
        self.recorded > 0
    }

    pub async fn commit(self) -> Result<(), CommitError> {
        if self.recorded == 0 {
            self.tx.rollback().await?;
            return Err(CommitError::NothingRecorded);
        }
        self.tx.commit().await?;
        Ok(())
    }
}

impl Deref for Change {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.tx
    }
}

impl DerefMut for Change {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.tx
    }
}

/// Tells the transaction who acts for which request, so that jobs enqueued in it know their cause.
async fn tell_cause(tx: &mut PgConnection, origin: &Origin) -> Result<(), sqlx::Error> {
    let (request, staff) = (origin.request_id, origin.actor.staff_id().map(|id| id.0));
    if request.is_none() && staff.is_none() {
        return Ok(());
    }
    let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    sqlx::query!(
        "select set_config('hq.request_id', $1, true) as request, set_config('hq.staff_id', $2, true) as staff",
        text(request),
        text(staff)
    )
    .fetch_one(tx)
    .await
    .map(drop)
}

/// Sweeps the one-time keys of forms sent before `before`. Returns how many.
pub async fn forget_keys(db: &mut PgConnection, before: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query!("delete from sys_idempotency_keys where created_at < $1", before).execute(db).await?.rows_affected())
}

async fn write_events(db: &mut PgConnection, at: DateTime<Utc>, origin: &Origin, events: &[Event]) -> Result<Vec<i64>, sqlx::Error> {
    let column =
        |pick: fn(&Event) -> Option<&str>| -> Vec<Option<String>> { events.iter().map(|e| pick(e).map(ToOwned::to_owned)).collect() };
    // One statement for both rows: half a record cannot exist even if the caller forgets the transaction.
    sqlx::query_scalar!(
        r#"with line as (
               insert into sys_platform_audit_log
                   (at, actor_kind, actor_id, actor_label, request_id, ip, user_agent,
                    action, outcome, object_kind, object_id, object_label, tenant_id, reason, before, after)
               select $1, $2, $3, $4, $5, $6, $7, e.*
                 from unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::uuid[], $14::text[], $15::jsonb[], $16::jsonb[])
                      as e (action, outcome, object_kind, object_id, object_label, tenant_id, reason, before, after)
               returning id, action, outcome, object_id, tenant_id, after),
           published as (
               insert into sys_outbox_events (at, topic, tenant_id, payload, audit_id)
               select $1, action, tenant_id, jsonb_build_object('object', object_id, 'after', after), id from line where outcome = 'success')
           select id as "id!" from line order by id"#,
        at,
        origin.actor.kind(),
        origin.actor.id(),
        origin.actor.label(),
        origin.request_id,
        origin.ip.map(IpNetwork::from),
        origin.user_agent.as_deref(),
        &column(|e| Some(e.action)) as &[Option<String>],
        &column(|e| Some(e.outcome.code())) as &[Option<String>],
        &column(|e| Some(e.object_kind)) as &[Option<String>],
        &column(|e| e.object_id.as_deref()) as &[Option<String>],
        &column(|e| e.object_label.as_deref()) as &[Option<String>],
        &events.iter().map(|e| e.tenant.map(|id| id.0)).collect::<Vec<_>>() as &[Option<uuid::Uuid>],
        &column(|e| e.reason.as_deref()) as &[Option<String>],
        &events.iter().map(|e| e.before.clone()).collect::<Vec<_>>() as &[Option<Value>],
        &events.iter().map(|e| e.after.clone()).collect::<Vec<_>>() as &[Option<Value>],
    )
    .fetch_all(db)
    .await
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_made_on_request_tells_whose_and_why_and_keeps_a_reason_of_its_own() {
        let approval = ApprovalId(Uuid::from_u128(5));
        let asked = OnRequest { approval, requested_by: Some("Salim".to_owned()), reason: "Three invoices unpaid".to_owned() };
        let told = asked.told_in(Event::new("tenant.suspended", "tenant").after(json!({ "mode": "blocked" })));
        assert_eq!(told.reason.as_deref(), Some("Three invoices unpaid"));
        assert_eq!(told.after, Some(json!({ "mode": "blocked", "approval": approval, "requested_by": "Salim" })));
        assert_eq!(asked.told_in(Event::new("tenant.suspended", "tenant").reason("Its own")).reason.as_deref(), Some("Its own"));
        let silent = OnRequest { requested_by: None, reason: String::new(), ..asked };
        let told = silent.told_in(Event::new("tenant.suspended", "tenant"));
        assert_eq!((told.reason, told.after), (None, Some(json!({ "approval": approval }))));
    }

    #[test]
    fn an_actor_is_found_by_their_own_number_and_only_staff_are_staff() {
        let (staff, key) = (StaffId(Uuid::from_u128(7)), ApiKeyId(Uuid::from_u128(9)));
        let of = |actor: Actor| (actor.kind(), actor.id(), actor.staff_id(), actor.label().to_owned());
        assert_eq!(of(Actor::Staff { id: staff, label: "Salim".into() }), ("staff", Some(staff.0), Some(staff), "Salim".into()));
        assert_eq!(of(Actor::Visitor { label: "a@b.om".into() }), ("visitor", None, None, "a@b.om".into()));
        assert_eq!(of(Actor::System), ("system", None, None, "System".into()));
        assert_eq!(of(Actor::Cli), ("cli", None, None, "Command line".into()));
        assert_eq!(of(Actor::ApiKey { id: key, label: "Shop".into() }), ("api_key", Some(key.0), None, "Shop".into()));
    }
}
