//! Asking for a run now.

use axum::extract::State;
use axum::response::Response;

use super::super::source::Link;
use super::super::{INDEX, commands};
use crate::web::form::Nothing;
use crate::web::session::FlashKind;
use crate::web::{AppState, Form, Result, SignedIn};

pub async fn post(State(app): State<AppState>, staff: SignedIn, Form(Nothing {}): Form<Nothing>) -> Result<Response> {
    if Link::of(&app.settings).is_none() {
        return staff.go(INDEX, FlashKind::Failure, "product-not-connected").await;
    }
    let mut change = staff.change(&app).await?;
    if !commands::ask(&mut change).await? {
        return staff.go(INDEX, FlashKind::Info, "product-run-already").await;
    }
    change.commit().await?;
    staff.done(INDEX, "product-run-asked-done").await
}
