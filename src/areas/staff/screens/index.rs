//! Everybody with an account.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::super::model::Status;
use super::super::queries;
use super::super::register::{self, Filter, Row, SORTS};
use crate::core::permission::Permission;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{Chip, Column, EmptyKind, EmptyState, Pager, Tag};
use crate::web::{AppState, Db, Page, Result, Visitor};

/// The list's name in its cursors.
pub(super) const LIST: &str = "staff";

#[derive(Template)]
#[template(path = "staff/index.html")]
struct IndexPage {
    page: Page,
    list: ListRequest,
    statuses: Vec<(&'static str, String)>,
    roles: Vec<(String, String)>,
    chips: Vec<Chip>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    pager: Pager,
    empty: Option<EmptyState>,
}

impl IndexPage {
    fn filter(&self, name: &str) -> &str {
        self.list.filter(name).unwrap_or_default()
    }

    fn roles_of(&self, row: &Row) -> String {
        row.role_names(self.page.language()).join(&self.page.t("staff-list-separator"))
    }

    fn status_of(&self, row: &Row) -> Tag {
        Tag::new(row.status().tone(), self.page.t(row.status().key()))
    }
}

/// Reads the list's filters from its address; a value that cannot be meant narrows nothing.
pub(super) fn filter(list: &ListRequest) -> Filter {
    Filter {
        q: list.q.clone(),
        status: list.filter("status").and_then(Status::from_code),
        role: list.filter("role").map(ToOwned::to_owned),
    }
}

pub(in super::super) async fn get(State(app): State<AppState>, visitor: Visitor, page: Page, mut db: Db) -> Result<Response> {
    let list = ListRequest::read(&app, &visitor, LIST, SORTS)?;
    let filter = filter(&list);
    let rows = register::list(&mut db, &filter, &list.page).await?;
    let slice = list.page.slice(&app.secrets, LIST, rows, |row: &Row| row.key(&list.page.sort));
    let total = register::count(&mut db, &filter).await?;
    let lang = page.language();
    let roles: Vec<_> = queries::roles(&mut db).await?.into_iter().map(|role| (role.code.clone(), role.name_in(lang).to_owned())).collect();
    html(&IndexPage {
        statuses: Status::ALL.map(|status| (status.code(), page.t(status.key()))).to_vec(),
        chips: chips(&page, &list, &filter, &roles),
        columns: vec![
            list.column(page.t("staff-field-name"), "name"),
            Column::new(page.t("staff-field-email")).minor(),
            Column::new(page.t("staff-field-roles")),
            Column::new(page.t("staff-field-status")),
            list.column(page.t("staff-field-last-sign-in"), "last_sign_in"),
            Column::new(page.t("staff-field-factor")),
            list.column(page.t("staff-field-created"), "created").minor(),
        ],
        pager: list.pager(&slice, total),
        empty: slice.rows.is_empty().then(|| empty(&page, &list)),
        rows: slice.rows,
        page: page.titled("nav-staff"),
        list,
        roles,
    })
}

fn empty(page: &Page, list: &ListRequest) -> EmptyState {
    if list.is_filtered() {
        return EmptyState::new(EmptyKind::NoMatch, page.t("staff-none-title"), page.t("ui-empty-no-match-text"))
            .offering(page.t("ui-clear-filters"), list.cleared());
    }
    let state = EmptyState::new(EmptyKind::NeverUsed, page.t("staff-empty-title"), page.t("staff-empty-text"));
    if page.can(Permission::StaffManage) { state.offering(page.t("staff-new"), "/staff/new") } else { state }
}

fn chips(page: &Page, list: &ListRequest, filter: &Filter, roles: &[(String, String)]) -> Vec<Chip> {
    let mut chips = Vec::new();
    if !filter.q.is_empty() {
        chips.push(list.chip(page.t("ui-search"), filter.q.clone(), "q"));
    }
    if let Some(status) = filter.status {
        chips.push(list.chip(page.t("staff-field-status"), page.t(status.key()), "status"));
    }
    if let Some(role) = &filter.role {
        let name = roles.iter().find(|(code, _)| code == role).map_or(role, |(_, name)| name);
        chips.push(list.chip(page.t("staff-field-role"), name.clone(), "role"));
    }
    chips
}
