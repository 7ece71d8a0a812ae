//! One job: where it stands, why, what caused it and what it did.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use serde::Deserialize;

use super::index::length;
use super::model::{State, kind_name, outcome_key, priority_key, trigger_key};
use super::queries::{self, Attempt, Job};
use super::{commands, show_path};
use crate::areas::audit;
use crate::core::ids::JobId;
use crate::core::jobs::Cancelled;
use crate::core::permission::Permission;
use crate::web::form::Nothing;
use crate::web::page::{self, html};
use crate::web::session::FlashKind;
use crate::web::ui::{Action, Fact, Progress, ProgressState, SummaryRow, Tag, TimelineDay};
use crate::web::{AppState, Db, Error, Form, Page, Path, Query, Result, SignedIn};

#[derive(Deserialize)]
pub(super) struct Asked {
    /// `json` for where the work stands, and nothing else.
    #[serde(default)]
    fragment: String,
}

#[derive(Template)]
#[template(path = "jobs/show.html")]
struct ShowPage {
    page: Page,
    tags: Vec<Tag>,
    id: String,
    error: Option<String>,
    paused: bool,
    progress: Option<Progress>,
    facts: Vec<SummaryRow>,
    attempts: Vec<Attempt>,
    effects: Vec<TimelineDay>,
    retry_href: Option<String>,
    cancel_href: Option<String>,
}

impl ShowPage {
    fn outcome(&self, attempt: &Attempt) -> String {
        self.page.t(outcome_key(&attempt.outcome))
    }

    fn took(&self, attempt: &Attempt) -> String {
        attempt.started_at.map(|from| length(&self.page, attempt.ended_at - from)).unwrap_or_default()
    }
}

pub(super) async fn get(
    Shared(app): Shared<AppState>,
    page: Page,
    mut db: Db,
    Path(id): Path<JobId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let job = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    if asked.fragment == "json" {
        return Ok(page::progress(&page, &progress(&page, &job)));
    }
    let attempts = queries::attempts(&mut db, id).await?;
    let effects = if page.can(Permission::AuditRead) { audit::effects(&mut db, id.0).await? } else { Vec::new() };
    let (state, may_run) = (job.state(), page.can(Permission::JobsRun));
    let (list, title) = (page.t("jobs-title"), kind_name(&page, &job.kind));
    html(&ShowPage {
        tags: vec![state.tag(&page)],
        id: id.to_string(),
        error: job.last_error.clone().filter(|_| state != State::Succeeded),
        paused: job.paused && state == State::Waiting,
        progress: matches!(state, State::Running).then(|| progress(&page, &job)),
        facts: facts(&app, &page, &job),
        attempts,
        effects: audit::days(&page, &effects),
        retry_href: (may_run && state.may_retry()).then(|| format!("{}/retry", show_path(id))),
        cancel_href: (may_run && state.may_cancel() && job.cancel_requested_at.is_none()).then(|| format!("{}/cancel", show_path(id))),
        page: page.titled_text(title).section("nav-jobs").crumb(list, super::PATH),
    })
}

/// Where the work stands, in the words of every long job.
pub(super) fn progress(page: &Page, job: &Job) -> Progress {
    let state = match job.state() {
        State::Waiting => ProgressState::Queued,
        State::Running if job.cancel_requested_at.is_some() => ProgressState::Cancelling,
        State::Running => ProgressState::Running,
        State::Succeeded => ProgressState::Done,
        State::Dead => ProgressState::Failed,
        State::Cancelled => ProgressState::Cancelled,
    };
    let mut progress = Progress::new(page.t("jobs-progress"), state, show_path(job.id));
    progress.done = job.progress_done.unwrap_or_default();
    progress.total = job.progress_total;
    progress.events_href = Some(format!("{}/events", show_path(job.id)));
    progress
}

