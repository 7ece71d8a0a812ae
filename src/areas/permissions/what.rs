//! "What can this person do?": their permissions by area, each with the roles it comes from and the addresses it opens.

use askama::Template;
use axum::response::Response;

use super::queries::Person;
use super::{INDEX, opened_by, who_path};
use crate::areas::roles::{self, model::Role};
use crate::areas::staff;
use crate::core::permission::{Permission, PermissionGroup};
use crate::web::page::html;
use crate::web::routes::RouteTable;
use crate::web::ui::{Action, Tag};
use crate::web::{Page, Result};

#[derive(Template)]
#[template(path = "permissions/what.html")]
struct WhatPage {
    page: Page,
    tags: Vec<Tag>,
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

pub(super) fn page(page: Page, table: &RouteTable, roles: &[Role], person: &Person) -> Result<Response> {
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
        groups,
        person: page.can(Permission::StaffRead).then(|| staff::show_path(person.id)),
        page: page.titled_text(title).section("nav-permissions").crumb(list, INDEX),
    })
}
