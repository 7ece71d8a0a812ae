//! Jobs in words.

use chrono::{Duration, Weekday};

use crate::core::jobs::health::Alert;
use crate::core::jobs::{Every, Priority};
use crate::core::lang::Message;
use crate::web::Page;
use crate::web::ui::{Tab, Tag, Tone};

/// Where a job stands, as people are shown it: one that waits for another attempt or a later time is told apart from one that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Waiting,
    Running,
    Succeeded,
    Dead,
    Cancelled,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Running, Self::Succeeded, Self::Dead, Self::Cancelled];

    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Dead => "dead",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Waiting => "jobs-state-waiting",
            Self::Running => "jobs-state-running",
            Self::Succeeded => "jobs-state-succeeded",
            Self::Dead => "jobs-state-dead",
            Self::Cancelled => "jobs-state-cancelled",
        }
    }

    pub fn tag(self, page: &Page) -> Tag {
        let tone = match self {
            Self::Waiting => Tone::Pending,
            Self::Running => Tone::Info,
            Self::Succeeded => Tone::Success,
            Self::Dead => Tone::Danger,
            Self::Cancelled => Tone::Neutral,
        };
        Tag::new(tone, page.t(self.key()))
    }

    /// Whether it can begin anew.
    pub fn may_retry(self) -> bool {
        matches!(self, Self::Dead | Self::Cancelled | Self::Waiting)
    }

    pub fn may_cancel(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

/// What a kind is called; its stable name where the catalogue has none (a kind of a newer version).
pub(super) fn kind_name(page: &Page, kind: &str) -> String {
    let key = format!("jobs-kind-{}", kind.replace(['.', '_'], "-"));
    if page.language().has(&key) { page.t(&key) } else { kind.to_owned() }
}

pub(super) fn outcome_key(outcome: &str) -> &'static str {
    match outcome {
        "timed_out" => "jobs-outcome-timed-out",
        "lost" => "jobs-outcome-lost",
        "interrupted" => "jobs-outcome-interrupted",
        "cancelled" => "jobs-outcome-cancelled",
        "unreadable" => "jobs-outcome-unreadable",
        _ => "jobs-outcome-failed",
    }
}

pub(super) const TRIGGERS: [&str; 3] = ["cause", "schedule", "manual"];

pub(super) fn trigger_key(trigger: &str) -> &'static str {
    match trigger {
        "schedule" => "jobs-trigger-schedule",
        "manual" => "jobs-trigger-manual",
        _ => "jobs-trigger-cause",
    }
}

pub(super) fn priority_key(priority: Priority) -> &'static str {
    match priority {
        Priority::Urgent => "jobs-priority-urgent",
        Priority::Normal => "jobs-priority-normal",
        Priority::Low => "jobs-priority-low",
    }
}

/// When something runs by itself, in words.
pub(super) fn rule(page: &Page, every: Every) -> String {
    let time = |hour: u32, minute: u32| page.format().digits.write(format!("{hour:02}:{minute:02}"));
    let message = match every {
        Every::Minutes(minutes) => return page.n("jobs-rule-minutes", minutes),
        // The colon stays before the minute in a line that runs from the right.
        Every::Hour(minute) => {
            Message::new("jobs-rule-hour").text("minute", page.format().digits.write(format!("\u{2066}:{minute:02}\u{2069}")))
        }
        Every::Day(hour, minute) => Message::new("jobs-rule-day").text("time", time(hour, minute)),
        Every::Week(day, hour, minute) => Message::new("jobs-rule-week").text("day", page.t(day_key(day))).text("time", time(hour, minute)),
        Every::Month(day, hour, minute) => Message::new("jobs-rule-month").text("day", page.num(day)).text("time", time(hour, minute)),
    };
    page.msg(&message)
}

fn day_key(day: Weekday) -> &'static str {
    match day {
        Weekday::Sun => "jobs-day-sunday",
        Weekday::Mon => "jobs-day-monday",
        Weekday::Tue => "jobs-day-tuesday",
        Weekday::Wed => "jobs-day-wednesday",
        Weekday::Thu => "jobs-day-thursday",
        Weekday::Fri => "jobs-day-friday",
        Weekday::Sat => "jobs-day-saturday",
    }
}

/// A length of time in the largest unit that says enough.
pub(super) fn span(page: &Page, span: Duration) -> String {
    if span.num_hours() >= 48 {
        page.n("jobs-span-days", span.num_days())
    } else if span.num_minutes() >= 120 {
        page.n("jobs-span-hours", span.num_hours())
    } else if span.num_seconds() >= 120 {
        page.n("jobs-span-minutes", span.num_minutes())
    } else {
        page.n("jobs-span-seconds", span.num_seconds())
    }
}

/// What somebody has to look after, in a sentence.
pub fn alert_text(page: &Page, alert: Alert) -> String {
    match alert {
        Alert::NoWorker(Some(since)) => page.ts("jobs-alert-no-worker", "span", span(page, since)),
        Alert::NoWorker(None) => page.t("jobs-alert-never-a-worker"),
        Alert::LongWait(wait) => page.ts("jobs-alert-long-wait", "span", span(page, wait)),
        Alert::Dead(jobs) => page.n("jobs-alert-dead", jobs),
    }
}

/// Where it is dealt with.
pub fn alert_path(alert: Alert) -> String {
    match alert {
        Alert::NoWorker(_) => super::KINDS.to_owned(),
        Alert::LongWait(_) => format!("{}?state=waiting&sort=created", super::PATH),
        Alert::Dead(_) => format!("{}?state=dead", super::PATH),
    }
}

/// The three views of automation.
pub(super) fn tabs(page: &Page, current: &str) -> Vec<Tab> {
    [("jobs-tab-jobs", super::PATH), ("jobs-tab-schedules", super::SCHEDULES), ("jobs-tab-kinds", super::KINDS)]
        .into_iter()
        .map(|(key, href)| Tab::new(page.t(key), href, href == current))
        .collect()
}
