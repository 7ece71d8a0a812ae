//! The settings page: regional settings and registration as a form, the brand at a glance.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgConnection;

use super::branding::{Swatch, swatches};
use super::commands::{self, Settings};
use super::{branding_path, logo_path, queries};
use crate::areas::tenants::conflict::{Conflict, Told, Versioned};
use crate::areas::tenants::form::{currencies, language, languages, time_zone, time_zones};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::record::queries::find;
use crate::areas::tenants::record::{Face, Record, Tab, face};
use crate::areas::tenants::{settings_path, show_path};
use crate::core::ids::TenantId;
use crate::core::lang::Message;
use crate::core::money::Currency;
use crate::core::permission::Permission;
use crate::core::text;
use crate::web::page::html_with;
use crate::web::session::FlashKind;
use crate::web::ui::SummaryRow;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

const DATE_FORMATS: [&str; 3] = ["dd/mm/yyyy", "yyyy-mm-dd", "mm/dd/yyyy"];
const TIME_FORMATS: [&str; 2] = ["24h", "12h"];
const NUMBER_MAX: usize = 50;

#[derive(Template)]
#[template(path = "tenants/settings.html")]
struct SettingsPage {
    page: Page,
    face: Face,
    errors: Errors,
    form: SettingsForm,
    conflict: Conflict,
    /// For readers who may not change anything.
    facts: Vec<SummaryRow>,
    date_formats: Vec<(String, String)>,
    time_formats: Vec<(String, String)>,
    days: Vec<(String, String)>,
    time_zones: Vec<(String, String)>,
    currencies: Vec<(String, String)>,
    languages: Vec<(String, String)>,
    swatches: Vec<Swatch>,
    logo: Option<String>,
    branding_href: String,
    action: String,
    back: String,
    may_edit: bool,
    known: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::areas::tenants) struct SettingsForm {
    timezone: String,
    currency: String,
    default_language: String,
    date_format: String,
    time_format: String,
    first_day_of_week: String,
    tax_id: String,
    commercial_registration: String,
    version: Option<i32>,
}

impl SettingsForm {
    fn of(record: &Record) -> Self {
        let settings = Settings::of(record);
        Self {
            timezone: settings.timezone,
            currency: settings.currency,
            default_language: settings.default_language,
            date_format: settings.date_format,
            time_format: settings.time_format,
            first_day_of_week: settings.first_day_of_week.to_string(),
            tax_id: settings.tax_id.unwrap_or_default(),
            commercial_registration: settings.commercial_registration.unwrap_or_default(),
            version: Some(record.version),
        }
    }

    fn check(&self) -> std::result::Result<Settings, Errors> {
        let mut errors = Errors::new();
        let timezone = errors.take("timezone", time_zone(&self.timezone));
        let currency = errors.take("currency", Currency::parse(&self.currency).map_err(|_| "tenants-error-currency"));
        let default_language = errors.take("default_language", language(&self.default_language));
        let date_format = errors.take("date_format", one_of(&DATE_FORMATS, &self.date_format, "tenants-error-date-format"));
        let time_format = errors.take("time_format", one_of(&TIME_FORMATS, &self.time_format, "tenants-error-time-format"));
        let day = text::digits_to_latin(self.first_day_of_week.trim()).parse::<i16>().ok().filter(|day| (0..=6).contains(day));
        let first_day_of_week = errors.take("first_day_of_week", day.ok_or("tenants-error-first-day"));
        let tax_id = errors.take("tax_id", number(&self.tax_id, "tenants-error-tax-id-long"));
        let commercial_registration =
            errors.take("commercial_registration", number(&self.commercial_registration, "tenants-error-registration-long"));
        match (timezone, currency, default_language, date_format, time_format, first_day_of_week, tax_id, commercial_registration) {
            (
                Some(timezone),
                Some(currency),
                Some(default_language),
                Some(date_format),
                Some(time_format),
                Some(first_day_of_week),
                Some(tax_id),
                Some(commercial_registration),
            ) => Ok(Settings {
                timezone: timezone.name().to_owned(),
                currency: currency.code().to_owned(),
                default_language: default_language.code().to_owned(),
                date_format,
                time_format,
                first_day_of_week,
                tax_id,
                commercial_registration,
            }),
            _ => Err(errors),
        }
    }
}

