//! What the program knows how to run, by which rules, how it went of late, and who does the work.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::Duration;

use super::index::length;
use super::model::{self, kind_name, priority_key};
use super::queries::{self, KindRow, WorkerRow};
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::Tab;
use crate::web::{AppState, Db, Page, Result};

/// One kind with its rules and figures.
struct Line {
    row: KindRow,
    name: String,
    priority: String,
    attempts: String,
    time_limit: String,
    keep: String,
    /// How many of one tenant's run at once.
    per_tenant: Option<String>,
}

#[derive(Template)]
#[template(path = "jobs/kinds.html")]
struct KindsPage {
    page: Page,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    workers: Vec<WorkerRow>,
    may_pause: bool,
}

impl KindsPage {
    fn median(&self, line: &Line) -> String {
        line.row.median_ms.map(|ms| length(&self.page, Duration::milliseconds(ms))).unwrap_or_default()
    }

    fn list(&self, line: &Line, state: &str) -> String {
        format!("{}?kind={}&state={state}", super::PATH, line.row.kind)
    }
}

pub(super) async fn get(State(app): State<AppState>, page: Page, mut db: Db) -> Result<Response> {
    let names: Vec<String> = app.jobs.kinds().map(|kind| kind.name.to_owned()).collect();
    let rows = queries::kinds(&mut db, &names, page.at() - Duration::days(1)).await?;
    let lines = rows
        .into_iter()
        .filter_map(|row| {
            let kind = app.jobs.kind(&row.kind)?;
            let limit = Duration::from_std(kind.time_limit).unwrap_or_default();
            Some(Line {
                name: kind_name(&page, &row.kind),
                priority: page.t(priority_key(kind.priority)),
                attempts: page.num(kind.attempts),
                time_limit: model::span(&page, limit),
                keep: page.n("jobs-span-days", kind.keep_days),
                per_tenant: kind.per_tenant.map(|places| page.num(places)),
                row,
            })
        })
        .collect();
    html(&KindsPage {
        tabs: model::tabs(&page, super::KINDS),
        lines,
        workers: queries::workers(&mut db).await?,
        may_pause: page.can(Permission::JobsPause),
        page: page.titled("jobs-tab-kinds").section("nav-jobs"),
    })
}
