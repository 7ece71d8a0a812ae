//! Changing owner and tags of many in one statement each, with a line in the log for every tenant that changed.

use serde_json::json;
use uuid::Uuid;

use crate::areas::tenants::lifecycle::queries::lock;
use crate::areas::tenants::tag;
use crate::core::change::{Change, Event};
use crate::core::ids::{StaffId, TenantId};

fn ids(tenants: &[TenantId]) -> Vec<Uuid> {
    tenants.iter().map(|id| id.0).collect()
}

/// Gives every one that is not closed this owner, or none. Returns how many changed; `None` when there is no such active colleague.
pub(super) async fn change_owner(change: &mut Change, tenants: &[TenantId], owner: Option<StaffId>) -> Result<Option<usize>, sqlx::Error> {
    let name = match owner {
        None => None,
        Some(owner) => {
            let found = sqlx::query_scalar!("select name from sys_platform_users where id = $1 and status = 'active'", owner.0);
            let Some(name) = found.fetch_optional(&mut **change).await? else { return Ok(None) };
            Some(name)
        }
    };
    lock(change, tenants).await?;
    let at = change.at();
    let rows = sqlx::query!(
        r#"with former as (
               select t.id, t.name, u.name as owner from sys_tenants t left join sys_platform_users u on u.id = t.owner_id
                where t.id = any($1) and t.stage <> 'churned' and t.owner_id is distinct from $2),
           given as (
               update sys_tenants t set owner_id = $2, updated_at = $3 from former f where f.id = t.id)
           select id as "id!", name as "name!", owner as "owner?" from former order by id"#,
        &ids(tenants),
        owner.map(|id| id.0),
        at
    )
    .fetch_all(&mut **change)
    .await?;
    let events: Vec<Event> = rows
        .into_iter()
        .map(|row| {
            let id = TenantId(row.id);
            let event = Event::new("tenant.owner_changed", "tenant").object(id, row.name).tenant(id);
            event.before(json!({ "owner": row.owner })).after(json!({ "owner": name }))
        })
        .collect();
    Ok(Some(record(change, &events).await?))
}

/// Adds these tags to every one that is not closed and has room for them, and takes `without` away. Returns how many changed.
pub(super) async fn change_tags(
    change: &mut Change,
    tenants: &[TenantId],
    with: &[String],
    without: &[String],
) -> Result<usize, sqlx::Error> {
    lock(change, tenants).await?;
    let at = change.at();
    let rows = sqlx::query!(
        r#"with wanted as (
               select t.id, t.name, t.tags as former,
                      array(select distinct tag from unnest(t.tags || $2::text[]) as tag where tag <> all($3::text[]) order by tag) as tags
                 from sys_tenants t where t.id = any($1) and t.stage <> 'churned'),
           fitting as (select * from wanted where tags <> former and cardinality(tags) <= $4),
           put as (
               update sys_tenants t set tags = f.tags, updated_at = $5 from fitting f where f.id = t.id)
           select id as "id!", name as "name!", former as "former!", tags as "tags!" from fitting order by id"#,
        &ids(tenants),
        with,
        without,
        i32::try_from(tag::MOST).unwrap_or(i32::MAX),
        at
    )
    .fetch_all(&mut **change)
    .await?;
    let events: Vec<Event> = rows
        .into_iter()
        .map(|row| {
            let id = TenantId(row.id);
            let event = Event::new("tenant.tags_changed", "tenant").object(id, row.name).tenant(id);
            event.before(json!({ "tags": row.former })).after(json!({ "tags": row.tags }))
        })
        .collect();
    record(change, &events).await
}

async fn record(change: &mut Change, events: &[Event]) -> Result<usize, sqlx::Error> {
    if !events.is_empty() {
        change.record_all(events).await?;
    }
    Ok(events.len())
}
