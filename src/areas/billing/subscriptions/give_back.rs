//! What is left of what a period was charged, and which invoice unused days are given back of.
//!
//! A period is charged by lines for the plan, its add-ons and changes of their price; all of them end with it. Use and fees are no part of
//! its price, and are never given back with unused days.

use sqlx::PgConnection;
use uuid::Uuid;

use super::outcome::Outcome;
use crate::areas::billing::document::{Document, LineKind};
use crate::areas::billing::invoices::model::Invoice;
use crate::areas::billing::invoices::queries;
use crate::areas::billing::proration::PeriodBill;
use crate::core::change::Change;
use crate::core::ids::InvoiceId;

/// Lines that charge for days of a period, or give some back.
const OF_DAYS: [LineKind; 4] = [LineKind::Subscription, LineKind::AddOn, LineKind::Proration, LineKind::Credit];

fn of_days() -> Vec<String> {
    OF_DAYS.iter().map(|kind| kind.code().to_owned()).collect()
}

/// The invoices that charged for a period, the newest first: what is left of each, without tax, in minor units.
pub struct Charged {
    invoices: Vec<(InvoiceId, i64)>,
    /// Given back on notes that name no invoice.
    elsewhere: i64,
    /// Whether the console charged the period itself, and not somebody before it.
    here: bool,
}

/// Holds them. Whoever voids or corrects one of them at the same time waits, or is waited for.
pub async fn hold(change: &mut Change, subscription: Uuid, bill: &PeriodBill) -> Result<(), sqlx::Error> {
    sqlx::query!(
        r#"select i.id from sys_tenant_invoices i
            where i.subscription_id = $1 and i.kind = 'invoice' and i.status not in ('draft', 'discarded') and exists (
                  select from sys_tenant_invoice_lines l
                   where l.invoice_id = i.id and l.kind = any($2) and l.period_end = $4 and l.period_start >= $3)
            order by i.id for update"#,
        subscription,
        &of_days(),
        bill.period.starts,
        bill.period.ends
    )
    .fetch_all(&mut **change)
    .await
    .map(drop)
}

async fn charged(db: &mut PgConnection, subscription: Uuid, bill: &PeriodBill) -> Result<Charged, sqlx::Error> {
    let (kinds, starts, ends) = (of_days(), bill.period.starts, bill.period.ends);
    let rows = sqlx::query!(
        r#"select i.id, i.status in ('issued', 'partially_paid', 'paid') as "stands!", bool_or(l.kind = 'subscription') as "here!",
                  sum(l.taxable_minor)::bigint as "charged!",
                  coalesce((select sum(b.taxable_minor) from sys_tenant_invoices n join sys_tenant_invoice_lines b on b.invoice_id = n.id
                             where n.corrects_id = i.id and n.status not in ('draft', 'discarded', 'void') and b.kind = any($2)
                               and b.period_end = $4 and b.period_start >= $3), 0)::bigint as "back!"
             from sys_tenant_invoices i join sys_tenant_invoice_lines l on l.invoice_id = i.id
            where i.subscription_id = $1 and i.kind = 'invoice' and i.status not in ('draft', 'discarded')
              and l.kind = any($2) and l.period_end = $4 and l.period_start >= $3
            group by i.id order by i.issued_at desc, i.number desc"#,
        subscription,
        &kinds,
        starts,
        ends
    )
    .fetch_all(&mut *db)
    .await?;
    let elsewhere = sqlx::query_scalar!(
        r#"select coalesce(sum(l.taxable_minor), 0)::bigint as "back!"
             from sys_tenant_invoices n join sys_tenant_invoice_lines l on l.invoice_id = n.id
            where n.subscription_id = $1 and n.kind = 'credit_note' and n.corrects_id is null and n.status not in ('draft', 'discarded', 'void')
              and l.kind = any($2) and l.period_end = $4 and l.period_start >= $3"#,
        subscription,
        &kinds,
        starts,
        ends
    )
    .fetch_one(db)
    .await?;
    let here = rows.iter().any(|row| row.here);
    let invoices = rows.into_iter().map(|row| (InvoiceId(row.id), if row.stands { row.charged - row.back } else { 0 })).collect();
    Ok(Charged { invoices, elsewhere, here })
}

/// Whether as much is left as would be given back: for good only where it is held. What was charged before the console charged anything is taken
/// on the row's word.
pub async fn is_left(db: &mut PgConnection, subscription: Uuid, outcome: &Outcome) -> Result<bool, sqlx::Error> {
    let given_back = outcome.given_back();
    if given_back == 0 {
        return Ok(true);
    }
    let bill = outcome.ready.subscription.bill;
    let charged = charged(db, subscription, &bill).await?;
    let due: Vec<_> = outcome
        .due
        .iter()
        .flat_map(|charge| &charge.document.lines)
        .filter(|line| {
            let period = line.item.period;
            OF_DAYS.contains(&line.item.kind)
                && period.is_some_and(|days| days.ends == bill.period.ends && days.starts >= bill.period.starts)
        })
        .collect();
    let here = charged.here || due.iter().any(|line| line.item.kind == LineKind::Subscription);
    let before = if here { 0 } else { bill.base.minor };
    let due = due.iter().map(|line| line.taxable.minor);
    let left = charged.invoices.iter().map(|(_, left)| *left).chain(due).fold(before, i64::saturating_add);
    Ok(left.saturating_sub(charged.elsewhere) >= given_back)
}

/// What a credit note gives back of: the invoice, and the line where one alone was charged as much.
pub struct Corrected {
    pub invoice: Invoice,
    pub position: Option<i16>,
}

/// Of those that are held, the last invoice that charged as many of the days as are given back. Where several did, none is named.
pub async fn corrected(
    change: &mut Change,
    subscription: Uuid,
    bill: &PeriodBill,
    note: &Document,
) -> Result<Option<Corrected>, sqlx::Error> {
    let totals = note.totals;
    for (id, left) in charged(change, subscription, bill).await?.invoices {
        if left < totals.taxable.minor {
            continue;
        }
        let Some(invoice) = queries::locked(change, id).await? else { continue };
        if !invoice.may_be_credited() || invoice.total_minor.saturating_sub(invoice.credited_minor) < totals.total.minor {
            continue;
        }
        let lines = queries::lines(change, id).await?;
        let position = lines.iter().find(|line| {
            let rest = (line.taxable_minor.saturating_sub(line.credited_taxable), line.vat_minor.saturating_sub(line.credited_vat));
            OF_DAYS.contains(&line.kind)
                && line.period_end == Some(bill.period.ends)
                && rest.0 >= totals.taxable.minor
                && rest.1 >= totals.vat.minor
        });
        return Ok(Some(Corrected { position: position.map(|line| line.position), invoice }));
    }
    Ok(None)
}

/// Whether days that an invoice charged were given back by a document that does not name it: then it is not taken back or corrected by hand.
pub async fn was_given_back(db: &mut PgConnection, id: InvoiceId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (
               select from sys_tenant_invoices i
                 join sys_tenant_invoice_lines l on l.invoice_id = i.id and l.kind in ('subscription', 'add_on', 'proration')
                 join sys_tenant_invoices o on o.subscription_id = i.subscription_id and o.id <> i.id and o.corrects_id is null
                      and o.status not in ('draft', 'discarded', 'void')
                 join sys_tenant_invoice_lines b on b.invoice_id = o.id and b.kind = 'credit' and b.period_end = l.period_end
                      and b.period_start >= l.period_start
                where i.id = $1) as "back!""#,
        id.0
    )
    .fetch_one(db)
    .await
}
