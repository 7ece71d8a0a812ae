//! Commands, states and sealed values in a reader's words.

use axum::response::Response;
use sqlx::PgConnection;

use super::queries::Request;
use super::show_path;
use crate::areas::audit;
use crate::areas::billing::plans;
use crate::areas::tenants::record::cycle_key;
use crate::core::approvals::{Needed, Submitted, command_key, policy};
use crate::core::change::Change;
use crate::core::lang::Message;
use crate::core::money::{Currency, Money};
use crate::core::permission::Permission;
use crate::web::session::FlashKind;
use crate::web::ui::Tone;
use crate::web::{Page, Result, SignedIn};

/// A command's name: "Suspend a tenant".
pub fn command(page: &Page, name: &str) -> String {
    let key = command_key(name);
    if page.language().has(&key) { page.t(&key) } else { name.to_owned() }
}

/// Who asked: a person, or time.
pub(super) fn requester(page: &Page, name: Option<&str>) -> String {
    name.map_or_else(|| page.t("audit-actor-system"), ToOwned::to_owned)
}

/// Why it was asked for: as it was typed, and what time asks for in the reader's language.
pub(super) fn reason(page: &Page, request: &Request) -> String {
    match (request.requested_by, request.reason.as_str()) {
        (None, "retention ended") => page.t("lifecycle-reason-retention"),
        (_, typed) => typed.to_owned(),
    }
}

/// The state of a request: its tone and its word.
pub(super) fn status(page: &Page, status: &str) -> (Tone, String) {
    let (tone, key) = match status {
        "pending" => (Tone::Pending, "approvals-status-pending"),
        "executed" => (Tone::Success, "approvals-status-executed"),
        "rejected" => (Tone::Danger, "approvals-status-rejected"),
        "withdrawn" => (Tone::Neutral, "approvals-status-withdrawn"),
        "expired" => (Tone::Neutral, "approvals-status-expired"),
        _ => (Tone::Warning, "approvals-status-void"),
    };
    (tone, page.t(key))
}

/// The label of a sealed field.
pub(super) fn field(page: &Page, name: &str) -> String {
    let key = match name {
        "subject" => "approvals-field-subject".to_owned(),
        "plan_rank" => "tenants-field-plan".to_owned(),
        "monthly_minor" => "approvals-field-monthly".to_owned(),
        "unpriced" => "approvals-field-unpriced".to_owned(),
        "amount" => "approvals-tile-amount".to_owned(),
        "many" => "approvals-tile-many".to_owned(),
        "min_minor" => "approvals-field-min-amount".to_owned(),
        _ => audit::model::field_key(name),
    };
    if page.language().has(&key) { page.t(&key) } else { name.to_owned() }
}

/// A sealed value.
pub(super) fn value(page: &Page, field: &str, code: &str) -> String {
    if let Some((before, after)) = code.split_once(" → ") {
        return format!("{} → {}", value(page, field, before), value(page, field, after));
    }
    if field == "permissions" {
        let name = |code: &str| Permission::from_code(code).map_or_else(|| code.to_owned(), |one| page.t(one.label_key()));
        return code.split(", ").map(name).collect::<Vec<_>>().join(&page.t("staff-list-separator"));
    }
    if field == "min_minor" {
        return code.parse().map_or_else(|_| code.to_owned(), |minor| Money::new(minor, Currency::Omr).to_string());
    }
    if let Some(told) = plans::words::sealed(page, field, code) {
        return told;
    }
    let code_key = code.replace('_', "-");
    let key = match field {
        "cycle" => cycle_key(code).to_owned(),
        "stage" => format!("tenants-stage-{code_key}"),
        "access" => format!("lifecycle-access-{code_key}"),
        "subscription" => format!("tenants-subscription-{code_key}"),
        "cancels_on" | "effective_on" | "contract_from" | "contract_until" => {
            return code.parse().map_or_else(|_| code.to_owned(), |day: chrono::NaiveDate| page.date(day));
        }
        "enabled" | "distinct_roles" if code == "true" => "approvals-true".to_owned(),
        "enabled" | "distinct_roles" => "approvals-false".to_owned(),
        "reason_category" => format!("lifecycle-category-{code_key}"),
        "status" => format!("staff-status-{code_key}"),
        _ => return code.to_owned(),
    };
    if page.language().has(&key) { page.t(&key) } else { code.to_owned() }
}

/// From what amount on an act takes somebody else's word, for the page on which the amount is typed.
pub async fn amount_rule(db: &mut PgConnection, page: &Page, command: &str) -> std::result::Result<String, sqlx::Error> {
    let policy = policy::find(db, command).await?.ok_or(sqlx::Error::RowNotFound)?;
    Ok(match policy.min_minor {
        _ if !policy.enabled => page.t(Needed::rule_key(None)),
        Some(minor) => {
            let key = if policy.approvers == 2 { "approvals-needs-two-from" } else { "approvals-needs-from" };
            page.ts(key, "amount", Money::new(minor, Currency::Omr))
        }
        None => page.t(Needed::rule_key(Some(Needed { approvers: policy.approvers, distinct_roles: false }))),
    })
}

/// Answers a form whose command was submitted: done at once, waiting, or refused with a word why. `done` says that it is done.
pub async fn settle(staff: &SignedIn, change: Change, submitted: Submitted, back: &str, done: impl Into<Message>) -> Result<Response> {
    match submitted {
        Submitted::Done => {
            change.commit().await?;
            staff.done(back, done).await
        }
        Submitted::Waiting(id) => {
            change.commit().await?;
            staff.go(&show_path(id), FlashKind::Success, "approvals-asked").await
        }
        // Nothing of this act was done; what was done beside it, such as another name, is kept.
        Submitted::Already(id) => {
            let word = if keep(change).await? { "approvals-asked-already-kept" } else { "approvals-asked-already" };
            staff.go(&show_path(id), FlashKind::Info, word).await
        }
        Submitted::Another(id) => {
            let word = if keep(change).await? { "approvals-asked-another-kept" } else { "approvals-asked-another" };
            staff.go(&show_path(id), FlashKind::Warning, word).await
        }
        Submitted::Refused(key) => staff.go(back, FlashKind::Warning, key).await,
    }
}

/// Commits what was done beside the act, if anything was.
async fn keep(change: Change) -> Result<bool> {
    let kept = change.has_recorded();
    if kept {
        change.commit().await?;
    }
    Ok(kept)
}
