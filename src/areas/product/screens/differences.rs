//! Where the register and the product differ, and what to do about each.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::super::model::{Difference, Kind};
use super::super::queries::{self, Filter, SORTS};
use super::super::{DIFFERENCES, INDEX};
use crate::areas::tenants::show_path;
use crate::core::ids::TenantId;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{Chip, Column, EmptyKind, EmptyState, Pager, Tag};
use crate::web::{AppState, Db, Page, Result, Visitor};

/// The list's name in its cursors.
pub(super) const LIST: &str = "product-differences";

#[derive(Template)]
#[template(path = "product/differences.html")]
struct DifferencesPage {
    page: Page,
    list: ListRequest,
    kinds: Vec<(&'static str, String)>,
    chips: Vec<Chip>,
    columns: Vec<Column>,
    rows: Vec<Difference>,
    pager: Pager,
    empty: Option<EmptyState>,
    action: &'static str,
}

impl DifferencesPage {
    fn filter(&self, name: &str) -> &str {
        self.list.filter(name).unwrap_or_default()
    }

    fn kind(&self, row: &Difference) -> Option<Tag> {
        row.kind().map(|kind| Tag::new(kind.tone(), self.page.t(kind.key())))
    }

    fn advice(&self, row: &Difference) -> String {
        row.kind().map(|kind| self.page.t(kind.advice_key())).unwrap_or_default()
    }

    fn href(&self, row: &Difference) -> Option<String> {
        row.tenant_id.map(|id| show_path(TenantId(id)))
    }

    fn limit(&self, row: &Difference) -> Option<String> {
        row.limit_key().map(|key| self.page.t(key))
    }

    fn here(&self, row: &Difference) -> String {
        row.words(&row.console_value, self.page.language())
    }

    fn there(&self, row: &Difference) -> String {
        row.words(&row.product_value, self.page.language())
    }
}

/// Reads the list's filters from its address; a value that cannot be meant narrows nothing.
pub(super) fn filter(list: &ListRequest) -> Filter {
    Filter { q: list.q.clone(), kind: list.filter("kind").and_then(Kind::from_code) }
}

pub async fn get(State(app): State<AppState>, visitor: Visitor, page: Page, mut db: Db) -> Result<Response> {
    let list = ListRequest::read(&app, &visitor, LIST, SORTS)?;
    let filter = filter(&list);
    let rows = queries::list(&mut db, &filter, &list.page).await?;
    let slice = list.page.slice(&app.secrets, LIST, rows, queries::key);
    let total = queries::count(&mut db, &filter).await?;
    let above = page.t("nav-product");
    let mut chips = Vec::new();
    if !filter.q.is_empty() {
        chips.push(list.chip(page.t("ui-search"), filter.q.clone(), "q"));
    }
    if let Some(kind) = filter.kind {
        chips.push(list.chip(page.t("product-field-kind"), page.t(kind.key()), "kind"));
    }
    html(&DifferencesPage {
        kinds: Kind::ALL.map(|kind| (kind.code(), page.t(kind.key()))).to_vec(),
        chips,
        columns: vec![
            Column::new(page.t("product-field-tenant")),
            Column::new(page.t("product-field-kind")),
            Column::new(page.t("product-field-here")),
            Column::new(page.t("product-field-there")),
            Column::new(page.t("product-field-advice")).minor(),
            list.column(page.t("product-field-first-seen"), "first_seen").minor(),
        ],
        pager: list.pager(&slice, total),
        empty: slice.rows.is_empty().then(|| empty(&page, &list)),
        rows: slice.rows,
        page: page.titled("product-differences").section("nav-product").crumb(above, INDEX),
        list,
        action: DIFFERENCES,
    })
}

fn empty(page: &Page, list: &ListRequest) -> EmptyState {
    if list.is_filtered() {
        return EmptyState::new(EmptyKind::NoMatch, page.t("product-none-title"), page.t("ui-empty-no-match-text"))
            .offering(page.t("ui-clear-filters"), list.cleared());
    }
    EmptyState::new(EmptyKind::NeverUsed, page.t("product-empty-title"), page.t("product-empty-text"))
}
