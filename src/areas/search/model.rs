//! What a search finds, gathered from the areas that know.

use sqlx::PgConnection;

use crate::areas::tenants::{self, Identity};
use crate::areas::{audit, staff};
use crate::core::lang::{Format, Lang};
use crate::core::permission::Permission;
use crate::core::staff::Staff;
use crate::core::text;

/// Longer questions are cut: nobody types them.
const LONGEST: usize = 200;

/// One thing found.
pub(super) struct Hit {
    pub label: String,
    pub sub: String,
    pub href: String,
}

/// The things of one kind.
pub(super) struct Group {
    /// Catalogue key of its name.
    pub key: &'static str,
    pub hits: Vec<Hit>,
    /// The list that shows all of them.
    pub all_href: Option<String>,
}

/// What was asked, as it is searched for.
pub(super) fn question(typed: &str) -> String {
    text::clean(typed).chars().take(LONGEST).collect()
}

/// Everything that matches, in groups, at most `limit` of each kind.
pub(super) async fn find(db: &mut PgConnection, reader: &Staff, format: Format, q: &str, limit: i64) -> Result<Vec<Group>, sqlx::Error> {
    let mut groups = Vec::new();
    if q.is_empty() {
        return Ok(groups);
    }
    if reader.can(Permission::TenantsRead) {
        groups.push(of_tenants(db, reader, format.lang, q, limit).await?);
    }
    if reader.can(Permission::StaffRead) {
        groups.push(of_staff(db, q, limit).await?);
    }
    if reader.can(Permission::AuditRead) {
        groups.push(of_audit(db, format, q, limit).await?);
    }
    groups.retain(|group| !group.hits.is_empty());
    Ok(groups)
}

async fn of_tenants(db: &mut PgConnection, reader: &Staff, lang: Lang, q: &str, limit: i64) -> Result<Group, sqlx::Error> {
    let hits = tenants::search(db, q, Identity::of(reader), limit).await?;
    let hits = hits.into_iter().map(|hit| {
        let stage = tenants::model::Stage::from_code(&hit.stage).map(|stage| lang.t(stage.key())).unwrap_or_default();
        let (label, other) = match (lang, hit.name2) {
            (Lang::Ar, Some(name2)) => (name2, Some(hit.name)),
            (_, name2) => (hit.name, name2),
        };
        let sub = [Some(hit.code), other, Some(stage)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Hit { label, sub, href: tenants::show_path(hit.id) }
    });
    Ok(Group { key: "search-group-tenants", hits: hits.collect(), all_href: Some(with_query(tenants::LIST_PATH, q)) })
}

async fn of_staff(db: &mut PgConnection, q: &str, limit: i64) -> Result<Group, sqlx::Error> {
    let found = staff::search(db, q, limit).await?;
    let hits = found.into_iter().map(|person| Hit { href: staff::show_path(person.id), label: person.name, sub: person.email });
    Ok(Group { key: "search-group-staff", hits: hits.collect(), all_href: Some(with_query("/staff", q)) })
}

async fn of_audit(db: &mut PgConnection, format: Format, q: &str, limit: i64) -> Result<Group, sqlx::Error> {
    let entries = audit::search(db, q, limit).await?;
    let hits = entries.into_iter().map(|entry| Hit {
        label: entry.sentence(format.lang),
        sub: format!("#{} · {} · {}", entry.id, entry.actor(format.lang), format.datetime(entry.at)),
        href: audit::show_path(entry.id),
    });
    Ok(Group { key: "search-group-audit", hits: hits.collect(), all_href: Some(with_query("/audit", q)) })
}

fn with_query(path: &str, q: &str) -> String {
    format!("{path}?{}", serde_html_form::to_string([("q", q)]).unwrap_or_default())
}
