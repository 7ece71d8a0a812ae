//! What people do here: ask for a run, let changes be told or not, try a step again. Each records one audit event.

use serde_json::json;

use crate::core::change::{Change, Event};
use crate::core::ids::TenantId;

/// Asks for a run. `false`, and nothing recorded, when one waits or is under way.
pub async fn ask(change: &mut Change) -> Result<bool, sqlx::Error> {
    let (id, at, by) = (change.new_id(), change.at(), change.staff_id().map(|id| id.0));
    let asked = sqlx::query!(
        r#"insert into sys_product_syncs (id, state, asked_by, asked_at)
           select $1, 'asked', $2, $3 where not exists (select from sys_product_syncs where state in ('asked', 'running'))
           on conflict do nothing"#,
        id,
        by,
        at
    )
    .execute(&mut **change)
    .await?;
    if asked.rows_affected() == 0 {
        return Ok(false);
    }
    change.record(Event::new("product.sync_asked", "product").object(id, "")).await?;
    Ok(true)
}

/// Lets what happens here be told to the product from now on, or no more. `false`, and nothing recorded, when it was so already.
pub async fn set_pushing(change: &mut Change, enabled: bool) -> Result<bool, sqlx::Error> {
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    let changed = sqlx::query!(
        "update sys_product_settings set push_enabled = $1, changed_by = $2, changed_at = $3 where push_enabled <> $1",
        enabled,
        by,
        at
    )
    .execute(&mut **change)
    .await?;
    if changed.rows_affected() == 0 {
        return Ok(false);
    }
    let action = if enabled { "product.pushing_enabled" } else { "product.pushing_disabled" };
    let event = Event::new(action, "product").before(json!({ "push_enabled": !enabled })).after(json!({ "push_enabled": enabled }));
    change.record(event).await?;
    Ok(true)
}

/// Lets a step that waits be tried at once. `false` when there is none that waits.
pub async fn retry(change: &mut Change, push: i64) -> Result<bool, sqlx::Error> {
    let at = change.at();
    let step = sqlx::query!(
        r#"update sys_product_pushes p set next_at = $2, attempts = 0 from sys_tenants t
            where p.id = $1 and p.state = 'waiting' and t.id = p.tenant_id
           returning t.id, t.name, p.to_stage, p.to_plan"#,
        push,
        at
    )
    .fetch_optional(&mut **change)
    .await?;
    let Some(step) = step else { return Ok(false) };
    let event = Event::new("product.push_retried", "tenant").object(step.id, step.name).tenant(TenantId(step.id));
    change.record(event.after(json!({ "stage": step.to_stage, "plan": step.to_plan }))).await?;
    Ok(true)
}
