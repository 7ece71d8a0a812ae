//! Inviting somebody.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::dangerous::{self, Grant, Whom};
use super::super::model::{Refusal, read_email, read_name};
use super::super::{INDEX, commands, invitations, keepers, queries, show_path};
use super::{linked, needed_reason, role_choices};
use crate::areas::approvals::settle;
use crate::core::approvals::{self, Submitted};
use crate::core::email::Email;
use crate::core::ids::StaffId;
use crate::core::lang::{Lang, Message};
use crate::core::mail;
use crate::web::page::form_page;
use crate::web::{AppState, Db, Errors, Idem, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "staff/new.html")]
struct NewPage {
    page: Page,
    form: NewForm,
    errors: Errors,
    key: Uuid,
    roles: Vec<(String, String, String)>,
    languages: Vec<(&'static str, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct NewForm {
    name: String,
    email: String,
    #[serde(default)]
    roles: Vec<String>,
    /// Of the mail and of the first pages they see.
    #[serde(default)]
    language: String,
    /// Why, when the roles let their holder grant or decide.
    #[serde(default)]
    reason: String,
}

struct Wanted {
    name: String,
    email: Email,
    lang: Lang,
}

impl NewForm {
    fn check(&self) -> std::result::Result<Wanted, Errors> {
        let mut errors = Errors::new();
        let name = errors.take("name", read_name(&self.name));
        let email = errors.take("email", read_email(&self.email));
        if self.roles.is_empty() {
            errors.add("roles", "staff-error-role-missing");
        }
        match (name, email) {
            (Some(name), Some(email)) if errors.is_empty() => {
                Ok(Wanted { name, email, lang: Lang::from_code(&self.language).unwrap_or_default() })
            }
            _ => Err(errors),
        }
    }
}

pub(in super::super) async fn get(State(app): State<AppState>, page: Page, mut db: Db) -> Result<Response> {
    let form =
        NewForm { name: String::new(), email: String::new(), roles: Vec::new(), language: page.lang().to_owned(), reason: String::new() };
    show(&mut db, page, form, Errors::new(), app.clock.new_id()).await
}

async fn show(db: &mut PgConnection, page: Page, form: NewForm, errors: Errors, key: Uuid) -> Result<Response> {
    let roles = role_choices(&page, &queries::roles(db).await?);
    let list = page.t("nav-staff");
    let languages = Lang::ALL.map(|lang| (lang.code(), lang.t("language-own-name"))).to_vec();
    let page = page.titled("staff-new-title").section("nav-staff").crumb(list, INDEX).failed(errors.any());
    form_page(&errors, &NewPage { page, form, errors: errors.clone(), key, roles, languages })
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Idem(form, key): Idem<NewForm>,
) -> Result<Response> {
    let key = key.unwrap_or_else(|| app.clock.new_id());
    let wanted = match form.check() {
        Ok(wanted) => wanted,
        Err(errors) => return show(&mut *app.db.acquire().await?, page, form, errors, key).await,
    };
    let mut change = staff.change(&app).await?;
    let Wanted { name, email, lang } = wanted;
    // A role that is edited at this moment is looked at once that is over.
    keepers::one_at_a_time(&mut change).await?;
    if !dangerous::powerful(&mut change, &form.roles).await?.is_empty() {
        if !commands::holds_all_of(&mut change, &form.roles).await? {
            return show(&mut change, page, form, Errors::one(Refusal::BeyondOwn.field(), Refusal::BeyondOwn.key()), key).await;
        }
        let reason = match needed_reason(&form.reason) {
            Ok(reason) => reason,
            Err(error) => return show(&mut change, page, form, Errors::one("reason", error), key).await,
        };
        let grant =
            Grant { whom: Whom::Newcomer { name: name.clone(), email: email.to_string(), language: lang }, roles: form.roles.clone() };
        return match approvals::submit(&mut change, app.means(), &grant, &reason).await? {
            Submitted::Refused(error) if error == Refusal::EmailTaken.key() => {
                show(&mut change, page, form, Errors::one("email", error), key).await
            }
            submitted => settle(&staff, change, submitted, INDEX, Message::new("staff-invited-title").text("name", name)).await,
        };
    }
    let id = StaffId(change.new_id());
    if let Some(earlier) = change.first_result(key, &show_path(id)).await? {
        return Ok(Redirect::to(&earlier).into_response());
    }
    let invited = match commands::invite(&mut change, id, &name, email.as_ref(), lang, &form.roles).await? {
        Ok(invited) => invited,
        Err(refusal) => {
            drop(change);
            let errors = Errors::one(refusal.field(), refusal.key());
            return show(&mut *app.db.acquire().await?, page, form, errors, key).await;
        }
    };
    let link = invitations::link(&app.settings.base_url(), &invited.token);
    mail::queue(&mut change, &app.clock, &app.secrets, &commands::invitation_mail(&invited, &link)).await?;
    change.commit().await?;
    linked::page(page, "staff-invited-title", invited, link)
}
