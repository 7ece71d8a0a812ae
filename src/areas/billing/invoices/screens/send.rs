//! The document by mail, once more.

use axum::extract::State;
use axum::response::Response;

use super::super::model::Status;
use super::super::{mails, queries, show_path};
use crate::areas::tenants::Identity;
use crate::core::ids::InvoiceId;
use crate::web::form::Nothing;
use crate::web::session::FlashKind;
use crate::web::{AppState, Error, Form, Path, Result, SignedIn};

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<InvoiceId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let invoice = queries::find(&mut change, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !invoice.status.is_issued() || invoice.status == Status::Void {
        return staff.go(&show_path(id), FlashKind::Warning, "invoices-not-issued").await;
    }
    mails::send(&mut change, &app.secrets, &invoice).await?;
    change.commit().await?;
    staff.done(&show_path(id), "invoices-sent").await
}
