//! What the pages read. All of it is in our own database.

use futures_util::stream::BoxStream;
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};

use super::model::{Difference, Kind, Push, Run};
use crate::core::db::like_fragment;
use crate::core::keyset::{Key, PageRequest, RowId, Sort, Total};
use crate::core::text;

/// Newest first.
pub const SORTS: &[Sort] = &[Sort { name: "first_seen", key: "d.first_seen_at", id: "d.id", descending: true }];

const CAP: i64 = 10_000;
const COLUMNS: &str = "d.id, d.kind, d.subject, d.tenant_id, d.product_id, d.name, d.console_value, d.product_value, d.first_seen_at";

/// What narrows the list of differences.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub q: String,
    pub kind: Option<Kind>,
}

impl Filter {
    fn push(&self, query: &mut QueryBuilder<Postgres>) {
        query.push(" from sys_product_drifts d where true");
        if !self.q.is_empty() {
            query.push(" and d.search_text like ").push_bind(like_fragment(&text::fold(&self.q)));
        }
        if let Some(kind) = self.kind {
            query.push(" and d.kind = ").push_bind(kind.code());
        }
    }
}

pub async fn list(db: &mut PgConnection, filter: &Filter, page: &PageRequest) -> Result<Vec<Difference>, sqlx::Error> {
    let mut query = QueryBuilder::new("select ");
    query.push(COLUMNS);
    filter.push(&mut query);
    page.push(&mut query, false);
    query.build_query_as().persistent(false).fetch_all(db).await
}

pub async fn count(db: &mut PgConnection, filter: &Filter) -> Result<Total, sqlx::Error> {
    let mut query = QueryBuilder::new("select count(*) from (select");
    filter.push(&mut query);
    query.push(" limit ").push_bind(CAP + 1).push(") as counted");
    Ok(Total::capped(query.build_query_scalar().persistent(false).fetch_one(db).await?, CAP))
}

/// The whole filtered list, as it comes from the database.
pub async fn stream(db: &PgPool, filter: &Filter) -> Result<BoxStream<'static, Result<Difference, sqlx::Error>>, sqlx::Error> {
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new("select ");
    query.push(COLUMNS);
    filter.push(&mut query);
    query.push(" order by d.first_seen_at desc, d.id desc");
    crate::core::db::stream(db, query).await
}

pub fn key(row: &Difference) -> (Key, RowId) {
    (Key::Time(row.first_seen_at), RowId::Number(row.id))
}

/// How many differences there are of each kind, in the order of kinds.
pub async fn kinds(db: &mut PgConnection) -> Result<Vec<(Kind, i64)>, sqlx::Error> {
    let rows = sqlx::query!(r#"select kind, count(*) as "count!" from sys_product_drifts group by kind"#).fetch_all(db).await?;
    let count = |kind: Kind| rows.iter().find(|row| row.kind == kind.code()).map(|row| (kind, row.count));
    Ok(Kind::ALL.into_iter().filter_map(count).collect())
}

/// The newest runs.
pub async fn runs(db: &mut PgConnection, limit: i64) -> Result<Vec<Run>, sqlx::Error> {
    sqlx::query_as!(
        Run,
        r#"select s.id, s.state, u.name as "asked_by_name?", s.asked_at, s.started_at, s.ended_at, s.tenants, s.branches, s.users, s.days,
                  s.drifts, s.failures, s.missing, s.probe, s.error, s.error_detail
             from sys_product_syncs s left join sys_platform_users u on u.id = s.asked_by
            order by s.asked_at desc, s.id desc limit $1"#,
        limit
    )
    .fetch_all(db)
    .await
}

/// Whether what happens here is to be told.
pub async fn pushing(db: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!("select push_enabled from sys_product_settings").fetch_one(db).await
}

/// Tenants of the product, how many of them are ours, and of how many the figures could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    pub tenants: i64,
    pub linked: i64,
    pub unread: i64,
}

pub async fn reach(db: &mut PgConnection) -> Result<Reach, sqlx::Error> {
    sqlx::query_as!(
        Reach,
        r#"select count(*) as "tenants!", count(tenant_id) as "linked!", count(measure_error) as "unread!" from sys_product_tenants"#
    )
    .fetch_one(db)
    .await
}

/// Steps: those that wait first, with what failed at their head, then the newest that are done.
pub async fn pushes(db: &mut PgConnection, limit: i64) -> Result<Vec<Push>, sqlx::Error> {
    sqlx::query_as!(
        Push,
        r#"select p.id as "id!", p.tenant_id as "tenant_id!", t.name, p.kind as "kind!", p.to_stage, v.name as "plan?", v.name2 as "plan2?", p.state as "state!",
                  p.created_at as "created_at!", p.attempts as "attempts!", p.next_at as "next_at!", p.done_at, p.error, p.error_detail
             from ((select * from sys_product_pushes where state = 'waiting' order by error is null, next_at, id limit $1)
                   union all (select * from sys_product_pushes where state <> 'waiting' order by id desc limit 10)) as p
             join sys_tenants t on t.id = p.tenant_id
             left join sys_plans n on n.code = p.to_plan
             left join sys_plan_versions v on v.id = n.offered_version_id
            order by p.state <> 'waiting', p.error is null, case when p.state = 'waiting' then p.id else -p.id end"#,
        limit
    )
    .fetch_all(db)
    .await
}

/// How many steps wait.
pub async fn waiting(db: &mut PgConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from sys_product_pushes where state = 'waiting'"#).fetch_one(db).await
}
