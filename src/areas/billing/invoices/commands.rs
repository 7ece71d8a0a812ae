//! Drafts: written, changed, given up, issued. Each act records one audit event.

use chrono::{Datelike as _, NaiveDate};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::model::{Buyer, Described, Invoice, Status, Written, due_on};
use super::{mails, queries};
use crate::areas::billing::BillingError;
use crate::areas::billing::discount::Worth;
use crate::areas::billing::document::{Covers, Document, DocumentKind, Draft, Item};
use crate::areas::billing::seller;
use crate::areas::tenants::Identity;
use crate::core::change::{Change, Event};
use crate::core::clock::business_day;
use crate::core::ids::{InvoiceId, TenantId};
use crate::core::lang::Lang;
use crate::core::money::Money;
use crate::core::secrets::Secrets;

pub const OBJECT: &str = "invoice";

/// Reckons what a person wrote. The only way amounts come about.
pub fn reckon(kind: DocumentKind, written: &Written) -> Result<Document, BillingError> {
    let items: Vec<Item> = written.lines.iter().map(|line| line.item.clone()).collect();
    let draft = Draft { kind, currency: written.currency, items, discounts: written.discounts(), covers: Covers::Everything };
    draft.reckon()
}

/// Who a document would be for, as the register has it today.
pub async fn buyer(db: &mut PgConnection, id: TenantId) -> Result<Option<Buyer>, sqlx::Error> {
    queries::buyer(db, id).await
}

/// Writes a draft.
pub async fn draft(change: &mut Change, buyer: &Buyer, written: &Written, document: &Document) -> Result<InvoiceId, sqlx::Error> {
    let id = InvoiceId(change.new_id());
    let (at, by, totals) = (change.at(), change.staff_id().map(|id| id.0), &document.totals);
    sqlx::query!(
        r#"insert into sys_tenant_invoices (id, tenant_id, kind, origin, status, currency, amount_minor, discount_minor, taxable_minor, vat_minor,
                                            total_minor, discounts, note, created_by, created_at)
           values ($1, $2, 'invoice', 'manual', 'draft', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"#,
        id.0,
        buyer.id.0,
        written.currency.code(),
        totals.amount.minor,
        totals.discount.minor,
        totals.taxable.minor,
        totals.vat.minor,
        totals.total.minor,
        written.discounts_kept(document),
        written.note,
        by,
        at
    )
    .execute(&mut **change)
    .await?;
    write_lines(change, id, written, document).await?;
    let after = told(totals.total, told_lines(written), written.discount, written.note.as_deref());
    change.record(event("invoice.drafted", id, &Lang::En.t("invoices-draft"), buyer.id).after(after)).await?;
    Ok(id)
}

/// Writes over the version that was read. `false` when it is no longer the present one, or no draft any more.
pub async fn edit(
    change: &mut Change,
    before: &Invoice,
    version: i32,
    written: &Written,
    document: &Document,
) -> Result<bool, sqlx::Error> {
    let totals = &document.totals;
    let changed = sqlx::query!(
        r#"update sys_tenant_invoices set amount_minor = $3, discount_minor = $4, taxable_minor = $5, vat_minor = $6, total_minor = $7,
                  discounts = $8, note = $9, currency = $10, version = version + 1
            where id = $1 and version = $2 and status = 'draft'"#,
        before.id.0,
        version,
        totals.amount.minor,
        totals.discount.minor,
        totals.taxable.minor,
        totals.vat.minor,
        totals.total.minor,
        written.discounts_kept(document),
        written.note,
        written.currency.code()
    );
    if changed.execute(&mut **change).await?.rows_affected() == 0 {
        return Ok(false);
    }
    let old = queries::lines(change, before.id).await?;
    sqlx::query!("delete from sys_tenant_invoice_lines where invoice_id = $1", before.id.0).execute(&mut **change).await?;
    write_lines(change, before.id, written, document).await?;
    let old = old.iter().map(|line| told_line(line.quantity, before.money(line.unit_minor), &line.description, &line.description2));
    let was = told(before.money(before.total_minor), old.collect(), before.discount(), before.note.as_deref());
    let is = told(totals.total, told_lines(written), written.discount, written.note.as_deref());
    change.record(event("invoice.edited", before.id, &before.label(Lang::En), before.tenant_id).diff(&was, &is)).await?;
    Ok(true)
}