fn facts(app: &AppState, page: &Page, job: &Job) -> Vec<SummaryRow> {
    let link = |label: String, href: String| Fact::Link(Action::new(label, href));
    let time = |at| Fact::Time { text: page.datetime(at), iso: page.iso(at) };
    let mut facts = vec![
        SummaryRow::new(page.t("jobs-field-kind"), link(kind_name(page, &job.kind), format!("{}?kind={}", super::PATH, job.kind))),
        SummaryRow::code(page.t("jobs-field-name"), job.kind.clone()),
        SummaryRow::text(page.t("jobs-field-trigger"), page.t(trigger_key(&job.trigger))),
    ];
    if let (Some(id), Some(name)) = (job.staff_id, &job.staff_name) {
        let person = if page.can(Permission::StaffRead) { link(name.clone(), format!("/staff/{id}")) } else { Fact::Text(name.clone()) };
        facts.push(SummaryRow::new(page.t("jobs-field-staff"), person));
    }
    if let Some(request) = job.request_id {
        let cause = if job.caused_by_job {
            link(page.t("jobs-cause-job"), show_path(JobId(request)))
        } else if page.can(Permission::AuditRead) {
            link(request.to_string(), format!("/audit?request={request}"))
        } else {
            Fact::Code(request.to_string())
        };
        facts.push(SummaryRow::new(page.t("jobs-field-cause"), cause));
    }
    if let Some(tenant) = job.tenant_id {
        let name = if page.lang() == "ar" { job.tenant_name2.as_ref().or(job.tenant_name.as_ref()) } else { job.tenant_name.as_ref() };
        let tenant = match name.filter(|_| page.can(Permission::TenantsIdentity)) {
            Some(name) => link(name.clone(), format!("/tenants/{tenant}")),
            None => Fact::Code(tenant.to_string()),
        };
        facts.push(SummaryRow::new(page.t("jobs-field-tenant"), tenant));
    }
    facts.push(SummaryRow::new(page.t("jobs-field-created"), time(job.created_at)));
    if job.state() == State::Waiting {
        facts.push(SummaryRow::new(page.t("jobs-field-run-at"), time(job.run_at)));
    }
    if let Some(at) = job.started_at {
        facts.push(SummaryRow::new(page.t("jobs-field-started"), time(at)));
    }
    if let Some(at) = job.finished_at {
        facts.push(SummaryRow::new(page.t("jobs-field-finished"), time(at)));
    }
    if let (Some(from), Some(to)) = (job.started_at, job.finished_at) {
        facts.push(SummaryRow::text(page.t("jobs-field-took"), length(page, to - from)));
    }
    let attempts = page.num(job.attempts);
    facts.push(SummaryRow::text(page.t("jobs-field-attempts"), format!("{attempts} / {}", page.num(job.max_attempts))));
    if let Some(kind) = app.jobs.kind(&job.kind) {
        facts.push(SummaryRow::text(page.t("jobs-field-priority"), page.t(priority_key(kind.priority))));
    }
    if let Some(worker) = &job.worker {
        facts.push(SummaryRow::code(page.t("jobs-field-worker"), worker.clone()));
    }
    facts.push(SummaryRow::code(page.t("jobs-field-payload"), job.payload.to_string()));
    facts.push(SummaryRow::code(page.t("jobs-field-version"), page.num(job.version)));
    facts
}

pub(super) async fn retry(
    Shared(app): Shared<AppState>,
    staff: SignedIn,
    Path(id): Path<JobId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let job = queries::find(&mut change, id).await?.ok_or(Error::NotFound)?;
    if commands::retry(&mut change, &job).await? {
        change.commit().await?;
        return staff.done(&show_path(id), "jobs-done-retry").await;
    }
    staff.go(&show_path(id), FlashKind::Warning, "jobs-error-retry").await
}

pub(super) async fn cancel(
    Shared(app): Shared<AppState>,
    staff: SignedIn,
    Path(id): Path<JobId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let job = queries::find(&mut change, id).await?.ok_or(Error::NotFound)?;
    let message = match commands::cancel(&mut change, &job).await? {
        Cancelled::AtOnce => "jobs-done-cancel",
        Cancelled::Asked => "jobs-done-cancel-asked",
        Cancelled::TooLate => return staff.go(&show_path(id), FlashKind::Warning, "jobs-error-cancel").await,
    };
    change.commit().await?;
    staff.done(&show_path(id), message).await
}
