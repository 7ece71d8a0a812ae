//! Changing a draft. What was issued is never edited.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;

use super::super::form::InvoiceForm;
use super::super::model::{Buyer, Invoice, Status};
use super::super::{below, commands, queries, show_path};
use super::writing::{self, Sheet};
use crate::areas::tenants::Identity;
use crate::core::clock::business_day;
use crate::core::ids::InvoiceId;
use crate::core::lang::Message;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

pub(in super::super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<InvoiceId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let invoice = queries::find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if invoice.status != Status::Draft {
        return staff.go(&show_path(id), FlashKind::Warning, "invoices-no-draft").await;
    }
    let lines = queries::lines(&mut db, id).await?;
    let buyer = queries::buyer(&mut db, invoice.tenant_id).await?.ok_or(Error::NotFound)?;
    let form = InvoiceForm::of(&invoice, &lines);
    show(page, &invoice, form, buyer, Errors::new(), BTreeMap::new())
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<InvoiceId>,
    Form(mut form): Form<InvoiceForm>,
) -> Result<Response> {
    let version = form.version.ok_or(Error::BadRequest("the form does not say which version it is of"))?;
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let invoice = queries::find(&mut change, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if invoice.status != Status::Draft {
        return staff.go(&show_path(id), FlashKind::Warning, "invoices-no-draft").await;
    }
    let buyer = queries::buyer(&mut change, invoice.tenant_id).await?.ok_or(Error::NotFound)?;
    if form.act == "add" {
        form.add_line();
        return show(page, &invoice, form, buyer, Errors::new(), BTreeMap::new());
    }
    let (written, document) = match writing::reckoned(&form, &buyer, business_day(change.at())) {
        Ok(reckoned) => reckoned,
        Err((errors, wrong)) => return show(page, &invoice, form, buyer, errors, wrong),
    };
    if form.act == "preview" {
        return show(page, &invoice, form, buyer, Errors::new(), BTreeMap::new());
    }
    if version != invoice.version || !commands::edit(&mut change, &invoice, version, &written, &document).await? {
        // What was typed stays; the next saving is of what stands now, which the reader has been told to look at.
        let form = InvoiceForm { version: Some(invoice.version), ..form };
        return show(page, &invoice, form, buyer, Errors::one("lines", "invoices-error-stale"), BTreeMap::new());
    }
    change.commit().await?;
    staff.done(&show_path(id), "invoices-saved").await
}

fn show(
    page: Page,
    invoice: &Invoice,
    form: InvoiceForm,
    buyer: Buyer,
    errors: Errors,
    wrong: BTreeMap<usize, Message>,
) -> Result<Response> {
    let today = business_day(page.at());
    let page = super::below(page, invoice, "invoices-edit", errors.any());
    let (action, back) = (below(invoice.id, "edit"), show_path(invoice.id));
    writing::show(page, Sheet { form, buyer: Some(buyer), errors, wrong, today, idem: None, action, back })
}
