//! Creating a tenant by hand.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use uuid::Uuid;

use super::check::Checked;
use super::choices::{self, Choice};
use super::fields::TenantForm;
use crate::areas::tenants::commands::{self, Taken};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::list::queries::{Choices, choices as filters};
use crate::areas::tenants::record::queries::{Plan, plans, taken};
use crate::areas::tenants::{LIST_PATH, NEW_PATH, show_path};
use crate::core::change::Change;
use crate::core::ids::TenantId;
use crate::web::page::form_page;
use crate::web::{AppState, Db, Error, Errors, Idem, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "tenants/new.html")]
struct NewPage {
    page: Page,
    errors: Errors,
    form: TenantForm,
    idem: Uuid,
    /// Code, name, price in words.
    plans: Vec<(String, String, String)>,
    owners: Vec<Choice>,
    tags: Vec<String>,
    business_types: Vec<Choice>,
    countries: Vec<Choice>,
    time_zones: Vec<Choice>,
    currencies: Vec<Choice>,
    languages: Vec<Choice>,
}

pub(in crate::areas::tenants) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    Identity::of(&staff).required()?;
    let form = TenantForm { country_code: "OM".into(), default_language: "en".into(), plan: "FREE_TRIAL".into(), ..TenantForm::default() };
    show(&app, page, &mut db, form, &Errors::new()).await
}

pub(in crate::areas::tenants) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Idem(form, key): Idem<TenantForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    if form.version.is_some() {
        return Err(Error::BadRequest("a new tenant has no version"));
    }
    let checked = match form.check(app.clock.today(), page.language()) {
        Ok(checked) => checked,
        Err(errors) => return refused(&app, page, form, errors).await,
    };
    let mut deadlocks = 0;
    let (outcome, change) = loop {
        let mut change = staff.change(&app).await?;
        match attempt(&app, &mut change, key, checked.clone()).await {
            Err(error) if deadlocks < ATTEMPTS && commands::is_deadlock(&error) => deadlocks += 1,
            outcome => break (outcome?, change),
        }
    };
    match outcome {
        Attempt::Done(location) => Ok(Redirect::to(&location).into_response()),
        Attempt::Created(id) => {
            change.commit().await?;
            staff.done(&show_path(id), "tenants-created").await
        }
        Attempt::NoSuchOwner => {
            drop(change);
            refused(&app, page, form, Errors::one("owner", "tenants-error-owner")).await
        }
        Attempt::Taken(taken) => {
            drop(change);
            let mut errors = Errors::new();
            note_taken(&mut errors, taken);
            show(&app, page, &mut *app.db.acquire().await?, form, &errors).await
        }
    }
}

/// How often a creation that was chosen to give way to another begins anew.
const ATTEMPTS: u32 = 5;

/// How one attempt to create a tenant ended.
enum Attempt {
    Created(TenantId),
    /// The same form was carried out before, and led there.
    Done(String),
    NoSuchOwner,
    Taken(Taken),
}

async fn attempt(app: &AppState, change: &mut Change, key: Option<Uuid>, checked: Checked) -> std::result::Result<Attempt, sqlx::Error> {
    let id = TenantId(change.new_id());
    if let Some(key) = key
        && let Some(location) = change.first_result(key, &show_path(id)).await?
    {
        return Ok(Attempt::Done(location));
    }
    if let Some(owner) = checked.owner
        && !commands::is_active_staff(change, owner).await?
    {
        return Ok(Attempt::NoSuchOwner);
    }
    let suggested = checked.slug.is_none();
    let created = commands::create(change, &app.secrets, checked.into_new(id, app.clock.today()), suggested).await?;
    Ok(created.map_or_else(Attempt::Taken, |_| Attempt::Created(id)))
}

/// Says which unique value another tenant has, on its field.
pub(in crate::areas::tenants) fn note_taken(errors: &mut Errors, taken: Taken) {
    if taken.email {
        errors.add("email", "tenants-error-email-taken");
    }
    if taken.slug {
        errors.add("slug", "tenants-error-slug-taken");
    }
}

/// The form again. What only the register knows is looked up as well, so that everything is said at once.
async fn refused(app: &AppState, page: Page, form: TenantForm, mut errors: Errors) -> Result<Response> {
    let mut db = app.db.acquire().await?;
    refused_by_the_register(&mut db, &form, &mut errors).await?;
    show(app, page, &mut db, form, &errors).await
}

/// Adds what only the register knows is wrong with a form.
pub(in crate::areas::tenants) async fn refused_by_the_register(
    db: &mut sqlx::PgConnection,
    form: &TenantForm,
    errors: &mut Errors,
) -> std::result::Result<(), sqlx::Error> {
    let (email, slug) = form.unique_values();
    let (email, slug) = taken(db, email.as_deref(), slug.as_deref(), None).await?;
    note_taken(errors, Taken { email, slug });
    Ok(())
}

async fn show(app: &AppState, page: Page, db: &mut sqlx::PgConnection, form: TenantForm, errors: &Errors) -> Result<Response> {
    let lang = page.language();
    let Choices { owners, tags, .. } = filters(db, lang, None).await?;
    let plans = plans(db).await?.iter().map(|plan| (plan.code.clone(), plan.name_in(lang).to_owned(), price(&page, plan))).collect();
    let page = page.titled("tenants-new").section("nav-tenants").failed(errors.any());
    let tenants = page.t("nav-tenants");
    let page = page.crumb(tenants, LIST_PATH);
    let template = NewPage {
        plans,
        owners: owners.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        tags,
        business_types: choices::business_types(&page),
        countries: choices::countries(lang),
        time_zones: choices::time_zones(&form.timezone),
        currencies: choices::currencies(),
        languages: choices::languages(),
        idem: app.clock.new_id(),
        page,
        errors: errors.clone(),
        form,
    };
    form_page(errors, &template)
}

impl NewPage {
    fn action(&self) -> &'static str {
        NEW_PATH
    }
}

fn price(page: &Page, plan: &Plan) -> String {
    match plan.monthly() {
        None => page.t("tenants-plan-by-contract"),
        Some(_) if plan.trial_days > 0 => page.n("tenants-plan-free-days", i64::from(plan.trial_days)),
        Some(money) => page.ts("tenants-plan-monthly", "price", page.format().digits.write(money.amount())),
    }
}
