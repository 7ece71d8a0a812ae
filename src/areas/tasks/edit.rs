//! Changing an open task, or handing it to somebody else.

use axum::extract::State;
use axum::response::Response;

use super::commands::{self, Edited};
use super::form::{TaskForm, priorities};
use super::model::Task;
use super::new::FormPage;
use super::{INDEX, edit_path, queries, show_path};
use crate::areas::tenants::Identity;
use crate::core::ids::TaskId;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TaskId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let task = queries::find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !task.is_open() {
        return staff.go(&show_path(id), FlashKind::Warning, "tasks-closed").await;
    }
    let people = queries::people(&mut db, task.assignee_id).await?;
    show(page, &task, people, TaskForm::of(&task), &Errors::new())
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TaskId>,
    Form(form): Form<TaskForm>,
) -> Result<Response> {
    let version = form.version.ok_or(Error::BadRequest("the form does not say which version it is of"))?;
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let task = queries::find(&mut change, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !task.is_open() {
        return staff.go(&show_path(id), FlashKind::Warning, "tasks-closed").await;
    }
    let people = queries::people(&mut change, task.assignee_id).await?;
    let after = match form.check(task.title.is_some(), &people) {
        Ok(checked) => checked.edited(),
        Err(errors) => return show(page, &task, people, form, &errors),
    };
    if after == Edited::of(&task) {
        return staff.go(&show_path(id), FlashKind::Info, "tasks-unchanged").await;
    }
    if version != task.version || !commands::edit(&mut change, &task, &after).await? {
        // What was typed stays; the next saving is of what stands now, which the reader has been told to look at.
        let form = TaskForm { version: Some(task.version), ..form };
        return show(page, &task, people, form, &Errors::one("due_on", "tasks-error-stale"));
    }
    change.commit().await?;
    staff.done(&show_path(id), "tasks-saved").await
}

fn show(page: Page, task: &Task, people: Vec<(String, String)>, form: TaskForm, errors: &Errors) -> Result<Response> {
    let title = task.title_in(page.language());
    let page = page.titled("tasks-edit").section("nav-tasks").failed(errors.any());
    let tasks = page.t("nav-tasks");
    form_page(
        errors,
        &FormPage {
            priorities: priorities(&page),
            own_title: task.title.is_none().then(|| title.clone()),
            page: page.crumb(tasks, INDEX).crumb(title, show_path(task.id)),
            errors: errors.clone(),
            form,
            people,
            idem: None,
            action: edit_path(task.id),
            back: show_path(task.id),
        },
    )
}
