//! Why a change is not possible, in words.

use crate::areas::billing::BillingError;
use crate::areas::billing::changes::Refusal;

/// Key of the sentence.
pub fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Status(_) => "subscription-error-status",
        Refusal::Pending => "subscription-error-pending",
        Refusal::Ending => "subscription-error-ending",
        Refusal::NothingPending => "subscription-error-nothing-pending",
        Refusal::NotEnding | Refusal::Unchanged => "subscription-error-unchanged",
        Refusal::NotAnUpgrade | Refusal::NotADowngrade | Refusal::AnotherPlan => "subscription-error-plan",
        Refusal::NotLonger => "subscription-error-not-longer",
        Refusal::OutsideContract => "subscription-error-contract",
        Refusal::BelowZero => "subscription-error-below-zero",
        Refusal::Billing(BillingError::Unpriced) => "subscription-error-unpriced",
        Refusal::Billing(BillingError::OutsidePeriod | BillingError::Calendar) => "subscription-error-period",
        Refusal::Billing(BillingError::Overflow | BillingError::Currencies | BillingError::Empty | BillingError::Negative) => {
            "subscription-error-amounts"
        }
    }
}
