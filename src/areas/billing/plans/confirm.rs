//! Asking before something final is done to a version, and whether it is still the one that was looked at.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::model::Version;
use super::version::below;
use super::words::Pair;
use super::{commands, queries, version_path};
use crate::areas::tenants::Identity;
use crate::core::change::Change;
use crate::web::page::html_with;
use crate::web::{Error, Errors, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/plans/confirm.html")]
struct ConfirmPage {
    page: Page,
    question: Question,
    /// Somebody changed the version after it was looked at here.
    moved: bool,
    version: i32,
    errors: Errors,
    reason: String,
    action: String,
    back: String,
}

/// What is asked, in ready text.
pub(super) struct Question {
    pub title: String,
    pub consequences: Vec<String>,
    pub deed: String,
    /// Of its button.
    pub kind: &'static str,
    /// The last part of its address.
    pub place: &'static str,
    pub differences: Option<Differences>,
    /// Whose word it takes, where it takes somebody else's; then it has to be said why.
    pub rule: Option<String>,
}

/// Two versions beside each other, where they differ.
pub(super) struct Differences {
    pub left: String,
    pub right: String,
    pub pairs: Vec<Pair>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VersionForm {
    /// Of the version as it was looked at.
    pub version: i32,
    #[serde(default)]
    pub reason: String,
}

/// Whoever has a contract agreed on, or ends it, knows whose it is.
pub(super) fn known(staff: &SignedIn, version: &Version) -> Result<()> {
    if version.contract.is_some() { Ok(Identity::of(staff).required()?) } else { Ok(()) }
}

/// The version something is done to, its plan held until the change ends.
pub(super) async fn held(change: &mut Change, code: &str, number: i32) -> Result<Version> {
    if !commands::lock(change, code).await? {
        return Err(Error::NotFound);
    }
    queries::find(change, code, number).await?.ok_or(Error::NotFound)
}

/// The reason as it was typed, and what is wrong with it.
pub(super) type Said = (String, Errors);

pub(super) fn ask(page: Page, version: &Version, question: Question, moved: bool, (reason, errors): Said) -> Result<Response> {
    let here = version_path(&version.plan_code, version.number);
    let status = match (moved, errors.any()) {
        (true, _) => StatusCode::CONFLICT,
        (false, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::OK,
    };
    html_with(
        status,
        &ConfirmPage {
            page: below(page.titled_text(question.title.clone()), version).failed(moved || errors.any()),
            moved,
            version: version.version,
            errors,
            reason,
            action: format!("{here}/{}", question.place),
            back: here,
            question,
        },
    )
}
