//! What tenants pay: the rules, pure. No database and no clock comes near them: who calls says which day it is.
//!
//! A subscription ([`subscription`]) has terms ([`terms`]) and a period that runs ([`period`]). What is done to it ([`changes`]) costs or
//! gives back by the day ([`proration`]); use above the plan costs too ([`overage`]). What is owed becomes a draft, and the draft is
//! reckoned to a document ([`document`]) with discounts ([`discount`]) and tax ([`vat`]). [`forecast`] runs all of it ahead.

pub mod add_ons;
pub mod changes;
pub mod discount;
pub mod document;
pub mod documents;
pub mod forecast;
pub mod invoices;
pub mod overage;
pub mod overview;
pub mod period;
pub mod plans;
pub mod proration;
mod reason;
pub mod runs;
pub mod seller;
pub mod statements;
pub mod subscription;
pub mod subscriptions;
pub mod terms;
pub mod vat;

#[cfg(test)]
mod chains;
#[cfg(test)]
mod samples;
#[cfg(test)]
#[path = "../../../tests/reference/second.rs"]
mod second;
#[cfg(test)]
mod walk;
#[cfg(test)]
mod year;

use crate::core::money::SumError;

/// Why something could not be reckoned. None of these is ever rounded away or guessed around.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BillingError {
    #[error("an amount is larger than can be kept")]
    Overflow,
    #[error("amounts of two currencies on one document")]
    Currencies,
    #[error("a date beyond the calendar")]
    Calendar,
    #[error("the day is not in the period that runs")]
    OutsidePeriod,
    #[error("the plan has no price for this cycle and no price was agreed")]
    Unpriced,
    #[error("nothing is charged")]
    Empty,
    /// An invoice that would pay the tenant is a credit note.
    #[error("the total is below zero")]
    Negative,
}

/// A word in the database that the console does not know.
#[derive(Debug, thiserror::Error)]
#[error("not a word billing keeps things with")]
pub struct UnknownWord;

impl From<SumError> for BillingError {
    fn from(error: SumError) -> Self {
        match error {
            SumError::Overflow => Self::Overflow,
            SumError::Currencies => Self::Currencies,
        }
    }
}
