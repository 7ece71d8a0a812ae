//! "Compute now": the score from the figures as they are at this moment.

use axum::extract::State;
use axum::response::Response;

use super::{commands, health_path};
use crate::areas::tenants::record;
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::web::form::Nothing;
use crate::web::session::FlashKind;
use crate::web::{AppState, Error, Form, Path, Result, SignedIn};

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<TenantId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let record = record::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    let yesterday = business_day(change.at()).pred_opt().ok_or_else(|| Error::internal("there is no yesterday"))?;
    if !commands::compute(&mut change, id, &record.details.name, yesterday).await? {
        return staff.go(&health_path(id), FlashKind::Warning, "health-left").await;
    }
    change.commit().await?;
    staff.done(&health_path(id), "health-computed").await
}
