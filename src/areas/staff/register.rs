//! The list of everybody with an account: filtered, sorted, searched, counted.

use chrono::{DateTime, Utc};
use futures_util::stream::BoxStream;
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::model::Status;
use super::show_path;
use crate::core::db::like_fragment;
use crate::core::ids::StaffId;
use crate::core::keyset::{Key, PageRequest, RowId, Sort, Total};
use crate::core::lang::Lang;
use crate::core::text;

const NAME: &str = "name";
const CREATED: &str = "created";

/// By name, by when they were added, or by their last sign-in. Who never signed in counts as at the beginning of time.
pub(super) const SORTS: &[Sort] = &[
    Sort { name: NAME, key: "(u.name collate \"und-x-icu\")", id: "u.id", descending: false },
    Sort { name: CREATED, key: "u.created_at", id: "u.id", descending: true },
    Sort { name: "last_sign_in", key: "coalesce(u.last_sign_in_at, 'epoch'::timestamptz)", id: "u.id", descending: true },
];

/// Counting stops here.
const CAP: i64 = 10_000;

const COLUMNS: &str = "u.id, u.name, u.email, u.status, u.created_at, u.last_sign_in_at, \
     exists (select from sys_platform_factors f where f.user_id = u.id) as has_factor, \
     coalesce((select array_agg(r.code order by r.created_at, r.id) from sys_platform_user_roles ur \
                 join sys_platform_roles r on r.id = ur.role_id where ur.user_id = u.id), '{}') as roles, \
     coalesce((select array_agg(r.name order by r.created_at, r.id) from sys_platform_user_roles ur \
                 join sys_platform_roles r on r.id = ur.role_id where ur.user_id = u.id), '{}') as role_names, \
     coalesce((select array_agg(r.name2 order by r.created_at, r.id) from sys_platform_user_roles ur \
                 join sys_platform_roles r on r.id = ur.role_id where ur.user_id = u.id), '{}') as role_names2";

/// One line of the list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) email: String,
    status: String,
    pub(super) created_at: DateTime<Utc>,
    pub(super) last_sign_in_at: Option<DateTime<Utc>>,
    pub(super) has_factor: bool,
    /// Codes, for machines.
    pub(super) roles: Vec<String>,
    role_names: Vec<String>,
    role_names2: Vec<String>,
}

impl Row {
    pub(super) fn href(&self) -> String {
        show_path(StaffId(self.id))
    }

    pub(super) fn status(&self) -> Status {
        Status::from_code(&self.status).unwrap_or(Status::Disabled)
    }

    pub(super) fn role_names(&self, lang: Lang) -> &[String] {
        if lang == Lang::Ar { &self.role_names2 } else { &self.role_names }
    }

    /// The key this row is sorted by.
    pub(super) fn key(&self, sort: &Sort) -> (Key, RowId) {
        let key = match sort.name {
            NAME => Key::Text(self.name.clone()),
            CREATED => Key::Time(self.created_at),
            _ => Key::Time(self.last_sign_in_at.unwrap_or(DateTime::UNIX_EPOCH)),
        };
        (key, RowId::Uuid(self.id))
    }
}

/// What narrows the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) q: String,
    pub(super) status: Option<Status>,
    /// Code of a role.
    pub(super) role: Option<String>,
}

impl Filter {
    fn push(&self, query: &mut QueryBuilder<Postgres>) {
        query.push(" where true");
        if !self.q.is_empty() {
            query.push(" and u.search_text like ").push_bind(like_fragment(&text::fold(&self.q)));
        }
        if let Some(status) = self.status {
            query.push(" and u.status = ").push_bind(status.code());
        }
        if let Some(role) = &self.role {
            query
                .push(
                    " and exists (select from sys_platform_user_roles ur join sys_platform_roles r on r.id = ur.role_id \
                       where ur.user_id = u.id and r.code = ",
                )
                .push_bind(role.clone())
                .push(")");
        }
    }
}

/// One page of the list.
pub(super) async fn list(db: &mut PgConnection, filter: &Filter, page: &PageRequest) -> Result<Vec<Row>, sqlx::Error> {
    let mut query = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from sys_platform_users u");
    filter.push(&mut query);
    page.push(&mut query, false);
    query.build_query_as().persistent(filter.q.is_empty()).fetch_all(db).await
}

pub(super) async fn count(db: &mut PgConnection, filter: &Filter) -> Result<Total, sqlx::Error> {
    let mut query = QueryBuilder::new("select count(*) from (select from sys_platform_users u");
    filter.push(&mut query);
    query.push(" limit ").push_bind(CAP + 1).push(") as counted");
    Ok(Total::capped(query.build_query_scalar().persistent(filter.q.is_empty()).fetch_one(db).await?, CAP))
}

/// The whole filtered list by name, as it comes from the database.
pub(super) async fn stream(db: &PgPool, filter: &Filter) -> Result<BoxStream<'static, Result<Row, sqlx::Error>>, sqlx::Error> {
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from sys_platform_users u");
    filter.push(&mut query);
    query.push(" order by u.name collate \"und-x-icu\", u.id");
    crate::core::db::stream(db, query).await
}

/// Somebody a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub id: StaffId,
    pub name: String,
    pub email: String,
}

/// Finds people by a part of their name or address in either script, or by their id.
pub async fn search(db: &mut PgConnection, q: &str, limit: i64) -> Result<Vec<Found>, sqlx::Error> {
    let folded = text::fold(&text::clean(q));
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    sqlx::query_as!(
        Found,
        r#"select id as "id: StaffId", name, email from sys_platform_users
            where search_text like $1 or id = $2
            order by status = 'disabled', name collate "und-x-icu", id limit $3"#,
        like_fragment(&folded),
        folded.parse::<Uuid>().ok(),
        limit
    )
    .fetch_all(db)
    .await
}
