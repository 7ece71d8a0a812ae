//! Creating a tenant: the same checks, the same act and the same mail as on the page.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use super::path;
use super::resource::{self, Tenant};
use crate::areas::tenants::commands;
use crate::areas::tenants::form::{Checked, TenantForm, note_taken, refused_by_the_register};
use crate::core::ids::TenantId;
use crate::core::lang::Lang;
use crate::web::api::{Caller, Once, Problem, ProblemDocument, Sent};
use crate::web::{AppState, Errors};

/// How often a creation that was chosen to give way to another begins anew.
const ATTEMPTS: u32 = 5;

/// A tenant to be. What is left out takes what the country brings, as on the page.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NewTenant {
    /// 2 to 250 characters.
    #[schema(required, example = "Al Noor Laundry")]
    name: String,
    /// The name in Arabic.
    name2: Option<String>,
    /// Lower case, digits and hyphens; made of the name when it is left out.
    #[schema(example = "al-noor")]
    slug: Option<String>,
    /// `laundry`, `dry_cleaning` or `both`.
    #[schema(required, example = "laundry")]
    business_type: String,
    contact_name: Option<String>,
    #[schema(required, example = "owner@example.com")]
    email: String,
    /// With the country's code, or as it is written there.
    phone: Option<String>,
    address: Option<String>,
    city: Option<String>,
    /// ISO 3166, two letters.
    #[schema(required, example = "OM")]
    country_code: String,
    /// IANA name.
    timezone: Option<String>,
    /// ISO 4217.
    currency: Option<String>,
    /// `en` or `ar`; English when it is left out.
    default_language: Option<String>,
    /// `FREE_TRIAL`, `STARTER`, `GROWTH`, `PRO` or `ENTERPRISE`.
    #[schema(required, example = "FREE_TRIAL")]
    plan: String,
    tags: Vec<String>,
    /// `YYYY-MM-DD`; today when it is left out.
    signed_on: Option<String>,
}

impl NewTenant {
    fn into_form(self) -> TenantForm {
        TenantForm {
            name: self.name,
            name2: self.name2.unwrap_or_default(),
            slug: self.slug.unwrap_or_default(),
            business_type: self.business_type,
            contact_name: self.contact_name.unwrap_or_default(),
            email: self.email,
            phone: self.phone.unwrap_or_default(),
            address: self.address.unwrap_or_default(),
            country_code: self.country_code,
            timezone: self.timezone.unwrap_or_default(),
            currency: self.currency.unwrap_or_default(),
            default_language: self.default_language.unwrap_or_default(),
            plan: self.plan,
            city: self.city,
            owner: None,
            tags: Some(self.tags.join(",")),
            signed_on: self.signed_on,
            version: None,
        }
    }
}

/// Create a tenant with its main branch, lifecycle and subscription, and welcome it by mail.
#[utoipa::path(
    post, path = "/api/v1/tenants", tag = "Tenants",
    params(("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200, pattern = "^[\\t -~]+$", description = "Makes repeating the call harmless for 24 hours")),
    request_body = NewTenant,
    responses(
        (status = 201, description = "The tenant was created; Location names it", body = Tenant),
        (status = 409, description = "The first call with this key gave no answer", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "Fields were refused; nothing was done", body = ProblemDocument, content_type = "application/problem+json"),
    ),
    security(("key" = ["tenants:write"]))
)]
pub(super) async fn create_tenant(
    State(app): State<AppState>,
    caller: Caller,
    Sent(wanted, once): Sent<NewTenant>,
) -> Result<Response, Problem> {
    let form = wanted.into_form();
    let checked = match form.check(app.clock.today(), Lang::En) {
        Ok(checked) => checked,
        Err(mut errors) => {
            refused_by_the_register(&mut *app.db.acquire().await?, &form, &mut errors).await?;
            return Err(errors.into());
        }
    };
    let mut deadlocks = 0;
    loop {
        match attempt(&app, &caller, &once, checked.clone()).await {
            Err(Failed::Database(error)) if deadlocks < ATTEMPTS && commands::is_deadlock(&error) => deadlocks += 1,
            Err(Failed::Database(error)) => return Err(error.into()),
            Err(Failed::Said(problem)) => return Err(problem),
            Ok(response) => return Ok(response),
        }
    }
}

/// Why an attempt gave no answer: another may do better, or there is a problem to tell.
enum Failed {
    Database(sqlx::Error),
    Said(Problem),
}

impl From<sqlx::Error> for Failed {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Problem> for Failed {
    fn from(problem: Problem) -> Self {
        Self::Said(problem)
    }
}

async fn attempt(app: &AppState, caller: &Caller, once: &Once, checked: Checked) -> Result<Response, Failed> {
    let mut change = caller.change(app).await?;
    let (id, now) = (TenantId(change.new_id()), change.at());
    if let Some(earlier) = once.earlier(&mut change, caller, now).await? {
        return Ok(earlier);
    }
    let suggested = checked.slug.is_none();
    if let Err(taken) = commands::create(&mut change, &app.secrets, checked.into_new(id, app.clock.today()), suggested).await? {
        let mut errors = Errors::new();
        note_taken(&mut errors, taken);
        return Err(Failed::Said(errors.into()));
    }
    let tenant = resource::find(&mut change, id).await?.ok_or_else(|| Problem::internal("a tenant vanished as it was created"))?;
    let answer = once.answer(&mut change, caller, (StatusCode::CREATED, Some(&path(id))), &tenant).await?;
    change.commit().await.map_err(Problem::from)?;
    Ok(answer)
}
