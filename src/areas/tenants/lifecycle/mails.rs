//! What a tenant is told when it moves, in the language it chose.

use super::commands::Step;
use super::moves::{Mode, retained_until};
use super::queries::Standing;
use crate::areas::tenants::model::Stage;
use crate::core::approvals::Means;
use crate::core::change::Change;
use crate::core::clock::business_day;
use crate::core::lang::{Digits, Format};
use crate::core::mail::{self, Mail};

/// Queues the tenant's mail for a step. A churned tenant is told nothing: it was told when it was cancelled.
pub(super) async fn moved(change: &mut Change, means: Means<'_>, standing: &Standing, step: &Step) -> Result<(), sqlx::Error> {
    let (to, lang) = (&standing.email, standing.language);
    let mail = match step {
        Step::Activate { .. } => Mail::new("tenant-activated", to, lang),
        Step::Suspend { mode: Mode::ReadOnly, .. } => Mail::new("tenant-suspended-read-only", to, lang),
        Step::Suspend { mode: Mode::Blocked, .. } => Mail::new("tenant-suspended-blocked", to, lang),
        Step::Resume | Step::Return { .. } => Mail::new("tenant-reinstated", to, lang),
        Step::Cancel if standing.stage == Stage::Trial => Mail::new("tenant-trial-ended", to, lang),
        Step::Cancel => Mail::new("tenant-cancelled", to, lang),
        Step::Churn => return Ok(()),
    };
    let until = Format { lang, digits: Digits::default() }.date(retained_until(business_day(change.at())));
    let mut mail = mail.tenant(standing.id).text("tenant", standing.name_in(lang)).text("until", until);
    if let Step::Suspend { category, .. } = step {
        mail = mail.text("category", lang.t(category.key()));
    }
    let clock = change.clock().clone();
    mail::queue(change, &clock, means.secrets, &mail).await.map(drop)
}
