//! Every role: what it is for, what it opens, how many hold it.

use askama::Template;
use axum::response::Response;

use super::model::Role;
use super::{queries, show_path};
use crate::core::permission::{Permission, PermissionGroup};
use crate::web::page::html;
use crate::web::ui::{Column, Tag, Tone};
use crate::web::{Db, Page, Result};

#[derive(Template)]
#[template(path = "roles/index.html")]
struct IndexPage {
    page: Page,
    columns: Vec<Column>,
    rows: Vec<Row>,
    may_manage: bool,
    /// Where a role's holders are listed, for those who may see people.
    may_see_people: bool,
}

struct Row {
    href: String,
    name: String,
    description: String,
    code: String,
    opens: String,
    permissions: String,
    holders: String,
    tag: Option<Tag>,
}

pub(super) async fn get(page: Page, mut db: Db) -> Result<Response> {
    let rows = queries::all(&mut db).await?.iter().map(|role| row(&page, role)).collect();
    html(&IndexPage {
        columns: vec![
            Column::new(page.t("roles-column-name")),
            Column::new(page.t("roles-field-opens")).minor(),
            Column::new(page.t("roles-field-permissions")).numeric(),
            Column::new(page.t("roles-field-holders")).numeric(),
        ],
        rows,
        may_manage: page.can(Permission::RolesManage),
        may_see_people: page.can(Permission::StaffRead),
        page: page.titled("nav-roles"),
    })
}

fn row(page: &Page, role: &Role) -> Row {
    let lang = page.language();
    let areas: Vec<String> = PermissionGroup::of(role.granted()).iter().map(|group| page.t(&group.key())).collect();
    Row {
        href: show_path(role.id),
        name: role.name_in(lang).to_owned(),
        description: role.description_in(lang).to_owned(),
        code: role.code.clone(),
        opens: if role.grants_everything() { page.t("roles-everything") } else { areas.join(&page.t("staff-list-separator")) },
        permissions: page.num(role.granted().len() as u64),
        holders: page.num(role.holders),
        tag: role.is_system.then(|| Tag::new(Tone::Neutral, page.t("roles-built-in"))),
    }
}
