//! Closing a task: done or not needed any more, and what came of it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::commands::{self, Ending};
use super::model::{NOTE_MAX, Outcome, Status, Task};
use super::{INDEX, completion_path, queries, show_path};
use crate::areas::tenants::Identity;
use crate::core::ids::TaskId;
use crate::core::text;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "tasks/completion.html")]
struct CompletionPage {
    page: Page,
    errors: Errors,
    form: CompletionForm,
    task: String,
    endings: Vec<(&'static str, String)>,
    outcomes: Vec<(&'static str, String)>,
    action: String,
    back: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CompletionForm {
    status: String,
    outcome: String,
    note: String,
    version: Option<i32>,
}

impl CompletionForm {
    fn check(&self) -> std::result::Result<Ending, Errors> {
        let mut errors = Errors::new();
        let status = Status::from_code(&self.status).filter(|status| *status != Status::Open);
        let status = errors.take("status", status.ok_or("tasks-error-status"));
        let outcome = match self.outcome.as_str() {
            "" => Some(None),
            code => errors.take("outcome", Outcome::from_code(code).ok_or("tasks-error-outcome")).map(Some),
        };
        let note = text::clean_lines(&self.note);
        if note.chars().count() > NOTE_MAX {
            errors.add("note", "tasks-error-note-long");
        }
        match (status, outcome) {
            (Some(status), Some(outcome)) if errors.is_empty() => Ok(Ending {
                // What was not done has no effect.
                outcome: outcome.filter(|_| status == Status::Done),
                status,
                note: (!note.is_empty()).then_some(note),
            }),
            _ => Err(errors),
        }
    }
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TaskId>) -> Result<Response> {
    let task = queries::find(&mut db, id, Identity::of(&staff)).await?.ok_or(Error::NotFound)?;
    if !task.is_open() {
        return staff.go(&show_path(id), FlashKind::Info, "tasks-closed").await;
    }
    let form = CompletionForm { status: Status::Done.code().to_owned(), version: Some(task.version), ..CompletionForm::default() };
    show(page, &task, form, &Errors::new())
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TaskId>,
    Form(form): Form<CompletionForm>,
) -> Result<Response> {
    let version = form.version.ok_or(Error::BadRequest("the form does not say which version it is of"))?;
    let mut change = staff.change(&app).await?;
    let task = queries::find(&mut change, id, Identity::of(&staff)).await?.ok_or(Error::NotFound)?;
    if !task.is_open() {
        return staff.go(&show_path(id), FlashKind::Info, "tasks-closed").await;
    }
    let ending = match form.check() {
        Ok(ending) => ending,
        Err(errors) => return show(page, &task, form, &errors),
    };
    if version != task.version || !commands::close(&mut change, &task, &ending).await? {
        let form = CompletionForm { version: Some(task.version), ..form };
        return show(page, &task, form, &Errors::one("status", "tasks-error-stale"));
    }
    change.commit().await?;
    let said = if ending.status == Status::Done { "tasks-done" } else { "tasks-cancelled" };
    staff.done(&show_path(id), said).await
}

fn show(page: Page, task: &Task, form: CompletionForm, errors: &Errors) -> Result<Response> {
    let title = task.title_in(page.language());
    let page = page.titled("tasks-complete").section("nav-tasks").failed(errors.any());
    let tasks = page.t("nav-tasks");
    form_page(
        errors,
        &CompletionPage {
            endings: vec![(Status::Done.code(), page.t("tasks-ending-done")), (Status::Cancelled.code(), page.t("tasks-ending-cancelled"))],
            outcomes: Outcome::ALL.into_iter().map(|outcome| (outcome.code(), page.t(outcome.key()))).collect(),
            page: page.crumb(tasks, INDEX).crumb(title.clone(), show_path(task.id)),
            errors: errors.clone(),
            form,
            task: title,
            action: completion_path(task.id),
            back: show_path(task.id),
        },
    )
}
