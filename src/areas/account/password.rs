//! A new password, for somebody who knows the old one.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::{PASSWORD, commands, renewal, tabs};
use crate::areas::staff::passwords::weakness_message;
use crate::areas::staff::{queries, throttle};
use crate::core::change::{Event, Outcome};
use crate::core::lang::Message;
use crate::core::password::{self, Queue};
use crate::web::page::{form_page, too_many};
use crate::web::ui::Tab;
use crate::web::{AppState, Error, Errors, Form, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "account/password.html")]
struct PasswordPage {
    page: Page,
    tabs: Vec<Tab>,
    errors: Errors,
    email: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PasswordForm {
    current: String,
    password: String,
}

impl PasswordForm {
    fn check(&self, about: &[&str]) -> Errors {
        let mut errors = Errors::new();
        if self.current.is_empty() {
            errors.add("current", "account-error-current-missing");
        }
        if let Err(weakness) = password::check_new(&self.password, about) {
            errors.add("password", weakness_message(weakness));
        } else if self.current == self.password {
            errors.add("password", "account-error-password-same");
        }
        errors
    }
}

pub(super) async fn get(staff: SignedIn, page: Page) -> Result<Response> {
    let errors = Errors::new();
    form_page(&errors, &prepared(page, &staff, errors.clone()))
}

fn prepared(page: Page, staff: &SignedIn, errors: Errors) -> PasswordPage {
    let tabs = tabs(&page, PASSWORD);
    let page = page.titled("account-password").section("ui-account").failed(errors.any());
    PasswordPage { page, tabs, errors, email: staff.email.clone() }
}

pub(super) async fn post(State(app): State<AppState>, staff: SignedIn, page: Page, Form(form): Form<PasswordForm>) -> Result<Response> {
    let errors = form.check(&[&staff.name, &staff.email]);
    if errors.any() {
        return form_page(&errors, &prepared(page, &staff, errors.clone()));
    }
    let key = [throttle::Key::own_password(staff.id)];
    if let Err(seconds) = throttle::take(&app.db, &key, staff.visitor().at).await? {
        let message = Message::new("login-error-wait").count(i64::try_from(seconds).unwrap_or(i64::MAX));
        return too_many(seconds, &prepared(page, &staff, Errors::one("current", message)));
    }
    let mut db = app.db.acquire().await?;
    let stored = queries::password_hash(&mut db, staff.id).await?;
    // The connection goes back before hashing, which takes tenths of a second.
    drop(db);
    let right = app.passwords.verify(form.current, stored.clone(), Queue::Known).await.map_err(|_| Error::TooMany(2))?;
    let (Some(stored), true) = (stored, right) else {
        let mut change = staff.change(&app).await?;
        let event = Event::new("account.password_changed", "staff").object(staff.id, staff.name.clone());
        change.record(event.outcome(Outcome::Failure)).await?;
        change.commit().await?;
        let errors = Errors::one("current", "account-error-current-wrong");
        return form_page(&errors, &prepared(page, &staff, errors.clone()));
    };
    let hash = app.passwords.hash(form.password).await.map_err(|_| Error::TooMany(2))?;

    let mut change = staff.change(&app).await?;
    let ended = renewal::end_others(&mut change, &staff).await?;
    if !commands::change_password(&mut change, &staff, &stored, &hash, ended).await? {
        // A twin of this request was first, so the password given as the present one no longer is.
        let errors = Errors::one("current", "account-error-current-wrong");
        return form_page(&errors, &prepared(page, &staff, errors.clone()));
    }
    // Whoever knew the old password and tried codes with it starts over as well.
    let [key] = key;
    throttle::succeeded(&mut change, &[key, throttle::Key::account(&staff.email), throttle::Key::factor(staff.id, None)]).await?;
    renewal::tell_owner(&app, &mut change, &staff, "mail-what-password").await?;
    let session = renewal::renew(&mut change, &staff.visitor(), Message::new("account-password-done")).await?;
    change.commit().await?;
    Ok(session.sent_with(Redirect::to(PASSWORD).into_response()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_password_must_be_strong_and_new() {
        let check = |current: &str, password: &str| PasswordForm { current: current.into(), password: password.into() }.check(&[]);
        assert!(check("correct horse battery staple", "nine violet trams at dawn").is_empty());
        assert!(check("", "nine violet trams at dawn").on("current").is_some());
        assert!(check("nine violet trams at dawn", "nine violet trams at dawn").on("password").is_some());
        let both = check("", "short");
        assert!(both.on("current").is_some() && both.on("password").is_some());
    }
}
