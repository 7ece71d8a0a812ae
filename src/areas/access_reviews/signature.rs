//! Putting one's name under a review.

use axum::extract::State;
use axum::response::Response;

use super::model::{Refusal, Review};
use super::refused::{self, below};
use super::{commands, queries, show_path};
use crate::core::ids::ReviewId;
use crate::web::form::Nothing;
use crate::web::page::{Confirm, html};
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

pub(super) async fn get(page: Page, mut db: Db, Path(id): Path<ReviewId>) -> Result<Response> {
    let review = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    if review.is_signed() {
        return refused::page(page, &review, Refusal::Signed);
    }
    if review.undecided() > 0 {
        return refused::page(page, &review, Refusal::Undecided);
    }
    show(page, &review)
}

fn show(page: Page, review: &Review) -> Result<Response> {
    let back = show_path(review.id);
    let consequences = vec![page.n("reviews-sign-effect-list", review.grants), page.t("reviews-sign-effect-final")];
    let deed = page.t("reviews-sign");
    let page = below(page, review).titled("reviews-sign-title");
    html(&Confirm::new(page, consequences, deed, format!("{back}/signature"), back).harmless())
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<ReviewId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let review = commands::take(&mut change, id).await?.ok_or(Error::NotFound)?;
    if let Err(refusal) = commands::sign(&mut change, &review).await? {
        return refused::page(page, &review, refusal);
    }
    change.commit().await?;
    staff.done(&show_path(id), "reviews-sign-done").await
}
