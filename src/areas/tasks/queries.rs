//! Reads of tasks.

use chrono::{Days, NaiveDate};
use sqlx::{PgConnection, Postgres, QueryBuilder};

use super::model::Task;
use crate::areas::tenants::Identity;
use crate::core::db::like_fragment;
use crate::core::ids::{StaffId, TaskId, TenantId};
use crate::core::keyset::{Key, PageRequest, RowId, Sort, Total};
use crate::core::text;

const DUE: Sort = Sort { name: "due", key: "(k.due_on - date '2000-01-01')", id: "k.id", descending: false };
const CREATED: Sort = Sort { name: "created", key: "k.created_at", id: "k.id", descending: true };
const PRIORITY: Sort = Sort { name: "priority", key: "k.priority", id: "k.id", descending: true };
pub(super) const SORTS: &[Sort] = &[DUE, CREATED, PRIORITY];
/// Counting stops here.
const CAP: i64 = 1_000;

const ROW: &str = "select k.id, k.title, k.title_key, k.title_args, k.tenant_id, t.code as tenant_code, t.name as tenant_name, \
                   t.name2 as tenant_name2, k.assignee_id, a.name as assignee, k.due_on, k.priority, k.status, k.outcome, k.note, \
                   k.closing_note, c.name as created_by, k.created_at, d.name as closed_by, k.closed_at, k.version";
const FROM: &str = " from sys_tasks k left join sys_tenants t on t.id = k.tenant_id left join sys_platform_users a on a.id = k.assignee_id \
                    left join sys_platform_users c on c.id = k.created_by left join sys_platform_users d on d.id = k.closed_by";

/// Which tasks a reader looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// Their own that are open.
    Mine,
    /// Everybody's that are open.
    Open,
    Overdue,
    Closed,
}

impl View {
    pub(super) const ALL: [Self; 4] = [Self::Mine, Self::Open, Self::Overdue, Self::Closed];

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Open => "all",
            Self::Overdue => "overdue",
            Self::Closed => "closed",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.code() == code)
    }
}

/// What narrows the list.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    pub view: View,
    pub q: String,
    pub priority: Option<i16>,
    pub reader: StaffId,
    pub identity: Identity,
    pub today: NaiveDate,
}

impl Filter {
    fn push(&self, query: &mut QueryBuilder<Postgres>) {
        match self.view {
            View::Mine => query.push(" where k.status = 'open' and k.assignee_id = ").push_bind(self.reader.0),
            View::Open => query.push(" where k.status = 'open'"),
            View::Overdue => query.push(" where k.status = 'open' and k.due_on < ").push_bind(self.today),
            View::Closed => query.push(" where k.status <> 'open'"),
        };
        if let Some(priority) = self.priority {
            query.push(" and k.priority = ").push_bind(priority);
        }
        if self.q.is_empty() {
            return;
        }
        // What people wrote, and names, cannot be searched by who may not read them.
        if self.identity.is_known() {
            let fragment = like_fragment(&text::fold(&self.q));
            query.push(" and (hq_fold(k.title) like ").push_bind(fragment.clone());
            query.push(" or t.search_text like ").push_bind(fragment).push(")");
        } else {
            query.push(" and t.code = ").push_bind(self.q.to_uppercase());
        }
    }
}

pub(super) async fn list(db: &mut PgConnection, filter: &Filter, page: &PageRequest) -> Result<Vec<Task>, sqlx::Error> {
    let mut query = QueryBuilder::new(ROW);
    query.push(FROM);
    filter.push(&mut query);
    page.push(&mut query, false);
    let rows = query.build_query_as().persistent(false).fetch_all(db).await?;
    Ok(filter.identity.seen_all(rows))
}

pub(super) async fn count(db: &mut PgConnection, filter: &Filter) -> Result<Total, sqlx::Error> {
    let mut query = QueryBuilder::new("select count(*) from (select from sys_tasks k left join sys_tenants t on t.id = k.tenant_id");
    filter.push(&mut query);
    query.push(" limit ").push_bind(CAP + 1).push(") as matches");
    Ok(Total::capped(query.build_query_scalar().persistent(false).fetch_one(db).await?, CAP))
}

/// The key a task is sorted by.
pub(super) fn key(sort: &Sort) -> fn(&Task) -> (Key, RowId) {
    match sort.name {
        "created" => |task| (Key::Time(task.created_at), RowId::Uuid(task.id.0)),
        "priority" => |task| (Key::Number(task.priority.into()), RowId::Uuid(task.id.0)),
        _ => |task| {
            let since = NaiveDate::from_ymd_opt(2000, 1, 1).map_or(0, |zero| (task.due_on - zero).num_days());
            (Key::Number(since), RowId::Uuid(task.id.0))
        },
    }
}

pub(super) async fn find(db: &mut PgConnection, id: TaskId, identity: Identity) -> Result<Option<Task>, sqlx::Error> {
    let mut query = QueryBuilder::new(ROW);
    query.push(FROM).push(" where k.id = ").push_bind(id.0);
    let task: Option<Task> = query.build_query_as().fetch_optional(db).await?;
    Ok(task.map(|task| identity.seen(task)))
}

/// Everybody a task can be given to. `also` stays offered when the account is no longer active.
pub(super) async fn people(db: &mut PgConnection, also: Option<StaffId>) -> Result<Vec<(String, String)>, sqlx::Error> {
    let rows = sqlx::query!(
        "select id, name from sys_platform_users where status = 'active' or id = $1 order by name, id limit 1000",
        also.map(|id| id.0)
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id.to_string(), row.name)).collect())
}

/// The tenant of this code.
pub(super) async fn tenant_of(db: &mut PgConnection, code: &str) -> Result<Option<TenantId>, sqlx::Error> {
    // The number has the index; the code is made of it.
    let Some(number) = code.trim().to_uppercase().strip_prefix("T-").and_then(|digits| digits.parse::<i64>().ok()) else {
        return Ok(None);
    };
    sqlx::query_scalar!(r#"select id as "id: TenantId" from sys_tenants where number = $1"#, number).fetch_optional(db).await
}

pub(super) async fn code_of(db: &mut PgConnection, tenant: TenantId) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!(r#"select code as "code!" from sys_tenants where id = $1"#, tenant.0).fetch_optional(db).await
}

/// What a person has to do soon: how many open tasks of theirs are due by today, and how many of these are overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub due: Total,
    pub overdue: i64,
}

pub async fn due(db: &mut PgConnection, person: StaffId, today: NaiveDate) -> Result<Due, sqlx::Error> {
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let row = sqlx::query!(
        r#"select count(*) as "due!", count(*) filter (where due_on < $3) as "overdue!"
             from (select due_on from sys_tasks where status = 'open' and assignee_id = $1 and due_on < $2 limit $4::bigint + 1) as mine"#,
        person.0,
        tomorrow,
        today,
        CAP
    )
    .fetch_one(db)
    .await?;
    Ok(Due { due: Total::capped(row.due, CAP), overdue: row.overdue })
}

/// Whether a task with this title, by the key of its text, is still to be done.
pub async fn is_open(db: &mut PgConnection, title: &str) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from sys_tasks where title_key = $1 and status = 'open') as "open!""#, title)
        .fetch_one(db)
        .await
}
