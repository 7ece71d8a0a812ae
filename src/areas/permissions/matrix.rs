//! Every permission against every role, or against every person.

use askama::Template;
use axum::response::Response;

use super::queries::Person;
use super::{INDEX, Toxic, opened_by, toxic, what_path, who_path};
use crate::areas::roles::{self, model::Role};
use crate::areas::staff::model::Status;
use crate::core::permission::{Permission, PermissionGroup};
use crate::web::page::html;
use crate::web::ui::{Action, Tab};
use crate::web::{AppState, Page, Result};

#[derive(Template)]
#[template(path = "permissions/matrix.html")]
struct MatrixPage {
    page: Page,
    tabs: Vec<Tab>,
    csv: String,
    columns: Vec<Action>,
    groups: Vec<Group>,
    permissions: Vec<(&'static str, String)>,
    people: Vec<(String, String)>,
    together: Vec<Together>,
}

/// Rights better held apart, and who holds them together.
struct Together {
    label: String,
    why: String,
    people: Vec<Action>,
}

struct Group {
    label: String,
    rows: Vec<Row>,
}

struct Row {
    who: Action,
    routes: Vec<String>,
    /// For each column, whether it has the permission.
    marks: Vec<bool>,
}

impl MatrixPage {
    /// How many cells a heading of a group spans beside its own.
    fn span(&self) -> usize {
        self.columns.len()
    }
}

pub(super) fn page(page: Page, app: &AppState, roles: &[Role], people: &[Person], by_person: bool) -> Result<Response> {
    let table = &app.routes;
    let lang = page.language();
    // Who cannot get in may do nothing.
    let able: Vec<&Person> = people.iter().filter(|person| person.status() != Status::Disabled).collect();
    let columns = if by_person {
        able.iter().map(|person| Action::new(person.name.clone(), what_path(person.id))).collect()
    } else {
        roles.iter().map(|role| Action::new(role.name_in(lang), roles::show_path(role.id))).collect()
    };
    let held: Vec<_> = roles.iter().map(Role::permissions).collect();
    let marks = |permission: Permission| -> Vec<bool> {
        if by_person {
            able.iter().map(|person| !person.through(roles, permission).is_empty()).collect()
        } else {
            held.iter().map(|permissions| permissions.has(permission)).collect()
        }
    };
    let row = |permission: Permission| Row {
        who: Action::new(page.t(permission.label_key()), who_path(permission)),
        routes: opened_by(table, permission),
        marks: marks(permission),
    };
    let groups = PermissionGroup::all()
        .into_iter()
        .map(|group| Group { label: page.t(&group.key()), rows: group.permissions.into_iter().map(row).collect() })
        .collect();
    let by = |name: &str| format!("{INDEX}?by={name}");
    html(&MatrixPage {
        tabs: vec![
            Tab::new(page.t("permissions-by-role"), by("role"), !by_person),
            Tab::new(page.t("permissions-by-person"), by("person"), by_person),
        ],
        csv: format!("{INDEX}.csv?by={}", if by_person { "person" } else { "role" }),
        columns,
        groups,
        permissions: Permission::ALL.iter().map(|one| (one.code(), page.t(one.label_key()))).collect(),
        together: together(&page, app, roles, &able),
        people: people.iter().map(|person| (person.id.to_string(), person.name.clone())).collect(),
        page: page.titled("nav-permissions"),
    })
}

/// Who holds together what is better held apart; combinations nobody holds are left out.
fn together(page: &Page, app: &AppState, roles: &[Role], able: &[&Person]) -> Vec<Together> {
    let held: Vec<_> = able.iter().map(|person| (*person, toxic(&person.permissions(roles), &app.commands))).collect();
    let of = |one: Toxic| Together {
        label: page.t(one.key()),
        why: page.t(one.why()),
        people: held
            .iter()
            .filter(|(_, found)| found.contains(&one))
            .map(|(person, _)| Action::new(person.name.clone(), what_path(person.id)))
            .collect(),
    };
    Toxic::ALL.into_iter().map(of).filter(|one| !one.people.is_empty()).collect()
}
