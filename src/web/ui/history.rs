//! What happened to a record, and what a change altered.

use super::tone::Tone;

/// The entries of one day, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineDay {
    pub label: String,
    pub entries: Vec<TimelineEntry>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineEntry {
    pub id: String,
    pub icon: &'static str,
    pub tone: Tone,
    pub actor: String,
    /// The staff member behind an impersonated act.
    pub behind: Option<String>,
    /// What was done, as a sentence without its actor.
    pub text: String,
    pub time: String,
    pub iso: String,
    pub reason: String,
    pub changes: Vec<DiffRow>,
    /// Request id, network address: small print at the foot, label and value.
    pub details: Vec<(String, String)>,
    pub href: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffKind {
    Added,
    Removed,
    Changed,
    Same,
}

/// One field before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffRow {
    pub label: String,
    pub before: Option<String>,
    pub after: Option<String>,
    /// The choice on the same page that makes it so, `mode-blocked`: shown while that is chosen.
    pub when: Option<&'static str>,
}

impl DiffRow {
    #[must_use]
    pub fn new(label: impl Into<String>, before: Option<String>, after: Option<String>) -> Self {
        Self { label: label.into(), before, after, when: None }
    }

    #[must_use]
    pub fn kind(&self) -> DiffKind {
        match (&self.before, &self.after) {
            (None, Some(_)) => DiffKind::Added,
            (Some(_), None) => DiffKind::Removed,
            (before, after) if before == after => DiffKind::Same,
            _ => DiffKind::Changed,
        }
    }

    #[must_use]
    pub fn class(&self) -> &'static str {
        match self.kind() {
            DiffKind::Added => "diff-added",
            DiffKind::Removed => "diff-removed",
            DiffKind::Changed => "diff-changed",
            DiffKind::Same => "diff-same",
        }
    }

    /// The catalogue key of the word that says so without colour.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self.kind() {
            DiffKind::Added => "ui-diff-added",
            DiffKind::Removed => "ui-diff-removed",
            DiffKind::Changed => "ui-diff-changed",
            DiffKind::Same => "ui-diff-same",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_follows_from_what_is_there() {
        let row = |before: Option<&str>, after: Option<&str>| DiffRow::new("x", before.map(Into::into), after.map(Into::into)).kind();
        assert_eq!(row(None, Some("a")), DiffKind::Added);
        assert_eq!(row(Some("a"), None), DiffKind::Removed);
        assert_eq!(row(Some("a"), Some("b")), DiffKind::Changed);
        assert_eq!(row(Some("a"), Some("a")), DiffKind::Same);
        assert_eq!(row(None, None), DiffKind::Same);
    }
}
