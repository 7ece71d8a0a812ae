//! Pinning a note to the top, and letting it go.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::{commands, queries};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::{record, show_path};
use crate::core::ids::TenantId;
use crate::web::session::FlashKind;
use crate::web::{AppState, Error, Form, Path, Result, SignedIn};

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::areas::tenants) struct PinForm {
    pinned: bool,
}

pub(in crate::areas::tenants) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    Path((id, note)): Path<(TenantId, Uuid)>,
    Form(form): Form<PinForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let record = record::queries::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    let note = queries::find(&mut change, id, note).await?.ok_or(Error::NotFound)?;
    let back = format!("{}#notes", show_path(id));
    if !commands::pin(&mut change, &record, &note, form.pinned).await? {
        return staff.go(&back, FlashKind::Info, "tenants-unchanged").await;
    }
    change.commit().await?;
    staff.done(&back, if form.pinned { "tenants-note-pinned" } else { "tenants-note-unpinned" }).await
}
