//! Starting an import, stopping it, and throwing one away that was never started.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::mapping::refused;
use super::{INDEX, commands, queries, show_path};
use crate::areas::tenants::identity::Identity;
use crate::core::ids::ImportId;
use crate::web::form::Nothing;
use crate::web::{AppState, Error, Form, Path, Result, SignedIn};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RunForm {
    /// The mapping the person saw; a run that goes on has none to show.
    #[serde(default)]
    version: Option<i32>,
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<ImportId>,
    Form(form): Form<RunForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    queries::find(&mut change, id).await?.ok_or(Error::NotFound)?;
    if let Err(refusal) = commands::start(&mut change, id, form.version).await? {
        return refused(&staff, id, refusal).await;
    }
    change.commit().await?;
    Ok(Redirect::to(&show_path(id)).into_response())
}

pub(super) async fn stop(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<ImportId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    queries::find(&mut change, id).await?.ok_or(Error::NotFound)?;
    if let Err(refusal) = commands::stop(&mut change, id).await? {
        return refused(&staff, id, refusal).await;
    }
    change.commit().await?;
    Ok(Redirect::to(&show_path(id)).into_response())
}

pub(super) async fn discard(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<ImportId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    if queries::find(&mut change, id).await?.is_none() {
        // Thrown away already: the list shows it.
        return Ok(Redirect::to(INDEX).into_response());
    }
    if let Err(refusal) = commands::discard(&mut change, id).await? {
        return refused(&staff, id, refusal).await;
    }
    change.commit().await?;
    staff.done(INDEX, "imports-flash-discarded").await
}
