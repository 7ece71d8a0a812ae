//! The form in which a role is made, copied and edited.

use std::collections::BTreeSet;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Refusal, Role, Wanted, read_description, read_name};
use super::queries;
use crate::areas::staff::conflict::Conflict;
use crate::core::lang::{Lang, Message};
use crate::core::permission::{Permission, PermissionGroup, PermissionSet};
use crate::web::page::html_with;
use crate::web::{Errors, Page, Result, SignedIn};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleForm {
    pub name: String,
    pub name2: String,
    pub description: String,
    pub description2: String,
    #[serde(default)]
    pub permissions: Vec<String>,
    /// Why, when what is added takes a second person.
    #[serde(default)]
    pub reason: String,
    /// Of the role as it was when the form was opened; a new one has none.
    #[serde(default)]
    pub version: i32,
}

impl RoleForm {
    pub(super) fn of(role: &Role) -> Self {
        Self {
            name: role.name.clone(),
            name2: role.name2.clone(),
            description: role.description.clone(),
            description2: role.description2.clone(),
            permissions: role.granted().iter().map(|permission| permission.code().to_owned()).collect(),
            version: role.version,
            reason: String::new(),
        }
    }

    /// The same under names that say it is a copy.
    pub(super) fn copy_of(role: &Role) -> Self {
        let named = |lang: Lang, name: &str| lang.msg(&Message::new("roles-copy-name").text("name", name));
        Self { name: named(Lang::En, &role.name), name2: named(Lang::Ar, &role.name2), version: 0, ..Self::of(role) }
    }

    pub(super) fn check(&self) -> std::result::Result<Wanted, Errors> {
        let mut errors = Errors::new();
        let name = errors.take("name", read_name(&self.name));
        let name2 = errors.take("name2", read_name(&self.name2));
        let description = errors.take("description", read_description(&self.description));
        let description2 = errors.take("description2", read_description(&self.description2));
        let known: Option<BTreeSet<Permission>> = self.permissions.iter().map(|code| Permission::from_code(code)).collect();
        let permissions = errors.take("permissions", known.ok_or("roles-error-permission-unknown"));
        if permissions.as_ref().is_some_and(BTreeSet::is_empty) {
            errors.add("permissions", "roles-error-permission-missing");
        }
        match (name, name2, description, description2, permissions) {
            (Some(name), Some(name2), Some(description), Some(description2), Some(permissions)) if errors.is_empty() => {
                Ok(Wanted { name, name2, description, description2, permissions })
            }
            _ => Err(errors),
        }
    }
}

#[derive(Template)]
#[template(path = "roles/form.html")]
struct FormPage {
    page: Page,
    form: RoleForm,
    errors: Errors,
    conflict: Option<Conflict>,
    /// Absent for the super admin, whose permissions are fixed.
    groups: Option<Vec<Group>>,
    fixed: bool,
    key: Option<Uuid>,
    action: String,
    back: String,
    /// Key of the word on the button.
    deed: &'static str,
}

struct Group {
    label: String,
    choices: Vec<Choice>,
}

struct Choice {
    code: &'static str,
    label: String,
    text: String,
    checked: bool,
    /// Beyond what the reader holds: it stays as it is.
    locked: bool,
}

/// What the form is shown for, and where.
pub(super) struct Asked<'a> {
    pub action: String,
    pub back: String,
    pub deed: &'static str,
    pub key: Option<Uuid>,
    /// The role that is edited.
    pub role: Option<&'a Role>,
}

/// How it is shown.
pub(super) enum Why {
    Opened,
    Errors(Errors),
    Stale,
}

pub(super) async fn show(
    db: &mut PgConnection,
    staff: &SignedIn,
    page: Page,
    mut form: RoleForm,
    asked: Asked<'_>,
    why: Why,
) -> Result<Response> {
    let (status, errors, conflict) = match (why, asked.role) {
        (Why::Opened, _) => (StatusCode::OK, Errors::new(), None),
        (Why::Stale, Some(role)) => {
            let conflict = differences(db, &page, role, &form).await?;
            form.version = role.version;
            (StatusCode::CONFLICT, Errors::new(), Some(conflict))
        }
        (Why::Stale, None) => (StatusCode::CONFLICT, Errors::new(), None),
        (Why::Errors(errors), _) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    let fixed = asked.role.is_some_and(Role::is_fixed);
    let own = queries::held_by(db, staff.id).await?;
    html_with(
        status,
        &FormPage {
            groups: (!fixed).then(|| groups(&page, &form, &own)),
            fixed,
            page: page.failed(status != StatusCode::OK),
            form,
            errors,
            conflict,
            key: asked.key,
            action: asked.action,
            back: asked.back,
            deed: asked.deed,
        },
    )
}

fn groups(page: &Page, form: &RoleForm, own: &PermissionSet) -> Vec<Group> {
    let choice = |permission: Permission| Choice {
        code: permission.code(),
        label: page.t(permission.label_key()),
        text: page.t(permission.text_key()),
        checked: form.permissions.iter().any(|code| code == permission.code()),
        locked: !own.has(permission),
    };
    let all = PermissionGroup::all().into_iter();
    all.map(|group| Group { label: page.t(&group.key()), choices: group.permissions.into_iter().map(choice).collect() }).collect()
}

async fn differences(db: &mut PgConnection, page: &Page, role: &Role, form: &RoleForm) -> Result<Conflict> {
    let listed = |permissions: BTreeSet<Permission>| names(page, permissions);
    let yours = form.permissions.iter().filter_map(|code| Permission::from_code(code)).collect();
    let fields = vec![
        ("roles-field-name", role.name.clone(), form.name.clone()),
        ("roles-field-name2", role.name2.clone(), form.name2.clone()),
        ("roles-field-description", role.description.clone(), form.description.clone()),
        ("roles-field-description2", role.description2.clone(), form.description2.clone()),
        ("roles-field-permissions", listed(role.granted()), listed(yours)),
    ];
    Conflict::about(db, page, ("role", role.id.to_string()), fields).await
}

/// Permissions in words, one after the other.
pub(super) fn names(page: &Page, permissions: impl IntoIterator<Item = Permission>) -> String {
    let words: Vec<String> = permissions.into_iter().map(|permission| page.t(permission.label_key())).collect();
    words.join(&page.t("staff-list-separator"))
}

/// What a refusal says.
pub(super) fn message(page: &Page, refusal: &Refusal) -> Message {
    match refusal {
        Refusal::BeyondOwn(beyond) => Message::new(refusal.key()).text("what", names(page, beyond.iter().copied())),
        _ => refusal.key().into(),
    }
}
