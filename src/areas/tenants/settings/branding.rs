//! A tenant's colours and picture.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use sqlx::PgConnection;

use super::colour::{Colour, READABLE};
use super::commands::{self, LogoChange};
use super::picture::{Picture, PictureError};
use super::queries::{self, Branding};
use super::{branding_path, logo_path};
use crate::areas::tenants::commands::lock;
use crate::areas::tenants::conflict::{Conflict, LOGO_NEW, LOGO_STORED, Told, Versioned};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::onboarding::{Happening, happened};
use crate::areas::tenants::record::Record;
use crate::areas::tenants::record::queries::find;
use crate::areas::tenants::{LIST_PATH, settings_path, show_path};
use crate::core::ids::TenantId;
use crate::web::page::html_with;
use crate::web::session::FlashKind;
use crate::web::upload::Upload;
use crate::web::{AppState, Db, Error, Errors, Page, Path, Result, SignedIn};

/// One colour as it is shown: a patch with text on it, and how well that can be read.
pub(super) struct Swatch {
    pub label: String,
    pub colour: String,
    pub ink: &'static str,
    pub contrast: String,
    /// Whether the colour can be used for text on a white page.
    pub readable: bool,
}

#[derive(Template)]
#[template(path = "tenants/branding.html")]
struct BrandingPage {
    page: Page,
    errors: Errors,
    conflict: Conflict,
    /// Of the brand the form was filled in over.
    version: i32,
    colours: [String; 3],
    swatches: Vec<Swatch>,
    logo: Option<String>,
    remove_logo: bool,
    action: String,
    back: String,
}

const FIELDS: [&str; 3] = ["primary_color", "secondary_color", "accent_color"];

pub(in crate::areas::tenants) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let record = find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !record.is_open() {
        return staff.go(&settings_path(id), FlashKind::Warning, "tenants-closed").await;
    }
    let branding = queries::branding(&mut db, id).await?;
    let colours = [branding.primary.clone(), branding.secondary.clone(), branding.accent.clone()];
    show(page, &record, &branding, colours, false, &Errors::new(), Conflict::default())
}

pub(in crate::areas::tenants) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    mut upload: Upload,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    upload.only(&["primary_color", "secondary_color", "accent_color", "remove_logo", "version"], &["logo"])?;
    let version: i32 = upload.field("version").parse().map_err(|_| Error::BadRequest("the form does not say which version it is of"))?;
    let mut change = staff.change(&app).await?;
    let (record, before) = found(&mut change, id).await?;
    if !record.is_open() {
        return staff.go(&settings_path(id), FlashKind::Warning, "tenants-closed").await;
    }
    let typed = FIELDS.map(|field| upload.field(field).to_owned());
    let mut errors = Errors::new();
    let [primary, secondary, accent] =
        FIELDS.map(|field| errors.take(field, Colour::parse(upload.field(field)).map_err(|_| "tenants-error-colour")));
    let remove = upload.field("remove_logo") == "true";
    let logo = match upload.file("logo").map(|file| Picture::read(&file.bytes)) {
        Some(Ok(picture)) => LogoChange::Replace(picture),
        Some(Err(error)) => {
            errors.add("logo", picture_error(error));
            LogoChange::Keep
        }
        None if remove => LogoChange::Remove,
        None => LogoChange::Keep,
    };
    let (Some(primary), Some(secondary), Some(accent), true) = (primary, secondary, accent, errors.is_empty()) else {
        return show(page, &record, &Branding { version, ..before }, typed, remove, &errors, Conflict::default());
    };
    if version != before.version {
        let yours = told([&primary, &secondary, &accent].map(ToString::to_string), picture_told(&logo, &before));
        let theirs = told([&before.primary, &before.secondary, &before.accent].map(Clone::clone), picture_told(&LogoChange::Keep, &before));
        let conflict = Conflict::find(&mut change, &Versioned::branding(id), version, before.version, &theirs, &yours).await?;
        if !conflict.is_empty() {
            return show(page, &record, &before, typed, remove, &Errors::new(), conflict);
        }
    }
    if !commands::change_branding(&mut change, &record, &before, [primary, secondary, accent], logo).await? {
        return staff.go(&settings_path(id), FlashKind::Info, "tenants-unchanged").await;
    }
    let now = change.at();
    happened(&mut change, &record, Happening::BrandingSet, now).await?;
    change.commit().await?;
    staff.done(&settings_path(id), "tenants-branding-saved").await
}

async fn found(change: &mut crate::core::change::Change, id: TenantId) -> Result<(Record, Branding)> {
    if !lock(change, id).await? {
        return Err(Error::NotFound);
    }
    let db: &mut PgConnection = change;
    let record = find(db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    let branding = queries::branding(db, id).await?;
    Ok((record, branding))
}

/// The fields by the name of their label, for comparing two states.
fn told(colours: [String; 3], logo: &str) -> Told {
    FIELDS.into_iter().zip(colours).chain([("logo", logo.to_owned())]).collect()
}

/// What there is to be after this: a picture that is kept is the one there is.
fn picture_told(logo: &LogoChange, before: &Branding) -> &'static str {
    match logo {
        LogoChange::Replace(_) => LOGO_NEW,
        LogoChange::Keep if before.logo_at.is_some() => LOGO_STORED,
        LogoChange::Keep | LogoChange::Remove => "",
    }
}

fn picture_error(error: PictureError) -> &'static str {
    match error {
        PictureError::TooLarge => "tenants-error-logo-large",
        PictureError::NotAPicture => "tenants-error-logo-kind",
        PictureError::TooManyPixels => "tenants-error-logo-pixels",
    }
}

fn show(
    page: Page,
    record: &Record,
    branding: &Branding,
    colours: [String; 3],
    remove_logo: bool,
    errors: &Errors,
    conflict: Conflict,
) -> Result<Response> {
    let status = match (errors.any(), conflict.is_empty()) {
        (true, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::CONFLICT,
        (false, true) => StatusCode::OK,
    };
    let name = record.name_in(page.language()).to_owned();
    let page = page.titled("tenants-branding-edit").section("nav-tenants").failed(status != StatusCode::OK);
    let (tenants, settings) = (page.t("nav-tenants"), page.t("tenants-tab-settings"));
    let page = page.crumb(tenants, LIST_PATH).crumb(name, show_path(record.id)).crumb(settings, settings_path(record.id));
    let template = BrandingPage {
        swatches: swatches(&page, branding),
        logo: branding.logo_at.map(|at| format!("{}?v={}", logo_path(record.id), at.timestamp_micros())),
        action: branding_path(record.id),
        back: settings_path(record.id),
        page,
        errors: errors.clone(),
        conflict,
        version: branding.version,
        colours,
        remove_logo,
    };
    html_with(status, &template)
}

/// The stored colours with what can be read on them.
pub(super) fn swatches(page: &Page, branding: &Branding) -> Vec<Swatch> {
    let labels = ["tenants-field-primary-color", "tenants-field-secondary-color", "tenants-field-accent-color"];
    let colours = [&branding.primary, &branding.secondary, &branding.accent];
    labels
        .iter()
        .zip(colours)
        .filter_map(|(label, stored)| {
            let colour = Colour::parse(stored).ok()?;
            let (ink, _) = colour.text();
            let on_white = colour.on_white();
            let ratio = page.format().digits.write(format!("{}.{}", on_white / 100, on_white % 100 / 10));
            Some(Swatch {
                label: page.t(label),
                colour: colour.to_string(),
                ink,
                contrast: page.ts("tenants-contrast", "ratio", ratio),
                readable: on_white >= READABLE,
            })
        })
        .collect()
}
