//! The statement by mail.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::super::asked::Asked;
use super::super::{mails, path};
use super::{explained, statement};
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::web::{AppState, Form, Path, Result, SignedIn};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in super::super) struct SendForm {
    currency: String,
    from: String,
    to: String,
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<TenantId>,
    Form(form): Form<SendForm>,
) -> Result<Response> {
    let asked = Asked { currency: form.currency, from: form.from, to: form.to };
    let mut change = staff.change(&app).await?;
    let today = business_day(change.at());
    let Some(statement) = statement(&mut change, &staff, id, &asked, today).await? else { return Ok(explained(id, &asked)) };
    mails::send(&mut change, &app.secrets, &statement).await?;
    change.commit().await?;
    staff.done(&format!("{}?{}", path(id), asked.query()), "invoices-sent").await
}
