//! Holding back a kind of jobs, with a reason, and letting it go on.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::model::kind_name;
use super::{KINDS, commands};
use crate::core::jobs::Kind;
use crate::core::lang::Message;
use crate::core::text;
use crate::web::form::Nothing;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Error, Errors, Form, Page, Path, Result, SignedIn};

const LONGEST_REASON: usize = 500;

#[derive(Template)]
#[template(path = "jobs/pause.html")]
struct PausePage {
    page: Page,
    errors: Errors,
    reason: String,
    consequences: Vec<String>,
    action: String,
    back: &'static str,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PauseForm {
    reason: String,
}

fn known<'a>(app: &'a AppState, name: &str) -> Result<&'a Kind> {
    app.jobs.kind(name).ok_or(Error::NotFound)
}

pub(super) async fn get(State(app): State<AppState>, page: Page, Path(name): Path<String>) -> Result<Response> {
    show(page, known(&app, &name)?, String::new(), Errors::new())
}

fn show(page: Page, kind: &Kind, reason: String, errors: Errors) -> Result<Response> {
    let title = page.ts("jobs-pause-title", "kind", kind_name(&page, kind.name));
    let crumb = page.t("jobs-title");
    form_page(
        &errors,
        &PausePage {
            consequences: ["jobs-pause-effect-waiting", "jobs-pause-effect-running"].map(|key| page.t(key)).to_vec(),
            page: page.titled_text(title).section("nav-jobs").crumb(crumb, super::PATH).failed(errors.any()),
            errors: errors.clone(),
            reason,
            action: format!("{KINDS}/{}/pause", kind.name),
            back: KINDS,
        },
    )
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(name): Path<String>,
    Form(form): Form<PauseForm>,
) -> Result<Response> {
    let kind = known(&app, &name)?;
    let reason = text::clean_lines(&form.reason);
    let error = match reason.chars().count() {
        0 => Some(Message::new("jobs-error-reason-missing")),
        n if n > LONGEST_REASON => Some(Message::new("jobs-error-reason-long").text("max", LONGEST_REASON)),
        _ => None,
    };
    if let Some(error) = error {
        return show(page, kind, form.reason, Errors::one("reason", error));
    }
    let mut change = staff.change(&app).await?;
    if commands::pause(&mut change, kind, &reason).await? {
        change.commit().await?;
        return staff.done(KINDS, Message::new("jobs-done-pause").text("kind", kind_name(&page, kind.name))).await;
    }
    staff.go(KINDS, FlashKind::Warning, "jobs-error-paused").await
}

pub(super) async fn resume(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(name): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let kind = known(&app, &name)?;
    let mut change = staff.change(&app).await?;
    if commands::resume(&mut change, kind).await? {
        change.commit().await?;
        return staff.done(KINDS, Message::new("jobs-done-resume").text("kind", kind_name(&page, kind.name))).await;
    }
    staff.go(KINDS, FlashKind::Warning, "jobs-error-resumed").await
}
