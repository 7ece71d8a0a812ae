//! Two people for what is dangerous (decision 14). A dangerous act is a [`Command`]: a plain value that can say what it would do, and do it.
//! It is computed first, shown, and sealed by a hash; somebody else than who asked decides; at the decision it is computed again
//! and has to come out the same. The areas own their commands, this module owns the rules.

mod decisions;
mod effect;
mod mails;
pub mod people;
pub mod policy;
mod refusal;
mod requests;

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

use super::change::{Change, OnRequest};
use super::ids::{ApprovalId, StaffId, TenantId};
use super::permission::Permission;
use super::secrets::Secrets;
use super::text::hex;

pub use decisions::{Decided, Decision, decide, emergency, expire, review, withdraw};
pub use effect::{Difference, Effect, FieldChange, Subject, SubjectKind};
pub use mails::command_key;
pub use policy::{Needed, Policy};
pub use refusal::Refusal;
pub use requests::{Asked, Open, Submitted, preview, submit, waiting};

/// A dangerous act as a value. What is stored is the value itself: refer to rows by id, keep it small, never change what a field means.
pub trait Command: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its stable name, `<object>.<verb>`: the key of its policy.
    const NAME: &'static str;

    /// What one must hold to ask for it, and, with `approvals:decide`, to decide about it.
    const PERMISSION: Permission;

    /// The policies that hold for it: the strictest counts.
    const POLICIES: &'static [&'static str] = &[Self::NAME];

    /// Whether the way without a second person is closed as long as there is one: for what could switch the second person off.
    const NEVER_ALONE: bool = false;

    /// What it is about. Of one command and subject one request is open at a time.
    fn subject(&self) -> String;

    /// The tenant whose history it belongs to, when it is one.
    fn tenant(&self) -> Option<TenantId> {
        None
    }

    /// The person it is done to, who has no say in it.
    fn concerns(&self) -> Option<StaffId> {
        None
    }

    /// Holds everything it touches until the change ends.
    fn lock(&self, change: &mut Change) -> impl Future<Output = Result<(), sqlx::Error>> + Send;

    /// What it would do as things stand at this instant, or the key of the sentence why it cannot be done.
    fn preview(
        &self,
        db: &mut PgConnection,
        at: DateTime<Utc>,
    ) -> impl Future<Output = Result<Result<Effect, &'static str>, sqlx::Error>> + Send;

    /// Does it. Everything is locked and previewed. Records its own audit event.
    /// A refusal, by the key of its sentence, leaves nothing behind: the change is given up.
    fn execute(
        &self,
        change: &mut Change,
        means: Means<'_>,
        order: &Order,
    ) -> impl Future<Output = Result<Result<(), &'static str>, sqlx::Error>> + Send;
}

/// What carrying out a command may need beside the database.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    pub secrets: &'a Secrets,
    /// Where the console is reached: `https://hq.example.com`.
    pub base_url: &'a str,
}

/// On whose word a command is carried out.
#[derive(Clone, Debug)]
pub struct Order {
    pub requested_by: Option<StaffId>,
    /// `None` when no approval was needed, and in an emergency.
    pub approved_by: Option<StaffId>,
    pub reason: String,
    pub request: Option<ApprovalId>,
}

impl Order {
    /// Has every line that is recorded from here on tell on whose request, and why. Nothing to tell where nobody had to be asked.
    pub async fn announce(&self, change: &mut Change) -> Result<(), sqlx::Error> {
        let Some(approval) = self.request else { return Ok(()) };
        // Who carries out their own request does so in nobody else's name.
        let requested_by = match self.requested_by.filter(|id| change.staff_id() != Some(*id)) {
            Some(id) => people::one(change, id).await?.map(|person| person.name),
            None => None,
        };
        change.on_request(Some(OnRequest { approval, requested_by, reason: self.reason.clone() }));
        Ok(())
    }
}

