//! Carrying a change out: what was looked at is written, the documents are issued, the log tells of it.

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

use super::offers::Offers;
use super::outcome::Outcome;
use super::papers::{self, Issuer, Paper};
use super::rows::{self, Moved};
use super::standing::{self, Standing};
use crate::areas::billing::changes;
use crate::areas::billing::document::{Document, DocumentKind};
use crate::areas::billing::invoices::model::Invoice;
use crate::areas::billing::invoices::{corrections, mails, queries};
use crate::areas::billing::period::Period;
use crate::areas::billing::seller::{self, Seller};
use crate::areas::billing::subscription::{Status, Subscription};
use crate::areas::billing::terms::{AddOn, Terms};
use crate::areas::tasks::{self, NewTask, Priority, Title};
use crate::areas::tenants::{Identity, lifecycle};
use crate::core::change::{Change, Event};
use crate::core::clock::business_day;
use crate::core::ids::{InvoiceId, TenantId};
use crate::core::lang::Lang;
use crate::core::money::Money;
use crate::core::secrets::Secrets;

/// How a change went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changing {
    /// Done, with the numbers of the documents it led to.
    Done(Vec<String>),
    /// Something is charged or given back, and what documents say of the seller is not complete.
    SellerIncomplete,
    /// More would be given back than is left of what the period was charged: its documents were corrected by hand.
    Corrected,
}

/// Does what was looked at. The subscription is held since, so it is still so.
pub async fn carry_out(
    change: &mut Change,
    secrets: &Secrets,
    standing: &Standing,
    outcome: &Outcome,
    reason: &str,
) -> Result<Changing, sqlx::Error> {
    let today = business_day(change.at());
    let seller = seller::ready(change).await?;
    if outcome.moves_money() && seller.is_none() {
        return Ok(Changing::SellerIncomplete);
    }
    if !is_left(change, standing.subscriber.kept.id, outcome).await? {
        return Ok(Changing::Corrected);
    }
    if outcome.before.subscription.terms.plan.code != outcome.after.subscription.terms.plan.code {
        lifecycle::commands::hold_tallies(change).await?;
    }
    let moved = Moved { id: standing.subscriber.kept.id, before: &outcome.before.subscription, after: &outcome.after, since: today };
    rows::write(change, &[moved]).await?;
    if let changes::Change::ExtendTrial { until } = outcome.change {
        sqlx::query!("update sys_tenant_lifecycle set trial_ends_on = $2 where tenant_id = $1", standing.tenant().0, until)
            .execute(&mut **change)
            .await?;
    }
    let documents = match seller {
        Some(seller) if outcome.moves_money() => issue(change, secrets, standing, outcome, &seller).await?,
        _ => Vec::new(),
    };
    let (was, mut is) = (told(&standing.offers, &outcome.before.subscription), told(&standing.offers, &outcome.after.subscription));
    is["documents"] = json!(documents);
    let tenant = standing.subscriber.tenant();
    let event = Event::new("tenant.subscription_changed", "tenant").object(tenant.id, tenant.name).tenant(tenant.id).diff(&was, &is);
    change.record(if reason.is_empty() { event } else { event.reason(reason) }).await?;
    Ok(Changing::Done(documents))
}

/// Whether as much is left of what the period was charged as would be given back. What was charged before the console charged anything is
/// taken on the row's word.
async fn is_left(change: &mut Change, subscription: Uuid, outcome: &Outcome) -> Result<bool, sqlx::Error> {
    let given_back = outcome.given_back();
    if given_back == 0 {
        return Ok(true);
    }
    let bill = outcome.before.subscription.bill;
    let charged = sqlx::query!(
        // A line that takes away on an invoice gives back of the period before.
        r#"select coalesce(bool_or(l.recurs), false) as "here!",
                  coalesce(sum(case when i.kind = 'credit_note' then -i.total_minor else l.charged - i.credited_minor end)
                           filter (where i.status in ('issued', 'partially_paid', 'paid')), 0)::bigint as "left!"
             from sys_tenant_invoices i
            cross join lateral (select sum(greatest(total_minor, 0)) as charged, bool_or(kind = 'subscription') as recurs
                                  from sys_tenant_invoice_lines where invoice_id = i.id) l
            where i.subscription_id = $1 and i.corrects_id is null and i.period_start < $3 and i.period_end > $2"#,
        subscription,
        bill.period.starts,
        bill.period.ends
    );
    let charged = charged.fetch_one(&mut **change).await?;
    let due: i64 = outcome.due.iter().map(|charge| charge.document.totals.total.minor).sum();
    let elsewhere = if charged.here || outcome.before.on <= bill.period.starts {
        0
    } else {
        let tax = bill.base.rate(i64::from(bill.vat_basis_points));
        tax.and_then(|tax| bill.base.plus(tax)).map_or(0, |total| total.minor)
    };
    Ok(charged.left.saturating_add(due).saturating_add(elsewhere) >= given_back)
}

