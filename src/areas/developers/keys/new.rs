//! Issuing a key. Its secret is shown on the page after, once.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

use super::super::{KEYS, NEW_KEY, REFERENCE};
use super::commands;
use super::index::below;
use super::model::{USUAL_RATE, Wanted, read_end, read_name, read_networks, read_rate, read_scopes};
use crate::core::ids::ApiKeyId;
use crate::core::scope::Scope;
use crate::web::page::{form_page, html};
use crate::web::{AppState, Errors, Idem, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "developers/key_new.html")]
struct NewPage {
    page: Page,
    errors: Errors,
    form: KeyForm,
    /// Code, name, what it allows.
    scopes: Vec<(&'static str, String, String)>,
    key: Uuid,
    action: &'static str,
    back: &'static str,
}

#[derive(Template)]
#[template(path = "developers/key_issued.html")]
struct IssuedPage {
    page: Page,
    /// The one secret.
    secrets: [String; 1],
    back: &'static str,
    reference: &'static str,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in super::super) struct KeyForm {
    name: String,
    scopes: Vec<String>,
    expires_on: String,
    rate: String,
    networks: String,
}

impl KeyForm {
    fn check(&self, today: NaiveDate) -> std::result::Result<Wanted, Errors> {
        let mut errors = Errors::new();
        let name = errors.take("name", read_name(&self.name));
        let scopes = errors.take("scopes", read_scopes(&self.scopes));
        let expires_at = errors.take("expires_on", read_end(&self.expires_on, today));
        let rate = errors.take("rate", read_rate(&self.rate, scopes.as_deref().unwrap_or(Scope::ALL)));
        let networks = errors.take("networks", read_networks(&self.networks));
        match (name, scopes, expires_at, rate, networks) {
            (Some(name), Some(scopes), Some(expires_at), Some(rate_per_hour), Some(networks)) => {
                Ok(Wanted { name, scopes, rate_per_hour, networks, expires_at })
            }
            _ => Err(errors),
        }
    }
}

pub(in super::super) async fn get(State(app): State<AppState>, page: Page) -> Result<Response> {
    show(page, KeyForm { rate: USUAL_RATE.to_string(), ..KeyForm::default() }, Errors::new(), app.clock.new_id())
}

fn show(page: Page, form: KeyForm, errors: Errors, key: Uuid) -> Result<Response> {
    let scopes = Scope::ALL.iter().map(|scope| (scope.code(), page.t(scope.label_key()), page.t(scope.text_key()))).collect();
    let page = below(page).titled("keys-new-title").failed(errors.any());
    form_page(&errors, &NewPage { page, errors: errors.clone(), form, scopes, key, action: NEW_KEY, back: KEYS })
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Idem(form, key): Idem<KeyForm>,
) -> Result<Response> {
    let key = key.unwrap_or_else(|| app.clock.new_id());
    let wanted = match form.check(app.clock.today()) {
        Ok(wanted) => wanted,
        Err(errors) => return show(page, form, errors, key),
    };
    let mut change = staff.change(&app).await?;
    // Sent twice, it leads to the list: a secret that was shown is not shown again.
    if let Some(earlier) = change.first_result(key, KEYS).await? {
        return Ok(Redirect::to(&earlier).into_response());
    }
    let id = ApiKeyId(change.new_id());
    let Ok(secret) = commands::issue(&mut change, id, &wanted).await? else {
        return show(page, form, Errors::one("name", "keys-error-name-taken"), key);
    };
    change.commit().await?;
    let title = page.ts("keys-issued-title", "name", &wanted.name);
    html(&IssuedPage { page: below(page).titled_text(title), secrets: [secret], back: KEYS, reference: REFERENCE })
}