/// What an act on many tenants is about: the same tenants and the same manner are the same, in whatever order they were chosen.
pub fn subject_of_many(tenants: &[TenantId], manner: &[&str]) -> String {
    let mut ids = tenants.to_vec();
    ids.sort();
    let mut hash = Sha256::new();
    for id in &ids {
        hash.update(id.0.as_bytes());
    }
    for part in manner {
        hash.update(part);
    }
    hex(&hash.finalize())
}

type Executed<'a> = BoxFuture<'a, Result<Result<(), &'static str>, sqlx::Error>>;

/// A command without its type.
pub(super) trait Erased: Send + Sync {
    fn lock<'a>(&'a self, change: &'a mut Change) -> BoxFuture<'a, Result<(), sqlx::Error>>;
    fn preview<'a>(
        &'a self,
        db: &'a mut PgConnection,
        at: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Result<Effect, &'static str>, sqlx::Error>>;
    fn execute<'a>(&'a self, change: &'a mut Change, means: Means<'a>, order: &'a Order) -> Executed<'a>;
    fn concerns(&self) -> Option<StaffId>;
    fn payload(&self) -> serde_json::Result<Value>;
}

impl<C: Command> Erased for C {
    fn lock<'a>(&'a self, change: &'a mut Change) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(Command::lock(self, change))
    }

    fn preview<'a>(
        &'a self,
        db: &'a mut PgConnection,
        at: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Result<Effect, &'static str>, sqlx::Error>> {
        Box::pin(Command::preview(self, db, at))
    }

    fn concerns(&self) -> Option<StaffId> {
        Command::concerns(self)
    }

    fn execute<'a>(&'a self, change: &'a mut Change, means: Means<'a>, order: &'a Order) -> Executed<'a> {
        Box::pin(Command::execute(self, change, means, order))
    }

    fn payload(&self) -> serde_json::Result<Value> {
        serde_json::to_value(self)
    }
}

type Read = fn(&Value) -> serde_json::Result<Box<dyn Erased>>;

/// What is known of a command without a value of it.
#[derive(Clone, Copy)]
struct Kind {
    permission: Permission,
    policies: &'static [&'static str],
    never_alone: bool,
    read: Read,
}

/// Every command of every area, by name.
#[derive(Clone, Default)]
pub struct Registry {
    commands: Arc<BTreeMap<&'static str, Kind>>,
}

impl Registry {
    #[must_use]
    pub fn with<C: Command>(self) -> Self {
        let mut commands = Arc::unwrap_or_clone(self.commands);
        let read: Read = |payload| Ok(Box::new(C::deserialize(payload)?));
        commands.insert(C::NAME, Kind { permission: C::PERMISSION, policies: C::POLICIES, never_alone: C::NEVER_ALONE, read });
        Self { commands: Arc::new(commands) }
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.commands.keys().copied()
    }

    pub fn permission(&self, name: &str) -> Option<Permission> {
        self.commands.get(name).map(|kind| kind.permission)
    }

    /// What the commands ask for: who holds one of these can ask for something dangerous.
    pub fn permissions(&self) -> BTreeSet<Permission> {
        self.commands.values().map(|kind| kind.permission).collect()
    }

    /// The policies that hold for a command.
    pub(super) fn policies(&self, name: &str) -> &'static [&'static str] {
        self.commands.get(name).map(|kind| kind.policies).unwrap_or_default()
    }

    /// Whether a command is never carried out alone while somebody else could decide.
    pub fn never_alone(&self, name: &str) -> bool {
        self.commands.get(name).is_some_and(|kind| kind.never_alone)
    }

    /// A stored command. `None` when this version does not know it, or not in this form.
    pub(super) fn read(&self, name: &str, payload: &Value) -> Option<Box<dyn Erased>> {
        let kind = self.commands.get(name)?;
        (kind.read)(payload).inspect_err(|error| tracing::warn!(command = name, %error, "a stored command could not be read")).ok()
    }
}