impl Settings {
    /// The fields by the name of their label, for comparing two states.
    fn told(&self) -> Told {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        vec![
            ("timezone", self.timezone.clone()),
            ("currency", self.currency.clone()),
            ("default_language", self.default_language.clone()),
            ("date_format", self.date_format.clone()),
            ("time_format", self.time_format.clone()),
            ("first_day_of_week", self.first_day_of_week.to_string()),
            ("tax_id", text(&self.tax_id)),
            ("commercial_registration", text(&self.commercial_registration)),
        ]
    }
}

impl SettingsPage {
    fn version(&self) -> String {
        self.form.version.map(|v| v.to_string()).unwrap_or_default()
    }
}

pub(in crate::areas::tenants) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    let identity = Identity::of(&staff);
    let record = find(&mut db, id, identity).await?.ok_or(Error::NotFound)?;
    let form = SettingsForm::of(&record);
    show(page, &mut db, &record, identity, form, &Errors::new(), Conflict::default()).await
}

pub(in crate::areas::tenants) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Form(form): Form<SettingsForm>,
) -> Result<Response> {
    let identity = Identity::of(&staff);
    identity.required()?;
    let version = form.version.ok_or(Error::BadRequest("the form does not say which version it is of"))?;
    let mut change = staff.change(&app).await?;
    if !crate::areas::tenants::commands::lock(&mut change, id).await? {
        return Err(Error::NotFound);
    }
    let record = find(&mut change, id, identity).await?.ok_or(Error::NotFound)?;
    if !record.is_open() {
        return staff.go(&show_path(id), FlashKind::Warning, "tenants-closed").await;
    }
    let after = match form.check() {
        Ok(after) => after,
        Err(errors) => return show(page, &mut change, &record, identity, form, &errors, Conflict::default()).await,
    };
    let before = Settings::of(&record);
    if version != record.version {
        let conflict = Conflict::find(&mut change, &Versioned::tenant(id), version, record.version, &before.told(), &after.told()).await?;
        if !conflict.is_empty() {
            let form = SettingsForm { version: Some(record.version), ..form };
            return show(page, &mut change, &record, identity, form, &Errors::new(), conflict).await;
        }
    }
    if after == before {
        return staff.go(&settings_path(id), FlashKind::Info, "tenants-unchanged").await;
    }
    commands::change_settings(&mut change, &record, &after).await?;
    change.commit().await?;
    staff.done(&settings_path(id), "tenants-settings-saved").await
}

