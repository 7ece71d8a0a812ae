//! What came of a playbook: the only way to learn whether it helps.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::queries::Playbook;
use super::{health_path, outcome_path, playbooks, queries, words};
use crate::areas::tasks::Outcome;
use crate::areas::tenants::record::{self, Record};
use crate::areas::tenants::{self, Identity};
use crate::core::ids::TenantId;
use crate::core::text;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

const NOTE_MAX: usize = 2_000;

#[derive(Template)]
#[template(path = "health/outcome.html")]
struct OutcomePage {
    page: Page,
    errors: Errors,
    form: OutcomeForm,
    playbook: String,
    outcomes: Vec<(&'static str, String)>,
    action: String,
    back: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct OutcomeForm {
    outcome: String,
    note: String,
}

impl OutcomeForm {
    fn check(&self) -> std::result::Result<(Outcome, Option<String>), Errors> {
        let mut errors = Errors::new();
        let outcome = errors.take("outcome", Outcome::from_code(&self.outcome).ok_or("tasks-error-outcome"));
        let note = text::clean_lines(&self.note);
        if note.chars().count() > NOTE_MAX {
            errors.add("note", "tasks-error-note-long");
        }
        match outcome {
            Some(outcome) if errors.is_empty() => Ok((outcome, (!note.is_empty()).then_some(note))),
            _ => Err(errors),
        }
    }
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path((id, playbook)): Path<(TenantId, i64)>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let record = record::find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    let run = queries::playbook(&mut db, id, playbook).await?.ok_or(Error::NotFound)?;
    if run.started_at.is_none() {
        return staff.go(&health_path(id), FlashKind::Warning, "health-playbook-not-started").await;
    }
    let form = OutcomeForm {
        outcome: run.outcome.map(|outcome| outcome.code().to_owned()).unwrap_or_default(),
        note: run.note.clone().unwrap_or_default(),
    };
    show(page, &record, &run, form, &Errors::new())
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path((id, playbook)): Path<(TenantId, i64)>,
    Form(form): Form<OutcomeForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let record = record::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    let run = queries::playbook(&mut change, id, playbook).await?.ok_or(Error::NotFound)?;
    let (outcome, note) = match form.check() {
        Ok(said) => said,
        Err(errors) => return show(page, &record, &run, form, &errors),
    };
    if !playbooks::end(&mut change, &run, &record.details.name, outcome, note.as_deref()).await? {
        return staff.go(&health_path(id), FlashKind::Warning, "health-playbook-not-started").await;
    }
    change.commit().await?;
    staff.done(&health_path(id), "health-outcome-saved").await
}

fn show(page: Page, record: &Record, run: &Playbook, form: OutcomeForm, errors: &Errors) -> Result<Response> {
    let name = record.name_in(page.language()).to_owned();
    let page = page.titled("health-outcome").section("nav-tenants").failed(errors.any());
    let (tenants, health) = (page.t("nav-tenants"), page.t("health-tab"));
    let page = page.crumb(tenants, tenants::LIST_PATH).crumb(name, tenants::show_path(record.id)).crumb(health, health_path(record.id));
    form_page(
        errors,
        &OutcomePage {
            playbook: page.t(words::playbook_key(run.level)),
            outcomes: Outcome::ALL.into_iter().map(|outcome| (outcome.code(), page.t(outcome.key()))).collect(),
            errors: errors.clone(),
            form,
            action: outcome_path(record.id, run.id),
            back: health_path(record.id),
            page,
        },
    )
}
