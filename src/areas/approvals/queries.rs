//! Reads of requests.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::core::approvals::{Difference, Effect};
use crate::core::ids::{ApprovalId, StaffId, TenantId};
use crate::core::keyset::{Key, PageRequest, RowId, Sort, Total};
use crate::core::permission::Permission;
use crate::core::staff::Staff;

/// The newest first, or the oldest.
pub(super) const SORTS: &[Sort] = &[Sort { name: "asked", key: "r.requested_at", id: "r.id", descending: true }];
const CAP: i64 = 10_000;

/// Which requests a reader looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// Those they can decide, and the emergencies they can look at.
    Waiting,
    Mine,
    /// Everybody's that still wait.
    Open,
    Closed,
}

impl View {
    pub(super) const ALL: [Self; 4] = [Self::Waiting, Self::Mine, Self::Open, Self::Closed];

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Mine => "mine",
            Self::Open => "open",
            Self::Closed => "decided",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.code() == code)
    }

    fn push(self, query: &mut QueryBuilder<Postgres>, reader: &Staff, now: DateTime<Utc>) {
        match self {
            Self::Waiting => {
                query.push(" where r.requested_by is distinct from ").push_bind(reader.id.0);
                query.push(" and r.concerns is distinct from ").push_bind(reader.id.0);
                query.push(" and r.permission = any(").push_bind(codes(reader)).push(") and (");
                query.push("r.status = 'pending' and r.expires_at > ").push_bind(now);
                query.push(" and not exists (select from sys_approval_decisions d where d.request_id = r.id and d.lapsed_at is null and d.decided_by = ");
                query.push_bind(reader.id.0).push(") or r.emergency and r.reviewed_at is null)");
            }
            Self::Mine => {
                query.push(" where r.requested_by = ").push_bind(reader.id.0);
            }
            Self::Open => {
                query.push(" where r.status = 'pending'");
            }
            Self::Closed => {
                query.push(" where r.status <> 'pending'");
            }
        }
    }
}

/// What the reader holds; nothing when they decide nothing.
fn codes(reader: &Staff) -> Vec<String> {
    let decides = reader.can(Permission::ApprovalsDecide);
    reader.permissions.iter().filter(|_| decides).map(|permission| permission.code().to_owned()).collect()
}

/// One line of the list.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Row {
    pub id: ApprovalId,
    pub command: String,
    pub subject_label: String,
    pub status: String,
    /// `None`: time asked.
    pub requested_by: Option<String>,
    pub requested_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub emergency: bool,
    pub reviewed: bool,
    pub approvers: i16,
    pub given: i64,
}

const ROW: &str = "select r.id, r.command, r.subject_label, r.status, u.name as requested_by, r.requested_at, r.expires_at, r.emergency, \
     r.reviewed_at is not null as reviewed, r.approvers, \
     (select count(*) from sys_approval_decisions d where d.request_id = r.id and d.decision = 'approve' and d.lapsed_at is null) as given \
     from sys_approval_requests r left join sys_platform_users u on u.id = r.requested_by";

pub(super) async fn list(
    db: &mut PgConnection,
    view: View,
    reader: &Staff,
    page: &PageRequest,
    now: DateTime<Utc>,
) -> Result<Vec<Row>, sqlx::Error> {
    let mut query = QueryBuilder::new(ROW);
    view.push(&mut query, reader, now);
    page.push(&mut query, false);
    query.build_query_as().fetch_all(db).await
}

pub(super) async fn count(db: &mut PgConnection, view: View, reader: &Staff, now: DateTime<Utc>) -> Result<Total, sqlx::Error> {
    let mut query = QueryBuilder::new("select count(*) from (select from sys_approval_requests r");
    view.push(&mut query, reader, now);
    query.push(" limit ").push_bind(CAP + 1).push(") as counted");
    Ok(Total::capped(query.build_query_scalar().fetch_one(db).await?, CAP))
}

pub(super) fn key(row: &Row) -> (Key, RowId) {
    (Key::Time(row.requested_at), RowId::Uuid(row.id.0))
}

