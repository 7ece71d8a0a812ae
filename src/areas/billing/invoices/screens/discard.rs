//! Giving a draft up.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::super::model::Status;
use super::super::{below, commands, queries, show_path};
use crate::areas::tenants::Identity;
use crate::core::ids::InvoiceId;
use crate::web::page::html;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/invoices/discard.html")]
struct DiscardPage {
    page: Page,
    effects: Vec<String>,
    deed: String,
    version: i32,
    action: String,
    back: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct DiscardForm {
    /// The draft the person looked at.
    version: i32,
}

pub(in super::super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<InvoiceId>) -> Result<Response> {
    let invoice = queries::find(&mut db, id, Identity::of(&staff)).await?.ok_or(Error::NotFound)?;
    if invoice.status != Status::Draft {
        return staff.go(&show_path(id), FlashKind::Warning, "invoices-no-draft").await;
    }
    let page = super::below(page, &invoice, "invoices-discard", false);
    html(&DiscardPage {
        effects: vec![page.t("invoices-discard-effect")],
        deed: page.t("invoices-discard"),
        version: invoice.version,
        action: below(id, "discard"),
        back: show_path(id),
        page,
    })
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<InvoiceId>,
    Form(form): Form<DiscardForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let invoice = queries::find(&mut change, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !commands::discard(&mut change, &invoice, form.version).await? {
        let why = if invoice.status == Status::Draft { "invoices-error-stale" } else { "invoices-no-draft" };
        return staff.go(&show_path(id), FlashKind::Warning, why).await;
    }
    change.commit().await?;
    staff.done(&show_path(id), "invoices-discarded").await
}
