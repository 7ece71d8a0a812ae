//! Judging a whole roster at once, off the threads that answer pages.

use chrono::NaiveDate;

use super::model::{RowState, StoredRow, Tally};
use crate::areas::tenants::import::{Judge, Mapping, Refusal, Register, Roster, Row, RowFault, TenantDraft, Verdict};
use crate::core::email::Email;

/// A row with what was said of it.
#[derive(Clone, Debug)]
pub struct JudgedRow {
    pub row: StoredRow,
    pub verdict: Verdict,
}

impl JudgedRow {
    fn of(row: &Row<'_>, verdict: Verdict) -> Self {
        let cells = row.cells.iter().map(|cell| cell.clone().into_owned()).collect();
        Self { row: StoredRow { number: row.number, cells, open_quote: row.fault == Some(RowFault::OpenQuote) }, verdict }
    }

    pub fn state(&self) -> RowState {
        match self.verdict {
            Verdict::Ready(_) => RowState::Ready,
            Verdict::Known(_) => RowState::Known,
            Verdict::Refused(_) => RowState::Refused,
        }
    }

    pub fn refusals(&self) -> &[Refusal] {
        match &self.verdict {
            Verdict::Refused(refusals) => refusals,
            Verdict::Ready(_) | Verdict::Known(_) => &[],
        }
    }

    pub fn draft(&self) -> Option<&TenantDraft> {
        match &self.verdict {
            Verdict::Ready(draft) => Some(draft),
            Verdict::Known(_) | Verdict::Refused(_) => None,
        }
    }

    pub fn email(&self) -> Option<&Email> {
        match &self.verdict {
            Verdict::Ready(draft) => Some(&draft.email),
            Verdict::Known(email) => Some(email),
            Verdict::Refused(_) => None,
        }
    }
}

/// Every row of a file just read.
pub fn judge_roster(roster: &Roster, mapping: Mapping, register: Register, today: NaiveDate) -> Vec<JudgedRow> {
    let mut judge = Judge::new(mapping, register, today).keeping(roster.rows());
    roster.rows().map(|row| JudgedRow::of(&row, judge.judge(&row))).collect()
}

/// Every row of a file stored before, under another mapping or another register.
pub fn judge_again(rows: Vec<StoredRow>, header_width: usize, mapping: Mapping, register: Register, today: NaiveDate) -> Vec<JudgedRow> {
    let mut judge = Judge::new(mapping, register, today).keeping(rows.iter().map(|row| row.as_read(header_width)));
    let verdicts: Vec<Verdict> = rows.iter().map(|row| judge.judge(&row.as_read(header_width))).collect();
    rows.into_iter().zip(verdicts).map(|(row, verdict)| JudgedRow { row, verdict }).collect()
}

pub fn tally(rows: &[JudgedRow]) -> Tally {
    let mut tally = Tally::default();
    for row in rows {
        tally.add(row.state(), 1);
    }
    tally
}

/// Runs work of a second or so where it keeps no page waiting.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, sqlx::Error> {
    tokio::task::spawn_blocking(work).await.map_err(|error| sqlx::Error::Io(std::io::Error::other(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judging_again_says_the_same() {
        let roster = Roster::read("Name,Email\nNoor,a@e.om\nNoor,a@e.om\nX\nShams,b@e.om\n".as_bytes()).unwrap();
        let mapping = Mapping::guess(roster.headers());
        let today = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let register = Register { emails: ["b@e.om".to_owned()].into(), ..Register::default() };
        let first = judge_roster(&roster, mapping.clone(), register.clone(), today);
        let stored = first.iter().map(|row| row.row.clone()).collect();
        let again = judge_again(stored, roster.headers().len(), mapping, register, today);
        let verdicts = |rows: &[JudgedRow]| rows.iter().map(|row| row.verdict.clone()).collect::<Vec<_>>();
        assert_eq!(verdicts(&first), verdicts(&again));
        let told = tally(&again);
        assert_eq!((told.ready, told.refused, told.known, told.total()), (1, 2, 1, 4));
    }
}