/// Charges and gives back what is to be, where a subscription ends today; who ends it writes how it stands. What cannot be reckoned holds
/// no end up: somebody is handed a task.
pub async fn close(change: &mut Change, secrets: &Secrets, tenant: TenantId) -> Result<(), sqlx::Error> {
    let today = business_day(change.at());
    let standing = match standing::held(change, tenant).await? {
        None => return Ok(()),
        Some(Ok(standing)) if standing.subscription().status == Status::Trialing => return Ok(()),
        Some(Ok(standing)) => standing,
        Some(Err(_)) => return left_open(change, tenant, today).await,
    };
    let Ok(outcome) = standing.ending(change, today).await? else { return left_open(change, tenant, today).await };
    if !outcome.moves_money() {
        return Ok(());
    }
    match carry_out(change, secrets, &standing, &outcome, "").await? {
        Changing::Done(_) => Ok(()),
        Changing::SellerIncomplete | Changing::Corrected => left_open(change, tenant, today).await,
    }
}

async fn left_open(change: &mut Change, tenant: TenantId, today: NaiveDate) -> Result<(), sqlx::Error> {
    let title = Title::Key("tasks-title-billing-unsettled", json!({}));
    let task = NewTask { title, tenant: Some(tenant), assignee: None, due_on: today, priority: Priority::High, note: None };
    tasks::create(change, &task).await.map(drop)
}

/// A subscription as the log keeps it.
fn told(offers: &Offers, this: &Subscription) -> Value {
    let terms = |terms: &Terms| {
        let price = terms.base().map(|price| price.to_string()).unwrap_or_default();
        format!("{} · {} · {price}", offers.name(terms.plan.version, Lang::En), terms.cycle.code())
    };
    json!({
        "plan": terms(&this.terms),
        "add_ons": told_add_ons(&this.terms.add_ons),
        "scheduled": this.scheduled.as_ref().map(|next| format!("{} · {}", next.on, terms(&next.terms))),
        "period": format!("{} – {}", this.bill.period.starts, this.bill.period.ends),
        "documents": [],
    })
}

/// Add-ons as the log and a request keep them.
pub fn told_add_ons(add_ons: &[AddOn]) -> Vec<String> {
    add_ons.iter().map(|add_on| format!("{} × {} {}", add_on.quantity, add_on.code, add_on.unit)).collect()
}

/// Issues the documents: what had come due, then what the change charges, then what it gives back; each is mailed.
async fn issue(
    change: &mut Change,
    secrets: &Secrets,
    standing: &Standing,
    outcome: &Outcome,
    seller: &Seller,
) -> Result<Vec<String>, sqlx::Error> {
    let (today, by) = (business_day(change.at()), change.staff_id());
    let issuer = Issuer { run: None, seller: seller.id, today, by, offers: &standing.offers };
    let buyer = standing.subscriber.buyer().ok_or(sqlx::Error::RowNotFound)?;
    let subscription = standing.subscriber.kept.id;
    let (before, after) = (&outcome.before.subscription.terms, &outcome.after.subscription);
    let period = Period { starts: outcome.effect.on, ends: after.bill.period.ends };
    let mut invoices = Vec::new();
    for charge in &outcome.due {
        invoices.push(charge.paper(change.new_id(), buyer.clone(), subscription, before.discount.as_ref()));
    }
    let paper = |id: Uuid, document, corrects| Paper {
        id,
        buyer: buyer.clone(),
        subscription,
        version: after.terms.plan.version,
        charged_for: None,
        period,
        corrects,
        discount: after.terms.discount.as_ref(),
        document,
    };
    let of = |kind| outcome.documents.iter().filter(move |document: &&Document| document.kind == kind);
    for document in of(DocumentKind::Invoice) {
        invoices.push(paper(change.new_id(), document, None));
    }
    let mut notes = Vec::new();
    let mut written = Vec::new();
    if !invoices.is_empty() {
        papers::issue(change, &issuer, DocumentKind::Invoice, &invoices).await?;
        written.extend(invoices.iter().map(|paper| paper.id));
    }
    for document in of(DocumentKind::CreditNote) {
        let total = document.totals.total;
        let corrects = match corrected(change, subscription, outcome, total).await? {
            Some(invoice) => Some((invoice.id, corrections::set_off(change, &invoice, total.minor).await?)),
            None => None,
        };
        notes.push(paper(change.new_id(), document, corrects));
    }
    if !notes.is_empty() {
        papers::issue(change, &issuer, DocumentKind::CreditNote, &notes).await?;
        written.extend(notes.iter().map(|paper| paper.id));
    }
    let mut references = Vec::with_capacity(written.len());
    for id in written {
        let document = queries::find(change, InvoiceId(id), Identity::Known).await?.ok_or(sqlx::Error::RowNotFound)?;
        mails::queue(change, secrets, &document).await?;
        references.push(document.reference.unwrap_or_default());
    }
    Ok(references)
}

/// The invoice that unused days are given back of: the last one of the period that has as much left, held. Where several invoices charged
/// what is given back, none is.
async fn corrected(change: &mut Change, subscription: Uuid, outcome: &Outcome, total: Money) -> Result<Option<Invoice>, sqlx::Error> {
    let period = outcome.before.subscription.bill.period;
    let found = sqlx::query_scalar!(
        r#"select id from sys_tenant_invoices
            where subscription_id = $1 and kind = 'invoice' and status in ('issued', 'partially_paid', 'paid') and currency = $2
              and total_minor - credited_minor >= $3 and period_start < $5 and period_end > $4
            order by issued_at desc, number desc limit 1"#,
        subscription,
        total.currency.code(),
        total.minor,
        period.starts,
        period.ends
    );
    match found.fetch_optional(&mut **change).await? {
        Some(id) => Ok(queries::locked(change, InvoiceId(id)).await?.filter(Invoice::may_be_credited)),
        None => Ok(None),
    }
}
