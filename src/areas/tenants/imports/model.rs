//! An import and its rows as they are stored.

use chrono::{DateTime, Utc};

use crate::areas::tenants::import::{Mapping, Refusal, Row};
use crate::core::change::Actor;
use crate::core::ids::{ImportId, StaffId, TenantId};

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Every row is judged; nothing is in the register yet.
    Mapped,
    Running,
    /// A person stopped the run; it can go on.
    Stopped,
    Done,
    Undoing,
    Undone,
}

impl State {
    pub const ALL: [Self; 6] = [Self::Mapped, Self::Running, Self::Stopped, Self::Done, Self::Undoing, Self::Undone];

    pub fn code(self) -> &'static str {
        match self {
            Self::Mapped => "mapped",
            Self::Running => "running",
            Self::Stopped => "stopped",
            Self::Done => "done",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether a job is at work.
    pub fn is_working(self) -> bool {
        matches!(self, Self::Running | Self::Undoing)
    }
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    Ready,
    Refused,
    /// Its tenant was in the register already.
    Known,
    Imported,
    /// Imported, and taken back.
    Undone,
    /// Imported, and left by an undo because somebody had worked on it since.
    Kept,
}

impl RowState {
    pub const ALL: [Self; 6] = [Self::Ready, Self::Imported, Self::Refused, Self::Known, Self::Undone, Self::Kept];

    pub fn code(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Refused => "refused",
            Self::Known => "known",
            Self::Imported => "imported",
            Self::Undone => "undone",
            Self::Kept => "kept",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Why an undo leaves a tenant alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptBecause {
    Edited,
    /// Its stage, subscription or onboarding went on.
    Moved,
    Noted,
    /// Contacts, branches or branding were added.
    Extended,
    /// The audit log knows of some other act on it.
    ActedOn,
    /// Another record of the platform refers to it.
    InUse,
}

impl KeptBecause {
    pub const ALL: [Self; 6] = [Self::Edited, Self::Moved, Self::Noted, Self::Extended, Self::ActedOn, Self::InUse];

    pub fn code(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::Moved => "moved",
            Self::Noted => "noted",
            Self::Extended => "extended",
            Self::ActedOn => "acted_on",
            Self::InUse => "in_use",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }
}

/// How many rows stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    pub ready: i64,
    pub refused: i64,
    pub known: i64,
    pub imported: i64,
    pub undone: i64,
    pub kept: i64,
}

impl Tally {
    pub fn total(&self) -> i64 {
        RowState::ALL.into_iter().map(|state| self.of(state)).sum()
    }

    pub fn of(&self, state: RowState) -> i64 {
        match state {
            RowState::Ready => self.ready,
            RowState::Refused => self.refused,
            RowState::Known => self.known,
            RowState::Imported => self.imported,
            RowState::Undone => self.undone,
            RowState::Kept => self.kept,
        }
    }

    pub fn add(&mut self, state: RowState, rows: i64) {
        let count = match state {
            RowState::Ready => &mut self.ready,
            RowState::Refused => &mut self.refused,
            RowState::Known => &mut self.known,
            RowState::Imported => &mut self.imported,
            RowState::Undone => &mut self.undone,
            RowState::Kept => &mut self.kept,
        };
        *count += rows;
    }
}

#[derive(Clone, Debug)]
pub struct Import {
    pub id: ImportId,
    pub file_name: String,
    pub file_sha256: Vec<u8>,
    pub state: State,
    pub header: Vec<String>,
    pub mapping: Mapping,
    pub tally: Tally,
    /// Rows there were to do when the work under way, or done last, began.
    pub planned: i64,
    pub troubled_at: Option<DateTime<Utc>>,
    /// `None` is the command line.
    pub created_by: Option<StaffId>,
    pub created_by_label: String,
    pub created_at: DateTime<Utc>,
    pub worked_by: Option<StaffId>,
    pub worked_by_label: Option<String>,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    pub version: i32,
}

impl Import {
    /// Who answers for what the work under way does.
    pub fn worker(&self) -> Actor {
        match (self.worked_by, &self.worked_by_label) {
            (Some(id), Some(label)) => Actor::Staff { id, label: label.clone() },
            _ => Actor::Cli,
        }
    }

    /// Whether the work under way failed and waits to be repeated.
    pub fn is_troubled(&self) -> bool {
        self.state.is_working() && self.troubled_at.is_some()
    }

    /// Whether a start would set it going: it waits for one, or its last attempt failed.
    pub fn may_start(&self) -> bool {
        matches!(self.state, State::Mapped | State::Stopped) || (self.state == State::Running && self.is_troubled())
    }

    /// Whether what it brought in may be taken back, or a failed attempt at that be repeated. A run under way ends at its next step.
    pub fn may_undo(&self) -> bool {
        matches!(self.state, State::Running | State::Stopped | State::Done) || (self.state == State::Undoing && self.is_troubled())
    }

    /// Whether nothing would be missed if it were gone: it waits, and no tenant came of it.
    pub fn may_discard(&self) -> bool {
        matches!(self.state, State::Mapped | State::Stopped) && self.tally.imported == 0
    }

    /// How many rows of the work under way are behind it.
    pub fn done(&self) -> i64 {
        let left = match self.state {
            State::Running | State::Stopped => self.tally.ready,
            State::Undoing => self.tally.imported,
            State::Mapped | State::Done | State::Undone => 0,
        };
        self.planned - left
    }
}

/// A row as it came, without its verdict: what a changed mapping is judged from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRow {
    pub number: u32,
    pub cells: Vec<String>,
    pub open_quote: bool,
}

impl StoredRow {
    /// The row as the reader cut it.
    pub fn as_read(&self, header_width: usize) -> Row<'_> {
        Row::under(header_width, self.number, self.cells.iter().map(|cell| cell.as_str().into()).collect(), self.open_quote)
    }
}

/// One row as its table shows it.
#[derive(Clone, Debug)]
pub struct Line {
    pub number: i32,
    pub cells: Vec<String>,
    pub state: RowState,
    pub refusals: Vec<Refusal>,
    pub draft: Option<crate::areas::tenants::import::TenantDraft>,
    /// The tenant it became, or was already.
    pub tenant: Option<TenantId>,
    pub kept_because: Option<KeptBecause>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas::tenants::import::{Roster, RowFault};

    #[test]
    fn every_code_reads_back_as_itself() {
        assert!(State::ALL.iter().all(|state| State::from_code(state.code()) == Some(*state)));
        assert!(RowState::ALL.iter().all(|state| RowState::from_code(state.code()) == Some(*state)));
        assert!(KeptBecause::ALL.iter().all(|why| KeptBecause::from_code(why.code()) == Some(*why)));
    }

    #[test]
    fn a_tally_counts_every_row_once() {
        let mut tally = Tally::default();
        for (rows, state) in (1..).zip(RowState::ALL) {
            tally.add(state, rows);
            assert_eq!(tally.of(state), rows);
        }
        assert_eq!(tally.total(), 21);
    }

    #[test]
    fn a_stored_row_is_the_row_the_reader_cut() {
        let roster = Roster::read("a,b\n1,2\n3\n4,5,6\n7,8,,\n9,\"10\n".as_bytes()).unwrap();
        for row in roster.rows() {
            let stored = StoredRow {
                number: row.number,
                cells: row.cells.iter().map(|cell| cell.clone().into_owned()).collect(),
                open_quote: row.fault == Some(RowFault::OpenQuote),
            };
            assert_eq!(stored.as_read(2), row);
        }
    }
}
