//! The person's name, and how the console looks and speaks to them.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use sqlx::PgConnection;

use super::commands::{self, Profile, Saved};
use super::{PROFILE, tabs};
use crate::areas::staff::conflict::Conflict;
use crate::areas::staff::model::{Person, read_name};
use crate::areas::staff::queries;
use crate::core::lang::{Digits, Lang};
use crate::core::staff::Staff;
use crate::web::page::html_with;
use crate::web::session::{Flash, FlashKind, Visit};
use crate::web::ui::Tab;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Result, SignedIn, cookies};

const THEMES: [(&str, &str); 3] = [("system", "account-theme-system"), ("light", "account-theme-light"), ("dark", "account-theme-dark")];
const DENSITIES: [(&str, &str); 2] = [("comfortable", "account-density-comfortable"), ("compact", "account-density-compact")];
const DIGITS: [(Digits, &str); 2] = [(Digits::Latin, "account-digits-latin"), (Digits::Arabic, "account-digits-arabic")];

#[derive(Template)]
#[template(path = "account/profile.html")]
struct ProfilePage {
    page: Page,
    tabs: Vec<Tab>,
    form: ProfileForm,
    errors: Errors,
    conflict: Option<Conflict>,
    email: String,
    roles: String,
    languages: Vec<(&'static str, String)>,
    digits: Vec<(&'static str, String)>,
    themes: Vec<(&'static str, String)>,
    densities: Vec<(&'static str, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProfileForm {
    name: String,
    language: String,
    digits: String,
    theme: String,
    density: String,
    #[serde(default)]
    shortcuts: String,
    version: i32,
}

impl ProfileForm {
    fn of(profile: &Profile, version: i32) -> Self {
        Self {
            name: profile.name.clone(),
            language: profile.language.code().to_owned(),
            digits: profile.digits.code().to_owned(),
            theme: profile.theme.to_owned(),
            density: profile.density.to_owned(),
            shortcuts: if profile.shortcuts { "true".to_owned() } else { String::new() },
            version,
        }
    }

    fn wants_shortcuts(&self) -> bool {
        self.shortcuts == "true"
    }

    fn check(&self) -> std::result::Result<Profile, Errors> {
        const UNKNOWN: &str = "account-error-choice";
        let mut errors = Errors::new();
        let name = errors.take("name", read_name(&self.name));
        let language = errors.take("language", Lang::from_code(&self.language).ok_or(UNKNOWN));
        let digits = errors.take("digits", Digits::from_code(&self.digits).ok_or(UNKNOWN));
        let theme = errors.take("theme", known(&THEMES, &self.theme).ok_or(UNKNOWN));
        let density = errors.take("density", known(&DENSITIES, &self.density).ok_or(UNKNOWN));
        match (name, language, digits, theme, density) {
            (Some(name), Some(language), Some(digits), Some(theme), Some(density)) => {
                Ok(Profile { name, language, digits, theme, density, shortcuts: self.wants_shortcuts() })
            }
            _ => Err(errors),
        }
    }
}

fn known(values: &[(&'static str, &str)], value: &str) -> Option<&'static str> {
    values.iter().map(|(known, _)| *known).find(|known| *known == value)
}

fn current(staff: &Staff) -> Profile {
    Profile {
        name: staff.name.clone(),
        language: staff.language,
        digits: staff.digits,
        theme: known(&THEMES, &staff.theme).unwrap_or(THEMES[0].0),
        density: known(&DENSITIES, &staff.density).unwrap_or(DENSITIES[0].0),
        shortcuts: staff.shortcuts,
    }
}

async fn own_record(db: &mut PgConnection, staff: &Staff) -> Result<Person> {
    queries::find(db, staff.id).await?.ok_or(Error::NotFound)
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let version = own_record(&mut db, &staff).await?.version;
    let form = ProfileForm::of(&current(&staff), version);
    show(page, &staff, form, StatusCode::OK, Errors::new(), None)
}

fn show(page: Page, staff: &Staff, form: ProfileForm, status: StatusCode, errors: Errors, conflict: Option<Conflict>) -> Result<Response> {
    let words = |values: &[(&'static str, &str)]| values.iter().map(|(value, key)| (*value, page.t(key))).collect::<Vec<_>>();
    let template = ProfilePage {
        tabs: tabs(&page, PROFILE),
        email: staff.email.clone(),
        roles: page.staff().map(|face| face.roles.clone()).unwrap_or_default(),
        languages: Lang::ALL.map(|lang| (lang.code(), lang.t("language-own-name"))).to_vec(),
        digits: DIGITS.map(|(digits, key)| (digits.code(), page.t(key))).to_vec(),
        themes: words(&THEMES),
        densities: words(&DENSITIES),
        page: page.titled("account-profile").section("ui-account").failed(status != StatusCode::OK),
        form,
        errors,
        conflict,
    };
    html_with(status, &template)
}

pub(super) async fn post(State(app): State<AppState>, staff: SignedIn, page: Page, Form(mut form): Form<ProfileForm>) -> Result<Response> {
    let profile = match form.check() {
        Ok(profile) => profile,
        Err(errors) => return show(page, &staff, form, StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    let before = current(&staff);
    let mut change = staff.change(&app).await?;
    match commands::save_profile(&mut change, staff.id, form.version, &before, &profile).await? {
        Saved::Changed => change.commit().await?,
        Saved::Same => {}
        Saved::Stale => {
            let now = own_record(&mut change, &staff).await?;
            let fields = vec![("staff-field-name", now.name.clone(), profile.name)];
            let conflict = Conflict::about(&mut change, &page, ("staff", staff.id.to_string()), fields).await?;
            form.version = now.version;
            return show(page, &staff, form, StatusCode::CONFLICT, Errors::new(), Some(conflict));
        }
    }
    // Said in the language just chosen: that is the one the next page is in.
    let flash = Flash { kind: FlashKind::Success, text: profile.language.t("account-profile-done") };
    let visitor = staff.visitor();
    visitor.remember(Visit { flash: Some(flash), ..visitor.visit.clone() }).await?;
    let mut response = Redirect::to(PROFILE).into_response();
    // This browser's own cookie would otherwise outvote the choice.
    cookies::set(response.headers_mut(), &cookies::lasting(cookies::LANGUAGE, profile.language.code().to_owned()));
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ProfileForm {
        let profile = Profile {
            name: "Maryam Al Lawati".into(),
            language: Lang::Ar,
            digits: Digits::Arabic,
            theme: "dark",
            density: "compact",
            shortcuts: false,
        };
        ProfileForm::of(&profile, 3)
    }

    #[test]
    fn a_profile_survives_its_form() {
        let profile = form().check().unwrap();
        assert_eq!((profile.language, profile.digits, profile.theme, profile.density), (Lang::Ar, Digits::Arabic, "dark", "compact"));
        assert!(!profile.shortcuts, "an unchecked box is not sent");
    }

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let wrong = ProfileForm { name: " ".into(), theme: "pink".into(), language: "fr".into(), ..form() };
        let errors = wrong.check().unwrap_err();
        assert!(["name", "theme", "language"].iter().all(|field| errors.on(field).is_some()));
        assert!(errors.on("density").is_none());
    }
}
