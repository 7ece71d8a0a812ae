//! "What can this person do?": their permissions by area, each with the roles it comes from and the addresses it opens.

use askama::Template;
use axum::response::Response;

use super::queries::Person;
use super::{INDEX, opened_by, toxic, who_path};
use crate::areas::roles::{self, model::Role};
use crate::areas::staff;
use crate::core::permission::{Permission, PermissionGroup};
use crate::web::page::html;
use crate::web::ui::{Action, Tag};
use crate::web::{AppState, Page, Result};

#[derive(Template)]
#[template(path = "permissions/what.html")]
struct WhatPage {
    page: Page,
    tags: Vec<Tag>,
    /// What they hold together that is better held apart: in short, and why.
    together: Vec<(String, String)>,
    groups: Vec<Group>,
    /// The person's own page, for those who may open it.
    person: Option<String>,
}

struct Group {
    label: String,
    rows: Vec<Row>,
}

struct Row {
    permission: Action,
    text: String,
    through: Vec<Action>,
    routes: Vec<String>,
}

pub(super) fn page(page: Page, app: &AppState, roles: &[Role], person: &Person) -> Result<Response> {
    let table = &app.routes;
    let lang = page.language();
    let row = |permission: Permission| Row {
        permission: Action::new(page.t(permission.label_key()), who_path(permission)),
        text: page.t(permission.text_key()),
        through: person
            .through(roles, permission)
            .into_iter()
            .map(|role| Action::new(role.name_in(lang), roles::show_path(role.id)))
            .collect(),
        routes: opened_by(table, permission),
    };
    let held = Permission::ALL.iter().copied().filter(|permission| !person.through(roles, *permission).is_empty());
    let groups = PermissionGroup::of(held)
        .into_iter()
        .map(|group| Group { label: page.t(&group.key()), rows: group.permissions.into_iter().map(row).collect() })
        .collect();
    let list = page.t("nav-permissions");
    let title = page.ts("permissions-what-title", "name", &person.name);
    html(&WhatPage {
        tags: vec![Tag::new(person.status().tone(), page.t(person.status().key()))],
        together: toxic(&person.permissions(roles), &app.commands).into_iter().map(|one| (page.t(one.key()), page.t(one.why()))).collect(),
        groups,
        person: page.can(Permission::StaffRead).then(|| staff::show_path(person.id)),
        page: page.titled_text(title).section("nav-permissions").crumb(list, INDEX),
    })
}
