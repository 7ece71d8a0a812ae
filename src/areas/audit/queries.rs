//! Reads of the audit log.

use chrono::NaiveDate;
use futures_util::stream::BoxStream;
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::model::Entry;
use crate::core::clock::start_of;
use crate::core::db::like_fragment;
use crate::core::ids::{StaffId, TenantId};
use crate::core::keyset::{Key, PageRequest, RowId, Sort, Total};
use crate::core::text;

/// The log is read newest first, or oldest first.
pub const SORTS: &[Sort] = &[Sort { name: "at", key: "a.at", id: "a.id", descending: true }];

/// Counting for a page stops here: beyond, people narrow the log instead of counting, and each entry counted is one read.
const CAP: i64 = 1_000;

pub(super) const COLUMNS: &str = "a.id, a.at, a.actor_kind, a.actor_id, a.actor_label, a.action, a.outcome, a.object_kind, a.object_id, a.object_label, \
     a.tenant_id, a.reason, a.before, a.after, a.request_id, host(a.ip) as ip, a.user_agent, \
     (select u.email from sys_platform_users u where u.id = a.actor_id) as actor_email";

/// What narrows the log. A query with something of it is planned with its own values, and not kept: how many rows they match decides
/// which index is the right one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub q: String,
    pub actor: Option<Uuid>,
    pub action: Option<String>,
    pub object_kind: Option<String>,
    pub object_id: Option<String>,
    pub outcome: Option<String>,
    pub tenant: Option<TenantId>,
    pub request: Option<Uuid>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Filter {
    fn push(&self, query: &mut QueryBuilder<Postgres>) {
        query.push(" where true");
        if !self.q.is_empty() {
            query.push(" and a.search_text like ").push_bind(like_fragment(&text::fold(&self.q)));
        }
        if let Some(actor) = self.actor {
            query.push(" and a.actor_id = ").push_bind(actor);
        }
        if let Some(action) = &self.action {
            query.push(" and a.action = ").push_bind(action.clone());
        }
        if let Some(kind) = &self.object_kind {
            query.push(" and a.object_kind = ").push_bind(kind.clone());
        }
        if let Some(id) = &self.object_id {
            query.push(" and a.object_id = ").push_bind(id.clone());
        }
        if let Some(outcome) = &self.outcome {
            query.push(" and a.outcome = ").push_bind(outcome.clone());
        }
        if let Some(tenant) = self.tenant {
            query.push(" and a.tenant_id = ").push_bind(tenant.0);
        }
        if let Some(request) = self.request {
            query.push(" and a.request_id = ").push_bind(request);
        }
        if let Some(from) = self.from {
            query.push(" and a.at >= ").push_bind(start_of(from));
        }
        // The day named last is still in: the range ends where the next begins.
        if let Some(next) = self.to.and_then(|to| to.succ_opt()) {
            query.push(" and a.at < ").push_bind(start_of(next));
        }
    }
}

/// One page of the log.
pub async fn list(db: &mut PgConnection, filter: &Filter, page: &PageRequest) -> Result<Vec<Entry>, sqlx::Error> {
    let mut query = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from sys_platform_audit_log a");
    filter.push(&mut query);
    page.push(&mut query, false);
    query.build_query_as().persistent(*filter == Filter::default()).fetch_all(db).await
}

/// How many entries match. `shown` are the rows of the page, which on the first page are all there is when they do not fill it.
pub async fn count(db: &mut PgConnection, filter: &Filter, page: &PageRequest, shown: usize) -> Result<Total, sqlx::Error> {
    if page.cursor.is_none() && shown <= page.size {
        return Ok(Total::Exactly(i64::try_from(shown).unwrap_or(i64::MAX)));
    }
    counted(db, filter, CAP).await
}

/// How many entries match, up to ten thousand, for who needs no page of them.
pub async fn total(db: &mut PgConnection, filter: &Filter) -> Result<Total, sqlx::Error> {
    counted(db, filter, 10_000).await
}

