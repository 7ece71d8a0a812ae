//! Giving a draft up.

use axum::extract::State;
use axum::response::Response;

use super::super::model::Status;
use super::super::{below, commands, queries, show_path};
use crate::areas::tenants::Identity;
use crate::core::ids::InvoiceId;
use crate::web::form::Nothing;
use crate::web::page::{Confirm, html};
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

pub(in super::super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<InvoiceId>) -> Result<Response> {
    let invoice = queries::find(&mut db, id, Identity::of(&staff)).await?.ok_or(Error::NotFound)?;
    if invoice.status != Status::Draft {
        return staff.go(&show_path(id), FlashKind::Warning, "invoices-no-draft").await;
    }
    let page = super::below(page, &invoice, "invoices-discard", false);
    let (effects, deed) = (vec![page.t("invoices-discard-effect")], page.t("invoices-discard"));
    html(&Confirm::new(page, effects, deed, below(id, "discard"), show_path(id)))
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<InvoiceId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let invoice = queries::find(&mut change, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !commands::discard(&mut change, &invoice).await? {
        return staff.go(&show_path(id), FlashKind::Warning, "invoices-no-draft").await;
    }
    change.commit().await?;
    staff.done(&show_path(id), "invoices-discarded").await
}
