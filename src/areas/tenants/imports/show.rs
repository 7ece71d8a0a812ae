//! One import at whatever stage it is: to be reviewed, at work, over.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::model::{Import, State as Stage};
use super::{act_path, framed_one, queries, result, review, show_path};
use crate::areas::tenants::identity::Identity;
use crate::core::ids::ImportId;
use crate::web::page::{self, html};
use crate::web::ui::{Progress, ProgressState};
use crate::web::{AppState, Db, Error, Errors, Page, Path, Query, Result, SignedIn};

#[derive(Deserialize)]
pub(super) struct Asked {
    /// `json` for where the work stands, and nothing else.
    #[serde(default)]
    fragment: String,
}

#[derive(Template)]
#[template(path = "tenants/imports/progress.html")]
struct ProgressPage {
    page: Page,
    progress: Progress,
    undoing: bool,
    stopped: bool,
    /// Where a post sets failed work going again without waiting.
    repeat_href: Option<String>,
    run_href: String,
    undo_href: Option<String>,
    discard_href: Option<String>,
}

pub(super) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<ImportId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let visitor = staff.visitor();
    let import = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    if asked.fragment == "json" {
        return Ok(page::progress(&page, &progress(&page, &import)));
    }
    match import.state {
        Stage::Mapped => review::show(&app, &visitor, page, db, &import, review::Chosen::of(&import), Errors::new()).await,
        Stage::Running | Stage::Stopped | Stage::Undoing => html(&ProgressPage {
            progress: progress(&page, &import),
            undoing: import.state == Stage::Undoing,
            stopped: import.state == Stage::Stopped,
            repeat_href: import.is_troubled().then(|| act_path(id, if import.state == Stage::Undoing { "undo" } else { "run" })),
            run_href: act_path(id, "run"),
            undo_href: (import.may_undo() && import.tally.imported > 0).then(|| act_path(id, "undo")),
            discard_href: import.may_discard().then(|| act_path(id, "discard")),
            page: framed_one(page, &import),
        }),
        Stage::Done | Stage::Undone => result::show(&app, &visitor, page, db, &import).await,
    }
}

fn progress(page: &Page, import: &Import) -> Progress {
    let state = match import.state {
        Stage::Mapped => ProgressState::Queued,
        Stage::Running | Stage::Undoing if import.done() == 0 => ProgressState::Queued,
        Stage::Running | Stage::Undoing => ProgressState::Running,
        Stage::Stopped => ProgressState::Paused,
        Stage::Done | Stage::Undone => ProgressState::Done,
    };
    let undo = matches!(import.state, Stage::Undoing | Stage::Undone);
    let title = page.t(if undo { "imports-progress-undo" } else { "imports-progress-run" });
    let mut progress = Progress::new(title, state, show_path(import.id));
    progress.done = import.done();
    progress.total = Some(import.planned);
    if undo {
        progress.skipped = import.tally.kept;
    } else {
        progress.skipped = import.tally.known;
        progress.failed = import.tally.refused;
        progress.cancel_href = (import.state == Stage::Running).then(|| act_path(import.id, "stop"));
    }
    progress.note = note(page, import);
    progress
}

/// How fast it goes and how long it still takes, or why it does not.
fn note(page: &Page, import: &Import) -> String {
    if import.troubled_at.is_some() {
        return page.t("imports-progress-troubled");
    }
    let Some(started) = import.started_at.filter(|_| import.state.is_working()) else { return String::new() };
    let (done, seconds) = (import.done(), (page.at() - started).num_seconds());
    if done <= 0 || seconds <= 0 {
        return String::new();
    }
    let left = (import.planned - done).saturating_mul(seconds) / done;
    format!("{} {}", page.n("imports-progress-rate", done / seconds), page.n("imports-progress-left", left))
}
