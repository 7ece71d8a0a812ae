//! Reads of imports and their rows.

use std::collections::HashSet;

use futures_util::stream::BoxStream;
use sqlx::types::Json;
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};

use super::model::{Import, KeptBecause, Line, RowState, State, StoredRow, Tally};
use crate::areas::tenants::import::{Mapping, Refusal, Register, TenantDraft};
use crate::areas::tenants::slug::Slug;
use crate::core::ids::{ImportId, StaffId, TenantId};
use crate::core::keyset::{Key, PageRequest, RowId, Sort, Total};

/// Earlier imports, newest first.
pub const SORTS: &[Sort] = &[Sort { name: "at", key: "i.created_at", id: "i.id", descending: true }];

/// Rows stand in the order of the file.
pub const ROW_SORTS: &[Sort] = &[Sort { name: "row", key: "r.row_no", id: "r.row_no", descending: false }];

/// Counting earlier imports stops here.
const CAP: i64 = 10_000;

const COLUMNS: &str = "i.id, i.file_name, i.file_sha256, i.state, i.header, i.mapping, i.ready, i.refused, i.known, i.imported, i.undone, i.kept, \
     i.planned, i.troubled_at, i.created_by, i.created_by_label, i.created_at, i.worked_by, i.worked_by_label, i.started_at, \
     i.finished_at, i.version";

#[derive(sqlx::FromRow)]
struct Stored {
    id: ImportId,
    file_name: String,
    file_sha256: Vec<u8>,
    state: String,
    header: Vec<String>,
    mapping: Json<Mapping>,
    ready: i32,
    refused: i32,
    known: i32,
    imported: i32,
    undone: i32,
    kept: i32,
    planned: i32,
    troubled_at: Option<chrono::DateTime<chrono::Utc>>,
    created_by: Option<StaffId>,
    created_by_label: String,
    created_at: chrono::DateTime<chrono::Utc>,
    worked_by: Option<StaffId>,
    worked_by_label: Option<String>,
    started_at: Option<chrono::DateTime<chrono::Utc>>,
    finished_at: Option<chrono::DateTime<chrono::Utc>>,
    version: i32,
}

impl From<Stored> for Import {
    fn from(row: Stored) -> Self {
        Self {
            id: row.id,
            file_name: row.file_name,
            file_sha256: row.file_sha256,
            // The column's check admits no other word.
            state: State::from_code(&row.state).unwrap_or(State::Mapped),
            header: row.header,
            mapping: row.mapping.0,
            tally: Tally {
                ready: row.ready.into(),
                refused: row.refused.into(),
                known: row.known.into(),
                imported: row.imported.into(),
                undone: row.undone.into(),
                kept: row.kept.into(),
            },
            planned: row.planned.into(),
            troubled_at: row.troubled_at,
            created_by: row.created_by,
            created_by_label: row.created_by_label,
            created_at: row.created_at,
            worked_by: row.worked_by,
            worked_by_label: row.worked_by_label,
            started_at: row.started_at,
            finished_at: row.finished_at,
            version: row.version,
        }
    }
}

fn select() -> QueryBuilder<Postgres> {
    let mut query = QueryBuilder::new("select ");
    query.push(COLUMNS).push(" from sys_imports i");
    query
}

pub async fn find(db: &mut PgConnection, id: ImportId) -> Result<Option<Import>, sqlx::Error> {
    let mut query = select();
    query.push(" where i.id = ").push_bind(id);
    Ok(query.build_query_as::<Stored>().fetch_optional(db).await?.map(Import::from))
}

/// The same, held until the end of the transaction: who acts on an import acts alone.
pub async fn lock(db: &mut PgConnection, id: ImportId) -> Result<Option<Import>, sqlx::Error> {
    let mut query = select();
    query.push(" where i.id = ").push_bind(id).push(" for update");
    Ok(query.build_query_as::<Stored>().fetch_optional(db).await?.map(Import::from))
}

/// The same without waiting: `None` also when somebody is at it.
pub async fn lock_if_free(db: &mut PgConnection, id: ImportId) -> Result<Option<Import>, sqlx::Error> {
    let mut query = select();
    query.push(" where i.id = ").push_bind(id).push(" for update skip locked");
    Ok(query.build_query_as::<Stored>().fetch_optional(db).await?.map(Import::from))
}

pub async fn list(db: &mut PgConnection, page: &PageRequest) -> Result<Vec<Import>, sqlx::Error> {
    let mut query = select();
    page.push(&mut query, true);
    Ok(query.build_query_as::<Stored>().fetch_all(db).await?.into_iter().map(Import::from).collect())
}

