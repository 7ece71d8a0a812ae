//! Beginning a review by hand, beside those that begin by themselves.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::{INDEX, NEW, commands, show_path};
use crate::core::ids::ReviewId;
use crate::web::form::Nothing;
use crate::web::page::{Confirm, html};
use crate::web::{AppState, Error, Idem, Page, Result, SignedIn};

pub(super) async fn get(State(app): State<AppState>, page: Page) -> Result<Response> {
    let list = page.t("nav-reviews");
    let consequences = ["reviews-new-effect-list", "reviews-new-effect-due"].map(|key| page.t(key)).to_vec();
    let deed = page.t("reviews-new");
    let page = page.titled("reviews-new-title").section("nav-reviews").crumb(list, INDEX);
    html(&Confirm::new(page, consequences, deed, NEW, INDEX).harmless().once(app.clock.new_id()))
}

pub(super) async fn post(State(app): State<AppState>, staff: SignedIn, Idem(Nothing {}, key): Idem<Nothing>) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let id = ReviewId(change.new_id());
    if let Some(key) = key
        && let Some(earlier) = change.first_result(key, &show_path(id)).await?
    {
        return Ok(Redirect::to(&earlier).into_response());
    }
    // Who asks holds a role, so there is a list.
    commands::start(&mut change, id, None).await?.ok_or_else(|| Error::internal("nobody holds a role"))?;
    change.commit().await?;
    staff.done(&show_path(id), "reviews-new-done").await
}
