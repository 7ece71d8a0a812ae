//! Writing a task for oneself or a colleague.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::Days;
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::commands::{NewTask, Title, create};
use super::form::{TaskForm, priorities};
use super::{INDEX, NEW, queries, show_path};
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::web::page::form_page;
use crate::web::{AppState, Db, Errors, Idem, Page, Query, Result, SignedIn};

/// A task is meant for the day after tomorrow unless somebody says otherwise.
const USUAL_DAYS: u64 = 2;

#[derive(Template)]
#[template(path = "tasks/form.html")]
pub(super) struct FormPage {
    pub page: Page,
    pub errors: Errors,
    pub form: TaskForm,
    /// What the console calls it, where it is not typed.
    pub own_title: Option<String>,
    pub people: Vec<(String, String)>,
    pub priorities: Vec<(&'static str, String)>,
    pub idem: Option<Uuid>,
    pub action: String,
    pub back: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tenant: String,
}

pub(super) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let tenant = match asked.tenant.parse::<TenantId>() {
        Ok(id) => queries::code_of(&mut db, id).await?.unwrap_or_default(),
        Err(_) => String::new(),
    };
    let due = business_day(page.at()).checked_add_days(Days::new(USUAL_DAYS)).map(|day| day.to_string());
    let form = TaskForm {
        tenant,
        assignee: staff.id.to_string(),
        due_on: due.unwrap_or_default(),
        priority: "normal".to_owned(),
        ..TaskForm::default()
    };
    let people = queries::people(&mut db, None).await?;
    show(&app, page, people, form, &Errors::new())
}

pub(super) async fn post(State(app): State<AppState>, staff: SignedIn, page: Page, Idem(form, key): Idem<TaskForm>) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let people = queries::people(&mut change, None).await?;
    let checked = form.check(true, &people);
    let tenant = tenant(&mut change, &form.tenant).await?;
    let (checked, tenant) = match (checked, tenant) {
        (Ok(checked), Ok(tenant)) => (checked, tenant),
        (checked, tenant) => {
            let mut errors = checked.err().unwrap_or_default();
            if let Err(message) = tenant {
                errors.add("tenant", message);
            }
            return show(&app, page, people, form, &errors);
        }
    };
    if let Some(key) = key
        && change.first_result(key, INDEX).await?.is_some()
    {
        return staff.done(INDEX, "tasks-created").await;
    }
    let task = NewTask {
        title: Title::Typed(checked.title.unwrap_or_default()),
        tenant,
        assignee: checked.assignee,
        due_on: checked.due_on,
        priority: checked.priority,
        note: checked.note,
    };
    let id = create(&mut change, &task).await?;
    change.commit().await?;
    staff.done(&show_path(id), "tasks-created").await
}

/// The tenant somebody named, if any.
async fn tenant(
    db: &mut PgConnection,
    code: &str,
) -> std::result::Result<std::result::Result<Option<TenantId>, &'static str>, sqlx::Error> {
    if code.trim().is_empty() {
        return Ok(Ok(None));
    }
    Ok(queries::tenant_of(db, code).await?.map(Some).ok_or("tasks-error-tenant"))
}

fn show(app: &AppState, page: Page, people: Vec<(String, String)>, form: TaskForm, errors: &Errors) -> Result<Response> {
    let page = page.titled("tasks-new").section("nav-tasks").failed(errors.any());
    let tasks = page.t("nav-tasks");
    form_page(
        errors,
        &FormPage {
            priorities: priorities(&page),
            page: page.crumb(tasks, INDEX),
            errors: errors.clone(),
            form,
            own_title: None,
            people,
            idem: Some(app.clock.new_id()),
            action: NEW.to_owned(),
            back: INDEX.to_owned(),
        },
    )
}
