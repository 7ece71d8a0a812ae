//! Opening a disabled account again.

use axum::extract::State;
use axum::response::Response;

use super::super::model::Status;
use super::super::{commands, show_path};
use super::{refused, take};
use crate::core::ids::StaffId;
use crate::core::lang::Message;
use crate::web::form::Nothing;
use crate::web::{AppState, Form, Page, Path, Result, SignedIn};

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<StaffId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let person = take(&mut change, id).await?;
    let status = match commands::enable(&mut change, &person).await? {
        Ok(status) => status,
        Err(refusal) => return refused::page(page, &person, &refusal),
    };
    change.commit().await?;
    let message = if status == Status::Invited { "staff-enabled-invited-done" } else { "staff-enabled-done" };
    staff.done(&show_path(id), Message::new(message).text("name", person.name)).await
}
