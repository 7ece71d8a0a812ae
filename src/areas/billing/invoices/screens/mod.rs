//! The pages of documents.

pub(super) mod credit;
pub(super) mod discard;
pub(super) mod edit;
pub(super) mod endings;
pub(super) mod export;
pub(super) mod index;
pub(super) mod issue;
pub(super) mod new;
pub(super) mod papers;
pub(super) mod send;
pub(super) mod show;
mod writing;

use super::model::Invoice;
use super::show_path;
use crate::web::Page;
use crate::web::ui::{Tag, Tone};

/// How a document stands, and whether it is late.
fn tags(page: &Page, invoice: &Invoice) -> Vec<Tag> {
    let mut tags = vec![Tag::new(invoice.status.tone(), page.t(invoice.status.key()))];
    if invoice.is_overdue(crate::core::clock::business_day(page.at())) {
        tags.push(Tag::new(Tone::Danger, page.t("invoices-status-overdue")));
    }
    if invoice.credited_minor > 0 {
        let key = if invoice.credited_minor == invoice.total_minor { "invoices-credited-whole" } else { "invoices-credited-part" };
        tags.push(Tag::new(Tone::Neutral, page.t(key)));
    }
    tags
}

/// A page below one document.
fn below(page: Page, invoice: &Invoice, title: &str, failed: bool) -> Page {
    let page = page.titled(title).section("nav-invoices").failed(failed);
    let (invoices, label) = (page.t("nav-invoices"), invoice.label(page.language()));
    page.crumb(invoices, super::INDEX).crumb(label, show_path(invoice.id))
}
