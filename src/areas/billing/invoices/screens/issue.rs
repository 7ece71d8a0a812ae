//! Issuing a draft: from here on it is a legal record.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::super::commands::{self, Issuing};
use super::super::model::{Invoice, Status, due_on};
use super::super::{below, queries, show_path};
use crate::areas::billing::seller;
use crate::areas::tenants::Identity;
use crate::core::clock::business_day;
use crate::core::ids::InvoiceId;
use crate::core::permission::Permission;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::ui::SummaryRow;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/invoices/issue.html")]
struct IssuePage {
    page: Page,
    errors: Errors,
    facts: Vec<SummaryRow>,
    effects: Vec<String>,
    version: i32,
    mail: bool,
    /// Nobody may issue a tax invoice without saying who they are.
    blocked: bool,
    deed: String,
    action: String,
    back: String,
    seller_href: Option<&'static str>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in super::super) struct IssueForm {
    version: Option<i32>,
    mail: Option<String>,
}

pub(in super::super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<InvoiceId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let invoice = queries::find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if invoice.status != Status::Draft {
        return staff.go(&show_path(id), FlashKind::Info, "invoices-no-draft").await;
    }
    let ready = seller::ready(&mut db).await?.is_some();
    show(page, &invoice, true, !ready, &Errors::new())
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<InvoiceId>,
    Form(form): Form<IssueForm>,
) -> Result<Response> {
    let version = form.version.ok_or(Error::BadRequest("the form does not say which version it is of"))?;
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let invoice = queries::find(&mut change, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    let mail = form.mail.is_some();
    let refused = match commands::issue(&mut change, &app.secrets, id, version, mail).await? {
        Issuing::Issued(reference) => {
            change.commit().await?;
            let said = crate::core::lang::Message::new("invoices-issued").text("reference", reference);
            return staff.done(&show_path(id), said).await;
        }
        Issuing::NoDraft => return staff.go(&show_path(id), FlashKind::Info, "invoices-no-draft").await,
        Issuing::Stale => "invoices-error-stale",
        Issuing::SellerIncomplete => return show(page, &invoice, mail, true, &Errors::one("mail", "invoices-error-seller")),
        Issuing::OtherRate => "invoices-error-other-rate",
        Issuing::OtherCurrency => "invoices-error-other-currency",
    };
    show(page, &invoice, mail, false, &Errors::one("mail", refused))
}

fn show(page: Page, invoice: &Invoice, mail: bool, blocked: bool, errors: &Errors) -> Result<Response> {
    let today = business_day(page.at());
    let facts = vec![
        SummaryRow::text(page.t("invoices-field-tenant"), invoice.tenant_in(page.language())),
        SummaryRow::code(page.t("invoices-field-total"), invoice.money(invoice.total_minor).to_string()),
        SummaryRow::text(page.t("invoices-field-issued"), page.date(today)),
        SummaryRow::text(page.t("invoices-field-due"), page.date(due_on(today))),
    ];
    let effects = ["invoices-issue-effect-number", "invoices-issue-effect-final", "invoices-issue-effect-due"];
    let page = super::below(page, invoice, "invoices-issue", errors.any());
    form_page(
        errors,
        &IssuePage {
            effects: effects.into_iter().map(|key| page.t(key)).collect(),
            deed: page.t("invoices-issue-deed"),
            seller_href: page.can(Permission::BillingSettings).then_some(seller::PATH),
            errors: errors.clone(),
            version: invoice.version,
            action: below(invoice.id, "issue"),
            back: show_path(invoice.id),
            page,
            facts,
            mail,
            blocked,
        },
    )
}
