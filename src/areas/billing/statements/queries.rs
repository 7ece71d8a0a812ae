//! Reads of a tenant's account.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::ledger::Issued;
use crate::areas::billing::document::DocumentKind;
use crate::areas::billing::period::Period;
use crate::core::ids::{InvoiceId, TenantId};
use crate::core::money::Currency;

/// A currency in which something was issued to a tenant, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Account {
    pub currency: Currency,
    pub since: NaiveDate,
}

pub(super) async fn accounts(db: &mut PgConnection, tenant: TenantId) -> Result<Vec<Account>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select currency, min(issued_on) as "since!" from sys_tenant_invoices
            where tenant_id = $1 and status not in ('draft', 'discarded') group by currency order by currency"#,
        tenant.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().filter_map(|row| Some(Account { currency: Currency::parse(&row.currency).ok()?, since: row.since })).collect())
}

/// A document of the account, and how it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Document {
    pub issued: Issued,
    pub reference: String,
    pub corrects: Option<String>,
}

impl Document {
    /// A credit note is not paid.
    pub(super) fn due_on(&self) -> Option<NaiveDate> {
        (self.issued.kind == DocumentKind::Invoice).then_some(self.issued.due_on)
    }
}

/// What was issued before a day, in the order in which it was. What one act issued begins with its invoices, for its credit notes correct them.
pub(super) async fn documents(
    db: &mut PgConnection,
    tenant: TenantId,
    currency: Currency,
    before: NaiveDate,
) -> Result<Vec<Document>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select i.id, i.kind, i.reference as "reference!", i.issued_on as "issued_on!", i.due_on as "due_on!", i.total_minor, i.corrects_id,
                  c.reference as "corrects?", i.voided_on, i.written_off_on
             from sys_tenant_invoices i left join sys_tenant_invoices c on c.id = i.corrects_id
            where i.tenant_id = $1 and i.currency = $2 and i.status not in ('draft', 'discarded') and i.issued_on < $3
            order by i.issued_on, i.issued_at, i.kind desc, i.year, i.number"#,
        tenant.0,
        currency.code(),
        before
    )
    .fetch_all(db)
    .await?;
    let documents = rows.into_iter().map(|row| Document {
        issued: Issued {
            id: InvoiceId(row.id),
            kind: DocumentKind::from_code(&row.kind).unwrap_or(DocumentKind::Invoice),
            on: row.issued_on,
            due_on: row.due_on,
            minor: row.total_minor,
            corrects: row.corrects_id.map(InvoiceId),
            voided_on: row.voided_on,
            written_off_on: row.written_off_on,
        },
        reference: row.reference,
        corrects: row.corrects,
    });
    Ok(documents.collect())
}

/// A statement that was mailed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sent {
    pub tenant: TenantId,
    pub currency: Currency,
    pub period: Period,
    pub at: DateTime<Utc>,
}

pub(super) async fn sent(db: &mut PgConnection, id: Uuid) -> Result<Option<Sent>, sqlx::Error> {
    let row = sqlx::query!("select tenant_id, currency, period_start, period_end, created_at from sys_tenant_statements where id = $1", id)
        .fetch_optional(db)
        .await?;
    Ok(row.and_then(|row| {
        let period = Period { starts: row.period_start, ends: row.period_end };
        Some(Sent { tenant: TenantId(row.tenant_id), currency: Currency::parse(&row.currency).ok()?, period, at: row.created_at })
    }))
}

/// A mail that carried a statement.
#[derive(Clone, Debug)]
pub(super) struct Delivery {
    pub currency: String,
    pub period_start: NaiveDate,
    pub period_end: NaiveDate,
    pub recipient: String,
    pub state: String,
    pub at: DateTime<Utc>,
    pub failing: bool,
}

/// The newest first. Notes of mail that arrived are kept for a time only.
pub(super) async fn deliveries(db: &mut PgConnection, tenant: TenantId) -> Result<Vec<Delivery>, sqlx::Error> {
    sqlx::query_as!(
        Delivery,
        r#"select s.currency, s.period_start, s.period_end, m.recipient, m.state, coalesce(m.sent_at, m.created_at) as "at!",
                  m.last_error is not null as "failing!"
             from sys_tenant_statements s join sys_mail_outbox m on m.attachment_of = s.id
            where s.tenant_id = $1 order by s.created_at desc, s.id desc limit 20"#,
        tenant.0
    )
    .fetch_all(db)
    .await
}
