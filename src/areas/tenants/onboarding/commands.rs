//! What is done to a tenant's onboarding. The tenant is held; each act leaves its line in the log.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value, json};

use super::model::{Checklist, Happening, Status, Step};
use super::queries;
use crate::areas::tasks::{self, NewTask, Priority, Title};
use crate::areas::tenants::record::Record;
use crate::core::change::{Change, Event};
use crate::core::ids::StaffId;
use crate::core::lang::Lang;
use crate::core::mail::{self, Mail};
use crate::core::secrets::Secrets;

/// How a step came to be done.
#[derive(Clone, Debug)]
pub(super) enum How {
    ByHand { note: Option<String> },
    By { what: Happening, at: DateTime<Utc> },
}

fn event(action: &'static str, tenant: &Record) -> Event {
    Event::new(action, "tenant").object(tenant.id, tenant.details.name.clone()).tenant(tenant.id)
}

/// Marks a step as done. `false` when it was already.
pub(super) async fn complete_step(
    change: &mut Change,
    tenant: &Record,
    checklist: &Checklist,
    step: &Step,
    how: &How,
) -> Result<bool, sqlx::Error> {
    if step.done.is_some() {
        return Ok(false);
    }
    let now = change.at();
    let at = match how {
        How::ByHand { .. } => now,
        How::By { at, .. } => (*at).min(now),
    };
    let status = checklist.after_done(&step.key);
    let (mut kept, mut after) = (Map::new(), Map::new());
    kept.insert("at".to_owned(), json!(at));
    kept.insert("by".to_owned(), json!(change.staff_id()));
    after.insert("step".to_owned(), json!(step.name));
    match how {
        How::ByHand { note: Some(note) } => {
            kept.insert("note".to_owned(), json!(note));
            after.insert("note".to_owned(), json!(note));
        }
        How::ByHand { note: None } => {}
        How::By { what, .. } => {
            kept.insert("event".to_owned(), json!(what.code()));
        }
    }
    sqlx::query!(
        r#"update sys_tenant_lifecycle
              set onboarding_done = onboarding_done || jsonb_build_object($2::text, $3::jsonb), onboarding_status = $4,
                  onboarding_completed_at = case when $4 = 'completed' then coalesce(onboarding_completed_at, $5) end,
                  onboarding_at = greatest(onboarding_at, $5)
            where tenant_id = $1"#,
        tenant.id.0,
        step.key,
        Value::Object(kept),
        status.code(),
        at
    )
    .execute(&mut **change)
    .await?;
    change.record(event("onboarding.step_done", tenant).after(Value::Object(after))).await?;
    if status == Status::Completed && checklist.status != Status::Completed {
        change.record(event("onboarding.completed", tenant)).await?;
    }
    Ok(true)
}

/// Opens a step again. `false` when it is open.
pub(super) async fn reopen_step(change: &mut Change, tenant: &Record, checklist: &Checklist, step: &Step) -> Result<bool, sqlx::Error> {
    if step.done.is_none() {
        return Ok(false);
    }
    let status = checklist.after_reopened(&step.key);
    let at = change.at();
    sqlx::query!(
        r#"update sys_tenant_lifecycle
              set onboarding_done = onboarding_done - $2::text, onboarding_status = $3, onboarding_at = $4,
                  onboarding_completed_at = case when $3 = 'completed' then onboarding_completed_at end,
                  onboarding_completed_reason = case when $3 = 'completed' then onboarding_completed_reason end
            where tenant_id = $1"#,
        tenant.id.0,
        step.key,
        status.code(),
        at
    )
    .execute(&mut **change)
    .await?;
    change.record(event("onboarding.step_reopened", tenant).before(json!({ "step": step.name }))).await?;
    Ok(true)
}