/// A draft as the log keeps it.
fn told(total: Money, lines: Vec<String>, discount: Option<Worth>, note: Option<&str>) -> Value {
    json!({ "total": total.to_string(), "lines": lines, "discount": discount.map(|worth| worth.to_string()), "note": note })
}

/// Lines as the log keeps them.
fn told_lines(written: &Written) -> Vec<String> {
    written.lines.iter().map(|line| told_line(line.item.quantity, line.item.unit, &line.description, &line.description2)).collect()
}

fn told_line(quantity: i64, unit: Money, description: &str, description2: &str) -> String {
    let other = if description2.is_empty() { String::new() } else { format!(" / {description2}") };
    format!("{quantity} × {unit} {description}{other}")
}

/// Gives a draft up, as it was looked at. It stays readable. `false` when it was changed since, or is no draft any more.
pub async fn discard(change: &mut Change, invoice: &Invoice, version: i32) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update sys_tenant_invoices set status = 'discarded', version = version + 1 where id = $1 and status = 'draft' and version = $2",
        invoice.id.0,
        version
    );
    if done.execute(&mut **change).await?.rows_affected() == 0 {
        return Ok(false);
    }
    change.record(event("invoice.discarded", invoice.id, &invoice.label(Lang::En), invoice.tenant_id)).await?;
    Ok(true)
}

/// How issuing went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issuing {
    Issued(String),
    /// Somebody was faster: it has its number, or was given up.
    NoDraft,
    /// It was changed since it was looked at.
    Stale,
    /// Nobody may issue a tax invoice without saying who they are.
    SellerIncomplete,
    /// The rate of VAT of today is not the one the draft was reckoned with.
    OtherRate,
    /// The tenant pays in another currency than when the draft was written.
    OtherCurrency,
}

/// Issues a draft: the buyer and the seller as they are today, the next number, due in two weeks.
pub async fn issue(change: &mut Change, secrets: &Secrets, id: InvoiceId, version: i32, mail: bool) -> Result<Issuing, sqlx::Error> {
    let Some(invoice) = queries::locked(change, id).await?.filter(|invoice| invoice.status == Status::Draft) else {
        return Ok(Issuing::NoDraft);
    };
    if invoice.version != version {
        return Ok(Issuing::Stale);
    }
    let Some(seller) = seller::ready(change).await? else { return Ok(Issuing::SellerIncomplete) };
    let buyer = queries::buyer(change, invoice.tenant_id).await?.ok_or(sqlx::Error::RowNotFound)?;
    if buyer.currency != invoice.currency {
        return Ok(Issuing::OtherCurrency);
    }
    let today = business_day(change.at());
    let rate = i32::from(buyer.vat_on(today));
    if queries::lines(change, id).await?.iter().any(|line| line.vat_basis_points != rate) {
        return Ok(Issuing::OtherRate);
    }
    let numbers = numbers(change, DocumentKind::Invoice, today, 1).await?;
    let reference = numbers.reference(0);
    let status = if invoice.total_minor == 0 { Status::Paid } else { Status::Issued };
    let due_on = due_on(today);
    let at = change.at();
    sqlx::query!(
        r#"update sys_tenant_invoices set status = $2, series = $3, year = $4, number = $5, reference = $6, issued_on = $7, issued_at = $8,
                  issued_in = pg_current_xact_id(), due_on = $9, seller_id = $10, buyer_name = $11, buyer_name2 = $12, buyer_address = $13,
                  buyer_country_code = $14, buyer_vat_number = $15, buyer_email = $16, buyer_language = $17, version = version + 1
            where id = $1"#,
        id.0,
        status.code(),
        numbers.series,
        numbers.year,
        numbers.number(0),
        reference,
        today,
        at,
        due_on,
        seller.id,
        buyer.name,
        buyer.name2,
        buyer.full_address(),
        buyer.country_code,
        buyer.vat_number,
        buyer.email,
        buyer.language
    )
    .execute(&mut **change)
    .await?;
    let sent_to = if mail {
        let issued = queries::find(change, id, Identity::Known).await?.ok_or(sqlx::Error::RowNotFound)?;
        Some(mails::queue(change, secrets, &issued).await?)
    } else {
        None
    };
    let after = json!({
        "total": invoice.money(invoice.total_minor).to_string(),
        "due_on": due_on,
        "mail": sent_to,
    });
    change.record(event("invoice.issued", id, &reference, invoice.tenant_id).after(after)).await?;
    Ok(Issuing::Issued(reference))
}

