//! Taking the role of one line away.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::model::{Decision, Grant, Refusal, Review, read_note};
use super::refused::{self, below};
use super::{commands, queries, revocation_path, show_path};
use crate::core::ids::ReviewId;
use crate::core::lang::Message;
use crate::web::page::form_page;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "access_reviews/revocation.html")]
struct RevocationPage {
    page: Page,
    errors: Errors,
    form: RevocationForm,
    consequences: Vec<String>,
    deed: String,
    action: String,
    back: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RevocationForm {
    note: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path((id, number)): Path<(ReviewId, i32)>) -> Result<Response> {
    let review = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    let grant = queries::grant(&mut db, id, number).await?.ok_or(Error::NotFound)?;
    match standing_against(&staff, &review, &grant) {
        Some(refusal) => refused::page(page, &review, refusal),
        None => show(page, &review, &grant, RevocationForm::default(), Errors::new()),
    }
}

fn standing_against(staff: &SignedIn, review: &Review, grant: &Grant) -> Option<Refusal> {
    if review.is_signed() {
        return Some(Refusal::Signed);
    }
    if staff.id == grant.user_id {
        return Some(Refusal::Own);
    }
    (grant.decision() == Some(Decision::Revoked)).then_some(Refusal::RevokedAlready)
}

fn show(page: Page, review: &Review, grant: &Grant, form: RevocationForm, errors: Errors) -> Result<Response> {
    let role = grant.role_in(page.language()).to_owned();
    let title = page.msg(&Message::new("reviews-revoke-title").text("name", &grant.user_name).text("role", &role));
    form_page(
        &errors,
        &RevocationPage {
            consequences: ["reviews-revoke-effect-role", "reviews-revoke-effect-sessions"].map(|key| page.t(key)).to_vec(),
            deed: page.ts("reviews-revoke-deed", "role", &role),
            page: below(page, review).titled_text(title).failed(errors.any()),
            errors: errors.clone(),
            form,
            action: revocation_path(review.id, grant.number),
            back: show_path(review.id),
        },
    )
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path((id, number)): Path<(ReviewId, i32)>,
    Form(form): Form<RevocationForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let review = commands::take(&mut change, id).await?.ok_or(Error::NotFound)?;
    let grant = queries::grant(&mut change, id, number).await?.ok_or(Error::NotFound)?;
    let note = match read_note(&form.note) {
        Ok(note) => note,
        Err(error) => return show(page, &review, &grant, form, Errors::one("note", error)),
    };
    if let Err(refusal) = commands::revoke(&mut change, &review, &grant, &note).await? {
        return refused::page(page, &review, refusal);
    }
    change.commit().await?;
    staff.done(&show_path(id), Message::new("reviews-revoked-done").text("name", grant.user_name)).await
}
