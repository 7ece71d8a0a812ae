//! Ending somebody else's sessions.

use axum::extract::State;
use axum::response::Response;
use uuid::Uuid;

use super::super::{commands, show_path};
use super::{refused, take};
use crate::core::ids::StaffId;
use crate::core::lang::Message;
use crate::web::form::Nothing;
use crate::web::session::FlashKind;
use crate::web::{AppState, Form, Page, Path, Result, SignedIn};

pub(in super::super) async fn end_all(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<StaffId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let person = take(&mut change, id).await?;
    if let Err(refusal) = commands::end_sessions(&mut change, &person).await? {
        return refused::page(page, &person, &refusal);
    }
    change.commit().await?;
    staff.done(&show_path(id), Message::new("staff-sessions-ended-done").text("name", person.name)).await
}

pub(in super::super) async fn end_one(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path((id, session)): Path<(StaffId, Uuid)>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let person = take(&mut change, id).await?;
    match commands::end_session(&mut change, &person, session).await? {
        Err(refusal) => refused::page(page, &person, &refusal),
        Ok(false) => staff.go(&show_path(id), FlashKind::Info, "session-ended-before").await,
        Ok(true) => {
            change.commit().await?;
            staff.done(&show_path(id), "session-ended-done").await
        }
    }
}
