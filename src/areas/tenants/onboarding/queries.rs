//! Reads of checklists.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::PgConnection;
use sqlx::types::Json;

use super::model::{Checklist, Done, Happening, Status, Step};
use crate::core::ids::TenantId;

/// What is kept of a step that is done.
#[derive(Debug, Deserialize)]
struct Kept {
    at: Option<DateTime<Utc>>,
    note: Option<String>,
}

/// A tenant's checklist. `None` when there is no such tenant.
pub(in crate::areas::tenants) async fn checklist(db: &mut PgConnection, tenant: TenantId) -> Result<Option<Checklist>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select l.onboarding_status, l.onboarding_moved_at as "moved_at!", l.onboarding_completed_at, l.onboarding_completed_reason,
                  l.onboarding_reminded_at, s.key, s.name, s.name2, s.description, s.description2, s.help_url, s.required, s.event,
                  l.onboarding_done -> s.key as "done: Json<Kept>", u.name as "by?"
             from sys_tenant_lifecycle l
             join sys_onboarding_steps s on s.template_id = l.onboarding_template_id and s.version = l.onboarding_version
             left join sys_platform_users u on u.id = (l.onboarding_done -> s.key ->> 'by')::uuid
            where l.tenant_id = $1 order by s.position"#,
        tenant.0
    )
    .fetch_all(db)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let mut checklist = Checklist {
        status: Status::from_code(&first.onboarding_status),
        steps: Vec::with_capacity(rows.len()),
        moved_at: first.moved_at,
        completed_at: first.onboarding_completed_at,
        completed_reason: first.onboarding_completed_reason.clone(),
        reminded_at: first.onboarding_reminded_at,
    };
    checklist.steps.extend(rows.into_iter().map(|row| Step {
        key: row.key,
        name: row.name,
        name2: row.name2,
        description: row.description,
        description2: row.description2,
        help_url: row.help_url,
        required: row.required,
        event: row.event.as_deref().and_then(Happening::from_code),
        done: row.done.map(|kept| Done { at: kept.0.at, by: row.by, note: kept.0.note }),
    }));
    Ok(Some(checklist))
}

/// A call that was arranged.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub assignee: String,
    pub due_on: NaiveDate,
    pub note: String,
}

/// The calls arranged with a tenant, the latest day first.
pub(super) async fn calls(db: &mut PgConnection, tenant: TenantId) -> Result<Vec<Call>, sqlx::Error> {
    sqlx::query_as!(
        Call,
        r#"select u.name as assignee, c.due_on, c.note from sys_onboarding_calls c join sys_platform_users u on u.id = c.assignee_id
            where c.tenant_id = $1 order by c.due_on desc, c.id desc limit 20"#,
        tenant.0
    )
    .fetch_all(db)
    .await
}

/// Whether required steps are left.
pub(in crate::areas) async fn is_under_way(db: &mut PgConnection, tenant: TenantId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from sys_tenant_lifecycle where tenant_id = $1 and onboarding_status <> 'completed') as "under_way!""#,
        tenant.0
    )
    .fetch_one(db)
    .await
}
