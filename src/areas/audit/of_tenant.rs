//! The log's part about one tenant, narrowed by kind or person, read through an index for each narrowing.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::model::Entry;
use super::queries::COLUMNS;
use crate::core::ids::TenantId;

/// What narrows a tenant's part of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Narrowed<'a> {
    /// As `sys_activity_kind` names it.
    pub kind: Option<&'a str>,
    /// Who did it; `Some(None)` is nobody: the console itself.
    pub actor: Option<Option<Uuid>>,
    pub from: Option<DateTime<Utc>>,
    /// The first instant that is no longer in it.
    pub until: Option<DateTime<Utc>>,
}

impl Narrowed<'_> {
    fn push(&self, query: &mut QueryBuilder<Postgres>, tenant: TenantId) {
        query.push(" where a.tenant_id = ").push_bind(tenant.0);
        if let Some(kind) = self.kind {
            query.push(" and sys_activity_kind(a.action, a.after, a.before) = ").push_bind(kind.to_owned());
        }
        if let Some(actor) = self.actor {
            // As the index has it.
            query.push(" and coalesce(a.actor_id, '00000000-0000-0000-0000-000000000000'::uuid) = ").push_bind(actor.unwrap_or_default());
        }
        if let Some(from) = self.from {
            query.push(" and a.at >= ").push_bind(from);
        }
        if let Some(until) = self.until {
            query.push(" and a.at < ").push_bind(until);
        }
    }

    /// Both at once have no index of their own: how many rows each matches decides, so the statement is planned with its values.
    fn is_settled(&self) -> bool {
        self.kind.is_none() || self.actor.is_none()
    }
}

/// Entries in order of time, from behind `after` on.
pub async fn read(
    db: &mut PgConnection,
    tenant: TenantId,
    narrowed: Narrowed<'_>,
    after: Option<(DateTime<Utc>, i64)>,
    descending: bool,
    most: i64,
) -> Result<Vec<Entry>, sqlx::Error> {
    let mut query = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from sys_platform_audit_log a");
    narrowed.push(&mut query, tenant);
    if let Some((at, id)) = after {
        query.push(if descending { " and (a.at, a.id) < (" } else { " and (a.at, a.id) > (" });
        query.push_bind(at).push(", ").push_bind(id).push(")");
    }
    query.push(if descending { " order by a.at desc, a.id desc limit " } else { " order by a.at, a.id limit " }).push_bind(most);
    query.build_query_as().persistent(narrowed.is_settled()).fetch_all(db).await
}

/// How many entries there are, counted up to `most`.
pub async fn count(db: &mut PgConnection, tenant: TenantId, narrowed: Narrowed<'_>, most: i64) -> Result<i64, sqlx::Error> {
    let mut query = QueryBuilder::new("select count(*) from (select from sys_platform_audit_log a");
    narrowed.push(&mut query, tenant);
    query.push(" limit ").push_bind(most).push(") as counted");
    query.build_query_scalar().persistent(narrowed.is_settled()).fetch_one(db).await
}
