//! Tenants for the search over everything.

use sqlx::{FromRow, PgConnection, QueryBuilder};

use super::identity::{Identity, Veil};
use super::list::Search;
use crate::core::db::like_fragment;
use crate::core::ids::TenantId;
use crate::core::text;

/// A tenant that matches, with what tells it from others of its name.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Hit {
    pub id: TenantId,
    pub code: String,
    pub name: String,
    pub name2: Option<String>,
    pub stage: String,
    pub country_code: String,
}

impl Veil for Hit {
    fn veil(&mut self) {
        self.name.clone_from(&self.code);
        self.name2 = None;
    }
}

/// Of the matches this many of the newest are looked at; a search that has more is too wide to be ordered well anyway.
const CANDIDATES: i64 = 200;

/// The best matches for what somebody typed: by name in either language, slug, code, e-mail, telephone or id. Those that begin with it
/// come first, then the newest. Readers who may not know tenants find them by code only.
pub async fn search(db: &mut PgConnection, q: &str, identity: Identity, limit: i64) -> Result<Vec<Hit>, sqlx::Error> {
    let Some(search) = Search::read(q, identity) else { return Ok(Vec::new()) };
    let begins = like_fragment(&text::fold(&text::clean(q))).trim_start_matches('%').to_owned();
    let mut query = QueryBuilder::new(
        "select c.id, c.code, c.name, c.name2, c.stage, c.country_code from (\
         select t.id, t.code, t.name, t.name2, t.stage, t.country_code, t.created_at, t.search_text from sys_tenants t where true",
    );
    search.push(&mut query);
    query.push(" order by t.created_at desc, t.id desc limit ").push_bind(CANDIDATES);
    query.push(") c order by c.search_text like ").push_bind(begins);
    query.push(" desc, c.created_at desc, c.id desc limit ").push_bind(limit);
    let hits = query.build_query_as().persistent(false).fetch_all(db).await?;
    Ok(identity.seen_all(hits))
}
