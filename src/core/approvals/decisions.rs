//! Deciding: each request is closed once, by somebody who may, for the very effect that was shown.

use serde_json::{Value, json};
use sqlx::types::Json;

use super::effect::{Difference, Effect};
use super::mails::{self, Letter, News};
use super::people::{self, Rights};
use super::policy;
use super::refusal::Refusal;
use super::{Erased, Means, Order, Registry};
use crate::core::change::{Change, Event};
use crate::core::ids::{ApprovalId, StaffId, TenantId};
use crate::core::permission::Permission;

/// What somebody says to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Approve,
    Reject,
}

impl Decision {
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "approve" => Some(Self::Approve),
            "reject" => Some(Self::Reject),
            _ => None,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
        }
    }
}

/// What became of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    Executed,
    /// One approval of two; waits for the other.
    OneOfTwo,
    Rejected,
    /// The effect is another than was sealed, or the command cannot be done any more.
    Void(Vec<Difference>),
}

struct Request {
    id: ApprovalId,
    command: String,
    payload: Value,
    permission: Option<Permission>,
    label: String,
    tenant: Option<TenantId>,
    reason: String,
    effect: Effect,
    hash: Vec<u8>,
    approvers: i16,
    distinct_roles: bool,
    status: String,
    expires_at: chrono::DateTime<chrono::Utc>,
    /// `None`: time asked, and so nobody.
    requested_by: Option<StaffId>,
    emergency: bool,
    reviewed: bool,
    concerns: Option<StaffId>,
}

impl Request {
    /// The request, to oneself until the change ends: everybody else who decides waits here.
    async fn take(change: &mut Change, id: ApprovalId) -> Result<Option<Self>, sqlx::Error> {
        let row = sqlx::query!(
            r#"select id, command, payload, permission, subject_label, tenant_id, reason, effect as "effect: Json<Effect>", effect_hash,
                      approvers, distinct_roles, status, expires_at, requested_by, emergency, reviewed_at is not null as "reviewed!", concerns
                 from sys_approval_requests where id = $1 for update"#,
            id.0
        )
        .fetch_optional(&mut **change)
        .await?;
        Ok(row.map(|row| Self {
            id: ApprovalId(row.id),
            command: row.command,
            payload: row.payload,
            permission: Permission::from_code(&row.permission),
            label: row.subject_label,
            tenant: row.tenant_id.map(TenantId),
            reason: row.reason,
            effect: row.effect.0,
            hash: row.effect_hash,
            approvers: row.approvers,
            distinct_roles: row.distinct_roles,
            status: row.status,
            expires_at: row.expires_at,
            requested_by: row.requested_by.map(StaffId),
            emergency: row.emergency,
            reviewed: row.reviewed,
            concerns: row.concerns.map(StaffId),
        }))
    }

    fn event(&self, action: &'static str) -> Event {
        let event = Event::new(action, "approval").object(self.id, self.label.clone());
        match self.tenant {
            Some(tenant) => event.tenant(tenant),
            None => event,
        }
    }

    fn is_pending(&self) -> bool {
        self.status == "pending"
    }

    fn is_open(&self, change: &Change) -> bool {
        self.is_pending() && self.expires_at > change.at()
    }

    async fn close(&self, change: &mut Change, status: &str) -> Result<(), sqlx::Error> {
        let at = change.at();
        sqlx::query!("update sys_approval_requests set status = $2, closed_at = $3 where id = $1", self.id.0, status, at)
            .execute(&mut **change)
            .await
            .map(drop)
    }

    /// Mails whoever asked, if it was a person.
    async fn tell(&self, change: &mut Change, means: Means<'_>, letter: Letter, note: &str) -> Result<(), sqlx::Error> {
        let Some(asked) = self.requested_by else { return Ok(()) };
        let Some(requester) = people::one(change, asked).await? else { return Ok(()) };
        let by = change.actor().label().to_owned();
        let news = News { request: self.id, command: &self.command, subject: &self.label, by: &by, note };
        mails::send(change, means, letter, &[requester], &news).await
    }

    /// Why the sealed effect cannot be had any more, if so. Everything the command touches is held from here on.
    async fn drift(&self, change: &mut Change, command: &dyn Erased) -> Result<Option<(&'static str, Vec<Difference>)>, sqlx::Error> {
        command.lock(change).await?;
        let at = change.at();
        let now = match command.preview(change, at).await? {
            Ok(effect) => effect.sorted(),
            Err(refusal) => return Ok(Some((refusal, Vec::new()))),
        };
        let payload = command.payload().map_err(|error| sqlx::Error::Encode(error.into()))?;
        let same = now.hash(&self.command, &payload)[..] == self.hash[..];
        Ok((!same).then(|| ("approvals-void-drift", self.effect.against(&now))))
    }

