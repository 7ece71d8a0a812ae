//! One role: what it lets people do, which pages that opens, who holds it, and what became of it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::model::{Holder, Role};
use super::{INDEX, queries, show_path};
use crate::areas::audit;
use crate::areas::permissions;
use crate::areas::staff;
use crate::core::ids::RoleId;
use crate::core::permission::{Permission, PermissionGroup};
use crate::web::page::html;
use crate::web::routes::RouteTable;
use crate::web::ui::{Fact, SummaryRow, Tag, TimelineDay, Tone};
use crate::web::{AppState, Db, Error, Page, Path, Result};

/// So much of the history stands on the page; the audit log has the rest.
const HISTORY: i64 = 15;

#[derive(Template)]
#[template(path = "roles/show.html")]
struct ShowPage {
    page: Page,
    role: Role,
    sub: String,
    tags: Vec<Tag>,
    facts: Vec<SummaryRow>,
    groups: Vec<Group>,
    holders: Vec<Holder>,
    history: Option<Vec<TimelineDay>>,
    may_manage: bool,
    may_see_people: bool,
}

/// What the role allows in one area.
struct Group {
    label: String,
    permissions: Vec<Allowed>,
}

struct Allowed {
    label: String,
    text: String,
    routes: Vec<String>,
}

impl ShowPage {
    /// The address of something below this role's page.
    fn to(&self, what: &str) -> String {
        format!("{}/{what}", show_path(self.role.id))
    }

    fn person(&self, holder: &Holder) -> String {
        staff::show_path(holder.id)
    }

    /// The word for an account that cannot be used as it stands.
    fn standing(&self, holder: &Holder) -> Option<Tag> {
        let status = staff::model::Status::from_code(&holder.status)?;
        (status != staff::model::Status::Active).then(|| Tag::new(status.tone(), self.page.t(status.key())))
    }

    fn removable(&self) -> bool {
        !self.role.is_system && self.role.holders == 0
    }
}

pub(super) async fn get(State(app): State<AppState>, page: Page, mut db: Db, Path(id): Path<RoleId>) -> Result<Response> {
    let role = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    let holders = queries::holders(&mut db, id).await?;
    let history = if page.can(Permission::AuditRead) {
        let entries = audit::queries::of_object(&mut db, "role", &id.to_string(), HISTORY).await?;
        Some(audit::model::days(&entries, page.format()))
    } else {
        None
    };
    let lang = page.language();
    let (list, name) = (page.t("nav-roles"), role.name_in(lang).to_owned());
    html(&ShowPage {
        sub: role.description_in(lang).to_owned(),
        tags: role.is_system.then(|| Tag::new(Tone::Neutral, page.t("roles-built-in"))).into_iter().collect(),
        facts: facts(&page, &role),
        groups: groups(&page, &app.routes, &role),
        holders,
        history,
        may_manage: page.can(Permission::RolesManage),
        may_see_people: page.can(Permission::StaffRead),
        page: page.titled_text(name).section("nav-roles").crumb(list, INDEX),
        role,
    })
}

fn facts(page: &Page, role: &Role) -> Vec<SummaryRow> {
    let permissions = role.granted().len() as u64;
    let count = if role.grants_everything() { page.t("roles-everything") } else { page.num(permissions) };
    vec![
        SummaryRow::new(page.t("roles-field-code"), Fact::Copyable(role.code.clone())),
        SummaryRow::text(page.t("roles-field-permissions"), count),
        SummaryRow::text(page.t("roles-field-holders"), page.num(role.holders)),
    ]
}

fn groups(page: &Page, table: &RouteTable, role: &Role) -> Vec<Group> {
    PermissionGroup::of(role.permissions().iter())
        .into_iter()
        .map(|group| Group {
            label: page.t(&group.key()),
            permissions: group
                .permissions
                .into_iter()
                .map(|permission| Allowed {
                    label: page.t(permission.label_key()),
                    text: page.t(permission.text_key()),
                    routes: permissions::opened_by(table, permission),
                })
                .collect(),
        })
        .collect()
}
