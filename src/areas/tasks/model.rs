//! Tasks and the words they are kept in.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use crate::areas::tenants::identity::Veil;
use crate::core::ids::{StaffId, TaskId, TenantId};
use crate::core::lang::{Arg, Lang};
use crate::web::ui::Tone;

pub(super) const TITLE_MIN: usize = 2;
pub(super) const TITLE_MAX: usize = 200;
pub(super) const NOTE_MAX: usize = 2_000;

/// Names a title's values may have.
const VALUES: [&str; 4] = ["tenant", "day", "amount", "reference"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    Low,
    Normal,
    High,
    Urgent,
}

impl Priority {
    pub const ALL: [Self; 4] = [Self::Urgent, Self::High, Self::Normal, Self::Low];

    /// As it is kept and sorted.
    pub fn rank(self) -> i16 {
        match self {
            Self::Low => 1,
            Self::Normal => 2,
            Self::High => 3,
            Self::Urgent => 4,
        }
    }

    pub fn from_rank(rank: i16) -> Self {
        Self::ALL.into_iter().find(|priority| priority.rank() == rank).unwrap_or(Self::Normal)
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|priority| priority.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Low => "tasks-priority-low",
            Self::Normal => "tasks-priority-normal",
            Self::High => "tasks-priority-high",
            Self::Urgent => "tasks-priority-urgent",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::Low | Self::Normal => Tone::Neutral,
            Self::High => Tone::Warning,
            Self::Urgent => Tone::Danger,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Open,
    Done,
    Cancelled,
}

impl Status {
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Open, Self::Done, Self::Cancelled].into_iter().find(|status| status.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "tasks-status-open",
            Self::Done => "tasks-status-done",
            Self::Cancelled => "tasks-status-cancelled",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::Open => Tone::Info,
            Self::Done => Tone::Success,
            Self::Cancelled => Tone::Neutral,
        }
    }
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Helped,
    NoChange,
    Lost,
}

impl Outcome {
    pub const ALL: [Self; 3] = [Self::Helped, Self::NoChange, Self::Lost];

    pub fn code(self) -> &'static str {
        match self {
            Self::Helped => "helped",
            Self::NoChange => "no_change",
            Self::Lost => "lost",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Helped => "tasks-outcome-helped",
            Self::NoChange => "tasks-outcome-no-change",
            Self::Lost => "tasks-outcome-lost",
        }
    }
}

/// A task with the names around it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Task {
    pub id: TaskId,
    pub title: Option<String>,
    pub title_key: Option<String>,
    pub title_args: Value,
    pub tenant_id: Option<TenantId>,
    pub tenant_code: Option<String>,
    pub tenant_name: Option<String>,
    pub tenant_name2: Option<String>,
    pub assignee_id: Option<StaffId>,
    pub assignee: Option<String>,
    pub due_on: NaiveDate,
    pub priority: i16,
    pub status: String,
    pub outcome: Option<String>,
    pub note: Option<String>,
    pub closing_note: Option<String>,
    pub created_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub closed_by: Option<String>,
    pub closed_at: Option<DateTime<Utc>>,
    pub version: i32,
}

impl Task {
    pub fn title_in(&self, lang: Lang) -> String {
        match (&self.title, &self.title_key) {
            (Some(title), _) => title.clone(),
            (None, Some(key)) => title(lang, key, &self.title_args),
            (None, None) => lang.t("tasks-title-hidden"),
        }
    }

    pub fn tenant_in(&self, lang: Lang) -> Option<&str> {
        match &self.tenant_name2 {
            Some(name2) if lang == Lang::Ar => Some(name2),
            _ => self.tenant_name.as_deref(),
        }
    }

    pub fn priority(&self) -> Priority {
        Priority::from_rank(self.priority)
    }

    /// The column's check allows nothing else.
    pub fn status(&self) -> Status {
        Status::from_code(&self.status).unwrap_or(Status::Cancelled)
    }

    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome.as_deref().and_then(Outcome::from_code)
    }

    pub fn is_open(&self) -> bool {
        self.status() == Status::Open
    }

    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due_on < today
    }
}

impl Veil for Task {
    /// What people wrote may name the tenant; what the console wrote names it in its values.
    fn veil(&mut self) {
        self.title = None;
        self.title_args = Value::Null;
        self.tenant_name.clone_from(&self.tenant_code);
        self.tenant_name2 = None;
        self.note = None;
        self.closing_note = None;
    }
}

/// A title of the catalogue with its values.
pub(super) fn title(lang: Lang, key: &str, values: &Value) -> String {
    let value = |name: &'static str| Some((name, Arg::Text(values.get(name)?.as_str()?.to_owned())));
    let args: Vec<(&'static str, Arg)> = VALUES.into_iter().filter_map(value).collect();
    if args.is_empty() { lang.t(key) } else { lang.with(key, &args) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_as_itself() {
        for priority in Priority::ALL {
            assert_eq!(Priority::from_code(priority.code()), Some(priority));
            assert_eq!(Priority::from_rank(priority.rank()), priority);
        }
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::from_code(outcome.code()), Some(outcome));
        }
    }
}