/// Whether more than `most` entries match.
pub async fn exceeds(db: &mut PgConnection, filter: &Filter, most: i64) -> Result<bool, sqlx::Error> {
    Ok(matches!(counted(db, filter, most).await?, Total::MoreThan(_)))
}

async fn counted(db: &mut PgConnection, filter: &Filter, cap: i64) -> Result<Total, sqlx::Error> {
    let mut query = QueryBuilder::new("select count(*) from (select from sys_platform_audit_log a");
    filter.push(&mut query);
    query.push(" limit ").push_bind(cap + 1).push(") as counted");
    Ok(Total::capped(query.build_query_scalar().persistent(*filter == Filter::default()).fetch_one(db).await?, cap))
}

/// The whole filtered log, newest first, as it comes from the database.
pub async fn stream(db: &PgPool, filter: Filter) -> Result<BoxStream<'static, Result<Entry, sqlx::Error>>, sqlx::Error> {
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from sys_platform_audit_log a");
    filter.push(&mut query);
    query.push(" order by a.at desc, a.id desc");
    crate::core::db::stream(db, query).await
}

pub async fn find(db: &mut PgConnection, id: i64) -> Result<Option<Entry>, sqlx::Error> {
    let mut query = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from sys_platform_audit_log a where a.id = ").push_bind(id);
    query.build_query_as().fetch_optional(db).await
}

/// What else one request did.
pub async fn of_request(db: &mut PgConnection, request: Uuid, but: i64) -> Result<Vec<Entry>, sqlx::Error> {
    let mut query = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from sys_platform_audit_log a where a.request_id = ").push_bind(request);
    query.push(" and a.id <> ").push_bind(but).push(" order by a.id limit 100");
    query.build_query_as().fetch_all(db).await
}

/// The newest entries about a member of staff or by them. Each half reads its own index.
pub async fn of_person(db: &mut PgConnection, person: StaffId, limit: i64) -> Result<Vec<Entry>, sqlx::Error> {
    let mut query = QueryBuilder::new("select ");
    query.push(COLUMNS).push(
        " from sys_platform_audit_log a where a.id in ( \
           (select id from sys_platform_audit_log where actor_id = ",
    );
    query.push_bind(person.0).push(" order by at desc, id desc limit ").push_bind(limit);
    query.push(") union (select id from sys_platform_audit_log where object_kind = 'staff' and object_id = ").push_bind(person.to_string());
    query.push(" order by at desc, id desc limit ").push_bind(limit).push(")) order by a.at desc, a.id desc limit ").push_bind(limit);
    query.build_query_as().fetch_all(db).await
}

/// The newest entries about one record.
pub async fn of_object(db: &mut PgConnection, object_kind: &str, object_id: &str, limit: i64) -> Result<Vec<Entry>, sqlx::Error> {
    let mut query = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from sys_platform_audit_log a where a.object_kind = ").push_bind(object_kind.to_owned());
    query.push(" and a.object_id = ").push_bind(object_id.to_owned());
    query.push(" order by a.at desc, a.id desc limit ").push_bind(limit);
    query.build_query_as().fetch_all(db).await
}

/// Who changed a record last, for the page that tells two editors of each other. Signing in changes nothing of a record.
pub async fn last_change(db: &mut PgConnection, object_kind: &str, object_id: &str) -> Result<Option<Entry>, sqlx::Error> {
    let mut query = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from sys_platform_audit_log a where a.object_kind = ").push_bind(object_kind.to_owned());
    query.push(" and a.object_id = ").push_bind(object_id.to_owned());
    query.push(" and a.outcome = 'success' and a.action not like 'sign\\_in.%' order by a.at desc, a.id desc limit 1");
    query.build_query_as().fetch_optional(db).await
}

