//! Where a long job stands.

use super::tone::Tone;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressState {
    Queued,
    Running,
    Paused,
    Cancelling,
    Cancelled,
    Done,
    DoneWithErrors,
    Failed,
    Resumed,
}

impl ProgressState {
    /// The catalogue key of the state's word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Queued => "ui-progress-queued",
            Self::Running => "ui-progress-running",
            Self::Paused => "ui-progress-paused",
            Self::Cancelling => "ui-progress-cancelling",
            Self::Cancelled => "ui-progress-cancelled",
            Self::Done => "ui-progress-done",
            Self::DoneWithErrors => "ui-progress-done-with-errors",
            Self::Failed => "ui-progress-failed",
            Self::Resumed => "ui-progress-resumed",
        }
    }

    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            Self::Queued => Tone::Neutral,
            Self::Running | Self::Resumed => Tone::Info,
            Self::Paused => Tone::Pending,
            Self::Cancelling | Self::Cancelled | Self::DoneWithErrors => Tone::Warning,
            Self::Done => Tone::Success,
            Self::Failed => Tone::Danger,
        }
    }

    /// Nothing more will happen.
    #[must_use]
    pub const fn ended(self) -> bool {
        matches!(self, Self::Done | Self::DoneWithErrors | Self::Failed | Self::Cancelled)
    }
}

/// A job as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub title: String,
    pub state: ProgressState,
    pub done: i64,
    /// `None` while the amount of work is not known.
    pub total: Option<i64>,
    pub skipped: i64,
    pub failed: i64,
    /// Rate and time left, or why it failed; may be empty.
    pub note: String,
    /// This page's own address, for "check again".
    pub href: String,
    /// Address of the event stream, when there is one.
    pub events_href: Option<String>,
    /// Where a POST asks the job to stop, while it may.
    pub cancel_href: Option<String>,
    pub errors_href: Option<String>,
}

impl Progress {
    #[must_use]
    pub fn new(title: impl Into<String>, state: ProgressState, href: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            state,
            done: 0,
            total: None,
            skipped: 0,
            failed: 0,
            note: String::new(),
            href: href.into(),
            events_href: None,
            cancel_href: None,
            errors_href: None,
        }
    }

    /// Whole percent, rounded down so that 100 means all.
    #[must_use]
    pub fn percent(&self) -> Option<i64> {
        let total = self.total?;
        if total <= 0 {
            return Some(if self.state.ended() { 100 } else { 0 });
        }
        let percent = i128::from(self.done.clamp(0, total)) * 100 / i128::from(total);
        i64::try_from(percent).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(done: i64, total: Option<i64>) -> Option<i64> {
        let mut progress = Progress::new("x", ProgressState::Running, "/x");
        progress.done = done;
        progress.total = total;
        progress.percent()
    }

    #[test]
    fn a_hundred_percent_means_all() {
        assert_eq!(at(999, Some(1000)), Some(99));
        assert_eq!(at(1000, Some(1000)), Some(100));
    }

    #[test]
    fn unknown_work_has_no_percent_and_none_has_zero() {
        assert_eq!(at(5, None), None);
        assert_eq!(at(0, Some(0)), Some(0));
    }

    #[test]
    fn huge_counts_do_not_overflow() {
        assert_eq!(at(i64::MAX, Some(i64::MAX)), Some(100));
    }
}
