//! A new link for somebody who has not set their account up yet.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use uuid::Uuid;

use super::super::model::{Refusal, Status};
use super::super::{commands, dangerous, invitations, show_path};
use super::{below, find, linked, refused, take};
use crate::core::ids::StaffId;
use crate::core::lang::Message;
use crate::core::mail;
use crate::web::form::Nothing;
use crate::web::page::html;
use crate::web::{AppState, Db, Idem, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "staff/invitation.html")]
struct InvitationPage {
    page: Page,
    name: String,
    email: String,
    key: Uuid,
    action: String,
    back: String,
}

pub(in super::super) async fn get(State(app): State<AppState>, page: Page, mut db: Db, Path(id): Path<StaffId>) -> Result<Response> {
    let person = find(&mut db, id).await?;
    match person.status {
        Status::Invited => {}
        Status::Active => return refused::page(page, &person, &Refusal::AlreadySetUp),
        Status::Disabled => return refused::page(page, &person, &Refusal::Disabled),
    }
    let back = show_path(id);
    html(&InvitationPage {
        page: below(page, &person).titled("staff-invitation-title"),
        key: app.clock.new_id(),
        action: format!("{back}/invitation"),
        back,
        name: person.name,
        email: person.email,
    })
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<StaffId>,
    Idem(Nothing {}, key): Idem<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    if let Some(key) = key
        && let Some(earlier) = change.first_result(key, &show_path(id)).await?
    {
        return Ok(Redirect::to(&earlier).into_response());
    }
    let person = take(&mut change, id).await?;
    let powerful = !dangerous::powerful(&mut change, &person.roles).await?.is_empty();
    let invited = match commands::invite_again(&mut change, &person).await? {
        Ok(invited) => invited,
        Err(refusal) => return refused::page(page, &person, &refusal),
    };
    let link = invitations::link(&app.settings.base_url(), &invited.token);
    mail::queue(&mut change, &app.clock, &app.secrets, &commands::invitation_mail(&invited, &link)).await?;
    change.commit().await?;
    // A link that opens what two people granted is seen by its owner alone.
    if person.was_set_up || powerful {
        let message = Message::new("staff-reset-done").text("name", invited.name).text("email", invited.email);
        return staff.done(&show_path(id), message).await;
    }
    linked::page(page, "staff-invited-title", invited, link)
}