/// Places in a series that follow each other.
pub(in crate::areas::billing) struct Numbers {
    pub series: &'static str,
    pub year: i16,
    first: i64,
}

impl Numbers {
    /// The number of the document at this place among them.
    pub fn number(&self, place: i64) -> i64 {
        self.first.saturating_add(place)
    }

    pub fn reference(&self, place: i64) -> String {
        format!("{}-{}-{:06}", self.series, self.year, self.number(place))
    }
}

/// Takes the next numbers. Whoever issues next waits until this transaction ends, and gets these if it fails: take them last.
pub(in crate::areas::billing) async fn numbers(
    db: &mut PgConnection,
    kind: DocumentKind,
    day: NaiveDate,
    count: i64,
) -> Result<Numbers, sqlx::Error> {
    let series = match kind {
        DocumentKind::Invoice => "INV",
        DocumentKind::CreditNote => "CRN",
    };
    let year = i16::try_from(day.year()).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let last = sqlx::query_scalar!(
        r#"insert into sys_document_counters as c (series, year, last) values ($1, $2, $3)
           on conflict (series, year) do update set last = c.last + $3 returning last"#,
        series,
        year,
        count
    )
    .fetch_one(db)
    .await?;
    Ok(Numbers { series, year, first: last - count + 1 })
}

/// Writes all lines at once: their sums are looked at with each statement.
pub(super) async fn write_lines(db: &mut PgConnection, id: InvoiceId, written: &Written, document: &Document) -> Result<(), sqlx::Error> {
    let lines: Vec<(&Described, &crate::areas::billing::document::Line)> = written.lines.iter().zip(&document.lines).collect();
    let numbers = |pick: fn(&crate::areas::billing::document::Line) -> i64| lines.iter().map(|(_, line)| pick(line)).collect::<Vec<i64>>();
    let texts = |pick: fn(&Described) -> &str| lines.iter().map(|(line, _)| pick(line).to_owned()).collect::<Vec<String>>();
    sqlx::query!(
        r#"insert into sys_tenant_invoice_lines (invoice_id, position, kind, item, description, description2, quantity, unit_minor,
                  vat_basis_points, amount_minor, discount_minor, taxable_minor, vat_minor, total_minor, corrects_position, period_start, period_end)
           select $1, row_number() over (order by l.ordinality), l.kind, l.item, l.description, l.description2, l.quantity, l.unit_minor,
                  l.rate, l.amount, l.discount, l.taxable, l.vat, l.total, l.corrects, l.starts, l.ends
             from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::integer[], $9::bigint[],
                         $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::smallint[], $15::date[], $16::date[]) with ordinality
                  as l (kind, item, description, description2, quantity, unit_minor, rate, amount, discount, taxable, vat, total, corrects, starts, ends,
                        ordinality)"#,
        id.0,
        &texts(|line| line.item.kind.code()),
        &texts(|line| &line.item.item),
        &texts(|line| &line.description),
        &texts(|line| &line.description2),
        &numbers(|line| line.item.quantity),
        &numbers(|line| line.item.unit.minor),
        &lines.iter().map(|(line, _)| i32::from(line.item.vat_basis_points)).collect::<Vec<i32>>(),
        &numbers(|line| line.amount.minor),
        &numbers(|line| line.discount.minor),
        &numbers(|line| line.taxable.minor),
        &numbers(|line| line.vat.minor),
        &numbers(|line| line.total.minor),
        &lines.iter().map(|(line, _)| line.corrects).collect::<Vec<Option<i16>>>() as &[Option<i16>],
        &lines.iter().map(|(line, _)| line.item.period.map(|period| period.starts)).collect::<Vec<_>>() as &[Option<NaiveDate>],
        &lines.iter().map(|(line, _)| line.item.period.map(|period| period.ends)).collect::<Vec<_>>() as &[Option<NaiveDate>],
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) fn event(action: &'static str, id: InvoiceId, label: &str, tenant: TenantId) -> Event {
    Event::new(action, OBJECT).object(id, label).tenant(tenant)
}