    async fn void(
        &self,
        change: &mut Change,
        means: Means<'_>,
        reason: &'static str,
        differences: Vec<Difference>,
    ) -> Result<Decided, sqlx::Error> {
        let at = change.at();
        let told = serde_json::to_value(&differences).map_err(|error| sqlx::Error::Encode(error.into()))?;
        sqlx::query!(
            "update sys_approval_requests set status = 'void', closed_at = $2, void_reason = $3, void_changes = $4 where id = $1",
            self.id.0,
            at,
            reason,
            told
        )
        .execute(&mut **change)
        .await?;
        change.record(self.event("approval.voided").after(json!({ "differences": told }))).await?;
        self.tell(change, means, Letter::Void, "").await?;
        Ok(Decided::Void(differences))
    }
}

/// Takes a decision in the name of whoever makes the change.
pub async fn decide(
    change: &mut Change,
    registry: &Registry,
    means: Means<'_>,
    id: ApprovalId,
    decision: Decision,
    note: &str,
) -> Result<Result<Decided, Refusal>, sqlx::Error> {
    let Some(request) = Request::take(change, id).await? else { return Ok(Err(Refusal::NoSuchRequest)) };
    let Some(decider) = change.staff_id() else { return Ok(Err(Refusal::NoAuthority)) };
    if Some(decider) == request.requested_by {
        return Ok(Err(Refusal::OwnRequest));
    }
    if !request.is_open(change) {
        return Ok(Err(Refusal::Closed));
    }
    let rights = people::rights(change, decider).await?;
    let asker = match request.requested_by {
        Some(asked) => Some(people::rights(change, asked).await?),
        None => None,
    };
    if !request.permission.is_some_and(|needed| rights.may_decide(needed)) {
        return Ok(Err(Refusal::NoAuthority));
    }
    let earlier = standing_approvals(change, &request).await?;
    if earlier.iter().any(|(by, _)| *by == decider) {
        return Ok(Err(Refusal::AlreadyDecided));
    }
    let command = registry.read(&request.command, &request.payload);
    if request.concerns == Some(decider) {
        return Ok(Err(Refusal::Concerned));
    }
    if decision == Decision::Reject {
        write_decision(change, &request, decider, decision, note, &rights).await?;
        request.close(change, "rejected").await?;
        change.record(with_note(request.event("approval.rejected"), note)).await?;
        request.tell(change, means, Letter::Rejected, note).await?;
        return Ok(Ok(Decided::Rejected));
    }
    let Some(command) = command else { return Ok(Err(Refusal::UnknownCommand)) };
    // Whoever asked must still be one who may. Time always may.
    if asker.is_some_and(|asker| !request.permission.is_some_and(|needed| asker.permissions.has(needed))) {
        return Ok(Ok(request.void(change, means, "approvals-void-requester", Vec::new()).await?));
    }
    if let Some((reason, differences)) = request.drift(change, command.as_ref()).await? {
        return Ok(Ok(request.void(change, means, reason, differences).await?));
    }
    // What the command touches was waited for: rights may have gone meanwhile.
    let rights = people::rights(change, decider).await?;
    if !request.permission.is_some_and(|needed| rights.may_decide(needed)) {
        return Ok(Err(Refusal::NoAuthority));
    }
    let earlier = standing_approvals(change, &request).await?;
    // A policy that became stricter meanwhile holds for what is still open; one that became laxer does not loosen what was asked.
    let now = policy::strictest(change, registry.policies(&request.command), &request.effect).await?;
    let approvers = request.approvers.max(now.map_or(1, |needed| needed.approvers));
    let distinct = request.distinct_roles || now.is_some_and(|needed| needed.distinct_roles);
    let first = earlier.first();
    if distinct && first.is_some_and(|(_, roles)| !differ(roles, &rights.deciding_roles)) {
        return Ok(Err(Refusal::SameRole));
    }
    write_decision(change, &request, decider, decision, note, &rights).await?;
    let count = i16::try_from(earlier.len()).unwrap_or(i16::MAX).saturating_add(1);
    if count < approvers {
        sqlx::query!("update sys_approval_requests set approvers = $2, distinct_roles = $3 where id = $1", id.0, approvers, distinct)
            .execute(&mut **change)
            .await?;
        change.record(with_note(request.event("approval.approved"), note)).await?;
        return Ok(Ok(Decided::OneOfTwo));
    }
    let order =
        Order { requested_by: request.requested_by, approved_by: Some(decider), reason: request.reason.clone(), request: Some(request.id) };
    // The word comes before the deed, in the log too. A refusal gives both up.
    change.record(with_note(request.event("approval.approved"), note).after(json!({ "executed": true }))).await?;
    if let Err(refusal) = carry_out(change, command.as_ref(), means, &order).await? {
        return Ok(Err(Refusal::Command(refusal)));
    }
    request.close(change, "executed").await?;
    request.tell(change, means, Letter::Executed, note).await?;
    Ok(Ok(Decided::Executed))
}

