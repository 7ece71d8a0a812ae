//! What tenants are asked to pay and what is given back: drafts by hand, issued documents, and the ways they are corrected.

pub mod commands;
pub mod corrections;
pub mod dangerous;
pub mod demo;
mod form;
pub mod mails;
pub mod model;
mod paper;
pub(super) mod queries;
mod register;
mod screens;

use super::seller;
use crate::core::ids::InvoiceId;
use crate::core::permission::Permission::{BillingCorrect, BillingDraft, BillingExport, BillingIssue, BillingRead, BillingSettings};
use crate::web::Routes;
use crate::web::routes::NavGroup;

/// What was invoiced.
pub const INDEX: &str = "/billing/invoices";
/// Where an invoice is written by hand.
pub const NEW: &str = "/billing/invoices/new";

pub fn routes() -> Routes {
    use screens::{credit, discard, edit, endings, export, index, issue, new, papers, send, show};
    Routes::new("billing")
        .get(INDEX, BillingRead, index::get)
        .get("/billing/invoices.csv", BillingExport, export::get)
        .get(NEW, BillingDraft, new::get)
        .post(NEW, BillingDraft, new::post)
        .get("/billing/invoices/{id}", BillingRead, show::get)
        .get("/billing/invoices/{id}/edit", BillingDraft, edit::get)
        .post("/billing/invoices/{id}/edit", BillingDraft, edit::post)
        .get("/billing/invoices/{id}/discard", BillingDraft, discard::get)
        .post("/billing/invoices/{id}/discard", BillingDraft, discard::post)
        .get("/billing/invoices/{id}/issue", BillingIssue, issue::get)
        .post("/billing/invoices/{id}/issue", BillingIssue, issue::post)
        .post("/billing/invoices/{id}/send", BillingIssue, send::post)
        .get("/billing/invoices/{id}/void", BillingCorrect, endings::void)
        .step_up()
        .post("/billing/invoices/{id}/void", BillingCorrect, endings::post_void)
        .step_up()
        .get("/billing/invoices/{id}/credit", BillingCorrect, credit::get)
        .step_up()
        .post("/billing/invoices/{id}/credit", BillingCorrect, credit::post)
        .step_up()
        .get("/billing/invoices/{id}/write-off", BillingCorrect, endings::write_off)
        .step_up()
        .post("/billing/invoices/{id}/write-off", BillingCorrect, endings::post_write_off)
        .step_up()
        .get("/billing/invoices/{id}/print", BillingRead, papers::print)
        .get("/billing/invoices/{id}/pdf", BillingRead, papers::pdf)
        .get(seller::PATH, BillingSettings, seller::get)
        .step_up()
        .post(seller::PATH, BillingSettings, seller::post)
        .step_up()
        .nav(NavGroup::Billing, "nav-invoices", "banknotes", INDEX, BillingRead)
}

/// Where one document stands.
pub fn show_path(id: InvoiceId) -> String {
    format!("{INDEX}/{id}")
}

fn below(id: InvoiceId, page: &str) -> String {
    format!("{INDEX}/{id}/{page}")
}