/// The actions there are, for the filter. An index-only skip through the distinct values, since the log is long and the actions are few.
pub async fn actions(db: &mut PgConnection) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"with recursive found as (
               (select action from sys_platform_audit_log order by action limit 1)
               union all
               select (select l.action from sys_platform_audit_log l where l.action > found.action order by l.action limit 1)
                 from found where found.action is not null)
           select action as "action!" from found where action is not null"#
    )
    .fetch_all(db)
    .await
}

/// The kinds of records there are, found as the actions are.
pub async fn object_kinds(db: &mut PgConnection) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"with recursive found as (
               (select object_kind from sys_platform_audit_log order by object_kind limit 1)
               union all
               select (select l.object_kind from sys_platform_audit_log l where l.object_kind > found.object_kind order by l.object_kind limit 1)
                 from found where found.object_kind is not null)
           select object_kind as "kind!" from found where object_kind is not null"#
    )
    .fetch_all(db)
    .await
}

/// Colleagues the log can be narrowed to.
pub async fn actors(db: &mut PgConnection) -> Result<Vec<(String, String)>, sqlx::Error> {
    let rows = sqlx::query!("select id, name from sys_platform_users order by name, id limit 500").fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id.to_string(), row.name)).collect())
}

/// So many steps back are told.
const CAUSES: usize = 10;

/// What moves a tenant from stage to stage, or says that time is to.
const LIFE: &[&str] = &[
    "tenant.created",
    "tenant.activated",
    "tenant.suspended",
    "tenant.reactivated",
    "tenant.cancelled",
    "tenant.churned",
    "tenant.cancellation_scheduled",
    "tenant.cancellation_withdrawn",
];

/// Why an entry is so: what led to it, back to the first act of a person, the nearest first. What was done on a request goes back to
/// who agreed to it, and that to who asked. One request of a browser does several things, the first of which is its cause. What a job
/// did for an import goes back to whoever started it, and that to whoever brought the file; where time moved a tenant, to what was
/// decided about it last.
pub async fn causes(db: &mut PgConnection, entry: &Entry) -> Result<Vec<Entry>, sqlx::Error> {
    let mut causes: Vec<Entry> = Vec::new();
    let mut this = entry.clone();
    while causes.len() < CAUSES
        && let Some(cause) = cause(db, &this).await?
    {
        causes.push(cause.clone());
        this = cause;
    }
    Ok(causes)
}

async fn cause(db: &mut PgConnection, entry: &Entry) -> Result<Option<Entry>, sqlx::Error> {
    if entry.action == "approval.requested" {
        // A person wanted it: that is where the walk ends.
        return Ok(None);
    }
    let approval = if entry.object_kind == "approval" { entry.object_id.clone() } else { entry.approval().map(|id| id.to_string()) };
    if let Some(approval) = approval
        && let Some(said) = said_of(db, entry, &approval).await?
    {
        return Ok(Some(said));
    }
    let find = |condition: &'static str, order: &'static str| {
        let mut query = QueryBuilder::new("select ");
        query.push(COLUMNS).push(" from sys_platform_audit_log a where a.id < ").push_bind(entry.id);
        (query, condition, order)
    };
    if let Some(request) = entry.request_id {
        let (mut query, condition, order) = find(" and a.request_id = ", " order by a.id limit 1");
        query.push(condition).push_bind(request).push(order);
        if let Some(first) = query.build_query_as().persistent(false).fetch_optional(&mut *db).await? {
            return Ok(Some(first));
        }
    }
    if entry.actor_kind == "system"
        && entry.object_kind == "tenant"
        && LIFE.contains(&entry.action.as_str())
        && let Some(tenant) = &entry.object_id
        && let Some(decided) = decided_of(db, entry, tenant).await?
    {
        return Ok(Some(decided));
    }
    let told = |value: &Option<serde_json::Value>| value.as_ref()?.get("import")?.as_str().map(ToOwned::to_owned);
    let import = match entry.object_kind.as_str() {
        "import" => entry.object_id.clone(),
        _ => told(&entry.after).or_else(|| told(&entry.before)),
    };
    let Some(import) = import else { return Ok(None) };
    // The last order given before it, by a person or the command line.
    let (mut query, condition, order) =
        find(" and a.object_kind = 'import' and a.actor_kind <> 'system' and a.object_id = ", " order by a.at desc, a.id desc limit 1");
    query.push(condition).push_bind(import).push(order);
    query.build_query_as().persistent(false).fetch_optional(db).await
}