/// Does what was asked for, each of its lines saying on whose request.
async fn carry_out(
    change: &mut Change,
    command: &dyn Erased,
    means: Means<'_>,
    order: &Order,
) -> Result<Result<(), &'static str>, sqlx::Error> {
    order.announce(change).await?;
    let done = command.execute(change, means, order).await?;
    change.on_request(None);
    Ok(done)
}

/// Carries a request out on the requester's own word: for when nobody else can decide, or nobody can be waited for.
/// Everybody is told, the flag stays, and somebody else has to look at it afterwards.
pub async fn emergency(
    change: &mut Change,
    registry: &Registry,
    means: Means<'_>,
    id: ApprovalId,
    reason: &str,
) -> Result<Result<Decided, Refusal>, sqlx::Error> {
    let Some(request) = Request::take(change, id).await? else { return Ok(Err(Refusal::NoSuchRequest)) };
    let Some(requester) = request.requested_by.filter(|asked| change.staff_id() == Some(*asked)) else {
        return Ok(Err(Refusal::NotYours));
    };
    if !request.is_open(change) {
        return Ok(Err(Refusal::Closed));
    }
    let rights = people::rights(change, requester).await?;
    let holds = |permission| rights.permissions.has(permission);
    if !holds(Permission::ApprovalsEmergency) || !request.permission.is_some_and(holds) {
        return Ok(Err(Refusal::NoAuthority));
    }
    let Some(command) = registry.read(&request.command, &request.payload) else { return Ok(Err(Refusal::UnknownCommand)) };
    // What could switch the second person off is never done without one while there is one.
    if registry.never_alone(&request.command)
        && let Some(needed) = request.permission
        && !people::deciders(change, Some(requester), command.concerns(), needed).await?.is_empty()
    {
        return Ok(Err(Refusal::NotAlone));
    }
    if let Some((why, differences)) = request.drift(change, command.as_ref()).await? {
        return Ok(Ok(request.void(change, means, why, differences).await?));
    }
    let at = change.at();
    sqlx::query!(
        "update sys_approval_requests set status = 'executed', closed_at = $2, emergency = true, emergency_reason = $3 where id = $1",
        id.0,
        at,
        reason
    )
    .execute(&mut **change)
    .await?;
    let order = Order { requested_by: Some(requester), approved_by: None, reason: request.reason.clone(), request: Some(request.id) };
    change
        .record(request.event("approval.emergency").reason(reason).after(json!({ "command": request.command, "executed": true })))
        .await?;
    if let Err(refusal) = carry_out(change, command.as_ref(), means, &order).await? {
        return Ok(Err(Refusal::Command(refusal)));
    }
    let (knowing, others) = people::everybody(change).await?;
    let by = change.actor().label().to_owned();
    let news = News { request: id, command: &request.command, subject: &request.label, by: &by, note: reason };
    mails::send(change, means, Letter::Emergency, &knowing, &news).await?;
    // Who sees tenants under a pseudonym is told that it happened, and not to whom.
    mails::send(change, means, Letter::Emergency, &others, &News { subject: "***", note: "***", ..news }).await?;
    Ok(Ok(Decided::Executed))
}

/// Closes the task to look at an emergency afterwards.
pub async fn review(change: &mut Change, id: ApprovalId, note: &str) -> Result<Result<(), Refusal>, sqlx::Error> {
    let Some(request) = Request::take(change, id).await? else { return Ok(Err(Refusal::NoSuchRequest)) };
    let Some(reviewer) = change.staff_id() else { return Ok(Err(Refusal::NoAuthority)) };
    if !request.emergency {
        return Ok(Err(Refusal::NoEmergency));
    }
    if Some(reviewer) == request.requested_by {
        return Ok(Err(Refusal::OwnRequest));
    }
    if request.concerns == Some(reviewer) {
        return Ok(Err(Refusal::Concerned));
    }
    if request.reviewed {
        return Ok(Err(Refusal::AlreadyReviewed));
    }
    let rights = people::rights(change, reviewer).await?;
    if !request.permission.is_some_and(|needed| rights.may_decide(needed)) {
        return Ok(Err(Refusal::NoAuthority));
    }
    let at = change.at();
    sqlx::query!(
        "update sys_approval_requests set reviewed_by = $2, reviewed_at = $3, review_note = $4 where id = $1",
        id.0,
        reviewer.0,
        at,
        note
    )
    .execute(&mut **change)
    .await?;
    change.record(with_note(request.event("approval.reviewed"), note)).await?;
    Ok(Ok(()))
}

