//! A statement on its way to the tenant: a mail in the tenant's language that carries the PDF.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;

use super::paper::{self, Statement};
use super::queries;
use crate::areas::billing::invoices::commands::buyer;
use crate::areas::billing::seller;
use crate::areas::tenants::Identity;
use crate::core::change::{Change, Event};
use crate::core::lang::{Digits, Format};
use crate::core::mail::{self, Attachment, File, Mail};
use crate::core::secrets::Secrets;

/// Name of the source that makes these files.
pub const SOURCE: &str = "statement";

/// Queues the mail with the statement, and keeps what it is of.
pub(super) async fn send(change: &mut Change, secrets: &Secrets, statement: &Statement) -> Result<(), sqlx::Error> {
    let (id, at, by) = (change.new_id(), change.at(), change.staff_id().map(|id| id.0));
    let (buyer, period, lang) = (&statement.buyer, statement.period, statement.lang());
    sqlx::query!(
        "insert into sys_tenant_statements (id, tenant_id, currency, period_start, period_end, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        buyer.id.0,
        statement.currency.code(),
        period.starts,
        period.ends,
        by,
        at
    )
    .execute(&mut **change)
    .await?;
    let format = Format { lang, digits: Digits::default() };
    // Short enough to stand on one line of the mail's head, as not every program joins several.
    let name = format!("statement-{}-{}.pdf", statement.currency, period.last());
    let mail = Mail::new("statement", &buyer.email, lang)
        .logged(buyer.id, None)
        .text("tenant", buyer.name_in(lang, Identity::Known))
        .text("from", format.date(period.starts))
        .text("to", format.date(period.last()))
        .attach(Attachment { source: SOURCE, of: id, name });
    let clock = change.clock().clone();
    mail::queue(change, &clock, secrets, &mail).await?;
    let after = json!({
        "mail": buyer.email,
        "currency": statement.currency.code(),
        "period": format!("{} – {}", period.starts, period.last()),
    });
    change.record(Event::new("statement.sent", "tenant").object(buyer.id, buyer.name.clone()).tenant(buyer.id).after(after)).await.map(drop)
}

/// Makes the file when the mail is sent.
pub fn file(db: PgPool, id: Uuid) -> BoxFuture<'static, anyhow::Result<File>> {
    async move {
        let mut connection = db.acquire().await?;
        let sent = queries::sent(&mut connection, id).await?.ok_or_else(|| anyhow::anyhow!("there is no such statement"))?;
        let buyer = buyer(&mut connection, sent.tenant).await?.ok_or_else(|| anyhow::anyhow!("there is no such tenant"))?;
        let statement = paper::read(&mut connection, buyer, sent.currency, sent.period).await?;
        let seller = seller::current(&mut connection).await?.ok_or_else(|| anyhow::anyhow!("nobody sells"))?;
        drop(connection);
        let bytes = tokio::task::spawn_blocking(move || statement.pdf(&seller, sent.at)).await??;
        Ok(File { kind: "application/pdf", bytes })
    }
    .boxed()
}
