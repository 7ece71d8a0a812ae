//! The form of a task: writing one and changing one.

use chrono::NaiveDate;
use serde::Deserialize;

use super::commands::Edited;
use super::model::{NOTE_MAX, Priority, TITLE_MAX, TITLE_MIN, Task};
use crate::core::ids::StaffId;
use crate::core::text;
use crate::web::{Errors, Page};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TaskForm {
    pub title: String,
    /// The tenant's code; only when a task is written.
    pub tenant: String,
    pub assignee: String,
    pub due_on: String,
    pub priority: String,
    pub note: String,
    pub version: Option<i32>,
}

/// The form without what depends on the database.
pub(super) struct Checked {
    pub title: Option<String>,
    pub assignee: Option<StaffId>,
    pub due_on: NaiveDate,
    pub priority: Priority,
    pub note: Option<String>,
}

impl TaskForm {
    pub(super) fn of(task: &Task) -> Self {
        Self {
            title: task.title.clone().unwrap_or_default(),
            tenant: String::new(),
            assignee: task.assignee_id.map(|id| id.to_string()).unwrap_or_default(),
            due_on: task.due_on.to_string(),
            priority: task.priority().code().to_owned(),
            note: task.note.clone().unwrap_or_default(),
            version: Some(task.version),
        }
    }

    /// `titled` says whether the title is typed; the console's own are not changed.
    pub(super) fn check(&self, titled: bool, people: &[(String, String)]) -> Result<Checked, Errors> {
        let mut errors = Errors::new();
        let title = text::clean(&self.title);
        if titled {
            match title.chars().count() {
                0 => errors.add("title", "tasks-error-title-missing"),
                length if !(TITLE_MIN..=TITLE_MAX).contains(&length) => errors.add("title", "tasks-error-title-length"),
                _ => {}
            }
        }
        let assignee = match self.assignee.trim() {
            "" => Some(None),
            typed if people.iter().any(|(id, _)| id == typed) => typed.parse().ok().map(Some),
            _ => None,
        };
        if assignee.is_none() {
            errors.add("assignee", "tasks-error-assignee");
        }
        let due_on = errors.take("due_on", text::day(&self.due_on).ok_or("tasks-error-due"));
        let priority = errors.take("priority", Priority::from_code(&self.priority).ok_or("tasks-error-priority"));
        let note = text::clean_lines(&self.note);
        if note.chars().count() > NOTE_MAX {
            errors.add("note", "tasks-error-note-long");
        }
        match (assignee, due_on, priority) {
            (Some(assignee), Some(due_on), Some(priority)) if errors.is_empty() => {
                Ok(Checked { title: titled.then_some(title), assignee, due_on, priority, note: (!note.is_empty()).then_some(note) })
            }
            _ => Err(errors),
        }
    }
}

impl Checked {
    pub(super) fn edited(self) -> Edited {
        Edited { title: self.title, assignee: self.assignee, due_on: self.due_on, priority: self.priority.code(), note: self.note }
    }
}

pub(super) fn priorities(page: &Page) -> Vec<(&'static str, String)> {
    Priority::ALL.into_iter().map(|priority| (priority.code(), page.t(priority.key()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_at_once() {
        let form = TaskForm { assignee: "nobody".into(), due_on: "soon".into(), note: "x".repeat(2_001), ..TaskForm::default() };
        let errors = form.check(true, &[]).err().unwrap();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["title", "assignee", "due_on", "priority", "note"]);
    }

    #[test]
    fn a_day_may_be_typed_in_arabic_digits() {
        let form = TaskForm { title: "Call".into(), due_on: "٢٠٢٦-١١-٣٠".into(), priority: "high".into(), ..TaskForm::default() };
        assert_eq!(form.check(true, &[]).ok().unwrap().due_on.to_string(), "2026-11-30");
    }
}
