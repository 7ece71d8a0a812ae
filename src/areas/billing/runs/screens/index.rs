//! Every run there was.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::super::{NEW, queries, show_path};
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{Column, EmptyKind, EmptyState, Tag};
use crate::web::{Db, Page, Query, Result};

/// Runs of one page.
const MANY: usize = 50;

#[derive(Template)]
#[template(path = "billing/runs/index.html")]
struct IndexPage {
    page: Page,
    columns: Vec<Column>,
    rows: Vec<Row>,
    empty: Option<EmptyState>,
    new_href: Option<&'static str>,
    older_href: Option<String>,
}

struct Row {
    href: String,
    title: String,
    to: String,
    status: Tag,
    invoices: String,
    failed: String,
    numbers: String,
    by: String,
    at: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    before: Option<i64>,
}

pub(in super::super) async fn get(page: Page, mut db: Db, Query(asked): Query<Asked>) -> Result<Response> {
    let mut runs = queries::latest(&mut db, asked.before, MANY as i64 + 1).await?;
    drop(db);
    let more = runs.len() > MANY;
    runs.truncate(MANY);
    let new_href = page.can(Permission::BillingRun).then_some(NEW);
    let empty = runs.is_empty().then(|| {
        let state = EmptyState::new(EmptyKind::NeverUsed, page.t("runs-empty-title"), page.t("runs-empty-text"));
        if let Some(href) = new_href { state.offering(page.t("runs-new"), href) } else { state }
    });
    html(&IndexPage {
        columns: vec![
            Column::new(page.t("runs-column-run")),
            Column::new(page.t("runs-field-to")),
            Column::new(page.t("runs-field-status")),
            Column::new(page.t("runs-field-invoices")).numeric(),
            Column::new(page.t("runs-field-failed")).numeric(),
            Column::new(page.t("runs-field-numbers")).minor(),
            Column::new(page.t("runs-field-by")).minor(),
            Column::new(page.t("runs-field-at")).minor(),
        ],
        older_href: runs.last().filter(|_| more).map(|last| format!("{}?before={}", super::super::INDEX, last.number)),
        rows: runs
            .iter()
            .map(|run| Row {
                href: show_path(run.id),
                title: page.ts("runs-title", "number", page.num(run.number)),
                to: page.date(run.billed_to),
                status: Tag::new(run.status.tone(), page.t(run.status.key())),
                invoices: page.num(run.invoices),
                failed: page.num(run.failed),
                numbers: super::show::numbers(run),
                by: run.created_by.clone().unwrap_or_else(|| page.t("audit-actor-system")),
                at: page.datetime(run.created_at),
            })
            .collect(),
        page: page.titled("nav-runs"),
        empty,
        new_href,
    })
}
