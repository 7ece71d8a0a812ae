//! Retrying or cancelling many: what was ticked, or all that match, frozen when it is shown; a preview; and what became of each.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::model::{State, kind_name};
use super::queries::{self, Act, ResultRow, SORTS};
use super::{PATH, commands, index, show_path};
use crate::core::ids::JobId;
use crate::core::lang::Message;
use crate::web::form::Nothing;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::session::FlashKind;
use crate::web::ui::{SummaryRow, Tag, Tone};
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

/// So many jobs at most are acted on at once.
const MOST: usize = 10_000;
/// Results are listed one by one up to here; the figures above them are of all.
const LISTED: i64 = 500;
const ACTS: [&str; 2] = ["retry", "cancel"];

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TickedForm {
    ids: Vec<Uuid>,
    /// Every row that matches, not only those ticked.
    all: bool,
    /// The list's address after the question mark, for `all`.
    filter: String,
    #[serde(rename = "do")]
    act: String,
}

fn path(id: Uuid) -> String {
    format!("{PATH}/acts/{id}")
}

pub(super) async fn post(Shared(app): Shared<AppState>, staff: SignedIn, page: Page, Form(form): Form<TickedForm>) -> Result<Response> {
    let act = ACTS.into_iter().find(|act| *act == form.act).ok_or(Error::BadRequest("there is no such act on jobs"))?;
    let mut db = Db::acquire(&app).await?;
    let ids = if form.all {
        let list = ListRequest::of(&app, PATH, &form.filter, index::LIST, SORTS)?;
        queries::ids(&mut db, &index::filter(&app, &page, &list), MOST + 1).await?
    } else {
        form.ids
    };
    match ids.len() {
        0 => staff.go(PATH, FlashKind::Warning, "jobs-error-none").await,
        n if n > MOST => staff.go(PATH, FlashKind::Warning, Message::new("jobs-error-many").text("most", MOST)).await,
        _ => {
            let id = app.clock.new_id();
            commands::choose(&mut db, id, act, &ids, staff.id, app.clock.now()).await?;
            Ok(Redirect::to(&path(id)).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "jobs/act.html")]
struct ActPage {
    page: Page,
    /// How many of the chosen stand how.
    tally: Vec<SummaryRow>,
    /// How many the act will not touch.
    left_out: Option<String>,
    outcomes: Vec<SummaryRow>,
    rows: Vec<ResultRow>,
    more: Option<String>,
    confirm_href: Option<String>,
    deed: String,
    job_href: Option<String>,
    back: &'static str,
}

impl ActPage {
    fn name(&self, row: &ResultRow) -> String {
        row.kind.as_deref().map_or_else(|| row.id.to_string(), |kind| kind_name(&self.page, kind))
    }

    fn href(&self, row: &ResultRow) -> Option<String> {
        row.kind.as_ref().map(|_| show_path(row.id))
    }

    fn state(&self, row: &ResultRow) -> Option<Tag> {
        Some(State::from_code(row.state.as_deref()?)?.tag(&self.page))
    }

    fn outcome(&self, row: &ResultRow) -> Option<Tag> {
        let tone = match row.outcome.as_deref()? {
            "done" => Tone::Success,
            "asked" => Tone::Info,
            _ => Tone::Neutral,
        };
        Some(Tag::new(tone, self.page.t(outcome_key(row.outcome.as_deref()?))))
    }
}

fn outcome_key(outcome: &str) -> &'static str {
    match outcome {
        "done" => "jobs-result-done",
        "asked" => "jobs-result-asked",
        _ => "jobs-result-not-possible",
    }
}

/// The act of this very person.
async fn find(db: &mut sqlx::PgConnection, staff: &SignedIn, id: Uuid) -> Result<Act> {
    queries::act(db, id).await?.filter(|act| act.staff_id == staff.id || act.confirmed_at.is_some()).ok_or(Error::NotFound)
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<Uuid>) -> Result<Response> {
    let act = find(&mut db, &staff, id).await?;
    let tally = queries::tally(&mut db, &act.jobs).await?;
    let can =
        |state: &str| State::from_code(state).is_some_and(|state| if act.act == "retry" { state.may_retry() } else { state.may_cancel() });
    let left_out = act.jobs.len()
        - tally.iter().filter(|(_, state, _)| can(state)).map(|(.., jobs)| usize::try_from(*jobs).unwrap_or(0)).sum::<usize>();
    let rows = queries::results(&mut db, id, LISTED).await?;
    let more = i64::try_from(act.jobs.len()).unwrap_or(i64::MAX) - LISTED;
    let outcomes = queries::outcomes(&mut db, id).await?;
    let title = page.n(if act.act == "retry" { "jobs-act-title-retry" } else { "jobs-act-title-cancel" }, act.jobs.len());
    let row = |kind: &str, state: &str, jobs: i64| {
        let state = State::from_code(state).map(|state| page.t(state.key())).unwrap_or_default();
        SummaryRow::text(kind_name(&page, kind), format!("{state}: {}", page.num(jobs)))
    };
    let crumb = page.t("jobs-title");
    html(&ActPage {
        tally: tally.iter().map(|(kind, state, jobs)| row(kind, state, *jobs)).collect(),
        left_out: (left_out > 0 && act.confirmed_at.is_none()).then(|| page.n("jobs-act-left-out", left_out)),
        outcomes: outcomes.iter().map(|(outcome, jobs)| SummaryRow::text(page.t(outcome_key(outcome)), page.num(*jobs))).collect(),
        rows,
        more: (more > 0).then(|| page.n("jobs-act-more", more)),
        confirm_href: act.confirmed_at.is_none().then(|| path(id)),
        deed: page.t(if act.act == "retry" { "jobs-act-retry" } else { "jobs-act-cancel" }),
        job_href: act.job_id.map(|job| show_path(JobId(job))),
        back: PATH,
        page: page.titled_text(title).section("nav-jobs").crumb(crumb, PATH),
    })
}

pub(super) async fn confirm(
    Shared(app): Shared<AppState>,
    staff: SignedIn,
    Path(id): Path<Uuid>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let act = find(&mut change, &staff, id).await?;
    if commands::confirm(&mut change, &act).await? {
        change.commit().await?;
        return staff.done(&path(id), "jobs-done-act").await;
    }
    staff.go(&path(id), FlashKind::Warning, "jobs-error-act").await
}
