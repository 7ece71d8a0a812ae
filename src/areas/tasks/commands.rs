//! What is done to tasks. Each act records one audit event.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::model::{self, Outcome, Priority, Status, Task};
use crate::core::change::{Change, Event};
use crate::core::ids::{StaffId, TaskId, TenantId};
use crate::core::lang::Lang;

/// A task to hand out.
#[derive(Clone, Debug)]
pub struct NewTask {
    pub title: Title,
    pub tenant: Option<TenantId>,
    pub assignee: Option<StaffId>,
    pub due_on: NaiveDate,
    pub priority: Priority,
    pub note: Option<String>,
}

/// What a task is called.
#[derive(Clone, Debug)]
pub enum Title {
    /// As somebody typed it.
    Typed(String),
    /// A key of the catalogue with its values (`tenant`, `day`, `amount`, `reference`): every reader's own language.
    Key(&'static str, Value),
}

impl Title {
    fn parts(&self) -> (Option<&str>, Option<&str>, Value) {
        match self {
            Self::Typed(text) => (Some(text), None, json!({})),
            Self::Key(key, values) => (None, Some(key), values.clone()),
        }
    }

    /// As the log keeps it.
    fn told(&self) -> String {
        match self {
            Self::Typed(text) => text.clone(),
            Self::Key(key, values) => model::title(Lang::En, key, values),
        }
    }
}

/// Hands out a task. The actor is who asked for it; the console itself where a job does.
pub async fn create(change: &mut Change, task: &NewTask) -> Result<TaskId, sqlx::Error> {
    let id = TaskId(change.new_id());
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    let (title, key, values) = task.title.parts();
    sqlx::query!(
        r#"insert into sys_tasks (id, title, title_key, title_args, tenant_id, assignee_id, due_on, priority, note, created_by, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"#,
        id.0,
        title,
        key,
        values,
        task.tenant.map(|id| id.0),
        task.assignee.map(|id| id.0),
        task.due_on,
        task.priority.rank(),
        task.note,
        by,
        at
    )
    .execute(&mut **change)
    .await?;
    let after = json!({
        "title": task.title.told(),
        "assignee": task.assignee,
        "due_on": task.due_on,
        "priority": task.priority.code(),
        "note": task.note,
    });
    change.record(event("task.created", id, task.title.told(), task.tenant).after(after)).await?;
    Ok(id)
}

/// The fields of a task that people change.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) struct Edited {
    pub title: Option<String>,
    pub assignee: Option<StaffId>,
    pub due_on: NaiveDate,
    pub priority: &'static str,
    pub note: Option<String>,
}

impl Edited {
    pub(super) fn of(task: &Task) -> Self {
        Self {
            title: task.title.clone(),
            assignee: task.assignee_id,
            due_on: task.due_on,
            priority: task.priority().code(),
            note: task.note.clone(),
        }
    }
}

/// Writes over the version that was read. `false` when it is no longer the present one, or the task is closed.
pub(super) async fn edit(change: &mut Change, task: &Task, after: &Edited) -> Result<bool, sqlx::Error> {
    let before = Edited::of(task);
    let rank = Priority::from_code(after.priority).unwrap_or(Priority::Normal).rank();
    let written = sqlx::query!(
        r#"update sys_tasks set title = $3, assignee_id = $4, due_on = $5, priority = $6, note = $7, version = version + 1
            where id = $1 and version = $2 and status = 'open'"#,
        task.id.0,
        task.version,
        after.title,
        after.assignee.map(|id| id.0),
        after.due_on,
        rank,
        after.note
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if written == 0 {
        return Ok(false);
    }
    let only_handed_on = before.assignee != after.assignee && Edited { assignee: after.assignee, ..before.clone() } == *after;
    let action = if only_handed_on { "task.reassigned" } else { "task.edited" };
    change.record(event(action, task.id, task.title_in(Lang::En), task.tenant_id).diff(&before, after)).await?;
    Ok(true)
}

/// How a task ended.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    pub status: Status,
    pub outcome: Option<Outcome>,
    pub note: Option<String>,
}

/// Closes an open task. `false` when somebody was faster.
pub(super) async fn close(change: &mut Change, task: &Task, ending: &Ending) -> Result<bool, sqlx::Error> {
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    let outcome = ending.outcome.map(Outcome::code);
    let written = sqlx::query!(
        r#"update sys_tasks set status = $3, outcome = $4, closing_note = $5, closed_by = $6, closed_at = $7, version = version + 1
            where id = $1 and version = $2 and status = 'open'"#,
        task.id.0,
        task.version,
        ending.status.code(),
        outcome,
        ending.note,
        by,
        at
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if written == 0 {
        return Ok(false);
    }
    let action = if ending.status == Status::Done { "task.done" } else { "task.cancelled" };
    let after = json!({ "outcome": outcome, "note": ending.note });
    change.record(event(action, task.id, task.title_in(Lang::En), task.tenant_id).after(after)).await?;
    Ok(true)
}

fn event(action: &'static str, id: TaskId, label: String, tenant: Option<TenantId>) -> Event {
    let event = Event::new(action, "task").object(id, label);
    match tenant {
        Some(tenant) => event.tenant(tenant),
        None => event,
    }
}
