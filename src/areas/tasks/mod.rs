//! What somebody has to do by a day. People write tasks for each other; other areas hand them out through [`create`].

mod commands;
mod completion;
mod edit;
mod form;
mod index;
pub mod model;
mod new;
mod queries;
mod show;

use crate::core::ids::TaskId;
use crate::core::permission::Permission::{TasksRead, TasksWrite};
use crate::web::Routes;
use crate::web::routes::NavGroup;

pub use commands::{NewTask, Title, create};
pub use model::{Outcome, Priority};
pub use queries::{Due, due, is_open};

/// What there is to do.
pub const INDEX: &str = "/tasks";
/// Where one is written.
pub const NEW: &str = "/tasks/new";

pub fn routes() -> Routes {
    Routes::new("tasks")
        .get(INDEX, TasksRead, index::get)
        .get(NEW, TasksWrite, new::get)
        .post(NEW, TasksWrite, new::post)
        .get("/tasks/{id}", TasksRead, show::get)
        .get("/tasks/{id}/edit", TasksWrite, edit::get)
        .post("/tasks/{id}/edit", TasksWrite, edit::post)
        .get("/tasks/{id}/completion", TasksWrite, completion::get)
        .post("/tasks/{id}/completion", TasksWrite, completion::post)
        .nav(NavGroup::Customers, "nav-tasks", "clipboard-list", INDEX, TasksRead)
}

/// Where one task stands.
pub fn show_path(id: TaskId) -> String {
    format!("{INDEX}/{id}")
}

fn edit_path(id: TaskId) -> String {
    format!("{}/edit", show_path(id))
}

fn completion_path(id: TaskId) -> String {
    format!("{}/completion", show_path(id))
}
