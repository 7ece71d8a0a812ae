//! A review: the list as it was, what was decided about each line, and the signature under it.

use chrono::{DateTime, Datelike as _, NaiveDate, SecondsFormat, Utc};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::core::ids::{ReviewId, RoleId, StaffId};
use crate::core::lang::Lang;
use crate::core::text;
use crate::web::ui::Tone;

/// How many days a review may take.
pub const DAYS: i64 = 14;

#[derive(Clone, Debug)]
pub struct Review {
    pub id: ReviewId,
    pub period: Option<String>,
    pub started_by_name: Option<String>,
    pub started_at: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
    pub signed_by: Option<StaffId>,
    pub signed_by_name: Option<String>,
    pub signed_at: Option<DateTime<Utc>>,
    pub signature: Option<Vec<u8>>,
    pub grants: i64,
    pub decided: i64,
    pub revoked: i64,
}

/// How a review stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Open,
    Overdue,
    Signed,
}

impl Standing {
    /// Key of its word in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "reviews-open",
            Self::Overdue => "reviews-overdue",
            Self::Signed => "reviews-signed",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::Open => Tone::Pending,
            Self::Overdue => Tone::Danger,
            Self::Signed => Tone::Success,
        }
    }
}

impl Review {
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        match self.signed_at {
            Some(_) => Standing::Signed,
            None if self.due_at <= now => Standing::Overdue,
            None => Standing::Open,
        }
    }

    pub fn is_signed(&self) -> bool {
        self.signed_at.is_some()
    }

    pub fn undecided(&self) -> i64 {
        self.grants - self.decided
    }
}

/// What was decided about a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Kept,
    Revoked,
}

impl Decision {
    pub fn code(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Revoked => "revoked",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Kept, Self::Revoked].into_iter().find(|decision| decision.code() == code)
    }

    /// Key of its word in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Kept => "reviews-kept",
            Self::Revoked => "reviews-revoked",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::Kept => Tone::Success,
            Self::Revoked => Tone::Warning,
        }
    }
}

/// One line of the list: a role somebody held when the review began.
#[derive(Clone, Debug, Serialize)]
pub struct Grant {
    pub number: i32,
    pub user_id: StaffId,
    pub user_name: String,
    pub user_email: String,
    pub user_status: String,
    pub role_id: RoleId,
    pub role_code: String,
    pub role_name: String,
    pub role_name2: String,
    pub permissions: Vec<String>,
    pub granted_at: DateTime<Utc>,
    pub granted_by_name: Option<String>,
    pub decision: Option<String>,
    pub note: String,
    pub decided_by: Option<StaffId>,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
}

impl Grant {
    pub fn role_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.role_name2 } else { &self.role_name }
    }

    pub fn decision(&self) -> Option<Decision> {
        self.decision.as_deref().and_then(Decision::from_code)
    }
}

/// The signature: a digest of every line as it was decided, of who signs and when. Whoever changes one of them later changes this.
pub fn sign(review: &Review, grants: &[Grant], by: StaffId, at: DateTime<Utc>) -> Vec<u8> {
    let time = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let head = (review.id, &review.period, time(review.started_at), time(review.due_at), by, time(at));
    let mut hash = Sha256::new();
    // Writing plain data as JSON cannot fail; a digest of nothing would match no other.
    hash.update(serde_json::to_vec(&(head, grants)).unwrap_or_default());
    hash.finalize().to_vec()
}

/// The quarter a business day lies in.
pub fn quarter(day: NaiveDate) -> String {
    format!("{}-Q{}", day.year(), day.month0() / 3 + 1)
}

/// Why a decision was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody decides about their own rights.
    Own,
    /// What was taken away is given again on the person's page, if at all.
    RevokedAlready,
    Signed,
    Undecided,
    /// The account's own rules stand against it; the key of their sentence.
    Account(&'static str),
}

impl Refusal {
    /// Key of the sentence a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Own => "reviews-error-own",
            Self::RevokedAlready => "reviews-error-revoked",
            Self::Signed => "reviews-error-signed",
            Self::Undecided => "reviews-error-undecided",
            Self::Account(key) => key,
        }
    }
}

const LONGEST_NOTE: usize = 500;

/// Reads the note to a decision; empty when nothing was said.
pub fn read_note(raw: &str) -> Result<String, &'static str> {
    let note = text::clean_lines(raw);
    if note.chars().count() > LONGEST_NOTE { Err("reviews-error-note-long") } else { Ok(note) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_begins_with_its_month() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (date, name) in [("2026-01-01", "2026-Q1"), ("2026-03-31", "2026-Q1"), ("2026-04-01", "2026-Q2"), ("2026-12-31", "2026-Q4")] {
            assert_eq!(quarter(day(date)), name);
        }
    }

    #[test]
    fn every_decision_reads_back_as_itself() {
        for decision in [Decision::Kept, Decision::Revoked] {
            assert_eq!(Decision::from_code(decision.code()), Some(decision));
        }
        assert_eq!(Decision::from_code("maybe"), None);
    }
}
