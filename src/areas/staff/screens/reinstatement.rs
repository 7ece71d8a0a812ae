//! Opening a disabled account again, after a look at what that means.

use axum::extract::State;
use axum::response::Response;

use super::super::model::{Person, Refusal, Status};
use super::super::{commands, show_path};
use super::{below, find, refused, take};
use crate::core::ids::StaffId;
use crate::core::lang::Message;
use crate::web::form::Nothing;
use crate::web::page::{Confirm, html};
use crate::web::{AppState, Db, Form, Page, Path, Result, SignedIn};

pub(in super::super) async fn get(page: Page, mut db: Db, Path(id): Path<StaffId>) -> Result<Response> {
    let person = find(&mut db, id).await?;
    if person.status != Status::Disabled {
        return refused::page(page, &person, &Refusal::NotDisabled);
    }
    show(page, &person)
}

fn show(page: Page, person: &Person) -> Result<Response> {
    let back = show_path(person.id);
    let title = page.ts("staff-enable-title", "name", &person.name);
    let consequences = ["staff-enable-effect-sign-in", "staff-enable-effect-roles"].map(|key| page.t(key)).to_vec();
    let deed = page.ts("staff-enable-deed", "name", &person.name);
    let page = below(page, person).titled_text(title);
    html(&Confirm::new(page, consequences, deed, format!("{back}/reinstatement"), back).harmless())
}

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
