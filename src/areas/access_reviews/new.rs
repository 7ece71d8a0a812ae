//! Beginning a review by hand, beside those that begin by themselves.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use uuid::Uuid;

use super::{INDEX, NEW, commands, show_path};
use crate::core::ids::ReviewId;
use crate::web::form::Nothing;
use crate::web::page::html;
use crate::web::{AppState, Error, Idem, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "access_reviews/new.html")]
struct NewPage {
    page: Page,
    consequences: Vec<String>,
    key: Uuid,
    action: &'static str,
    back: &'static str,
}

pub(super) async fn get(State(app): State<AppState>, page: Page) -> Result<Response> {
    let list = page.t("nav-reviews");
    html(&NewPage {
        consequences: ["reviews-new-effect-list", "reviews-new-effect-due"].map(|key| page.t(key)).to_vec(),
        key: app.clock.new_id(),
        page: page.titled("reviews-new-title").section("nav-reviews").crumb(list, INDEX),
        action: NEW,
        back: INDEX,
    })
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
