//! The prices of a draft, one currency at a time.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::form::PricesForm;
use super::model::{Priced, Status, Version};
use super::version::below;
use super::{commands, queries, version_path};
use crate::core::money::Currency;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::ui::Tab;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Query, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/plans/prices.html")]
struct PricesPage {
    page: Page,
    errors: Errors,
    form: PricesForm,
    tabs: Vec<Tab>,
    is_contract: bool,
    action: String,
    back: String,
}

impl PricesPage {
    /// A contract is come to by a change of plan, which charges no fee at the beginning.
    fn items(&self) -> impl Iterator<Item = Priced> {
        let is_contract = self.is_contract;
        Priced::ALL.into_iter().filter(move |priced| !is_contract || *priced != Priced::Setup)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    currency: String,
}

/// The currency asked for; rials where none is named. A contract is priced in what its tenant pays in.
fn currency(version: &Version, code: &str) -> Result<Currency> {
    let only = version.contract.as_ref().map(|contract| contract.currency);
    let asked = if code.is_empty() { only.unwrap_or(Currency::Omr) } else { Currency::parse(code).map_err(|_| Error::NotFound)? };
    if only.is_some_and(|only| only != asked) { Err(Error::NotFound) } else { Ok(asked) }
}

pub(super) async fn get(
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path((code, number)): Path<(String, i32)>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let version = super::version::found(&mut db, &code, number).await?;
    let currency = currency(&version, &asked.currency)?;
    if version.status != Status::Draft {
        return staff.go(&version_path(&code, number), FlashKind::Warning, "plans-no-draft").await;
    }
    let form = PricesForm::of(&version, currency);
    show(page, &version, currency, form, &Errors::new())
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<PricesForm>,
) -> Result<Response> {
    let read = form.version.ok_or(Error::BadRequest("the form does not say which version it is of"))?;
    let mut change = staff.change(&app).await?;
    let version = queries::find(&mut change, &code, number).await?.ok_or(Error::NotFound)?;
    let currency = currency(&version, &form.currency)?;
    let here = version_path(&code, number);
    if version.status != Status::Draft {
        return staff.go(&here, FlashKind::Warning, "plans-no-draft").await;
    }
    let form = if version.contract.is_some() { PricesForm { setup: String::new(), ..form } } else { form };
    let prices = match form.check(currency) {
        Ok(prices) => prices,
        Err(errors) => return show(page, &version, currency, form, &errors),
    };
    if Priced::ALL
        .into_iter()
        .all(|priced| version.price(priced, currency) == prices.iter().find(|(this, _)| *this == priced).map(|(_, price)| *price))
    {
        return staff.go(&here, FlashKind::Info, "plans-unchanged").await;
    }
    if read != version.version || !commands::price(&mut change, &version, currency, &prices).await? {
        let form = PricesForm { version: Some(version.version), ..form };
        return show(page, &version, currency, form, &Errors::one("monthly", "plans-error-stale"));
    }
    change.commit().await?;
    staff.done(&here, "plans-saved").await
}

fn show(page: Page, version: &Version, currency: Currency, form: PricesForm, errors: &Errors) -> Result<Response> {
    let here = version_path(&version.plan_code, version.number);
    let action = format!("{here}/prices");
    let tab = |this: Currency| Tab::new(this.code(), format!("{action}?currency={}", this.code()), this == currency);
    form_page(
        errors,
        &PricesPage {
            is_contract: version.contract.is_some(),
            tabs: if version.contract.is_some() { Vec::new() } else { Currency::ALL.into_iter().map(tab).collect() },
            page: below(page.titled("plans-prices"), version).failed(errors.any()),
            errors: errors.clone(),
            form: PricesForm { currency: currency.code().to_owned(), ..form },
            action,
            back: here,
        },
    )
}
