//! Without a second person: for when none exists, or none can be waited for.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::decision::refused;
use super::queries::{self, Request};
use super::{INDEX, read_note, show_path, words};
use crate::core::approvals::{self, Decided, Refusal};
use crate::core::ids::ApprovalId;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

const SHORTEST_REASON: usize = 10;

#[derive(Template)]
#[template(path = "approvals/emergency.html")]
struct EmergencyPage {
    page: Page,
    errors: Errors,
    form: EmergencyForm,
    consequences: Vec<String>,
    deed: String,
    action: String,
    back: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EmergencyForm {
    reason: String,
}

impl EmergencyForm {
    fn check(&self) -> std::result::Result<String, &'static str> {
        let reason = read_note(&self.reason)?;
        if reason.chars().count() < SHORTEST_REASON { Err("approvals-error-emergency-reason") } else { Ok(reason) }
    }
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<ApprovalId>) -> Result<Response> {
    let request = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    if request.requested_by != Some(staff.id) {
        return refused(&staff, id, Refusal::NotYours).await;
    }
    if !request.is_open(page.at()) {
        return refused(&staff, id, Refusal::Closed).await;
    }
    show(page, &request, EmergencyForm::default(), Errors::new())
}

fn show(page: Page, request: &Request, form: EmergencyForm, errors: Errors) -> Result<Response> {
    let command = words::command(&page, &request.command);
    let (crumb, back) = (page.t("nav-approvals"), show_path(request.id));
    let effects = ["approvals-emergency-effect-now", "approvals-emergency-effect-told", "approvals-emergency-effect-flag"];
    form_page(
        &errors,
        &EmergencyPage {
            consequences: effects.map(|key| page.t(key)).to_vec(),
            deed: page.t("approvals-emergency-deed"),
            action: format!("{back}/emergency"),
            page: page
                .titled("approvals-emergency-title")
                .section("nav-approvals")
                .crumb(crumb, INDEX)
                .crumb(command, back.clone())
                .failed(errors.any()),
            errors: errors.clone(),
            form,
            back,
        },
    )
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<ApprovalId>,
    Form(form): Form<EmergencyForm>,
) -> Result<Response> {
    let reason = match form.check() {
        Ok(reason) => reason,
        Err(error) => {
            let request = queries::find(&mut *Db::acquire(&app).await?, id).await?.ok_or(Error::NotFound)?;
            return show(page, &request, form, Errors::one("reason", error));
        }
    };
    let mut change = staff.change(&app).await?;
    let decided = match approvals::emergency(&mut change, &app.commands, app.means(), id, &reason).await? {
        Ok(decided) => decided,
        Err(refusal) => return refused(&staff, id, refusal).await,
    };
    change.commit().await?;
    match decided {
        Decided::Void(_) => staff.go(&show_path(id), FlashKind::Warning, "approvals-decided-void").await,
        _ => staff.done(&show_path(id), "approvals-emergency-done").await,
    }
}
