//! What runs by itself: when next, how it went last, off and on, and now.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use serde::Deserialize;

use super::model::{self, State, kind_name};
use super::queries::{self, ScheduleRow};
use super::{SCHEDULES, commands, show_path};
use crate::core::ids::JobId;
use crate::core::jobs::{Misfire, Overlap};
use crate::core::lang::Message;
use crate::core::permission::Permission;
use crate::web::form::Nothing;
use crate::web::page::html;
use crate::web::session::FlashKind;
use crate::web::ui::{Tab, Tag, Tone};
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

struct Line {
    row: ScheduleRow,
    name: String,
    rule: String,
    policy: String,
}

#[derive(Template)]
#[template(path = "jobs/schedules.html")]
struct SchedulesPage {
    page: Page,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    may_run: bool,
    may_switch: bool,
}

impl SchedulesPage {
    /// How the last time ended.
    fn last(&self, line: &Line) -> Option<Tag> {
        Some(match (line.row.last_outcome.as_deref()?, line.row.last_state.as_deref()) {
            ("missed", _) => Tag::new(Tone::Warning, self.page.t("jobs-firing-missed")),
            ("overlapped", _) => Tag::new(Tone::Warning, self.page.t("jobs-firing-overlapped")),
            (_, Some(state)) => State::from_code(state)?.tag(&self.page),
            _ => return None,
        })
    }

    fn last_href(&self, line: &Line) -> Option<String> {
        line.row.last_job.filter(|_| line.row.last_state.is_some()).map(|id| show_path(JobId(id)))
    }

    fn switched(&self, line: &Line) -> Option<String> {
        let (by, at) = (line.row.changed_by.as_ref()?, line.row.changed_at?);
        Some(self.page.msg(&Message::new("jobs-switched-by").text("name", by).text("time", self.page.datetime(at))))
    }
}

pub(super) async fn get(Shared(app): Shared<AppState>, page: Page, mut db: Db) -> Result<Response> {
    let lines = queries::schedules(&mut db)
        .await?
        .into_iter()
        .filter_map(|row| {
            let schedule = app.jobs.schedule(&row.name)?;
            let misfire = match schedule.misfire {
                Misfire::Once => "jobs-misfire-once",
                Misfire::Skip => "jobs-misfire-skip",
            };
            let overlap = match schedule.overlap {
                Overlap::Skip => "jobs-overlap-skip",
                Overlap::Queue => "jobs-overlap-queue",
            };
            Some(Line {
                name: kind_name(&page, &row.name),
                rule: model::rule(&page, schedule.every),
                policy: format!("{} {}", page.t(misfire), page.t(overlap)),
                row,
            })
        })
        .collect();
    html(&SchedulesPage {
        tabs: model::tabs(&page, SCHEDULES),
        lines,
        may_run: page.can(Permission::JobsRun),
        may_switch: page.can(Permission::JobsPause),
        page: page.titled("jobs-tab-schedules").section("nav-jobs"),
    })
}

pub(super) async fn run(
    Shared(app): Shared<AppState>,
    staff: SignedIn,
    Path(name): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let kind = app.jobs.schedule(&name).and_then(|schedule| app.jobs.kind(schedule.name)).ok_or(Error::NotFound)?;
    let mut change = staff.change(&app).await?;
    let id = commands::run_now(&mut change, kind).await?;
    change.commit().await?;
    staff.done(&show_path(id), "jobs-done-run").await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SwitchForm {
    /// What it shall be: told and not turned round, so that two who press at once agree.
    on: bool,
}

pub(super) async fn switch(
    Shared(app): Shared<AppState>,
    staff: SignedIn,
    page: Page,
    Path(name): Path<String>,
    Form(form): Form<SwitchForm>,
) -> Result<Response> {
    let schedule = app.jobs.schedule(&name).ok_or(Error::NotFound)?;
    let mut change = staff.change(&app).await?;
    if commands::switch(&mut change, schedule, staff.id, form.on).await? {
        change.commit().await?;
        let key = if form.on { "jobs-done-switched-on" } else { "jobs-done-switched-off" };
        return staff.done(SCHEDULES, Message::new(key).text("kind", kind_name(&page, schedule.name))).await;
    }
    staff.go(SCHEDULES, FlashKind::Warning, "jobs-error-switched").await
}
