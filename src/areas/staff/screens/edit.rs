//! A person's name and roles.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgConnection;

use super::super::conflict::Conflict;
use super::super::dangerous::{self, Grant, Whom};
use super::super::model::{Person, Refusal, Role, read_name};
use super::super::{commands, queries, show_path};
use super::{below, find, needed_reason, role_choices, take};
use crate::areas::approvals::settle;
use crate::core::approvals::{self, Submitted};
use crate::core::ids::StaffId;
use crate::core::lang::Message;
use crate::web::page::html_with;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "staff/edit.html")]
struct EditPage {
    page: Page,
    form: EditForm,
    errors: Errors,
    conflict: Option<Conflict>,
    roles: Vec<(String, String, String)>,
    /// Names of the roles held, for somebody who looks at their own account.
    own_roles: Option<String>,
    action: String,
    back: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct EditForm {
    name: String,
    #[serde(default)]
    roles: Vec<String>,
    version: i32,
    /// Why, when the roles let their holder grant or decide.
    #[serde(default)]
    reason: String,
}

/// What the form is shown for.
enum Why {
    Asked,
    Errors(Errors),
    Stale,
}

pub(in super::super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<StaffId>) -> Result<Response> {
    let person = find(&mut db, id).await?;
    let form = EditForm { name: person.name.clone(), roles: person.roles.clone(), version: person.version, reason: String::new() };
    show(&mut db, &staff, page, &person, form, Why::Asked).await
}

async fn show(db: &mut PgConnection, staff: &SignedIn, page: Page, person: &Person, mut form: EditForm, why: Why) -> Result<Response> {
    let roles = queries::roles(db).await?;
    let named = |codes: &[String]| names_of(&page, &roles, codes);
    let (status, errors, conflict) = match why {
        Why::Asked => (StatusCode::OK, Errors::new(), None),
        Why::Errors(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
        Why::Stale => {
            let fields = vec![
                ("staff-field-name", person.name.clone(), form.name.clone()),
                ("staff-field-roles", named(&person.roles), named(&form.roles)),
            ];
            form.version = person.version;
            (StatusCode::CONFLICT, Errors::new(), Some(Conflict::about(db, &page, ("staff", person.id.to_string()), fields).await?))
        }
    };
    let back = show_path(person.id);
    let title = page.ts("staff-edit-title", "name", &person.name);
    html_with(
        status,
        &EditPage {
            own_roles: (staff.id == person.id).then(|| named(&person.roles)),
            roles: role_choices(&page, &roles),
            page: below(page, person).titled_text(title).failed(status != StatusCode::OK),
            action: format!("{back}/edit"),
            back,
            form,
            errors,
            conflict,
        },
    )
}

/// Names of roles in the order forms offer them.
fn names_of(page: &Page, roles: &[Role], codes: &[String]) -> String {
    let held = roles.iter().filter(|role| codes.contains(&role.code)).map(|role| role.name_in(page.language()));
    held.collect::<Vec<_>>().join(&page.t("staff-list-separator"))
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<StaffId>,
    Form(mut form): Form<EditForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let person = take(&mut change, id).await?;
    if staff.id == id && form.roles.is_empty() {
        // The form offers a person no roles of their own to change.
        form.roles.clone_from(&person.roles);
    }
    let mut errors = Errors::new();
    let name = errors.take("name", read_name(&form.name));
    if form.roles.is_empty() {
        errors.add("roles", "staff-error-role-missing");
    }
    let added: Vec<String> = form.roles.iter().filter(|role| !person.roles.contains(role)).cloned().collect();
    // With what they hold already, a harmless role may be more than it looks: another act to decide about, for one who decides.
    let powerful = !added.is_empty() && !dangerous::powerful(&mut change, &form.roles).await?.is_empty();
    if powerful && let Some(refusal) = commands::beyond(&mut change, &person, &form.roles).await? {
        errors.add(refusal.field(), refusal.key());
    }
    let reason = if powerful { errors.take("reason", needed_reason(&form.reason)) } else { Some(String::new()) };
    let (Some(name), Some(reason)) = (name.filter(|_| errors.is_empty()), reason) else {
        return show(&mut change, &staff, page, &person, form, Why::Errors(errors)).await;
    };
    // A role that can grant or decide waits for a second person; a new name does not.
    let roles = if powerful { &person.roles } else { &form.roles };
    match commands::edit(&mut change, &person, form.version, &name, roles).await? {
        Err(Refusal::Stale) => show(&mut change, &staff, page, &person, form, Why::Stale).await,
        Err(refusal) => {
            let errors = Errors::one(refusal.field(), refusal.key());
            show(&mut change, &staff, page, &person, form, Why::Errors(errors)).await
        }
        Ok(_) if powerful => {
            let grant = Grant { whom: Whom::Colleague(id), roles: std::mem::take(&mut form.roles) };
            let submitted = approvals::submit(&mut change, app.means(), &grant, &reason).await?;
            if let Submitted::Refused(error) = submitted {
                // Neither was done, so nothing that was typed is lost.
                let form = EditForm { roles: grant.roles, ..form };
                return show(&mut change, &staff, page, &person, form, Why::Errors(Errors::one("roles", error))).await;
            }
            settle(&staff, change, submitted, &show_path(id), Message::new("staff-edited-done").text("name", name)).await
        }
        Ok(false) => staff.go(&show_path(id), FlashKind::Info, "staff-edited-nothing").await,
        Ok(true) => {
            change.commit().await?;
            staff.done(&show_path(id), Message::new("staff-edited-done").text("name", name)).await
        }
    }
}
