//! Adding a passkey and taking one away. Both end the person's other sessions and are mailed to them.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::{FACTORS, NEW_PASSKEY, PROFILE, renewal};
use crate::areas::staff::factors::passkeys::{self, Passkey};
use crate::core::lang::Message;
use crate::core::passkey::{self, ALGORITHMS, Answer, to_text};
use crate::web::form::Nothing;
use crate::web::page::{Confirm, form_page, html};
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "account/passkey.html")]
struct NewPage {
    page: Page,
    errors: Errors,
    typed: String,
    challenge: String,
    party: String,
    /// What a browser shall not make another passkey beside.
    ids: String,
    user: String,
    email: String,
    algorithms: String,
    action: &'static str,
    back: &'static str,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewForm {
    name: String,
    client_data: String,
    authenticator_data: String,
}

fn prepared(page: Page, title: &str) -> Page {
    let (account, factors) = (page.t("ui-account"), page.t("account-factors"));
    page.titled(title).section("ui-account").crumb(account, PROFILE).crumb(factors, FACTORS)
}

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let known = passkeys::of(&mut db, staff.id).await?;
    show(&app, &staff, page, &known, String::new(), Errors::new()).await
}

async fn show(app: &AppState, staff: &SignedIn, page: Page, known: &[Passkey], typed: String, errors: Errors) -> Result<Response> {
    let party = passkeys::party(&app.settings).ok_or(Error::NotFound)?;
    let visitor = staff.visitor();
    let (challenge, visit) = passkeys::ask(&visitor.visit, visitor.at);
    visitor.remember(visit).await?;
    form_page(
        &errors,
        &NewPage {
            page: prepared(page, "passkey-new-title").failed(errors.any()),
            errors: errors.clone(),
            typed,
            challenge,
            party: party.id,
            ids: known.iter().map(|one| to_text(&one.credential_id)).collect::<Vec<_>>().join(" "),
            user: to_text(staff.id.0.as_bytes()),
            email: staff.email.clone(),
            algorithms: ALGORITHMS.map(|number| number.to_string()).join(" "),
            action: NEW_PASSKEY,
            back: FACTORS,
        },
    )
}

pub(super) async fn post(State(app): State<AppState>, staff: SignedIn, page: Page, Form(form): Form<NewForm>) -> Result<Response> {
    let visitor = staff.visitor();
    let (challenge, _) = passkeys::asked(&visitor.visit, visitor.at);
    let mut errors = Errors::new();
    let name = errors.take("name", passkeys::read_name(&form.name));
    let read = |text: &str| passkey::from_text(text).unwrap_or_default();
    let (client_data, authenticator_data) = (read(&form.client_data), read(&form.authenticator_data));
    let answer = Answer { client_data: &client_data, authenticator_data: &authenticator_data };
    let credential = match (passkeys::party(&app.settings), challenge) {
        (Some(party), Some(challenge)) => passkey::register(&party, &challenge, &answer).ok(),
        _ => None,
    };
    if credential.is_none() {
        errors.add("name", "passkey-error-refused");
    }
    let (Some(name), Some(credential)) = (name, credential) else {
        let known = passkeys::of(&mut *app.db.acquire().await?, staff.id).await?;
        return show(&app, &staff, page, &known, form.name, errors).await;
    };
    let mut change = staff.change(&app).await?;
    let ended = renewal::end_others(&mut change, &staff).await?;
    if !passkeys::add(&mut change, &staff, &name, &credential, ended).await? {
        drop(change);
        let known = passkeys::of(&mut *app.db.acquire().await?, staff.id).await?;
        return show(&app, &staff, page, &known, form.name, Errors::one("name", "passkey-error-known")).await;
    }
    renewal::tell_owner(&app, &mut change, &staff, "mail-what-passkey-added").await?;
    let session = renewal::renew(&mut change, &visitor, Message::new("passkey-added-done").text("name", name)).await?;
    change.commit().await?;
    Ok(session.sent_with(Redirect::to(FACTORS).into_response()))
}

/// Where one passkey is taken away.
pub(super) fn removal_path(id: Uuid) -> String {
    format!("{FACTORS}/passkeys/{id}/removal")
}

pub(super) async fn removal(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<Uuid>) -> Result<Response> {
    let known = passkeys::of(&mut db, staff.id).await?;
    let passkey = known.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    let (consequences, deed) = (vec![page.t("passkey-removal-effect")], page.ts("passkey-removal-deed", "name", &passkey.name));
    html(&Confirm::new(prepared(page, "passkey-removal-title"), consequences, deed, removal_path(id), FACTORS))
}

pub(super) async fn remove(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<Uuid>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let ended = renewal::end_others(&mut change, &staff).await?;
    if !passkeys::remove(&mut change, &staff, id, ended).await? {
        return Err(Error::NotFound);
    }
    renewal::tell_owner(&app, &mut change, &staff, "mail-what-passkey-removed").await?;
    let session = renewal::renew(&mut change, &staff.visitor(), Message::new("passkey-removed-done")).await?;
    change.commit().await?;
    Ok(session.sent_with(Redirect::to(FACTORS).into_response()))
}
