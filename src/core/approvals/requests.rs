//! Asking for what needs a second person.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgConnection;

use super::decisions;
use super::mails::{self, Letter, News};
use super::policy::{self, Needed};
use super::{Command, Effect, Erased as _, Means, Order, people};
use crate::core::change::{Actor, Change, Event};
use crate::core::ids::ApprovalId;

/// How long a request waits.
pub(super) const OPEN_FOR: chrono::Duration = chrono::Duration::hours(72);

/// A command as it would go now.
#[derive(Clone, Debug)]
pub struct Asked {
    pub effect: Effect,
    /// `None`: it may be done at once.
    pub needed: Option<Needed>,
    /// The request about the same subject that is open already.
    pub open: Option<Open>,
}

/// A request that stands in the way.
#[derive(Clone, Copy, Debug)]
pub struct Open {
    pub id: ApprovalId,
    /// Past its time, and not closed yet.
    overdue: bool,
    /// For the very same act, and not for another manner of it.
    same: bool,
}

/// What became of a command that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// No approval was needed: it is done.
    Done,
    /// Waits for somebody else.
    Waiting(ApprovalId),
    /// The same was asked for before, and waits.
    Already(ApprovalId),
    /// Another act about the same waits: that one is decided or withdrawn first.
    Another(ApprovalId),
    /// The key of the sentence why it cannot be done.
    Refused(&'static str),
}

/// What a command would do and whose word it needs, for the page that asks.
pub async fn preview<C: Command>(
    db: &mut PgConnection,
    command: &C,
    at: DateTime<Utc>,
) -> Result<Result<Asked, &'static str>, sqlx::Error> {
    let effect = match Command::preview(command, db, at).await? {
        Ok(effect) => effect.sorted(),
        Err(refusal) => return Ok(Err(refusal)),
    };
    let needed = policy::strictest(db, C::POLICIES, &effect).await?;
    let open = sqlx::query!(
        "select id, expires_at, payload from sys_approval_requests where command = $1 and subject = $2 and status = 'pending'",
        C::NAME,
        command.subject()
    )
    .fetch_optional(db)
    .await?;
    let payload = command.payload().map_err(|error| sqlx::Error::Encode(error.into()))?;
    let open = open.map(|row| Open { id: ApprovalId(row.id), overdue: row.expires_at <= at, same: row.payload == payload });
    Ok(Ok(Asked { effect, needed, open }))
}

/// The request about a subject that waits, if one does: for pages on which much is typed before the command is known.
pub async fn waiting<C: Command>(db: &mut PgConnection, subject: &str, at: DateTime<Utc>) -> Result<Option<ApprovalId>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select id as "id: ApprovalId" from sys_approval_requests
            where command = $1 and subject = $2 and status = 'pending' and expires_at > $3"#,
        C::NAME,
        subject,
        at
    )
    .fetch_optional(db)
    .await
}

/// Does the command where no approval is needed, and asks for one otherwise.
pub async fn submit<C: Command>(change: &mut Change, means: Means<'_>, command: &C, reason: &str) -> Result<Submitted, sqlx::Error> {
    Command::lock(command, change).await?;
    let at = change.at();
    let asked = match preview(change, command, at).await? {
        Ok(asked) => asked,
        Err(refusal) => return Ok(Submitted::Refused(refusal)),
    };
    // One that is past its time stands in nobody's way. Only such a one is locked here: an open one may just be on its way to the
    // tenants this change holds.
    let open = match asked.open {
        Some(open) if open.overdue => {
            decisions::expire(change, means, open.id).await?;
            None
        }
        open => open,
    };
    match (Asked { open, ..asked }) {
        Asked { open: Some(open), .. } if open.same => Ok(Submitted::Already(open.id)),
        Asked { open: Some(open), .. } => Ok(Submitted::Another(open.id)),
        Asked { needed: None, .. } => {
            let order = Order { requested_by: change.staff_id(), approved_by: None, reason: reason.to_owned(), request: None };
            Ok(match Command::execute(command, change, means, &order).await? {
                Ok(()) => Submitted::Done,
                Err(refusal) => Submitted::Refused(refusal),
            })
        }
        Asked { effect, needed: Some(needed), open: None } => store(change, means, command, &effect, needed, reason).await,
    }
}

async fn store<C: Command>(
    change: &mut Change,
    means: Means<'_>,
    command: &C,
    effect: &Effect,
    needed: Needed,
    reason: &str,
) -> Result<Submitted, sqlx::Error> {
    // What time brings about is asked for by nobody; somebody at a command line could be anybody, and is not asked to wait.
    let requester = change.staff_id();
    if requester.is_none() && *change.actor() != Actor::System {
        return Err(sqlx::Error::Protocol("only a person or time asks for approval".to_owned()));
    }
    let payload = command.payload().map_err(|error| sqlx::Error::Encode(error.into()))?;
    let id = ApprovalId(change.new_id());
    let at = change.at();
    let label = match effect.subjects.as_slice() {
        [one] => one.label.clone(),
        [first, rest @ ..] => format!("{} +{}", first.label, rest.len()),
        [] => String::new(),
    };
    let stored = sqlx::query!(
        r#"insert into sys_approval_requests (id, command, payload, permission, subject, subject_label, tenant_id, reason, effect, effect_hash,
                                              approvers, distinct_roles, requested_by, requested_at, expires_at, concerns)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
           on conflict (command, subject) where status = 'pending' do nothing"#,
        id.0,
        C::NAME,
        payload,
        C::PERMISSION.code(),
        command.subject(),
        label,
        command.tenant().map(|tenant| tenant.0),
        reason,
        serde_json::to_value(effect).map_err(|error| sqlx::Error::Encode(error.into()))?,
        &effect.hash(C::NAME, &payload)[..],
        needed.approvers,
        needed.distinct_roles,
        requester.map(|person| person.0),
        at,
        at + OPEN_FOR,
        command.concerns().map(|person| person.0)
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if stored == 0 {
        let open = sqlx::query_scalar!(
            "select id from sys_approval_requests where command = $1 and subject = $2 and status = 'pending'",
            C::NAME,
            command.subject()
        )
        .fetch_one(&mut **change)
        .await?;
        return Ok(Submitted::Already(ApprovalId(open)));
    }
    let event = Event::new("approval.requested", "approval").object(id, label.clone()).reason(reason);
    let event = event.after(json!({ "command": C::NAME, "approvers": needed.approvers, "subjects": effect.subjects.len() }));
    change
        .record(match command.tenant() {
            Some(tenant) => event.tenant(tenant),
            None => event,
        })
        .await?;
    let by = change.actor().label().to_owned();
    let deciders = people::deciders(change, requester, command.concerns(), C::PERMISSION).await?;
    let news = News { request: id, command: C::NAME, subject: &label, by: &by, note: reason };
    mails::send(change, means, Letter::Asked, &deciders, &news).await?;
    Ok(Submitted::Waiting(id))
}
