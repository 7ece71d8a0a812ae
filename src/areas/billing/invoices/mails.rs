//! A document on its way to the tenant: a mail in the tenant's language that carries the PDF.

use std::collections::BTreeSet;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;

use super::commands::event;
use super::model::Invoice;
use super::{paper, queries};
use crate::areas::billing::document::DocumentKind;
use crate::areas::tenants::Identity;
use crate::core::change::{Change, Event};
use crate::core::ids::InvoiceId;
use crate::core::lang::{Digits, Format, Lang};
use crate::core::mail::{self, Attachment, File, Mail};
use crate::core::secrets::Secrets;
use crate::web::Page;
use crate::web::ui::{Tag, Tone};

/// Name of the source that makes these files.
pub const SOURCE: &str = "invoice";

/// Queues the mail with the document, and says to whom.
pub(in crate::areas::billing) async fn queue(change: &mut Change, secrets: &Secrets, invoice: &Invoice) -> Result<String, sqlx::Error> {
    let Some(reference) = &invoice.reference else { return Err(sqlx::Error::RowNotFound) };
    // Where the tenant reads mail today; what stood in the register when it was issued is for the paper.
    let buyer = queries::buyer(change, invoice.tenant_id).await?.ok_or(sqlx::Error::RowNotFound)?;
    let (to, lang) = (&buyer.email, Lang::from_code(&buyer.language).unwrap_or(Lang::En));
    let format = Format { lang, digits: Digits::default() };
    let mail = match invoice.kind {
        DocumentKind::Invoice => {
            Mail::new("invoice-issued", to, lang).text("due", invoice.due_on.map(|day| format.date(day)).unwrap_or_default())
        }
        DocumentKind::CreditNote => match &invoice.corrects_reference {
            Some(corrected) => Mail::new("credit-note-issued", to, lang).text("invoice", corrected),
            None => Mail::new("credit-given", to, lang),
        },
    };
    let mail = mail
        .logged(invoice.tenant_id, None)
        .text("tenant", invoice.buyer_in(lang))
        .text("reference", reference)
        .text("total", invoice.money(invoice.total_minor))
        .attach(Attachment { source: SOURCE, of: invoice.id.0, name: format!("{reference}.pdf") });
    let clock = change.clock().clone();
    mail::queue(change, &clock, secrets, &mail).await?;
    Ok(buyer.email)
}

/// Tells a tenant that got an invoice by mail that it is void; gives the addresses.
pub(super) async fn tell_of_void(change: &mut Change, secrets: &Secrets, invoice: &Invoice) -> Result<BTreeSet<String>, sqlx::Error> {
    let Some(reference) = invoice.reference.as_ref().filter(|_| invoice.kind == DocumentKind::Invoice) else { return Ok(BTreeSet::new()) };
    let deliveries = queries::deliveries(change, invoice.id).await?;
    // Whoever it went to, also where the register has another address by now.
    let recipients: BTreeSet<String> = deliveries.into_iter().filter(|mail| mail.state != "failed").map(|mail| mail.recipient).collect();
    let buyer = queries::buyer(change, invoice.tenant_id).await?.ok_or(sqlx::Error::RowNotFound)?;
    let lang = Lang::from_code(&buyer.language).unwrap_or(Lang::En);
    let clock = change.clock().clone();
    for recipient in &recipients {
        let mail = Mail::new("invoice-voided", recipient.as_str(), lang)
            .tenant(invoice.tenant_id)
            .text("tenant", invoice.buyer_in(lang))
            .text("reference", reference)
            .text("total", invoice.money(invoice.total_minor));
        mail::queue(change, &clock, secrets, &mail).await?;
    }
    Ok(recipients)
}

/// Sends it once more.
pub async fn send(change: &mut Change, secrets: &Secrets, invoice: &Invoice) -> Result<(), sqlx::Error> {
    let after = json!({ "mail": queue(change, secrets, invoice).await? });
    change.record(event("invoice.sent", invoice.id, &invoice.label(Lang::En), invoice.tenant_id).after(after)).await.map(drop)
}

/// Sends documents that were issued together, each to its tenant; one line in the log for all of them.
pub async fn send_all(change: &mut Change, secrets: &Secrets, ids: &[Uuid]) -> Result<(), sqlx::Error> {
    for id in ids {
        let invoice = queries::find(change, InvoiceId(*id), Identity::Known).await?.ok_or(sqlx::Error::RowNotFound)?;
        queue(change, secrets, &invoice).await?;
    }
    change.record(Event::new("invoices.sent", "invoice").after(json!({ "count": ids.len() }))).await.map(drop)
}

/// How a mail fared.
pub(in crate::areas::billing) fn fared(page: &Page, state: &str, failing: bool) -> Tag {
    let (tone, key) = match (state, failing) {
        ("sent", _) => (Tone::Success, "invoices-mail-sent"),
        ("failed", _) => (Tone::Danger, "invoices-mail-failed"),
        (_, true) => (Tone::Warning, "invoices-mail-trying"),
        (_, false) => (Tone::Pending, "invoices-mail-queued"),
    };
    Tag::new(tone, page.t(key))
}

/// Makes the file when the mail is sent.
pub fn file(db: PgPool, id: Uuid) -> BoxFuture<'static, anyhow::Result<File>> {
    async move {
        let mut connection = db.acquire().await?;
        let paper = paper::read(&mut connection, InvoiceId(id)).await?.ok_or_else(|| anyhow::anyhow!("there is no such document"))?;
        drop(connection);
        let bytes = tokio::task::spawn_blocking(move || paper.pdf()).await??;
        Ok(File { kind: "application/pdf", bytes })
    }
    .boxed()
}
