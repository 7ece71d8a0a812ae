//! What is done to notes. Their text is in the audit log too: a note that is taken away stays readable there.

use serde_json::json;

use super::queries::Note;
use crate::areas::tenants::record::Record;
use crate::core::change::{Change, Event};

pub(super) async fn add(change: &mut Change, tenant: &Record, body: &str, pinned: bool) -> Result<(), sqlx::Error> {
    let id = change.new_id();
    let at = change.at();
    let by = change.staff_id().map(|id| id.0);
    let label = change.actor().label().to_owned();
    sqlx::query!(
        r#"insert into sys_tenant_notes (id, tenant_id, body, pinned, author_id, author_label, created_at)
           values ($1, $2, $3, $4, $5, $6, $7)"#,
        id,
        tenant.id.0,
        body,
        pinned,
        by,
        label,
        at
    )
    .execute(&mut **change)
    .await?;
    let event = Event::new("tenant.note_added", "tenant").object(tenant.id, tenant.details.name.clone()).tenant(tenant.id);
    change.record(event.after(json!({ "note": body, "pinned": pinned }))).await?;
    Ok(())
}

/// Pins or unpins. `false` when the note stood that way already.
pub(super) async fn pin(change: &mut Change, tenant: &Record, note: &Note, pinned: bool) -> Result<bool, sqlx::Error> {
    let changed =
        sqlx::query!("update sys_tenant_notes set pinned = $2 where id = $1 and pinned <> $2 and removed_at is null", note.id, pinned)
            .execute(&mut **change)
            .await?
            .rows_affected();
    if changed == 0 {
        return Ok(false);
    }
    let event = Event::new(if pinned { "tenant.note_pinned" } else { "tenant.note_unpinned" }, "tenant");
    let event = event.object(tenant.id, tenant.details.name.clone()).tenant(tenant.id);
    let event = event.before(json!({ "pinned": !pinned })).after(json!({ "note": note.body, "pinned": pinned }));
    change.record(event).await?;
    Ok(true)
}

/// Takes a note out of sight. The tenant is held, so nobody else does so now.
pub(super) async fn remove(change: &mut Change, tenant: &Record, note: &Note) -> Result<(), sqlx::Error> {
    let at = change.at();
    sqlx::query!("update sys_tenant_notes set removed_at = $2 where id = $1 and removed_at is null", note.id, at)
        .execute(&mut **change)
        .await?;
    let event = Event::new("tenant.note_removed", "tenant").object(tenant.id, tenant.details.name.clone()).tenant(tenant.id);
    change.record(event.before(json!({ "note": note.body, "author": note.author }))).await?;
    Ok(())
}
