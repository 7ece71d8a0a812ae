//! Changing from where the console may be used. Nobody shuts themselves out: what they do must leave their own address inside.

use std::net::IpAddr;

use ipnetwork::IpNetwork;
use serde_json::json;
use uuid::Uuid;

use super::model::{Allowed, Policy, Refusal};
use super::queries;
use crate::core::change::{Change, Event};
use crate::core::db::violated_constraint;

/// The list, held still for an act: two acts at once could each leave the other's way in.
async fn take(change: &mut Change) -> Result<Policy, sqlx::Error> {
    sqlx::query!("select enforced from sys_address_policy for update").fetch_one(&mut **change).await?;
    queries::policy(change).await
}

pub async fn add(change: &mut Change, id: Uuid, network: IpNetwork, note: &str) -> Result<Result<(), Refusal>, sqlx::Error> {
    take(change).await?;
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    let added = sqlx::query!(
        "insert into sys_allowed_networks (id, network, note, added_by, added_at) values ($1, $2, $3, $4, $5)",
        id,
        network,
        note,
        by,
        at
    )
    .execute(&mut **change)
    .await;
    match added {
        Err(error) if violated_constraint(&error) == Some("sys_allowed_networks_network_key") => return Ok(Err(Refusal::Taken)),
        other => other?,
    };
    let event = Event::new("addresses.added", "addresses").object(id, network.to_string());
    change.record(event.after(json!({ "network": network.to_string(), "note": note }))).await?;
    Ok(Ok(()))
}

pub async fn remove(change: &mut Change, allowed: &Allowed, own: Option<IpAddr>) -> Result<Result<(), Refusal>, sqlx::Error> {
    let (policy, id) = (take(change).await?, allowed.id);
    if policy.enforced && !policy.lets_in(own, Some(id)) {
        return Ok(Err(Refusal::OutsideOneself));
    }
    sqlx::query!("delete from sys_allowed_networks where id = $1", id).execute(&mut **change).await?;
    let event = Event::new("addresses.removed", "addresses").object(id, allowed.network.to_string());
    change.record(event.before(json!({ "network": allowed.network.to_string(), "note": allowed.note }))).await?;
    Ok(Ok(()))
}

/// From now on only these networks. `false`, and nothing recorded, when it was so already.
pub async fn enforce(change: &mut Change, own: Option<IpAddr>) -> Result<Result<bool, Refusal>, sqlx::Error> {
    let policy = take(change).await?;
    if policy.enforced {
        return Ok(Ok(false));
    }
    if !policy.lets_in(own, None) {
        return Ok(Err(Refusal::OutsideOneself));
    }
    set(change, true).await?;
    Ok(Ok(true))
}

/// From everywhere again. `false`, and nothing recorded, when it was so already.
pub async fn allow_all(change: &mut Change) -> Result<bool, sqlx::Error> {
    if !take(change).await?.enforced {
        return Ok(false);
    }
    set(change, false).await?;
    Ok(true)
}

async fn set(change: &mut Change, enforced: bool) -> Result<(), sqlx::Error> {
    sqlx::query!("update sys_address_policy set enforced = $1", enforced).execute(&mut **change).await?;
    let event = Event::new(if enforced { "addresses.enforced" } else { "addresses.opened" }, "addresses");
    change.record(event.before(json!({ "enforced": !enforced })).after(json!({ "enforced": enforced }))).await?;
    Ok(())
}