/// One request, whole.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub id: ApprovalId,
    pub command: String,
    pub permission: Option<Permission>,
    pub subject: String,
    pub label: String,
    pub tenant: Option<TenantId>,
    pub reason: String,
    pub effect: Effect,
    pub hash: Vec<u8>,
    pub approvers: i16,
    pub distinct_roles: bool,
    pub status: String,
    /// `None`: time asked.
    pub requested_by: Option<StaffId>,
    pub requester: Option<String>,
    pub requested_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
    pub void_reason: Option<String>,
    pub differences: Vec<Difference>,
    pub emergency: bool,
    pub emergency_reason: Option<String>,
    pub reviewer: Option<String>,
    pub reviewed_at: Option<DateTime<Utc>>,
    pub review_note: Option<String>,
    /// The person it is about, who has no say in it.
    pub concerns: Option<StaffId>,
}

impl Request {
    pub(super) fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.status == "pending" && self.expires_at > now
    }
}

pub(super) async fn find(db: &mut PgConnection, id: ApprovalId) -> Result<Option<Request>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select r.id, r.command, r.permission, r.subject, r.subject_label, r.tenant_id, r.reason, r.effect as "effect: Json<Effect>", r.effect_hash,
                  r.approvers, r.distinct_roles, r.status, r.requested_by, u.name as "requester?", r.requested_at, r.expires_at, r.closed_at,
                  r.void_reason, r.void_changes as "differences: Json<Vec<Difference>>", r.emergency, r.emergency_reason,
                  v.name as "reviewer?", r.reviewed_at, r.review_note, r.concerns
             from sys_approval_requests r
             left join sys_platform_users u on u.id = r.requested_by
             left join sys_platform_users v on v.id = r.reviewed_by
            where r.id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Request {
        id: ApprovalId(row.id),
        command: row.command,
        permission: Permission::from_code(&row.permission),
        subject: row.subject,
        label: row.subject_label,
        tenant: row.tenant_id.map(TenantId),
        reason: row.reason,
        effect: row.effect.0,
        hash: row.effect_hash,
        approvers: row.approvers,
        distinct_roles: row.distinct_roles,
        status: row.status,
        requested_by: row.requested_by.map(StaffId),
        requester: row.requester,
        requested_at: row.requested_at,
        expires_at: row.expires_at,
        closed_at: row.closed_at,
        void_reason: row.void_reason,
        differences: row.differences.map(|told| told.0).unwrap_or_default(),
        emergency: row.emergency,
        emergency_reason: row.emergency_reason,
        reviewer: row.reviewer,
        reviewed_at: row.reviewed_at,
        review_note: row.review_note,
        concerns: row.concerns.map(StaffId),
    }))
}

/// Who said what.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub by: StaffId,
    pub name: String,
    pub approves: bool,
    pub note: Option<String>,
    pub at: DateTime<Utc>,
    pub lapsed: bool,
}

pub(super) async fn said(db: &mut PgConnection, id: ApprovalId) -> Result<Vec<Said>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select d.decided_by, u.name, d.decision, d.note, d.at, d.lapsed_at is not null as "lapsed!"
             from sys_approval_decisions d join sys_platform_users u on u.id = d.decided_by
            where d.request_id = $1 order by d.at, d.id"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    let said = rows.into_iter().map(|row| Said {
        by: StaffId(row.decided_by),
        name: row.name,
        approves: row.decision == "approve",
        note: row.note,
        at: row.at,
        lapsed: row.lapsed,
    });
    Ok(said.collect())
}

/// How requests of this kind ended before, those about the same subject first.
pub(super) async fn earlier(db: &mut PgConnection, request: &Request, most: i64) -> Result<Vec<Row>, sqlx::Error> {
    let mut query = QueryBuilder::new(ROW);
    query.push(" where r.status <> 'pending' and r.command = ").push_bind(request.command.clone());
    query.push(" and r.id <> ").push_bind(request.id.0).push(" order by r.subject = ").push_bind(request.subject.clone());
    query.push(" desc, r.closed_at desc limit ").push_bind(most);
    query.build_query_as().fetch_all(db).await
}

/// What is past its time and not closed.
pub(super) async fn overdue(db: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<ApprovalId>, sqlx::Error> {
    let ids: Vec<Uuid> = sqlx::query_scalar!(
        "select id from sys_approval_requests where status = 'pending' and expires_at <= $1 order by expires_at limit 1000",
        now
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(ApprovalId).collect())
}
