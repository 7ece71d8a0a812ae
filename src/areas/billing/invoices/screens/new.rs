//! An invoice written by hand.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::super::form::InvoiceForm;
use super::super::{INDEX, NEW, commands, queries, show_path};
use super::writing::{self, Sheet};
use crate::areas::tenants::Identity;
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::web::{AppState, Db, Errors, Idem, Page, Query, Result, SignedIn};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    tenant: String,
}

pub(in super::super) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let buyer = match asked.tenant.parse::<TenantId>() {
        Ok(id) => queries::buyer(&mut db, id).await?,
        Err(_) => None,
    };
    let form = InvoiceForm::empty(buyer.as_ref().map(|buyer| buyer.code.clone()).unwrap_or_default());
    show(&app, page, form, buyer, Errors::new(), BTreeMap::new())
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Idem(mut form, key): Idem<InvoiceForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let buyer = queries::buyer_of(&mut change, &form.tenant).await?;
    if form.act == "add" {
        form.add_line();
        return show(&app, page, form, buyer, Errors::new(), BTreeMap::new());
    }
    let Some(known) = &buyer else {
        return show(&app, page, form, None, Errors::one("tenant", "invoices-error-tenant"), BTreeMap::new());
    };
    let (written, document) = match writing::reckoned(&form, known, business_day(change.at())) {
        Ok(reckoned) => reckoned,
        Err((errors, wrong)) => return show(&app, page, form, buyer, errors, wrong),
    };
    if form.act == "preview" {
        return show(&app, page, form, buyer, Errors::new(), BTreeMap::new());
    }
    if let Some(key) = key
        && change.first_result(key, INDEX).await?.is_some()
    {
        return staff.done(INDEX, "invoices-drafted").await;
    }
    let id = commands::draft(&mut change, known, &written, &document).await?;
    change.commit().await?;
    staff.done(&show_path(id), "invoices-drafted").await
}

fn show(
    app: &AppState,
    page: Page,
    form: InvoiceForm,
    buyer: Option<super::super::model::Buyer>,
    errors: Errors,
    wrong: BTreeMap<usize, crate::core::lang::Message>,
) -> Result<Response> {
    let today = business_day(page.at());
    let page = page.titled("invoices-new").section("nav-invoices").failed(errors.any());
    let invoices = page.t("nav-invoices");
    let idem = Some(app.clock.new_id());
    let sheet = Sheet { form, buyer, errors, wrong, today, idem, action: NEW.to_owned(), back: INDEX.to_owned() };
    writing::show(page.crumb(invoices, INDEX), sheet)
}