/// What was said of a request last before this entry: of what was done on it, the word that let it pass, which may stand beside it in
/// the same change; of such a word, the one before, and in the end the asking.
async fn said_of(db: &mut PgConnection, entry: &Entry, approval: &str) -> Result<Option<Entry>, sqlx::Error> {
    let mut query = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from sys_platform_audit_log a where a.object_kind = 'approval' and a.object_id = ").push_bind(approval);
    if entry.object_kind == "approval" {
        query.push(" and a.id < ").push_bind(entry.id);
    } else {
        query.push(" and a.action in ('approval.approved', 'approval.emergency') and a.at <= ").push_bind(entry.at);
    }
    query.push(" order by a.at desc, a.id desc limit 1");
    query.build_query_as().persistent(false).fetch_optional(db).await
}

/// What was decided last about a tenant's life before this entry.
async fn decided_of(db: &mut PgConnection, entry: &Entry, tenant: &str) -> Result<Option<Entry>, sqlx::Error> {
    let mut query = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from sys_platform_audit_log a where a.object_kind = 'tenant' and a.object_id = ").push_bind(tenant);
    query.push(" and a.action = any(").push_bind(LIFE).push(") and a.id < ").push_bind(entry.id);
    query.push(" order by a.at desc, a.id desc limit 1");
    query.build_query_as().persistent(false).fetch_optional(db).await
}

/// The newest entries of these actions, whatever else fills the log.
pub async fn latest_of(db: &mut PgConnection, actions: &[&str], limit: i64) -> Result<Vec<Entry>, sqlx::Error> {
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from unnest(").push_bind(actions).push("::text[]) as wanted (name) cross join lateral (");
    // A few of each: one walk through the log in order of time could pass millions of others on its way.
    query.push("select * from sys_platform_audit_log l where l.action = wanted.name order by l.at desc, l.id desc limit ").push_bind(limit);
    query.push(") as a order by a.at desc, a.id desc limit ").push_bind(limit);
    query.build_query_as().fetch_all(db).await
}

/// How many entries each business day brought, from `first` to `last`, days without any included.
pub async fn per_day(db: &mut PgConnection, first: NaiveDate, last: NaiveDate) -> Result<Vec<(NaiveDate, i64)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select d.day::date as "day!", coalesce(found.entries, 0) as "entries!"
             from generate_series($1::date, $2::date, interval '1 day') as d (day)
             left join (select (at at time zone 'Asia/Muscat')::date as day, count(*) as entries
                          from sys_platform_audit_log where at >= $3 group by 1) as found on found.day = d.day::date
            order by 1"#,
        first,
        last,
        start_of(first)
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.day, row.entries)).collect())
}

/// The key a row of the list is sorted by.
pub fn key(entry: &Entry) -> (Key, RowId) {
    (Key::Time(entry.at), RowId::Number(entry.id))
}

/// Entries for the search over everything: one by its number (`#123`), else the newest that match.
pub async fn search(db: &mut PgConnection, q: &str, limit: i64) -> Result<Vec<Entry>, sqlx::Error> {
    if let Some(id) = text::digits_to_latin(q).strip_prefix('#').and_then(|id| id.parse().ok()) {
        return Ok(find(db, id).await?.into_iter().collect());
    }
    let mut query = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from sys_platform_audit_log a");
    Filter { q: q.to_owned(), ..Filter::default() }.push(&mut query);
    query.push(" order by a.at desc, a.id desc limit ").push_bind(limit);
    query.build_query_as().persistent(false).fetch_all(db).await
}
