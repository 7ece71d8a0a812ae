//! Reads of the register as a list.

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::stream::BoxStream;
use sqlx::{FromRow, PgConnection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::filter::Filter;
use crate::areas::tenants::identity::Identity;
use crate::core::ids::TenantId;
use crate::core::keyset::{Key, PageRequest, RowId, Sort, Total};
use crate::core::lang::Lang;

const CREATED: Sort = Sort { name: "created", key: "t.created_at", id: "t.id", descending: true };
const NAME: Sort = Sort { name: "name", key: "t.name collate \"und-x-icu\"", id: "t.id", descending: false };
/// The worst first; whoever has no score comes last.
const HEALTH: Sort = Sort { name: "health", key: "coalesce(l.health_score::bigint, 101)", id: "l.tenant_id", descending: false };
/// The likeliest to leave first; whoever has no score comes last.
const CHURN: Sort = Sort { name: "churn", key: "coalesce((l.churn_probability * 1000)::bigint, -1)", id: "l.tenant_id", descending: true };
const NUMBER: Sort = Sort { name: "code", key: "t.number", id: "t.number", descending: false };

/// The orders the list can stand in. Who does not know the names is not shown their order either.
pub fn sorts(identity: Identity) -> &'static [Sort] {
    match identity {
        Identity::Known => &[CREATED, NAME, NUMBER, HEALTH, CHURN],
        Identity::Pseudonym => &[CREATED, NUMBER, HEALTH, CHURN],
    }
}

/// Matches are counted up to here when whole fields are compared: the count stays within an index.
const FILTER_CAP: i64 = 10_000;
/// And up to here when text is searched. Every match has to be read; beyond a few pages people narrow the search instead of counting.
const SEARCH_CAP: i64 = 200;

/// One line of the list.
#[derive(Clone, Debug, FromRow)]
pub struct TenantRow {
    pub id: TenantId,
    pub number: i64,
    pub code: String,
    pub name: String,
    pub name2: Option<String>,
    pub stage: String,
    pub plan_code: String,
    pub country_code: String,
    pub owner: Option<String>,
    pub created_at: DateTime<Utc>,
    pub health_score: Option<i16>,
    pub health_band: Option<String>,
    pub churn_level: Option<String>,
    /// The risk of leaving in thousandths, as the list is sorted by it.
    pub churn_rank: i64,
}

const ROW: &str = "t.id, t.number, t.code, t.name, t.name2, t.stage, t.plan_code, t.country_code, u.name as owner, t.created_at, \
                   l.health_score, t.health_band, t.churn_level, coalesce((l.churn_probability * 1000)::bigint, -1) as churn_rank";
/// Every tenant has its lifecycle row, so the two can be read in the order of either.
const FROM: &str =
    " from sys_tenants t join sys_tenant_lifecycle l on l.tenant_id = t.id left join sys_platform_users u on u.id = t.owner_id";

/// One page of the register, and one row more where there is one.
pub async fn list(db: &mut PgConnection, filter: &Filter, page: &PageRequest, identity: Identity) -> Result<Vec<TenantRow>, sqlx::Error> {
    let mut query = QueryBuilder::new("select ");
    query.push(ROW).push(FROM);
    filter.push(&mut query);
    page.push(&mut query, false);
    // A narrowed list is planned with its own values: how many rows they match decides which index is the right one.
    let rows = query.build_query_as().persistent(filter.is_empty()).fetch_all(db).await?;
    Ok(identity.seen_all(rows))
}

/// The ids of the tenants that match, the newest first, so many at most.
pub async fn ids(db: &mut PgConnection, filter: &Filter, most: usize) -> Result<Vec<TenantId>, sqlx::Error> {
    let mut query = QueryBuilder::new("select t.id from sys_tenants t");
    filter.push(&mut query);
    query.push(" order by t.created_at desc, t.id desc limit ").push_bind(i64::try_from(most).unwrap_or(i64::MAX));
    query.build_query_scalar().persistent(false).fetch_all(db).await
}

/// How many tenants match. `shown` are the rows of the first page, which are all there is when they do not fill it.
pub async fn count(db: &mut PgConnection, filter: &Filter, page: &PageRequest, shown: usize) -> Result<Total, sqlx::Error> {
    if page.cursor.is_none() && shown <= page.size {
        return Ok(Total::Exactly(i64::try_from(shown).unwrap_or(i64::MAX)));
    }
    if filter.is_empty() {
        return Ok(Total::Exactly(all(db).await?));
    }
    counted(db, filter, if filter.search.is_some() { SEARCH_CAP } else { FILTER_CAP }).await
}

async fn counted(db: &mut PgConnection, filter: &Filter, cap: i64) -> Result<Total, sqlx::Error> {
    let mut query = QueryBuilder::new("select count(*) from (select from sys_tenants t");
    filter.push(&mut query);
    query.push(" limit ").push_bind(cap + 1).push(") as matches");
    Ok(Total::capped(query.build_query_scalar().persistent(false).fetch_one(db).await?, cap))
}

