//! A tenant's checklist and what is done of it, pure.

use chrono::{DateTime, Duration, Utc};

use crate::core::lang::Lang;

/// An onboarding in which nothing happened for so long has stalled (requirements 0002).
pub(super) const STALLED_AFTER: Duration = Duration::days(3);

/// Between two reminders sent by hand.
const REMINDERS_APART: Duration = Duration::days(1);

/// What completes a step by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// Colours or a logo were saved.
    BrandingSet,
    /// The tenant's figures tell of an order.
    FirstOrder,
}

impl Happening {
    pub const ALL: [Self; 2] = [Self::BrandingSet, Self::FirstOrder];

    pub fn code(self) -> &'static str {
        match self {
            Self::BrandingSet => "branding_set",
            Self::FirstOrder => "first_order",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::BrandingSet => "onboarding-event-branding-set",
            Self::FirstOrder => "onboarding-event-first-order",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    NotStarted,
    InProgress,
    Completed,
}

impl Status {
    pub fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::InProgress => "in_progress",
            Self::Completed => "completed",
        }
    }

    pub fn from_code(code: &str) -> Self {
        match code {
            "completed" => Self::Completed,
            "in_progress" => Self::InProgress,
            _ => Self::NotStarted,
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::NotStarted => "onboarding-status-not-started",
            Self::InProgress => "onboarding-status-in-progress",
            Self::Completed => "onboarding-status-completed",
        }
    }
}

/// That a step is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    pub at: Option<DateTime<Utc>>,
    /// Who did it; nobody when it happened by itself.
    pub by: Option<String>,
    pub note: Option<String>,
}

/// One step of a tenant's checklist.
#[derive(Clone, Debug)]
pub struct Step {
    pub key: String,
    pub name: String,
    pub name2: String,
    pub description: String,
    pub description2: String,
    pub help_url: Option<String>,
    pub required: bool,
    pub event: Option<Happening>,
    pub done: Option<Done>,
}

impl Step {
    pub fn name_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.name2 } else { &self.name }
    }

    pub fn description_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.description2 } else { &self.description }
    }
}

/// A tenant's checklist, in its order.
#[derive(Clone, Debug)]
pub struct Checklist {
    pub status: Status,
    pub steps: Vec<Step>,
    pub moved_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
    /// Why it was completed without all that is required.
    pub completed_reason: Option<String>,
    pub reminded_at: Option<DateTime<Utc>>,
}

impl Checklist {
    pub fn find(&self, key: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.key == key)
    }

    pub fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.done.is_some()).count()
    }

    /// The first step that is still to be done, required ones before the others.
    pub fn next(&self) -> Option<&Step> {
        let open = |required: bool| self.steps.iter().find(move |step| step.done.is_none() && step.required == required);
        open(true).or_else(|| open(false))
    }

    /// Whether everything required is done, if `also` is and `but` is not. Where nothing is required, everything is.
    fn fulfilled(&self, also: Option<&str>, but: Option<&str>) -> bool {
        let any = self.steps.iter().any(|step| step.required);
        let done = |step: &Step| Some(step.key.as_str()) != but && (step.done.is_some() || Some(step.key.as_str()) == also);
        self.steps.iter().filter(|step| step.required || !any).all(done)
    }

    /// How it stands once this step is done.
    pub fn after_done(&self, key: &str) -> Status {
        if self.status == Status::Completed || self.fulfilled(Some(key), None) { Status::Completed } else { Status::InProgress }
    }

    /// How it stands once this step is open again. What was completed without all steps stays so until one that is required is reopened.
    pub fn after_reopened(&self, key: &str) -> Status {
        let required = self.find(key).is_some_and(|step| step.required);
        let kept = self.status == Status::Completed && self.completed_reason.is_some() && !required;
        if kept || self.fulfilled(None, Some(key)) { Status::Completed } else { Status::InProgress }
    }

    /// Whether somebody may write to the tenant about it: something is left, and a day has passed since the last time.
    pub fn may_be_reminded(&self, now: DateTime<Utc>) -> bool {
        self.status != Status::Completed && self.next().is_some() && self.reminded_at.is_none_or(|at| at <= now - REMINDERS_APART)
    }

    pub fn is_stalled(&self, now: DateTime<Utc>) -> bool {
        self.status == Status::InProgress && self.moved_at < now - STALLED_AFTER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(steps: &[(&str, bool, bool)]) -> Checklist {
        let step = |(key, required, done): &(&str, bool, bool)| Step {
            key: (*key).to_owned(),
            name: String::new(),
            name2: String::new(),
            description: String::new(),
            description2: String::new(),
            help_url: None,
            required: *required,
            event: None,
            done: done.then_some(Done { at: None, by: None, note: None }),
        };
        Checklist {
            status: Status::InProgress,
            steps: steps.iter().map(step).collect(),
            moved_at: DateTime::UNIX_EPOCH,
            completed_at: None,
            completed_reason: None,
            reminded_at: None,
        }
    }

    #[test]
    fn the_last_required_step_completes_it() {
        let list = list(&[("a", true, true), ("b", false, false), ("c", true, false)]);
        assert_eq!(list.after_done("b"), Status::InProgress);
        assert_eq!(list.after_done("c"), Status::Completed);
        assert_eq!(list.next().map(|step| step.key.as_str()), Some("c"), "what is required comes first");
    }

    #[test]
    fn where_nothing_is_required_everything_is() {
        let list = list(&[("a", false, true), ("b", false, false), ("c", false, false)]);
        assert_eq!(list.after_done("b"), Status::InProgress);
        let almost = Checklist { steps: list.steps.into_iter().take(2).collect(), ..self::list(&[]) };
        assert_eq!(almost.after_done("b"), Status::Completed);
    }

    #[test]
    fn a_reopened_required_step_opens_the_whole() {
        let whole = Checklist { status: Status::Completed, ..list(&[("a", true, true), ("b", false, true)]) };
        assert_eq!(whole.after_reopened("a"), Status::InProgress);
        assert_eq!(whole.after_reopened("b"), Status::Completed);
        let by_hand = Checklist {
            status: Status::Completed,
            completed_reason: Some("paper".into()),
            ..list(&[("a", true, false), ("b", false, true)])
        };
        assert_eq!(by_hand.after_reopened("b"), Status::Completed);
    }
}