/// Takes one's own request back.
pub async fn withdraw(change: &mut Change, id: ApprovalId) -> Result<Result<(), Refusal>, sqlx::Error> {
    let Some(request) = Request::take(change, id).await? else { return Ok(Err(Refusal::NoSuchRequest)) };
    if request.requested_by.is_none() || change.staff_id() != request.requested_by {
        return Ok(Err(Refusal::NotYours));
    }
    if !request.is_open(change) {
        return Ok(Err(Refusal::Closed));
    }
    request.close(change, "withdrawn").await?;
    change.record(request.event("approval.withdrawn")).await?;
    Ok(Ok(()))
}

/// Closes a request nobody decided in time, and tells who asked. `false` when there is nothing to close.
pub async fn expire(change: &mut Change, means: Means<'_>, id: ApprovalId) -> Result<bool, sqlx::Error> {
    let Some(request) = Request::take(change, id).await? else { return Ok(false) };
    if !request.is_pending() || request.expires_at > change.at() {
        return Ok(false);
    }
    request.close(change, "expired").await?;
    change.record(request.event("approval.expired")).await?;
    request.tell(change, means, Letter::Expired, "").await?;
    Ok(true)
}

/// The approvals that still count, with the roles they came through. Those of people who lost the right meanwhile lapse here.
async fn standing_approvals(change: &mut Change, request: &Request) -> Result<Vec<(StaffId, Vec<String>)>, sqlx::Error> {
    let given = sqlx::query!(
        "select id, decided_by, roles from sys_approval_decisions where request_id = $1 and decision = 'approve' and lapsed_at is null order by at, id",
        request.id.0
    )
    .fetch_all(&mut **change)
    .await?;
    let mut standing = Vec::new();
    for approval in given {
        let by = StaffId(approval.decided_by);
        let rights = people::rights(change, by).await?;
        if request.permission.is_some_and(|needed| rights.may_decide(needed)) {
            standing.push((by, approval.roles));
        } else {
            let at = change.at();
            sqlx::query!("update sys_approval_decisions set lapsed_at = $2 where id = $1", approval.id, at).execute(&mut **change).await?;
        }
    }
    Ok(standing)
}

async fn write_decision(
    change: &mut Change,
    request: &Request,
    by: StaffId,
    decision: Decision,
    note: &str,
    rights: &Rights,
) -> Result<(), sqlx::Error> {
    let (id, at) = (change.new_id(), change.at());
    sqlx::query!(
        r#"insert into sys_approval_decisions (id, request_id, requested_by, decided_by, decision, note, effect_hash, roles, at)
           values ($1, $2, $3, $4, $5, nullif($6, ''), $7, $8, $9)"#,
        id,
        request.id.0,
        request.requested_by.map(|asked| asked.0),
        by.0,
        decision.code(),
        note,
        request.hash,
        &rights.deciding_roles,
        at
    )
    .execute(&mut **change)
    .await
    .map(drop)
}

/// Whether two people can stand for two different roles.
fn differ(one: &[String], other: &[String]) -> bool {
    one.iter().any(|role| other.iter().any(|another| another != role))
}

fn with_note(event: Event, note: &str) -> Event {
    if note.is_empty() { event } else { event.reason(note) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_people_stand_for_two_roles_when_either_has_one_the_other_lacks() {
        let roles = |list: &[&str]| list.iter().map(|role| (*role).to_owned()).collect::<Vec<_>>();
        assert!(!differ(&roles(&["a"]), &roles(&["a"])));
        assert!(differ(&roles(&["a"]), &roles(&["b"])));
        assert!(differ(&roles(&["a", "b"]), &roles(&["a"])));
        assert!(!differ(&roles(&[]), &roles(&["a"])));
    }

    #[test]
    fn a_note_is_the_reason_in_the_log_and_none_is_none() {
        let event = || Event::new("approval.approved", "approval");
        assert_eq!(with_note(event(), "Seen the invoices").reason.as_deref(), Some("Seen the invoices"));
        assert_eq!(with_note(event(), "").reason, None);
    }
}
