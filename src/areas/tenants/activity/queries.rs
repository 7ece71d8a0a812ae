//! The story's three sources, each read in order of time through an index of its own and only as far as a page needs, then merged.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::model::{Kind, Line, Moved, Written, logged_number};
use crate::areas::audit::model::Entry;
use crate::areas::audit::of_tenant::{self, Narrowed};
use crate::core::clock::start_of;
use crate::core::ids::TenantId;
use crate::core::keyset::{Key, PageRequest, RowId, Sort, Total};

/// The newest first, or the oldest. The keys are those of the merged lines.
pub(super) const SORTS: &[Sort] = &[Sort { name: "at", key: "at", id: "id", descending: true }];

/// What narrows the story.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Filter {
    pub kind: Option<Kind>,
    /// `Some(None)`: the console itself.
    pub person: Option<Option<Uuid>>,
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

impl Filter {
    fn narrowed(&self) -> Narrowed<'static> {
        Narrowed {
            kind: self.kind.map(Kind::code),
            actor: self.person,
            from: self.from.map(start_of),
            until: self.to.and_then(|to| to.succ_opt()).map(start_of),
        }
    }

    fn takes(&self, kind: Kind) -> bool {
        self.kind.is_none_or(|wanted| wanted == kind)
    }

    /// The days, for a source whose rows are called `s`.
    fn push_days(&self, query: &mut QueryBuilder<Postgres>) {
        let narrowed = self.narrowed();
        if let Some(from) = narrowed.from {
            query.push(" and s.at >= ").push_bind(from);
        }
        if let Some(until) = narrowed.until {
            query.push(" and s.at < ").push_bind(until);
        }
    }

    fn push_moved(&self, query: &mut QueryBuilder<Postgres>, tenant: TenantId) {
        query.push(" where s.tenant_id = ").push_bind(tenant.0);
        // The entry of the log tells of the same act, and more of it.
        query.push(
            " and not exists (select from sys_platform_audit_log a where a.tenant_id = s.tenant_id and a.at = s.at and a.action in \
             ('tenant.created', 'tenant.activated', 'tenant.suspended', 'tenant.reactivated', 'tenant.cancelled', 'tenant.churned'))",
        );
        if let Some(person) = self.person {
            query.push(" and s.requested_by is not distinct from ").push_bind(person);
        }
        self.push_days(query);
    }

    fn push_written(&self, query: &mut QueryBuilder<Postgres>, tenant: TenantId) {
        query.push(" where not s.logged and s.tenant_id = ").push_bind(tenant.0);
        self.push_days(query);
    }

    fn takes_moved(&self) -> bool {
        self.takes(Kind::Lifecycle)
    }

    /// Nobody in person writes them.
    fn takes_written(&self) -> bool {
        self.takes(Kind::Mail) && self.person.is_none_or(|person| person.is_none())
    }
}

/// Where a page of the story begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub after: Option<(DateTime<Utc>, Uuid)>,
    pub descending: bool,
}

impl Place {
    pub fn of(page: &PageRequest) -> Self {
        let after = page.cursor.as_ref().and_then(|cursor| match cursor.row() {
            (Key::Time(at), RowId::Uuid(id)) => Some((*at, *id)),
            _ => None,
        });
        Self { after, descending: page.is_descending() }
    }

    fn push(&self, query: &mut QueryBuilder<Postgres>, most: i64) {
        if let Some((at, id)) = self.after {
            query.push(if self.descending { " and (s.at, s.id) < (" } else { " and (s.at, s.id) > (" });
            query.push_bind(at).push(", ").push_bind(id).push(")");
        }
        query.push(if self.descending { " order by s.at desc, s.id desc limit " } else { " order by s.at, s.id limit " }).push_bind(most);
    }
}

/// The key a line is sorted by.
pub(super) fn key(line: &Line) -> (Key, RowId) {
    (Key::Time(line.at()), RowId::Uuid(line.id()))
}

/// So many lines from a place on.
pub(super) async fn read(
    db: &mut PgConnection,
    tenant: TenantId,
    filter: &Filter,
    place: Place,
    most: usize,
) -> Result<Vec<Line>, sqlx::Error> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let after = place.after.map(|(at, id)| (at, logged_number(id)));
    let entries = of_tenant::read(&mut *db, tenant, filter.narrowed(), after, place.descending, limit).await?;
    let mut lines: Vec<Line> = entries.into_iter().map(logged).collect();
    if filter.takes_moved() {
        let mut query = QueryBuilder::new(
            "select s.id, s.at, s.from_stage, s.to_stage, s.reason, (select u.name from sys_platform_users u where u.id = s.requested_by) as by \
             from sys_tenant_lifecycle_events s",
        );
        filter.push_moved(&mut query, tenant);
        place.push(&mut query, limit);
        let moved: Vec<Moved> = query.build_query_as().fetch_all(&mut *db).await?;
        lines.extend(moved.into_iter().map(Line::Moved));
    }
    if filter.takes_written() {
        let mut query = QueryBuilder::new("select s.id, s.at, s.subject from sys_tenant_mails s");
        filter.push_written(&mut query, tenant);
        place.push(&mut query, limit);
        let written: Vec<Written> = query.build_query_as().fetch_all(&mut *db).await?;
        lines.extend(written.into_iter().map(Line::Written));
    }
    lines.sort_by_key(|line| (line.at(), line.id()));
    if place.descending {
        lines.reverse();
    }
    lines.truncate(most);
    Ok(lines)
}

/// The kind of an entry, as `sys_activity_kind` says it.
pub(super) fn logged(entry: Entry) -> Line {
    let told =
        |value: &Option<serde_json::Value>| value.as_ref().and_then(|value| value.get("import")).is_some_and(|import| !import.is_null());
    let (object, deed) = entry.action.split_once('.').unwrap_or_default();
    let kind = match (object, deed) {
        ("tenant", "created" | "removed") if told(&entry.after) || told(&entry.before) => Kind::Import,
        (
            "tenant",
            "activated" | "suspended" | "reactivated" | "cancelled" | "churned" | "cancellation_scheduled" | "cancellation_withdrawn",
        ) => Kind::Lifecycle,
        ("tenant", "notified") | ("onboarding", "reminded") => Kind::Mail,
        ("tenant", deed) if deed.starts_with("note_") => Kind::Note,
        ("tenant", deed) if deed.starts_with("contact_") => Kind::Contact,
        ("tenant", _) => Kind::Record,
        ("onboarding", _) => Kind::Onboarding,
        ("approval", _) => Kind::Approval,
        _ => Kind::Other,
    };
    Line::Logged(Box::new(entry), kind)
}

/// How many lines there are, counted up to `cap`.
pub(super) async fn count(db: &mut PgConnection, tenant: TenantId, filter: &Filter, cap: i64) -> Result<Total, sqlx::Error> {
    let mut found = of_tenant::count(&mut *db, tenant, filter.narrowed(), cap + 1).await?;
    if found <= cap && filter.takes_moved() {
        let mut query = QueryBuilder::new("select count(*) from sys_tenant_lifecycle_events s");
        filter.push_moved(&mut query, tenant);
        found += query.build_query_scalar::<i64>().fetch_one(&mut *db).await?;
    }
    if found <= cap && filter.takes_written() {
        let mut query = QueryBuilder::new("select count(*) from (select from sys_tenant_mails s");
        filter.push_written(&mut query, tenant);
        query.push(" limit ").push_bind(cap + 1).push(") as counted");
        found += query.build_query_scalar::<i64>().fetch_one(&mut *db).await?;
    }
    Ok(Total::capped(found, cap))
}