/// Completes an onboarding without all that is required, for a reason. `false` when it is complete.
pub(super) async fn complete(change: &mut Change, tenant: &Record, checklist: &Checklist, reason: &str) -> Result<bool, sqlx::Error> {
    if checklist.status == Status::Completed {
        return Ok(false);
    }
    let at = change.at();
    sqlx::query!(
        r#"update sys_tenant_lifecycle
              set onboarding_status = 'completed', onboarding_completed_at = $2, onboarding_completed_reason = $3, onboarding_at = $2
            where tenant_id = $1"#,
        tenant.id.0,
        at,
        reason
    )
    .execute(&mut **change)
    .await?;
    change.record(event("onboarding.completed", tenant).reason(reason)).await?;
    Ok(true)
}

/// Writes to the tenant what is still to be done. `false` when nothing is.
pub(super) async fn remind(change: &mut Change, secrets: &Secrets, tenant: &Record, checklist: &Checklist) -> Result<bool, sqlx::Error> {
    let Some(next) = checklist.next().filter(|_| checklist.status != Status::Completed) else { return Ok(false) };
    let lang = Lang::from_code(&tenant.details.default_language).unwrap_or_default();
    let at = change.at();
    sqlx::query!("update sys_tenant_lifecycle set onboarding_reminded_at = $2 where tenant_id = $1", tenant.id.0, at)
        .execute(&mut **change)
        .await?;
    let mail = Mail::new("setup-reminder", &tenant.details.email, lang)
        .logged(tenant.id, None)
        .text("tenant", tenant.name_in(lang))
        .text("done", checklist.done())
        .text("all", checklist.steps.len())
        .text("step", next.name_in(lang));
    let clock = change.clock().clone();
    mail::queue(change, &clock, secrets, &mail).await?;
    change.record(event("onboarding.reminded", tenant).after(json!({ "step": next.name }))).await?;
    Ok(true)
}

/// Arranges a call with the tenant: somebody, on a day, who finds it among their tasks. `false` when that person does not work here.
pub(super) async fn schedule_call(
    change: &mut Change,
    tenant: &Record,
    assignee: StaffId,
    on: NaiveDate,
    note: &str,
) -> Result<bool, sqlx::Error> {
    let (id, at, by) = (change.new_id(), change.at(), change.staff_id().map(|id| id.0));
    let name = sqlx::query_scalar!(
        r#"with arranged as (
               insert into sys_onboarding_calls (id, tenant_id, assignee_id, due_on, note, created_by, created_at)
               select $1, $2, u.id, $4, $5, $6, $7 from sys_platform_users u where u.id = $3 and u.status = 'active'
               returning assignee_id)
           select u.name from arranged join sys_platform_users u on u.id = arranged.assignee_id"#,
        id,
        tenant.id.0,
        assignee.0,
        on,
        note,
        by,
        at
    )
    .fetch_optional(&mut **change)
    .await?;
    let Some(name) = name else { return Ok(false) };
    let mut after = Map::new();
    after.insert("assignee".to_owned(), json!(name));
    after.insert("due_on".to_owned(), json!(on));
    if !note.is_empty() {
        after.insert("note".to_owned(), json!(note));
    }
    change.record(event("onboarding.call_scheduled", tenant).after(Value::Object(after))).await?;
    let task = NewTask {
        title: Title::Key("tasks-title-onboarding-call", json!({})),
        tenant: Some(tenant.id),
        assignee: Some(assignee),
        due_on: on,
        priority: Priority::Normal,
        note: Some(note.to_owned()).filter(|note| !note.is_empty()),
    };
    tasks::create(change, &task).await?;
    Ok(true)
}

/// Marks the steps that this completes. Returns how many there were.
pub(in crate::areas::tenants) async fn happened(
    change: &mut Change,
    tenant: &Record,
    what: Happening,
    at: DateTime<Utc>,
) -> Result<usize, sqlx::Error> {
    let Some(mut checklist) = queries::checklist(change, tenant.id).await? else { return Ok(0) };
    let mut done = 0;
    while let Some(step) = checklist.steps.iter().find(|step| step.event == Some(what) && step.done.is_none()).cloned() {
        complete_step(change, tenant, &checklist, &step, &How::By { what, at }).await?;
        done += 1;
        let Some(now) = queries::checklist(change, tenant.id).await? else { break };
        checklist = now;
    }
    Ok(done)
}
