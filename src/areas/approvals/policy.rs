//! Changing one policy: asked for here, decided by somebody else.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::{ChangePolicy, INDEX, POLICIES, policies, policy_path, read_note, words};
use crate::core::approvals::{self, Command as _, Policy, policy};
use crate::core::money::{Currency, Money};
use crate::core::text;
use crate::web::page::form_page;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

const MOST: i32 = 1_000_000;
/// In baisa.
const MOST_MINOR: i64 = 1_000_000_000_000;

#[derive(Template)]
#[template(path = "approvals/policy.html")]
struct PolicyPage {
    page: Page,
    errors: Errors,
    form: PolicyForm,
    ranks: Vec<(String, String)>,
    approvers: Vec<(&'static str, String)>,
    command: String,
    action: String,
    back: &'static str,
}

/// Which thresholds mean anything for this command, and whether it can be switched off.
impl PolicyPage {
    fn counts(&self) -> bool {
        policy::counts(&self.command)
    }

    fn weighs(&self) -> bool {
        policy::weighs(&self.command)
    }

    fn has_ranks(&self) -> bool {
        policy::ranks(&self.command)
    }

    fn can_be_off(&self) -> bool {
        self.command != ChangePolicy::NAME
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PolicyForm {
    enabled: bool,
    min_rank: String,
    min_subjects: String,
    min_amount: String,
    approvers: String,
    two_from: String,
    distinct_roles: bool,
    reason: String,
}

impl PolicyForm {
    fn of(policy: &Policy) -> Self {
        let text = |value: Option<i32>| value.map(|value| value.to_string()).unwrap_or_default();
        Self {
            enabled: policy.enabled,
            min_rank: text(policy.min_rank.map(i32::from)),
            min_subjects: policy.min_subjects.to_string(),
            min_amount: policy.min_minor.map(|minor| Money::new(minor, Currency::Omr).plain()).unwrap_or_default(),
            approvers: policy.approvers.to_string(),
            two_from: text(policy.two_from),
            distinct_roles: policy.distinct_roles,
            reason: String::new(),
        }
    }

    fn check(&self, command: &str, ranks: &[(String, String)]) -> std::result::Result<(Policy, String), Errors> {
        let mut errors = Errors::new();
        let number = |text: &str| text::digits_to_latin(text.trim()).parse::<i32>().ok().filter(|n| (1..=MOST).contains(n));
        let counts = policy::counts(command);
        let min_subjects = match self.min_subjects.trim() {
            // Not asked where acts touch one.
            "" if !counts => Some(1),
            text => errors.take("min_subjects", number(text).filter(|n| counts || *n == 1).ok_or("approvals-error-number")),
        };
        let two_from = match self.two_from.trim() {
            "" => Some(None),
            text => errors.take("two_from", number(text).filter(|_| counts).ok_or("approvals-error-number")).map(Some),
        };
        let min_rank = match self.min_rank.as_str() {
            "" => Some(None),
            rank if policy::ranks(command) && ranks.iter().any(|(known, _)| known == rank) => rank.parse().ok().map(Some),
            _ => errors.take("min_rank", Err("approvals-error-plan")),
        };
        let min_minor = match self.min_amount.trim() {
            "" => Some(None),
            text => {
                let amount = Money::parse(text, Currency::Omr).ok().filter(|amount| (1..=MOST_MINOR).contains(&amount.minor));
                let amount = amount.filter(|_| policy::weighs(command)).map(|amount| Some(amount.minor));
                errors.take("min_amount", amount.ok_or("approvals-error-amount"))
            }
        };
        let approvers = match self.approvers.as_str() {
            "1" => Some(1),
            "2" => Some(2),
            _ => errors.take("approvers", Err("approvals-error-approvers")),
        };
        let reason =
            read_note(&self.reason).and_then(|reason| if reason.is_empty() { Err("approvals-error-reason-missing") } else { Ok(reason) });
        let reason = errors.take("reason", reason);
        match (min_subjects, min_minor, two_from, min_rank, approvers, reason) {
            (Some(min_subjects), Some(min_minor), Some(two_from), Some(min_rank), Some(approvers), Some(reason)) => {
                // The policy over policies has no switch.
                let enabled = self.enabled || command == ChangePolicy::NAME;
                let distinct_roles = self.distinct_roles;
                let command = command.to_owned();
                Ok((Policy { command, enabled, min_rank, min_subjects, min_minor, approvers, two_from, distinct_roles }, reason))
            }
            _ => Err(errors),
        }
    }
}

pub(super) async fn get(page: Page, mut db: Db, Path(command): Path<String>) -> Result<Response> {
    let policy = policy::find(&mut db, &command).await?.ok_or(Error::NotFound)?;
    let ranks = offered(&mut db, &page).await?;
    show(page, &command, PolicyForm::of(&policy), ranks, Errors::new())
}

async fn offered(db: &mut sqlx::PgConnection, page: &Page) -> Result<Vec<(String, String)>> {
    Ok(policies::ranks(db, page).await?.into_iter().map(|(rank, name)| (rank.to_string(), name)).collect())
}

fn show(page: Page, command: &str, form: PolicyForm, ranks: Vec<(String, String)>, errors: Errors) -> Result<Response> {
    let (crumb, list, title) = (page.t("nav-approvals"), page.t("approvals-policies-title"), words::command(&page, command));
    form_page(
        &errors,
        &PolicyPage {
            approvers: vec![("1", page.t("approvals-who-one")), ("2", page.t("approvals-who-two"))],
            page: page.titled_text(title).section("nav-approvals").crumb(crumb, INDEX).crumb(list, POLICIES).failed(errors.any()),
            command: command.to_owned(),
            action: policy_path(command),
            errors: errors.clone(),
            form,
            ranks,
            back: POLICIES,
        },
    )
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(command): Path<String>,
    Form(form): Form<PolicyForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    policy::find(&mut change, &command).await?.ok_or(Error::NotFound)?;
    let ranks = offered(&mut change, &page).await?;
    let (policy, reason) = match form.check(&command, &ranks) {
        Ok(checked) => checked,
        Err(errors) => return show(page, &command, form, ranks, errors),
    };
    let submitted = approvals::submit(&mut change, app.means(), &ChangePolicy { policy }, &reason).await?;
    words::settle(&staff, change, submitted, POLICIES, "approvals-policy-changed").await
}
