//! Ways around: breadcrumbs, tabs, and the one action a header or an empty list offers.

/// One step of the breadcrumb; the page itself is not listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    pub label: String,
    pub href: String,
}

impl Crumb {
    #[must_use]
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// A tab is a link with its own address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    pub label: String,
    pub href: String,
    pub current: bool,
    /// Written number, absent when unknown: a false zero is worse than none.
    pub count: Option<String>,
}

impl Tab {
    #[must_use]
    pub fn new(label: impl Into<String>, href: impl Into<String>, current: bool) -> Self {
        Self { label: label.into(), href: href.into(), current, count: None }
    }

    #[must_use]
    pub fn counting(mut self, count: impl Into<String>) -> Self {
        self.count = Some(count.into());
        self
    }
}

/// A link that looks like a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    pub label: String,
    pub href: String,
}

impl Action {
    #[must_use]
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}
