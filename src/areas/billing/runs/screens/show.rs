//! One run: how far it is, what it came to, whom it could not charge.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::super::model::{BillingRun, Reason, Status};
use super::super::{INDEX, commands, queries, show_path};
use super::{Sums, SumsOf};
use crate::areas::billing::invoices;
use crate::areas::tasks;
use crate::areas::tenants::{self, Identity};
use crate::core::ids::BillingRunId;
use crate::core::lang::Lang;
use crate::core::money::Currency;
use crate::core::permission::Permission;
use crate::web::form::Nothing;
use crate::web::page::{self, html};
use crate::web::session::FlashKind;
use crate::web::ui::{Action, Fact, Progress, ProgressState, SummaryRow, Tag};
use crate::web::{AppState, Db, Error, Form, Page, Path, Query, Result, SignedIn};

/// So many failures stand on the page; all of them are in the file.
const MANY: i64 = 200;

#[derive(Template)]
#[template(path = "billing/runs/show.html")]
struct ShowPage {
    page: Page,
    title: String,
    tags: Vec<Tag>,
    progress: Option<Progress>,
    facts: Vec<SummaryRow>,
    sums: Vec<SumsOf>,
    failures: Vec<Line>,
    more: String,
    export_href: Option<String>,
    /// Why all of it failed.
    reason: Option<String>,
}

struct Line {
    tenant: String,
    href: Option<String>,
    reason: String,
    task_href: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    /// `json` for where the work stands, and nothing else.
    fragment: String,
}

pub(in super::super) async fn get(
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<BillingRunId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let run = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    if asked.fragment == "json" {
        return Ok(page::progress(&page, &progress(&page, &run)));
    }
    let mut sums = Sums::default();
    for sum in queries::sums(&mut db, run.id).await? {
        let Ok(currency) = Currency::parse(&sum.currency) else { continue };
        let plan = if page.language() == Lang::Ar { &sum.plan2 } else { &sum.plan };
        sums.add(&page, currency, plan, &sum.country, [sum.invoices, sum.taxable_minor, sum.vat_minor, sum.total_minor]);
    }
    let failures = queries::failures(&mut db, run.id, Identity::of(&staff), MANY).await?;
    drop(db);
    let title = page.ts("runs-title", "number", page.num(run.number));
    let more = run.failed.saturating_sub(i64::try_from(failures.len()).unwrap_or(i64::MAX));
    let runs = page.t("nav-runs");
    html(&ShowPage {
        tags: vec![Tag::new(run.status.tone(), page.t(run.status.key()))],
        progress: (!run.status.is_over()).then(|| progress(&page, &run)),
        facts: facts(&page, &run),
        sums: sums.told(&page),
        more: if more > 0 { page.n("runs-odd-more", more) } else { String::new() },
        export_href: (run.failed > 0 && page.can(Permission::BillingExport)).then(|| format!("{}/failures.csv", show_path(run.id))),
        reason: (run.status == Status::Failed).then(|| page.t("runs-error-seller")),
        failures: failures
            .iter()
            .map(|failure| Line {
                tenant: failure.tenant.in_language(page.language()).to_owned(),
                href: page.can(Permission::TenantsRead).then(|| tenants::subscription_path(failure.tenant.id)),
                reason: Reason::from_code(&failure.reason).map_or_else(|| failure.reason.clone(), |reason| page.t(reason.key())),
                task_href: failure.task.filter(|_| page.can(Permission::TasksRead)).map(tasks::show_path),
            })
            .collect(),
        page: page.titled_text(title.clone()).section("nav-runs").crumb(runs, INDEX),
        title,
    })
}

pub(in super::super) async fn stop(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<BillingRunId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let run = queries::find(&mut change, id).await?.ok_or(Error::NotFound)?;
    if !commands::cancel(&mut change, &run).await? {
        return staff.go(&show_path(run.id), FlashKind::Info, "runs-over").await;
    }
    change.commit().await?;
    staff.done(&show_path(run.id), "runs-stopped").await
}

/// The numbers a run gave, from the first to the last.
pub(super) fn numbers(run: &BillingRun) -> String {
    match (&run.first_reference, &run.last_reference) {
        (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
        (Some(only), _) => only.clone(),
        _ => String::new(),
    }
}

fn progress(page: &Page, run: &BillingRun) -> Progress {
    let state = match run.status {
        Status::Waiting => ProgressState::Queued,
        Status::Running | Status::Cancelling => ProgressState::Running,
        Status::Cancelled => ProgressState::Cancelled,
        Status::Done => ProgressState::Done,
        Status::Failed => ProgressState::Failed,
    };
    let mut progress = Progress::new(page.t("runs-progress"), state, show_path(run.id));
    progress.done = run.billed.saturating_add(run.failed);
    progress.total = Some(run.expected.max(progress.done));
    progress.failed = run.failed;
    progress.cancel_href = matches!(run.status, Status::Waiting | Status::Running).then(|| format!("{}/stop", show_path(run.id)));
    progress
}

fn facts(page: &Page, run: &BillingRun) -> Vec<SummaryRow> {
    let time = |at| Fact::Time { text: page.datetime(at), iso: page.iso(at) };
    let mut facts = vec![
        SummaryRow::text(page.t("runs-field-to"), page.date(run.billed_to)),
        SummaryRow::text(page.t("runs-field-expected"), page.num(run.expected)),
        SummaryRow::text(page.t("runs-field-billed"), page.num(run.billed)),
    ];
    let invoices = page.num(run.invoices);
    facts.push(if run.invoices > 0 {
        let href = format!("{}?run={}", invoices::INDEX, run.id);
        SummaryRow::new(page.t("runs-field-invoices"), Fact::Link(Action::new(invoices, href)))
    } else {
        SummaryRow::text(page.t("runs-field-invoices"), invoices)
    });
    facts.push(SummaryRow::code(page.t("runs-field-numbers"), numbers(run)));
    facts.push(SummaryRow::text(page.t("runs-field-failed"), page.num(run.failed)));
    facts.push(SummaryRow::text(page.t("runs-field-mailed"), page.num(run.mailed)));
    facts.push(SummaryRow::text(page.t("runs-field-by"), run.created_by.clone().unwrap_or_else(|| page.t("audit-actor-system"))));
    facts.push(SummaryRow::new(page.t("runs-field-at"), time(run.created_at)));
    if let Some(at) = run.ended_at {
        facts.push(SummaryRow::new(page.t("runs-field-ended"), time(at)));
    }
    facts
}
