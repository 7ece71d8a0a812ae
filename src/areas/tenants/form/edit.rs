//! Changing what a tenant is known by.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::choices::{self, Choice};
use super::fields::TenantForm;
use super::new::note_taken;
use crate::areas::tenants::commands::{self, Taken};
use crate::areas::tenants::conflict::{Conflict, Versioned};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::list::queries::choices as filters;
use crate::areas::tenants::record::Record;
use crate::areas::tenants::record::queries::{find, taken};
use crate::areas::tenants::{LIST_PATH, edit_path, show_path};
use crate::core::ids::TenantId;
use crate::web::page::html_with;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "tenants/edit.html")]
struct EditPage {
    page: Page,
    errors: Errors,
    form: TenantForm,
    conflict: Conflict,
    plans: Vec<Choice>,
    business_types: Vec<Choice>,
    countries: Vec<Choice>,
    time_zones: Vec<Choice>,
    currencies: Vec<Choice>,
    languages: Vec<Choice>,
    action: String,
    back: String,
}

impl EditPage {
    fn version(&self) -> String {
        self.form.version.clone().unwrap_or_default()
    }
}

pub(in crate::areas::tenants) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let record = find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !record.is_open() {
        return staff.go(&show_path(id), FlashKind::Warning, "tenants-closed").await;
    }
    show(page, &mut db, &record, TenantForm::of(&record), &Errors::new(), Conflict::default()).await
}

pub(in crate::areas::tenants) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Form(form): Form<TenantForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    if form.owner.is_some() || form.tags.is_some() || form.signed_on.is_some() {
        return Err(Error::BadRequest("this form does not change owner, tags or signing day"));
    }
    let version: i32 =
        form.version.as_deref().and_then(|v| v.parse().ok()).ok_or(Error::BadRequest("the form does not say which version it is of"))?;
    let mut change = staff.change(&app).await?;
    if !commands::lock(&mut change, id).await? {
        return Err(Error::NotFound);
    }
    let record = find(&mut change, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !record.is_open() {
        return staff.go(&show_path(id), FlashKind::Warning, "tenants-closed").await;
    }
    let checked = form.check(app.clock.today(), page.language()).and_then(|checked| {
        let same_plan = checked.plan.code() == record.plan_code;
        if same_plan { Ok(checked) } else { Err(Errors::one("plan", "tenants-error-plan-fixed")) }
    });
    let after = match checked {
        Ok(checked) => checked.applied_to(&record.details),
        Err(errors) => return refused(page, &mut change, &record, form, errors).await,
    };
    if version != record.version {
        let conflict =
            Conflict::find(&mut change, &Versioned::tenant(id), version, record.version, &record.details.told(), &after.told()).await?;
        if !conflict.is_empty() {
            let form = TenantForm { version: Some(record.version.to_string()), ..form };
            return show(page, &mut change, &record, form, &Errors::new(), conflict).await;
        }
    }
    if after == record.details {
        return staff.go(&show_path(id), FlashKind::Info, "tenants-unchanged").await;
    }
    match commands::edit(&mut change, &record, &after).await? {
        Ok(()) => {
            change.commit().await?;
            staff.done(&show_path(id), "tenants-saved").await
        }
        Err(taken) => {
            // The failed statement has ended the transaction; what is read for the page needs a new one.
            drop(change);
            let mut errors = Errors::new();
            note_taken(&mut errors, taken);
            refused(page, &mut *app.db.acquire().await?, &record, form, errors).await
        }
    }
}

/// The form again. What only the register knows is looked up as well, so that everything is said at once.
async fn refused(page: Page, db: &mut sqlx::PgConnection, record: &Record, form: TenantForm, mut errors: Errors) -> Result<Response> {
    let (email, slug) = form.unique_values();
    let (email, slug) = taken(db, email.as_deref(), slug.as_deref(), Some(record.id.0)).await?;
    note_taken(&mut errors, Taken { email, slug });
    show(page, db, record, form, &errors, Conflict::default()).await
}

async fn show(
    page: Page,
    db: &mut sqlx::PgConnection,
    record: &Record,
    form: TenantForm,
    errors: &Errors,
    conflict: Conflict,
) -> Result<Response> {
    let lang = page.language();
    let status = match (errors.any(), conflict.is_empty()) {
        (true, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::CONFLICT,
        (false, true) => StatusCode::OK,
    };
    let plan = filters(db, lang, None).await?.plan(&record.plan_code);
    let title = page.ts("tenants-edit", "name", record.name_in(lang));
    let page = page.titled_text(title).section("nav-tenants").failed(status != StatusCode::OK);
    let tenants = page.t("nav-tenants");
    let page = page.crumb(tenants, LIST_PATH).crumb(record.name_in(lang), show_path(record.id));
    let template = EditPage {
        plans: vec![(record.plan_code.clone(), plan)],
        business_types: choices::business_types(&page),
        countries: choices::countries(lang),
        time_zones: choices::time_zones(&form.timezone),
        currencies: choices::currencies(),
        languages: choices::languages(),
        action: edit_path(record.id),
        back: show_path(record.id),
        page,
        errors: errors.clone(),
        conflict,
        form,
    };
    html_with(status, &template)
}