/// Whether more than `most` tenants match.
pub async fn exceeds(db: &mut PgConnection, filter: &Filter, most: i64) -> Result<bool, sqlx::Error> {
    if filter.is_empty() {
        return Ok(all(db).await? > most);
    }
    Ok(matches!(counted(db, filter, most).await?, Total::MoreThan(_)))
}

/// How many tenants there are: a counter kept by the writing statements.
pub async fn all(db: &mut PgConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!("select row_count from sys_row_counts where table_name = 'sys_tenants'").fetch_one(db).await
}

/// The key a row is sorted by.
pub fn key(sort: &Sort) -> fn(&TenantRow) -> (Key, RowId) {
    match sort.name {
        "name" => |row| (Key::Text(row.name.clone()), RowId::Uuid(row.id.0)),
        "code" => |row| (Key::Number(row.number), RowId::Number(row.number)),
        "health" => |row| (Key::Number(row.health_score.map_or(101, i64::from)), RowId::Uuid(row.id.0)),
        "churn" => |row| (Key::Number(row.churn_rank), RowId::Uuid(row.id.0)),
        _ => |row| (Key::Time(row.created_at), RowId::Uuid(row.id.0)),
    }
}

/// What the filters offer, and the words for what rows carry as codes.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Codes and names in the reader's language, cheapest first.
    pub plans: Vec<(String, String)>,
    pub owners: Vec<(Uuid, String)>,
    pub tags: Vec<String>,
}

impl Choices {
    pub fn plan(&self, code: &str) -> String {
        self.plans.iter().find(|(known, _)| known == code).map_or_else(|| code.to_owned(), |(_, name)| name.clone())
    }

    pub fn owner(&self, id: Uuid) -> Option<&str> {
        self.owners.iter().find(|(known, _)| *known == id).map(|(_, name)| name.as_str())
    }
}

/// Everything the filters offer in one round trip, none of it read from the register. `owner` is offered even when the account is
/// no longer active.
pub async fn choices(db: &mut PgConnection, lang: Lang, owner: Option<Uuid>) -> Result<Choices, sqlx::Error> {
    let row = sqlx::query!(
        r#"select array(select code from sys_plans order by rank) as "plan_codes!",
                  array(select case when $1 then name2 else name end from sys_plans order by rank) as "plan_names!",
                  array(select id from sys_platform_users where status = 'active' or id = $2 order by name, id) as "owner_ids!",
                  array(select name from sys_platform_users where status = 'active' or id = $2 order by name, id) as "owner_names!",
                  array(select tag from (select tag from sys_tenant_tags order by tenants desc, tag limit 200) used order by tag) as "tags!""#,
        lang == Lang::Ar,
        owner
    )
    .fetch_one(db)
    .await?;
    Ok(Choices {
        plans: row.plan_codes.into_iter().zip(row.plan_names).collect(),
        owners: row.owner_ids.into_iter().zip(row.owner_names).collect(),
        tags: row.tags,
    })
}

/// One line of the exported file.
#[derive(Clone, Debug, FromRow)]
pub struct ExportRow {
    pub id: TenantId,
    pub code: String,
    pub name: String,
    pub name2: Option<String>,
    pub slug: String,
    pub stage: String,
    pub plan_code: String,
    pub business_type: String,
    pub contact_name: Option<String>,
    pub email: String,
    pub phone: Option<String>,
    pub address: Option<String>,
    pub city: Option<String>,
    pub country_code: String,
    pub timezone: String,
    pub currency: String,
    pub default_language: String,
    pub owner: Option<String>,
    pub tags: Vec<String>,
    pub signed_on: NaiveDate,
    pub created_at: DateTime<Utc>,
    pub health_score: Option<i16>,
    pub health_band: Option<String>,
    pub churn_level: Option<String>,
}

/// The whole filtered register in the list's order, as it comes from the database.
pub async fn stream(db: &PgPool, filter: &Filter, sort: &Sort) -> Result<BoxStream<'static, Result<ExportRow, sqlx::Error>>, sqlx::Error> {
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new(
        "select t.id, t.code, t.name, t.name2, t.slug, t.stage, t.plan_code, t.business_type, t.contact_name, t.email, t.phone, t.address, \
         t.city, t.country_code, t.timezone, t.currency, t.default_language, u.name as owner, t.tags, t.signed_on, t.created_at, \
         l.health_score, t.health_band, t.churn_level",
    );
    query.push(FROM);
    filter.push(&mut query);
    let direction = if sort.descending { " desc" } else { " asc" };
    query.push(" order by ").push(sort.key).push(direction).push(", ").push(sort.id).push(direction);
    crate::core::db::stream(db, query).await
}