async fn show(
    page: Page,
    db: &mut PgConnection,
    record: &Record,
    identity: Identity,
    form: SettingsForm,
    errors: &Errors,
    conflict: Conflict,
) -> Result<Response> {
    let status = match (errors.any(), conflict.is_empty()) {
        (true, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::CONFLICT,
        (false, true) => StatusCode::OK,
    };
    let branding = queries::branding(db, record.id).await?;
    let may_edit = page.can(Permission::TenantsWrite) && identity.is_known() && record.is_open();
    let (page, face) = face(page.failed(status != StatusCode::OK), record, Tab::Settings);
    let same = |values: &[&str]| values.iter().map(|value| ((*value).to_owned(), (*value).to_owned())).collect();
    let template = SettingsPage {
        facts: if may_edit { Vec::new() } else { facts(&page, record, identity) },
        date_formats: same(&DATE_FORMATS),
        time_formats: vec![("24h".to_owned(), page.t("tenants-time-24h")), ("12h".to_owned(), page.t("tenants-time-12h"))],
        days: days(&page),
        time_zones: time_zones(&form.timezone),
        currencies: currencies(),
        languages: languages(),
        swatches: swatches(&page, &branding),
        logo: branding.logo_at.filter(|_| identity.is_known()).map(|at| format!("{}?v={}", logo_path(record.id), at.timestamp_micros())),
        branding_href: branding_path(record.id),
        action: settings_path(record.id),
        back: settings_path(record.id),
        may_edit,
        known: identity.is_known(),
        page,
        face,
        errors: errors.clone(),
        form,
        conflict,
    };
    html_with(status, &template)
}

fn facts(page: &Page, record: &Record, identity: Identity) -> Vec<SummaryRow> {
    let settings = Settings::of(record);
    let named = |choices: Vec<(String, String)>, value: &str| {
        choices.into_iter().find(|(code, _)| code == value).map_or_else(|| value.to_owned(), |(_, name)| name)
    };
    let time = page.t(if settings.time_format == "12h" { "tenants-time-12h" } else { "tenants-time-24h" });
    let mut facts = vec![
        SummaryRow::code(page.t("tenants-field-timezone"), settings.timezone),
        SummaryRow::code(page.t("tenants-field-currency"), settings.currency),
        SummaryRow::text(page.t("tenants-field-default-language"), named(languages(), &settings.default_language)),
        SummaryRow::code(page.t("tenants-field-date-format"), settings.date_format),
        SummaryRow::text(page.t("tenants-field-time-format"), time),
        SummaryRow::text(page.t("tenants-field-first-day-of-week"), named(days(page), &settings.first_day_of_week.to_string())),
    ];
    if identity.is_known() {
        facts.push(SummaryRow::code(page.t("tenants-field-tax-id"), settings.tax_id.unwrap_or_default()));
        facts.push(SummaryRow::code(page.t("tenants-field-commercial-registration"), settings.commercial_registration.unwrap_or_default()));
    }
    facts
}

fn days(page: &Page) -> Vec<(String, String)> {
    const DAYS: [&str; 7] = [
        "tenants-day-sunday",
        "tenants-day-monday",
        "tenants-day-tuesday",
        "tenants-day-wednesday",
        "tenants-day-thursday",
        "tenants-day-friday",
        "tenants-day-saturday",
    ];
    DAYS.iter().enumerate().map(|(place, key)| (place.to_string(), page.t(key))).collect()
}

fn one_of(known: &[&str], raw: &str, wrong: &'static str) -> std::result::Result<String, Message> {
    let value = text::clean(raw).to_lowercase();
    if known.contains(&value.as_str()) { Ok(value) } else { Err(wrong.into()) }
}

/// Numbers authorities give: kept as written, with Latin digits.
fn number(raw: &str, too_long: &'static str) -> std::result::Result<Option<String>, Message> {
    let value = text::digits_to_latin(&text::clean(raw));
    match value.chars().count() {
        0 => Ok(None),
        1..=NUMBER_MAX => Ok(Some(value)),
        _ => Err(too_long.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> SettingsForm {
        let text = |value: &str| value.to_owned();
        SettingsForm {
            timezone: text("Asia/Muscat"),
            currency: text("omr"),
            default_language: text("ar"),
            date_format: text("DD/MM/YYYY"),
            time_format: text("24h"),
            first_day_of_week: text("٠"),
            tax_id: text(" OM١١٠٠  "),
            commercial_registration: String::new(),
            version: Some(1),
        }
    }

    #[test]
    fn settings_are_read_forgivingly() {
        let settings = form().check().unwrap();
        assert_eq!((settings.currency.as_str(), settings.date_format.as_str(), settings.first_day_of_week), ("OMR", "dd/mm/yyyy", 0));
        assert_eq!((settings.tax_id.as_deref(), settings.commercial_registration), (Some("OM1100"), None));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let wrong = SettingsForm { tax_id: "x".repeat(51), commercial_registration: "x".repeat(51), ..SettingsForm::default() };
        assert_eq!(wrong.check().unwrap_err().iter().count(), 8);
    }
}
