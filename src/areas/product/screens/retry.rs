//! Trying a step again at once.

use axum::extract::State;
use axum::response::Response;

use super::super::{INDEX, commands};
use crate::web::form::Nothing;
use crate::web::session::FlashKind;
use crate::web::{AppState, Form, Path, Result, SignedIn};

pub async fn post(State(app): State<AppState>, staff: SignedIn, Path(id): Path<i64>, Form(Nothing {}): Form<Nothing>) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    if !commands::retry(&mut change, id).await? {
        return staff.go(INDEX, FlashKind::Info, "product-retry-none").await;
    }
    change.commit().await?;
    staff.done(INDEX, "product-retry-done").await
}
