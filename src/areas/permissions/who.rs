//! "Who can do this?": the people, and the role through which each of them can.

use askama::Template;
use axum::response::Response;

use super::queries::Person;
use super::{INDEX, opened_by, what_path};
use crate::areas::roles::{self, model::Role};
use crate::areas::staff::model::Status;
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::routes::RouteTable;
use crate::web::ui::{Action, Column, Tag};
use crate::web::{Page, Result};

#[derive(Template)]
#[template(path = "permissions/who.html")]
struct WhoPage {
    page: Page,
    text: String,
    routes: Vec<String>,
    columns: Vec<Column>,
    rows: Vec<Row>,
}

struct Row {
    person: Action,
    status: Tag,
    through: Vec<Action>,
}

pub(super) fn page(page: Page, table: &RouteTable, roles: &[Role], people: &[Person], permission: Permission) -> Result<Response> {
    let lang = page.language();
    // Who cannot get in can do nothing, whatever they hold.
    let able = people.iter().filter(|person| person.status() != Status::Disabled);
    let rows = able.filter_map(|person| {
        let through = person.through(roles, permission);
        (!through.is_empty()).then(|| Row {
            person: Action::new(person.name.clone(), what_path(person.id)),
            status: Tag::new(person.status().tone(), page.t(person.status().key())),
            through: through.into_iter().map(|role| Action::new(role.name_in(lang), roles::show_path(role.id))).collect(),
        })
    });
    let rows = rows.collect();
    let list = page.t("nav-permissions");
    let title = page.ts("permissions-who-title", "what", page.t(permission.label_key()));
    html(&WhoPage {
        text: page.t(permission.text_key()),
        routes: opened_by(table, permission),
        columns: ["staff-field-name", "staff-field-status", "permissions-through"].map(|key| Column::new(page.t(key))).to_vec(),
        rows,
        page: page.titled_text(title).section("nav-permissions").crumb(list, INDEX),
    })
}
