//! Reads of keys.

use chrono::{DateTime, Duration, Utc};
use ipnetwork::IpNetwork;
use sqlx::PgConnection;

use super::model::Key;
use crate::core::ids::ApiKeyId;

/// More keys than this nobody looks after; the oldest of the revoked ones fall off the page.
const MOST: i64 = 300;

/// Every key, those in use first.
pub async fn list(db: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Key>, sqlx::Error> {
    read(db, None, now).await
}

pub async fn find(db: &mut PgConnection, id: ApiKeyId, now: DateTime<Utc>) -> Result<Option<Key>, sqlx::Error> {
    Ok(read(db, Some(id), now).await?.pop())
}

async fn read(db: &mut PgConnection, id: Option<ApiKeyId>, now: DateTime<Utc>) -> Result<Vec<Key>, sqlx::Error> {
    sqlx::query_as!(
        Key,
        r#"select k.id as "id: ApiKeyId", k.name, k.prefix, k.scopes, k.rate_per_hour, k.networks as "networks: Vec<IpNetwork>", k.expires_at,
                  k.last_used_at, k.created_by_label, k.created_at, k.revoked_at, k.revoke_reason,
                  (select coalesce(sum(h.calls), 0) from sys_api_key_hours h where h.key_id = k.id and h.hour > $2) as "calls!"
             from sys_api_keys k where $1::uuid is null or k.id = $1
            order by k.revoked_at desc nulls first, k.created_at desc limit $3"#,
        id.map(|id| id.0),
        now - Duration::hours(24),
        MOST
    )
    .fetch_all(db)
    .await
}
