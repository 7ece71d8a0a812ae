//! Issuing and revoking keys.

use serde_json::json;

use super::model::{Key, Wanted};
use crate::core::api_keys::NewSecret;
use crate::core::change::{Change, Event};
use crate::core::db::violated_constraint;
use crate::core::ids::ApiKeyId;

/// The name belongs to another key in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameTaken;

/// Issues a key and returns its secret, which is kept nowhere.
pub async fn issue(change: &mut Change, id: ApiKeyId, wanted: &Wanted) -> Result<Result<String, NameTaken>, sqlx::Error> {
    let new = NewSecret::draw();
    let (at, by, label) = (change.at(), change.staff_id().map(|id| id.0), change.actor().label().to_owned());
    let scopes: Vec<String> = wanted.scopes.iter().map(|scope| scope.code().to_owned()).collect();
    let issued = sqlx::query!(
        r#"insert into sys_api_keys (id, name, prefix, hash, scopes, rate_per_hour, networks, expires_at, created_by, created_by_label, created_at)
           values ($1, $2, $3, $4, $5, $6, $7::inet[]::cidr[], $8, $9, $10, $11)"#,
        id.0,
        wanted.name,
        new.prefix,
        new.hash,
        &scopes,
        wanted.rate_per_hour,
        &wanted.networks,
        wanted.expires_at,
        by,
        label,
        at
    )
    .execute(&mut **change)
    .await;
    match issued {
        Err(error) if violated_constraint(&error) == Some("sys_api_keys_name_key") => return Ok(Err(NameTaken)),
        other => other?,
    };
    let networks: Vec<String> = wanted.networks.iter().map(ToString::to_string).collect();
    let after = json!({ "scopes": scopes, "rate": wanted.rate_per_hour, "networks": networks, "expires_at": wanted.expires_at });
    change.record(Event::new("api_key.issued", "api_key").object(id, wanted.name.clone()).after(after)).await?;
    Ok(Ok(new.secret))
}

/// Ends a key for ever. `false`, and nothing recorded, when it was ended before.
pub async fn revoke(change: &mut Change, key: &Key, reason: &str) -> Result<bool, sqlx::Error> {
    let (at, label) = (change.at(), change.actor().label().to_owned());
    let revoked = sqlx::query!(
        "update sys_api_keys set revoked_at = $2, revoked_by_label = $3, revoke_reason = $4 where id = $1 and revoked_at is null",
        key.id.0,
        at,
        label,
        reason
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if revoked == 0 {
        return Ok(false);
    }
    change.record(Event::new("api_key.revoked", "api_key").object(key.id, key.name.clone()).reason(reason)).await?;
    Ok(true)
}
