//! One task: what, for whom, by when, and how it ended.

use askama::Template;
use axum::response::Response;

use super::model::Task;
use super::{INDEX, completion_path, edit_path, queries};
use crate::areas::tenants::{self, Identity};
use crate::core::clock::business_day;
use crate::core::ids::TaskId;
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{Action, Fact, SummaryRow, Tag, Tone};
use crate::web::{Db, Error, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "tasks/show.html")]
struct ShowPage {
    page: Page,
    title: String,
    tags: Vec<Tag>,
    facts: Vec<SummaryRow>,
    note: Option<String>,
    ending: Vec<SummaryRow>,
    edit_href: Option<String>,
    complete_href: Option<String>,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TaskId>) -> Result<Response> {
    let identity = Identity::of(&staff);
    let task = queries::find(&mut db, id, identity).await?.ok_or(Error::NotFound)?;
    drop(db);
    let may = page.can(Permission::TasksWrite) && task.is_open();
    let title = task.title_in(page.language());
    let facts = facts(&page, &task);
    let tasks = page.t("nav-tasks");
    html(&ShowPage {
        tags: tags(&page, &task),
        facts,
        ending: ending(&page, &task),
        edit_href: (may && identity.is_known()).then(|| edit_path(id)),
        complete_href: may.then(|| completion_path(id)),
        page: page.titled_text(title.clone()).section("nav-tasks").crumb(tasks, INDEX),
        note: task.note,
        title,
    })
}

/// How it stands, and how pressing it is.
pub(super) fn tags(page: &Page, task: &Task) -> Vec<Tag> {
    let mut tags = vec![Tag::new(task.status().tone(), page.t(task.status().key()))];
    if task.is_overdue(business_day(page.at())) {
        tags.push(Tag::new(Tone::Danger, page.t("tasks-overdue")));
    }
    tags
}

fn facts(page: &Page, task: &Task) -> Vec<SummaryRow> {
    let tenant = match (task.tenant_id, task.tenant_in(page.language())) {
        (Some(id), Some(name)) if page.can(Permission::TenantsRead) => Fact::Link(Action::new(name, tenants::show_path(id))),
        (_, Some(name)) => Fact::Text(name.to_owned()),
        _ => Fact::Missing,
    };
    let by = task.created_by.clone().unwrap_or_else(|| page.t("audit-actor-system"));
    vec![
        SummaryRow::new(page.t("tasks-field-tenant"), tenant),
        SummaryRow::text(page.t("tasks-field-assignee"), task.assignee.clone().unwrap_or_else(|| page.t("tasks-nobody"))),
        SummaryRow::new(page.t("tasks-field-due"), Fact::Time { text: page.date(task.due_on), iso: task.due_on.to_string() }),
        SummaryRow::new(page.t("tasks-field-priority"), Fact::Tags(vec![Tag::new(task.priority().tone(), page.t(task.priority().key()))])),
        SummaryRow::text(page.t("tasks-field-created-by"), format!("{by} · {}", page.datetime(task.created_at))),
    ]
}

fn ending(page: &Page, task: &Task) -> Vec<SummaryRow> {
    let Some(at) = task.closed_at else { return Vec::new() };
    let by = task.closed_by.clone().unwrap_or_else(|| page.t("audit-actor-system"));
    vec![
        SummaryRow::text(page.t("tasks-field-closed-by"), format!("{by} · {}", page.datetime(at))),
        SummaryRow::text(page.t("tasks-field-outcome"), task.outcome().map(|outcome| page.t(outcome.key())).unwrap_or_default()),
        SummaryRow::text(page.t("tasks-field-closing-note"), task.closing_note.clone().unwrap_or_default()),
    ]
}
