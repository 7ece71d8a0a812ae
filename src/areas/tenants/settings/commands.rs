//! Changing settings and brand.

use serde::Serialize;

use super::colour::Colour;
use super::picture::Picture;
use super::queries::Branding;
use crate::areas::tenants::record::Record;
use crate::core::change::{Change, Event};

/// Everything the settings form holds, canonical.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Settings {
    pub timezone: String,
    pub currency: String,
    pub default_language: String,
    pub date_format: String,
    pub time_format: String,
    pub first_day_of_week: i16,
    pub tax_id: Option<String>,
    pub commercial_registration: Option<String>,
}

impl Settings {
    pub fn of(record: &Record) -> Self {
        Self {
            timezone: record.details.timezone.clone(),
            currency: record.details.currency.clone(),
            default_language: record.details.default_language.clone(),
            date_format: record.regional.date_format.clone(),
            time_format: record.regional.time_format.clone(),
            first_day_of_week: record.regional.first_day_of_week,
            tax_id: record.registration.tax_id.clone(),
            commercial_registration: record.registration.commercial_registration.clone(),
        }
    }
}

/// Writes the settings over those of a locked tenant.
pub(super) async fn change_settings(change: &mut Change, tenant: &Record, after: &Settings) -> Result<(), sqlx::Error> {
    let at = change.at();
    sqlx::query!(
        r#"update sys_tenants
              set timezone = $2, currency = $3, default_language = $4, date_format = $5, time_format = $6, first_day_of_week = $7,
                  tax_id = $8, commercial_registration = $9, updated_at = $10, version = version + 1
            where id = $1"#,
        tenant.id.0,
        after.timezone,
        after.currency,
        after.default_language,
        after.date_format,
        after.time_format,
        after.first_day_of_week,
        after.tax_id,
        after.commercial_registration,
        at
    )
    .execute(&mut **change)
    .await?;
    let event = Event::new("tenant.settings_changed", "tenant").object(tenant.id, tenant.details.name.clone()).tenant(tenant.id);
    change.record(event.diff(&Settings::of(tenant), after)).await?;
    Ok(())
}

/// What becomes of the picture.
#[derive(Clone, Debug)]
pub(super) enum LogoChange {
    Keep,
    Remove,
    Replace(Picture),
}

/// What the audit log is told of a brand: of the picture only what it is.
#[derive(Serialize)]
struct Told {
    primary_color: String,
    secondary_color: String,
    accent_color: String,
    logo: Option<String>,
}

/// Writes the brand of a locked tenant. `false` when nothing was to change.
pub(super) async fn change_branding(
    change: &mut Change,
    tenant: &Record,
    before: &Branding,
    colours: [Colour; 3],
    logo: LogoChange,
) -> Result<bool, sqlx::Error> {
    let [primary, secondary, accent] = colours.map(|colour| colour.to_string());
    let had = before.logo_at.map(|_| "present".to_owned());
    let has = match &logo {
        LogoChange::Keep => had.clone(),
        LogoChange::Remove => None,
        LogoChange::Replace(picture) => {
            Some(format!("{} {}×{}, {} bytes", picture.content_type, picture.width, picture.height, picture.bytes.len()))
        }
    };
    let was = Told {
        primary_color: before.primary.clone(),
        secondary_color: before.secondary.clone(),
        accent_color: before.accent.clone(),
        logo: had.clone(),
    };
    let same_colours = [&was.primary_color, &was.secondary_color, &was.accent_color] == [&primary, &secondary, &accent];
    if same_colours && had == has {
        return Ok(false);
    }
    let at = change.at();
    let keep = matches!(logo, LogoChange::Keep);
    let (bytes, kind) = match logo {
        LogoChange::Replace(picture) => (Some(picture.bytes), Some(picture.content_type)),
        LogoChange::Keep | LogoChange::Remove => (None, None),
    };
    sqlx::query!(
        r#"insert into sys_tenant_branding as b (tenant_id, primary_color, secondary_color, accent_color, logo, logo_type, updated_at)
           values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (tenant_id) do update
              set primary_color = excluded.primary_color, secondary_color = excluded.secondary_color, accent_color = excluded.accent_color,
                  logo = case when $8 then b.logo else excluded.logo end,
                  logo_type = case when $8 then b.logo_type else excluded.logo_type end,
                  updated_at = excluded.updated_at, version = b.version + 1"#,
        tenant.id.0,
        primary,
        secondary,
        accent,
        bytes,
        kind,
        at,
        keep
    )
    .execute(&mut **change)
    .await?;
    let is_now = Told { primary_color: primary, secondary_color: secondary, accent_color: accent, logo: has };
    let event = Event::new("tenant.branding_changed", "tenant").object(tenant.id, tenant.details.name.clone()).tenant(tenant.id);
    change.record(event.diff(&was, &is_now)).await?;
    Ok(true)
}
