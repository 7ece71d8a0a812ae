//! Reads of single documents.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, QueryBuilder};

use super::model::{Buyer, Invoice, Line};
use crate::areas::tenants::Identity;
use crate::core::ids::{InvoiceId, TenantId};

pub(super) const ROW: &str = "select i.id, i.tenant_id, t.code as tenant_code, t.name as tenant_name, t.name2 as tenant_name2, i.kind, i.status, \
     i.reference, i.issued_on, i.issued_at, i.due_on, i.period_start, i.period_end, i.currency, i.seller_id, i.buyer_name, i.buyer_name2, \
     i.buyer_address, i.buyer_country_code, i.buyer_vat_number, i.buyer_email, i.buyer_language, i.amount_minor, i.discount_minor, \
     i.taxable_minor, i.vat_minor, i.total_minor, i.settled_minor, i.credited_minor, i.discounts, i.corrects_id, \
     c.reference as corrects_reference, c.issued_on as corrects_issued_on, i.reason, i.note, u.name as created_by, i.created_at, \
     i.voided_on, i.written_off_on, i.version \
     from sys_tenant_invoices i join sys_tenants t on t.id = i.tenant_id left join sys_tenant_invoices c on c.id = i.corrects_id \
     left join sys_platform_users u on u.id = i.created_by";

pub async fn find(db: &mut PgConnection, id: InvoiceId, identity: Identity) -> Result<Option<Invoice>, sqlx::Error> {
    let mut query = QueryBuilder::new(ROW);
    query.push(" where i.id = ").push_bind(id.0);
    let found: Option<Invoice> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(|invoice| identity.seen(invoice)))
}

/// The same for whoever is about to change it: nobody else does meanwhile.
pub(in crate::areas::billing) async fn locked(db: &mut PgConnection, id: InvoiceId) -> Result<Option<Invoice>, sqlx::Error> {
    let mut query = QueryBuilder::new(ROW);
    query.push(" where i.id = ").push_bind(id.0).push(" for update of i");
    query.build_query_as().fetch_optional(db).await
}

pub async fn lines(db: &mut PgConnection, id: InvoiceId) -> Result<Vec<Line>, sqlx::Error> {
    sqlx::query_as(
        "select l.position, l.kind, l.item, l.description, l.description2, l.quantity, l.unit_minor, l.period_start, l.period_end,
                l.vat_basis_points, l.amount_minor, l.discount_minor, l.taxable_minor, l.vat_minor, l.total_minor,
                coalesce(g.taxable, 0)::bigint as credited_taxable, coalesce(g.vat, 0)::bigint as credited_vat
           from sys_tenant_invoice_lines l
           left join (select b.corrects_position, sum(b.taxable_minor) as taxable, sum(b.vat_minor) as vat
                        from sys_tenant_invoices n join sys_tenant_invoice_lines b on b.invoice_id = n.id
                       where n.corrects_id = $1 and n.status not in ('draft', 'discarded', 'void') group by b.corrects_position) g
             on g.corrects_position = l.position
          where l.invoice_id = $1 order by l.position",
    )
    .bind(id.0)
    .fetch_all(db)
    .await
}

/// Credit notes that correct it, the oldest first.
pub(super) async fn corrections(db: &mut PgConnection, id: InvoiceId, identity: Identity) -> Result<Vec<Invoice>, sqlx::Error> {
    let mut query = QueryBuilder::new(ROW);
    query.push(" where i.corrects_id = ").push_bind(id.0).push(" order by i.created_at, i.id limit 200");
    Ok(identity.seen_all(query.build_query_as().fetch_all(db).await?))
}

/// The latest credit note for it, with its number.
pub(super) async fn newest_note(db: &mut PgConnection, id: InvoiceId) -> Result<Option<(InvoiceId, String)>, sqlx::Error> {
    let note = sqlx::query!(
        r#"select id as "id: InvoiceId", reference as "reference!" from sys_tenant_invoices
            where corrects_id = $1 and number is not null order by issued_at desc, number desc limit 1"#,
        id.0
    );
    Ok(note.fetch_optional(db).await?.map(|note| (note.id, note.reference)))
}

const BUYER: &str = "select id, code, name, name2, address, city, country_code, tax_id as vat_number, email, default_language as language, currency from sys_tenants";

pub(super) async fn buyer(db: &mut PgConnection, id: TenantId) -> Result<Option<Buyer>, sqlx::Error> {
    let mut query = QueryBuilder::new(BUYER);
    query.push(" where id = ").push_bind(id.0);
    query.build_query_as().fetch_optional(db).await
}

/// The tenant of this code.
pub(super) async fn buyer_of(db: &mut PgConnection, code: &str) -> Result<Option<Buyer>, sqlx::Error> {
    // The number has the index; the code is made of it.
    let Some(number) = code.trim().to_uppercase().strip_prefix("T-").and_then(|digits| digits.parse::<i64>().ok()) else {
        return Ok(None);
    };
    let mut query = QueryBuilder::new(BUYER);
    query.push(" where number = ").push_bind(number);
    query.build_query_as().fetch_optional(db).await
}

/// A mail that carried the document.
#[derive(Clone, Debug)]
pub(super) struct Delivery {
    pub recipient: String,
    pub state: String,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    pub failing: bool,
}

/// The newest first. Notes of mail that arrived are kept for a time only.
pub(super) async fn deliveries(db: &mut PgConnection, id: InvoiceId) -> Result<Vec<Delivery>, sqlx::Error> {
    sqlx::query_as!(
        Delivery,
        r#"select recipient, state, created_at, sent_at, last_error is not null as "failing!"
             from sys_mail_outbox where attachment_of = $1 order by created_at desc, id desc limit 50"#,
        id.0
    )
    .fetch_all(db)
    .await
}
