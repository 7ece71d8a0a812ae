//! Facts about one record, and the figures at the head of a page.

use super::chart::Sparkline;
use super::nav::Action;
use super::tone::Tag;

/// The value beside a label in a summary list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Text by people: its direction follows its script.
    Text(String),
    /// Ids, addresses, phone numbers, amounts: always left to right.
    Code(String),
    /// The same, with a copy button.
    Copyable(String),
    Link(Action),
    Mail(String),
    /// `number` is what is dialled, `shown` the same in groups to read.
    Phone {
        number: String,
        shown: String,
    },
    Tags(Vec<Tag>),
    /// Written for the reader, and in ISO form for machines.
    Time {
        text: String,
        iso: String,
    },
    /// Hidden until a logged reveal at this address.
    Masked {
        reveal_href: String,
    },
    Missing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryRow {
    pub label: String,
    pub fact: Fact,
    pub change: Option<Action>,
    /// Marks what the last save altered.
    pub changed: bool,
}

impl SummaryRow {
    #[must_use]
    pub fn new(label: impl Into<String>, fact: Fact) -> Self {
        Self { label: label.into(), fact, change: None, changed: false }
    }

    /// Human text, or missing when it is blank.
    #[must_use]
    pub fn text(label: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        Self::new(label, Self::or_missing(value, Fact::Text))
    }

    /// A left-to-right value, or missing when it is blank.
    #[must_use]
    pub fn code(label: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        Self::new(label, Self::or_missing(value, Fact::Code))
    }

    #[must_use]
    pub fn changeable(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.change = Some(Action::new(label, href));
        self
    }

    #[must_use]
    pub fn changed(mut self) -> Self {
        self.changed = true;
        self
    }

    fn or_missing(value: String, wrap: impl FnOnce(String) -> Fact) -> Fact {
        if value.trim().is_empty() { Fact::Missing } else { wrap(value) }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    Up,
    Down,
    Flat,
}

/// How a figure moved; `good` says whether that is welcome, which the arrow alone cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delta {
    pub text: String,
    pub trend: Trend,
    pub good: Option<bool>,
}

impl Delta {
    #[must_use]
    pub fn new(trend: Trend, text: impl Into<String>, good: Option<bool>) -> Self {
        Self { text: text.into(), trend, good }
    }

    #[must_use]
    pub const fn class(&self) -> &'static str {
        match self.good {
            Some(true) => "tone-success",
            Some(false) => "tone-danger",
            None => "tone-neutral",
        }
    }

    #[must_use]
    pub const fn icon(&self) -> &'static str {
        match self.trend {
            Trend::Up => "arrow-up",
            Trend::Down => "arrow-down",
            Trend::Flat => "minus",
        }
    }
}

/// One figure at the head of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatTile {
    pub label: String,
    /// `None` reads "not computed".
    pub value: Option<String>,
    pub unit: String,
    pub delta: Option<Delta>,
    pub note: String,
    /// Says how old the figure is when it is older than it should be.
    pub stale: Option<String>,
    pub href: Option<String>,
    pub spark: Option<Sparkline>,
}

impl StatTile {
    #[must_use]
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: Some(value.into()), ..Self::default() }
    }

    #[must_use]
    pub fn not_computed(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }

    #[must_use]
    pub fn delta(mut self, delta: Delta) -> Self {
        self.delta = Some(delta);
        self
    }

    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    #[must_use]
    pub fn stale(mut self, since: impl Into<String>) -> Self {
        self.stale = Some(since.into());
        self
    }

    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    #[must_use]
    pub fn spark(mut self, spark: Sparkline) -> Self {
        self.spark = Some(spark);
        self
    }
}