pub async fn count(db: &mut PgConnection) -> Result<Total, sqlx::Error> {
    let counted = sqlx::query_scalar!(r#"select count(*) as "n!" from (select from sys_imports limit $1) as counted"#, CAP + 1);
    Ok(Total::capped(counted.fetch_one(db).await?, CAP))
}

pub fn key(import: &Import) -> (Key, RowId) {
    (Key::Time(import.created_at), RowId::Uuid(import.id.0))
}

/// The latest other import of the very same bytes that brought something in.
pub async fn twin(db: &mut PgConnection, import: &Import) -> Result<Option<Import>, sqlx::Error> {
    let mut query = select();
    query.push(" where i.file_sha256 = ").push_bind(import.file_sha256.clone());
    query.push(" and i.id <> ").push_bind(import.id);
    query.push(" and i.imported > 0 order by i.created_at desc limit 1");
    Ok(query.build_query_as::<Stored>().fetch_optional(db).await?.map(Import::from))
}

/// What a roster is judged against. The whole of it, because a slug is made unique against any other.
pub async fn register(db: &mut PgConnection) -> Result<Register, sqlx::Error> {
    let emails = sqlx::query_scalar!("select email from sys_tenants").fetch_all(&mut *db).await?;
    let slugs = sqlx::query_scalar!("select slug from sys_tenants where stage <> 'churned'").fetch_all(db).await?;
    Ok(Register { emails: emails.into_iter().collect(), slugs: slugs.into_iter().collect() })
}

/// Every row as it came, in file order.
pub async fn stored_rows(db: &mut PgConnection, id: ImportId) -> Result<Vec<StoredRow>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select row_no, cells as "cells: Json<Vec<String>>", open_quote from sys_import_rows where import_id = $1 order by row_no"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    let stored =
        |number: i32, cells: Json<Vec<String>>, open_quote| StoredRow { number: number.unsigned_abs(), cells: cells.0, open_quote };
    Ok(rows.into_iter().map(|row| stored(row.row_no, row.cells, row.open_quote)).collect())
}

/// The first rows' cells, as examples of what stands in each column.
pub async fn examples(db: &mut PgConnection, id: ImportId) -> Result<Vec<Vec<String>>, sqlx::Error> {
    let rows = sqlx::query_scalar!(
        r#"select cells as "cells: Json<Vec<String>>" from sys_import_rows where import_id = $1 order by row_no limit 20"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|cells| cells.0).collect())
}

#[derive(sqlx::FromRow)]
struct StoredLine {
    row_no: i32,
    cells: Json<Vec<String>>,
    verdict: String,
    refusals: Json<Vec<Refusal>>,
    draft: Option<Json<TenantDraft>>,
    tenant_id: Option<TenantId>,
    kept_because: Option<String>,
}

impl From<StoredLine> for Line {
    fn from(row: StoredLine) -> Self {
        Self {
            number: row.row_no,
            cells: row.cells.0,
            state: RowState::from_code(&row.verdict).unwrap_or(RowState::Refused),
            refusals: row.refusals.0,
            draft: row.draft.map(|draft| draft.0),
            tenant: row.tenant_id,
            kept_because: row.kept_because.as_deref().and_then(KeptBecause::from_code),
        }
    }
}

/// One page of an import's rows.
pub async fn lines(db: &mut PgConnection, id: ImportId, state: Option<RowState>, page: &PageRequest) -> Result<Vec<Line>, sqlx::Error> {
    let mut query = QueryBuilder::new(
        "select r.row_no, r.cells, r.verdict, r.refusals, r.draft, r.kept_because, \
                coalesce(own.id, known.id) as tenant_id \
           from sys_import_rows r \
           left join sys_tenants own on own.id = r.tenant_id \
           left join sys_tenants known on r.verdict = 'known' and known.email = r.email \
          where r.import_id = ",
    );
    query.push_bind(id);
    if let Some(state) = state {
        query.push(" and r.verdict = ").push_bind(state.code());
    }
    page.push(&mut query, false);
    Ok(query.build_query_as::<StoredLine>().fetch_all(db).await?.into_iter().map(Line::from).collect())
}

pub fn line_key(line: &Line) -> (Key, RowId) {
    (Key::Number(line.number.into()), RowId::Number(line.number.into()))
}

/// A refused row, for the error file.
#[derive(sqlx::FromRow)]
pub struct RefusedRow {
    pub row_no: i32,
    pub cells: Json<Vec<String>>,
    pub refusals: Json<Vec<Refusal>>,
}

/// The refused rows in file order, as they come from the database.
pub async fn refused(db: &PgPool, id: ImportId) -> Result<BoxStream<'static, Result<RefusedRow, sqlx::Error>>, sqlx::Error> {
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new("select row_no, cells, refusals from sys_import_rows where import_id = ");
    query.push_bind(id).push(" and verdict = 'refused' order by row_no");
    crate::core::db::stream(db, query).await
}

/// Plans by code with their name in English and Arabic.
pub async fn plan_names(db: &mut PgConnection) -> Result<Vec<(String, String, String)>, sqlx::Error> {
    let plans = sqlx::query!("select code, name, name2 from sys_plans").fetch_all(db).await?;
    Ok(plans.into_iter().map(|plan| (plan.code, plan.name, plan.name2)).collect())
}

/// Of these addresses, the ones a tenant has.
pub async fn known_emails(db: &mut PgConnection, emails: &[String]) -> Result<HashSet<String>, sqlx::Error> {
    let known = sqlx::query_scalar!("select email from sys_tenants where email = any($1)", emails).fetch_all(db).await?;
    Ok(known.into_iter().collect())
}

/// Slugs that are one of these or one of these with a number, whether a tenant has it or a row of this import is about to.
pub async fn slugs_like(db: &mut PgConnection, id: ImportId, wanted: &[String]) -> Result<HashSet<String>, sqlx::Error> {
    // A slug holds no sign that means something to `like`. A long one is cut to make room for its number.
    let patterns: Vec<String> = wanted.iter().map(|slug| format!("{}%", &slug[..slug.len().min(Slug::MAX_LENGTH - 6)])).collect();
    let taken = sqlx::query_scalar!(
        r#"select slug as "slug!" from sys_tenants where stage <> 'churned' and slug like any($2)
           union all
           select draft ->> 'slug' from sys_import_rows where import_id = $1 and verdict = 'ready' and draft ->> 'slug' like any($2)"#,
        id.0,
        &patterns
    )
    .fetch_all(db)
    .await?;
    Ok(taken.into_iter().collect())
}
