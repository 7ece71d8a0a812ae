//! The door an invitation opens: a password is set here, and the second factor right after. Until both are done the account stays shut.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use crate::areas::staff::factors::Seed;
use crate::areas::staff::invitations::{self, Invited};
use crate::areas::staff::passwords::weakness_message;
use crate::core::password;
use crate::core::secrets::new_token;
use crate::web::page::form_page;
use crate::web::session::{Stage, Visit};
use crate::web::{AppState, Db, Error, Errors, Form, Page, Query, Result, Visitor};

#[derive(Template)]
#[template(path = "sign_in/invitation.html")]
struct InvitationPage {
    page: Page,
    errors: Errors,
    /// Absent when the link does not work (any more).
    invited: Option<Invited>,
    token: String,
}

#[derive(Deserialize)]
pub(super) struct Link {
    #[serde(default)]
    token: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InvitationForm {
    token: String,
    /// Sent along so that password managers know whose password this is.
    #[serde(default)]
    #[expect(dead_code, reason = "who is invited is told by the token alone")]
    username: String,
    password: String,
}

pub(super) async fn get(visitor: Visitor, page: Page, mut db: Db, Query(link): Query<Link>) -> Result<Response> {
    let invited = invitations::find(&mut db, &link.token, visitor.at).await?;
    show(page, invited, link.token, Errors::new())
}

fn show(page: Page, invited: Option<Invited>, token: String, errors: Errors) -> Result<Response> {
    let page = page.titled(if invited.is_some() { "invitation-title" } else { "invitation-gone-title" }).failed(errors.any());
    form_page(&errors, &InvitationPage { page, errors: errors.clone(), invited, token })
}

pub(super) async fn post(
    State(app): State<AppState>,
    visitor: Visitor,
    page: Page,
    mut db: Db,
    Form(form): Form<InvitationForm>,
) -> Result<Response> {
    let Some(invited) = invitations::find(&mut db, &form.token, visitor.at).await? else {
        return show(page, None, String::new(), Errors::new());
    };
    if let Err(weakness) = password::check_new(&form.password, &[&invited.name, &invited.email]) {
        return show(page, Some(invited), form.token, Errors::one("password", weakness_message(weakness)));
    }
    drop(db);
    let hash = app.passwords.hash(form.password).await.map_err(|_| Error::TooMany(2))?;
    // Kept with the session, sealed, until the factor is proven: only then does the account get it.
    let pending = serde_json::json!({ "hash": hash, "seed": Seed::new().base32(), "token": form.token });
    visitor.session.cycle_id().await?;
    visitor
        .remember(Visit {
            stage: Stage::Enrolling,
            staff_id: Some(invited.staff),
            csrf: new_token(),
            enrolling: Some(app.secrets.seal(super::enrol::PLACE, pending.to_string().as_bytes())),
            ip: visitor.ip.map(|ip| ip.to_string()),
            user_agent: visitor.user_agent.clone(),
            ..Visit::default()
        })
        .await?;
    Ok(Redirect::to("/enrol").into_response())
}
