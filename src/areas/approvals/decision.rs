//! Saying yes or no, taking back, and looking at an emergency afterwards.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::show::show;
use super::{read_note, show_path};
use crate::core::approvals::{self, Decided, Decision, Refusal};
use crate::core::ids::ApprovalId;
use crate::web::form::Nothing;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionForm {
    #[serde(default)]
    decision: String,
    #[serde(default)]
    note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoteForm {
    note: String,
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<ApprovalId>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let mut errors = Errors::new();
    let decision = Decision::from_code(&form.decision);
    if decision.is_none() {
        errors.add("decision", "approvals-error-decision");
    }
    let note = errors.take("note", read_note(&form.note));
    if decision == Some(Decision::Reject) && note.as_deref() == Some("") {
        errors.add("note", "approvals-error-note-missing");
    }
    let (Some(decision), Some(note)) = (decision, note.filter(|_| errors.is_empty())) else {
        return show(&app, &staff, page, Db::acquire(&app).await?, id, form.note, errors).await;
    };
    let mut change = staff.change(&app).await?;
    let decided = match approvals::decide(&mut change, &app.commands, app.means(), id, decision, &note).await? {
        Ok(decided) => decided,
        Err(refusal) => return refused(&staff, id, refusal).await,
    };
    change.commit().await?;
    let (kind, word) = match decided {
        Decided::Executed => (FlashKind::Success, "approvals-decided-executed"),
        Decided::OneOfTwo => (FlashKind::Success, "approvals-decided-one"),
        Decided::Rejected => (FlashKind::Success, "approvals-decided-rejected"),
        Decided::Void(_) => (FlashKind::Warning, "approvals-decided-void"),
    };
    staff.go(&show_path(id), kind, word).await
}

pub(super) async fn withdraw(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<ApprovalId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    if let Err(refusal) = approvals::withdraw(&mut change, id).await? {
        return refused(&staff, id, refusal).await;
    }
    change.commit().await?;
    staff.done(&show_path(id), "approvals-withdrawn").await
}

pub(super) async fn review(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<ApprovalId>,
    Form(form): Form<NoteForm>,
) -> Result<Response> {
    let note = match read_note(&form.note) {
        Ok(note) if note.is_empty() => Err("approvals-error-note-missing"),
        other => other,
    };
    let note = match note {
        Ok(note) => note,
        Err(error) => return show(&app, &staff, page, Db::acquire(&app).await?, id, form.note, Errors::one("note", error)).await,
    };
    let mut change = staff.change(&app).await?;
    if let Err(refusal) = approvals::review(&mut change, id, &note).await? {
        return refused(&staff, id, refusal).await;
    }
    change.commit().await?;
    staff.done(&show_path(id), "approvals-reviewed").await
}

/// Says why nothing was decided, on the request's own page.
pub(super) async fn refused(staff: &SignedIn, id: ApprovalId, refusal: Refusal) -> Result<Response> {
    match refusal {
        Refusal::NoSuchRequest => Err(Error::NotFound),
        refusal => staff.go(&show_path(id), FlashKind::Warning, refusal.key()).await,
    }
}
