//! What surrounds the rows of a list: columns, chips, pages, and the four ways of being empty.

use super::nav::Action;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Ascending,
    Descending,
}

/// A column head; sortable when it has an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    pub label: String,
    /// Where a click sorts to; `None` for a column without an order.
    pub href: Option<String>,
    /// Set on the one column the list is sorted by now.
    pub sorted: Option<Direction>,
    /// Numbers and money align at the end.
    pub numeric: bool,
    /// Falls away first when the room gets narrow.
    pub minor: bool,
}

impl Column {
    #[must_use]
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    #[must_use]
    pub fn sortable(mut self, href: impl Into<String>, sorted: Option<Direction>) -> Self {
        self.href = Some(href.into());
        self.sorted = sorted;
        self
    }

    #[must_use]
    pub fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    #[must_use]
    pub fn minor(mut self) -> Self {
        self.minor = true;
        self
    }

    /// The value of `aria-sort`, empty when the column is not the sorted one.
    #[must_use]
    pub fn aria_sort(&self) -> &'static str {
        match self.sorted {
            Some(Direction::Ascending) => "ascending",
            Some(Direction::Descending) => "descending",
            None => "",
        }
    }

    #[must_use]
    pub fn class(&self) -> &'static str {
        match (self.numeric, self.minor) {
            (true, true) => "num minor",
            (true, false) => "num",
            (false, true) => "minor",
            (false, false) => "",
        }
    }
}

/// One active filter, with the address of the same list without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    pub label: String,
    pub value: String,
    pub remove_href: String,
}

impl Chip {
    #[must_use]
    pub fn new(label: impl Into<String>, value: impl Into<String>, remove_href: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), remove_href: remove_href.into() }
    }
}

/// How many rows match, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    Exact(i64),
    /// Counting stopped at this cap.
    AtLeast(i64),
    Unknown,
}

/// Links to the rows before and after these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pager {
    pub total: Total,
    pub newer: Option<String>,
    pub older: Option<String>,
    /// Written size, its address, and whether it is the present one.
    pub sizes: Vec<(String, String, bool)>,
}

impl Pager {
    #[must_use]
    pub fn new(total: Total, newer: Option<String>, older: Option<String>) -> Self {
        Self { total, newer, older, sizes: Vec::new() }
    }

    #[must_use]
    pub fn with_sizes(mut self, sizes: Vec<(String, String, bool)>) -> Self {
        self.sizes = sizes;
        self
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyKind {
    NeverUsed,
    NoMatch,
    NoPermission,
    NotLoaded,
}

impl EmptyKind {
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::NeverUsed => "inbox",
            Self::NoMatch => "magnifying-glass",
            Self::NoPermission => "lock",
            Self::NotLoaded => "cloud",
        }
    }

    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::NeverUsed => "empty-new",
            Self::NoMatch => "empty-none",
            Self::NoPermission => "empty-locked",
            Self::NotLoaded => "empty-failed",
        }
    }
}

/// Why there is nothing to see, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmptyState {
    pub kind: EmptyKind,
    pub title: String,
    pub text: String,
    pub action: Option<Action>,
}

impl EmptyState {
    #[must_use]
    pub fn new(kind: EmptyKind, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { kind, title: title.into(), text: text.into(), action: None }
    }

    #[must_use]
    pub fn offering(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.action = Some(Action::new(label, href));
        self
    }
}
