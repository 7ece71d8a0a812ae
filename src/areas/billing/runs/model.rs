//! A billing run as it is kept.

use chrono::{DateTime, NaiveDate, Utc};

use crate::areas::billing::subscriptions::kept::Unreadable;
use crate::areas::billing::{BillingError, UnknownWord};
use crate::core::ids::BillingRunId;
use crate::web::ui::Tone;

/// Why a subscription could not be charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Neither the plan nor the contract says what it costs.
    Unpriced,
    /// Amounts beyond what can be kept, or in two currencies.
    Amounts,
    /// Dates that lead nowhere.
    Dates,
    /// Its row says something the rules do not know.
    Unreadable,
}

impl Reason {
    pub const ALL: [Self; 4] = [Self::Unpriced, Self::Amounts, Self::Dates, Self::Unreadable];

    pub fn code(self) -> &'static str {
        match self {
            Self::Unpriced => "unpriced",
            Self::Amounts => "amounts",
            Self::Dates => "dates",
            Self::Unreadable => "unreadable",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Unpriced => "runs-failure-unpriced",
            Self::Amounts => "runs-failure-amounts",
            Self::Dates => "runs-failure-dates",
            Self::Unreadable => "runs-failure-unreadable",
        }
    }
}

impl From<BillingError> for Reason {
    fn from(error: BillingError) -> Self {
        match error {
            BillingError::Unpriced => Self::Unpriced,
            BillingError::Overflow | BillingError::Currencies | BillingError::Negative | BillingError::Empty => Self::Amounts,
            BillingError::Calendar | BillingError::OutsidePeriod => Self::Dates,
        }
    }
}

impl From<Unreadable> for Reason {
    fn from(Unreadable(_): Unreadable) -> Self {
        Self::Unreadable
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Its job has not begun.
    Waiting,
    Running,
    /// Somebody stopped it; the step under way is finished first.
    Cancelling,
    Cancelled,
    Done,
    /// Nothing could be charged at all.
    Failed,
}

impl Status {
    const ALL: [Self; 6] = [Self::Waiting, Self::Running, Self::Cancelling, Self::Cancelled, Self::Done, Self::Failed];

    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Cancelling => "cancelling",
            Self::Cancelled => "cancelled",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Waiting => "runs-status-waiting",
            Self::Running => "runs-status-running",
            Self::Cancelling => "runs-status-cancelling",
            Self::Cancelled => "runs-status-cancelled",
            Self::Done => "runs-status-done",
            Self::Failed => "runs-status-failed",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::Waiting | Self::Running | Self::Cancelling => Tone::Pending,
            Self::Cancelled => Tone::Neutral,
            Self::Done => Tone::Success,
            Self::Failed => Tone::Danger,
        }
    }

    pub fn is_over(self) -> bool {
        matches!(self, Self::Cancelled | Self::Done | Self::Failed)
    }
}

impl TryFrom<String> for Status {
    type Error = UnknownWord;

    fn try_from(code: String) -> Result<Self, UnknownWord> {
        Self::ALL.into_iter().find(|status| status.code() == code).ok_or(UnknownWord)
    }
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct BillingRun {
    pub id: BillingRunId,
    pub number: i64,
    pub billed_to: NaiveDate,
    #[sqlx(try_from = "String")]
    pub status: Status,
    pub expected: i64,
    pub billed: i64,
    pub failed: i64,
    pub invoices: i64,
    pub mailed: i64,
    pub first_reference: Option<String>,
    pub last_reference: Option<String>,
    pub reason: Option<String>,
    pub created_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_as_itself() {
        assert!(Status::ALL.into_iter().all(|status| Status::try_from(status.code().to_owned()).is_ok_and(|read| read == status)));
        assert!(Reason::ALL.into_iter().all(|reason| Reason::from_code(reason.code()) == Some(reason)));
        assert!(Status::try_from("over".to_owned()).is_err());
    }
}
