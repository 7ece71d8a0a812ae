//! The chain as the database holds it.

use sqlx::PgConnection;

use super::entry::{Entry, Hash};

/// The end of the chain, or any place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub position: i64,
    pub hash: Hash,
}

/// One place of the chain with what stands there.
#[derive(Clone, Debug)]
pub struct Link {
    pub position: i64,
    pub audit_id: i64,
    pub hash: Hash,
    /// The entry, unless somebody took it away.
    pub entry: Option<Entry>,
}

impl Link {
    pub fn head(&self) -> Head {
        Head { position: self.position, hash: self.hash }
    }

    /// Whether the hash is that of the entry behind `previous`.
    pub fn fits(&self, previous: &Hash) -> bool {
        self.entry.as_ref().is_some_and(|entry| entry.hash(previous) == self.hash)
    }
}

/// A hash as the database gave it. A column's check holds the length.
pub(super) fn hash(bytes: &[u8]) -> Hash {
    bytes.try_into().unwrap_or_default()
}

/// The end of the chain as its writer noted it.
pub async fn head(db: &mut PgConnection) -> Result<Head, sqlx::Error> {
    let row = sqlx::query!("select position, hash from sys_audit_chain").fetch_one(db).await?;
    Ok(Head { position: row.position, hash: hash(&row.hash) })
}

/// The places behind `after` up to `last`, in order, each with its entry.
pub async fn range(db: &mut PgConnection, after: i64, last: i64) -> Result<Vec<Link>, sqlx::Error> {
    // Where one part of a row is missing all of it is: the columns are not null in the log.
    let rows = sqlx::query!(
        r#"select l.position, l.audit_id, l.hash, a.id as "id?", a.at as "at?", a.actor_kind as "actor_kind?", a.actor_id,
                  a.actor_label as "actor_label?", a.action as "action?", a.outcome as "outcome?", a.object_kind as "object_kind?",
                  a.object_id, a.object_label, a.tenant_id, a.reason, a.before, a.after, a.request_id, a.ip, a.user_agent
             from sys_audit_links l left join sys_platform_audit_log a on a.id = l.audit_id
            where l.position > $1 and l.position <= $2 order by l.position"#,
        after,
        last
    )
    .fetch_all(db)
    .await?;
    let links = rows.into_iter().map(|r| {
        let entry = match (r.id, r.at, r.actor_kind, r.actor_label, r.action, r.outcome, r.object_kind) {
            (Some(id), Some(at), Some(actor_kind), Some(actor_label), Some(action), Some(outcome), Some(object_kind)) => Some(Entry {
                id,
                at,
                actor_kind,
                actor_id: r.actor_id,
                actor_label,
                action,
                outcome,
                object_kind,
                object_id: r.object_id,
                object_label: r.object_label,
                tenant_id: r.tenant_id,
                reason: r.reason,
                before: r.before,
                after: r.after,
                request_id: r.request_id,
                ip: r.ip,
                user_agent: r.user_agent,
            }),
            _ => None,
        };
        Link { position: r.position, audit_id: r.audit_id, hash: hash(&r.hash), entry }
    });
    Ok(links.collect())
}

/// Where an entry stands in the chain, and the hash before it.
pub async fn of_entry(db: &mut PgConnection, audit_id: i64) -> Result<Option<(Head, Hash)>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select l.position, l.hash, p.hash as "previous?"
             from sys_audit_links l left join sys_audit_links p on p.position = l.position - 1 where l.audit_id = $1"#,
        audit_id
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| {
        let before = row.previous.map_or(super::NOTHING_BEFORE, |bytes| hash(&bytes));
        (Head { position: row.position, hash: hash(&row.hash) }, before)
    }))
}
