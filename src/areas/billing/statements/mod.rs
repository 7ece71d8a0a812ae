//! Statements of account: what a tenant was charged and given back over some days, what was owed before and after, and how old it is. On a
//! page, as a PDF and a file, and by mail.

mod asked;
pub mod ledger;
pub mod mails;
mod paper;
mod queries;
mod screens;

use crate::areas::tenants;
use crate::core::ids::TenantId;
use crate::core::money::Currency;
use crate::core::permission::Permission::{BillingExport, BillingIssue, BillingRead};
use crate::web::Routes;

pub fn routes() -> Routes {
    use screens::{export, pdf, send, show};
    Routes::new("billing")
        .get("/tenants/{id}/statement", BillingRead, show::get)
        .get("/tenants/{id}/statement.pdf", BillingRead, pdf::get)
        .get("/tenants/{id}/statement.csv", BillingExport, export::get)
        .post("/tenants/{id}/statement/send", BillingIssue, send::post)
}

/// Where a tenant's statement of account stands.
pub fn path(id: TenantId) -> String {
    format!("{}/statement", tenants::show_path(id))
}

/// The one in this currency.
pub fn path_in(id: TenantId, currency: Currency) -> String {
    format!("{}?currency={currency}", path(id))
}
