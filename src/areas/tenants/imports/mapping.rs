//! Choosing which column holds what. Every row is judged anew.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::commands::{self, Refusal};
use super::review::{self, Chosen};
use super::{queries, show_path, words};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::import::{Field, Mapping};
use crate::core::ids::ImportId;
use crate::core::lang::Message;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

/// One select a field, named like the field; its value is the column's place or nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MappingForm {
    version: i32,
    name: String,
    name2: String,
    email: String,
    phone: String,
    country: String,
    city: String,
    address: String,
    plan: String,
    signed_on: String,
    notes: String,
    contact_name: String,
    slug: String,
    business_type: String,
    currency: String,
    timezone: String,
    default_language: String,
}

impl MappingForm {
    fn column(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Name2 => &self.name2,
            Field::Email => &self.email,
            Field::Phone => &self.phone,
            Field::Country => &self.country,
            Field::City => &self.city,
            Field::Address => &self.address,
            Field::Plan => &self.plan,
            Field::SignedOn => &self.signed_on,
            Field::Notes => &self.notes,
            Field::ContactName => &self.contact_name,
            Field::Slug => &self.slug,
            Field::BusinessType => &self.business_type,
            Field::Currency => &self.currency,
            Field::Timezone => &self.timezone,
            Field::DefaultLanguage => &self.default_language,
        }
    }

    fn chosen(&self) -> Chosen {
        Chosen(Field::ALL.into_iter().map(|field| (field, self.column(field).to_owned())).collect())
    }

    /// The mapping over a file of so many columns.
    fn check(&self, page: &Page, width: usize) -> std::result::Result<Mapping, Errors> {
        let (mut mapping, mut errors) = (Mapping::default(), Errors::new());
        for field in Field::ALL {
            let column = self.column(field).trim();
            if column.is_empty() {
                if Field::REQUIRED.contains(&field) {
                    errors.add(field.code(), review::column_missing(page, field));
                }
                continue;
            }
            match column.parse::<usize>().ok().filter(|column| *column < width) {
                None => errors.add(field.code(), "imports-error-column-unknown"),
                Some(column) => match mapping.field(column) {
                    Some(other) => {
                        let other = page.t(words::field_key(other));
                        errors.add(field.code(), Message::new("imports-error-column-twice").text("field", other));
                    }
                    None => mapping.set(field, Some(column)),
                },
            }
        }
        if errors.is_empty() { Ok(mapping) } else { Err(errors) }
    }
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<ImportId>,
    Form(form): Form<MappingForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let import = queries::find(&mut change, id).await?.ok_or(Error::NotFound)?;
    let mapping = match form.check(&page, import.header.len()) {
        Ok(mapping) => mapping,
        Err(errors) => {
            drop(change);
            let db = Db::acquire(&app).await?;
            return review::show(&app, &staff.visitor(), page, db, &import, form.chosen(), errors).await;
        }
    };
    match commands::remap(&mut change, id, form.version, mapping).await? {
        Ok(_) => {
            change.commit().await?;
            staff.done(&show_path(id), "imports-flash-mapped").await
        }
        Err(refusal) => refused(&staff, id, refusal).await,
    }
}

/// Back to the import as it stands now, with a word on why the act was not done.
pub(super) async fn refused(staff: &SignedIn, id: ImportId, refusal: Refusal) -> Result<Response> {
    match refusal {
        // Its page shows what it has become: a twin of the first post lands beside it.
        Refusal::Passed => Ok(Redirect::to(&show_path(id)).into_response()),
        Refusal::Remapped => staff.go(&show_path(id), FlashKind::Warning, "imports-flash-remapped").await,
        Refusal::Incomplete => staff.go(&show_path(id), FlashKind::Failure, "imports-flash-incomplete").await,
    }
}
