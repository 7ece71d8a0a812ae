//! Carrying a change out: what was looked at is written, the documents are issued, the log tells of it.

use chrono::NaiveDate;
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::give_back::{self, Corrected};
use super::offers::Offers;
use super::outcome::Outcome;
use super::papers::{self, Corrects, Issuer, Paper};
use super::rows::{self, Moved};
use super::standing::{self, Standing};
use super::used;
use crate::areas::billing::changes;
use crate::areas::billing::document::{Document, DocumentKind};
use crate::areas::billing::invoices::{corrections, mails, queries};
use crate::areas::billing::period::Period;
use crate::areas::billing::seller::{self, Seller};
use crate::areas::billing::subscription::{Status, Subscription};
use crate::areas::billing::terms::{AddOn, Terms};
use crate::areas::tasks::{self, NewTask, Priority, Title};
use crate::areas::tenants::Identity;
use crate::core::change::{Change, Event};
use crate::core::clock::business_day;
use crate::core::ids::{InvoiceId, TenantId};
use crate::core::lang::Lang;
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
    if outcome.given_back() > 0 {
        give_back::hold(change, standing.subscriber.kept.id, &outcome.ready.subscription.bill).await?;
    }
    if !give_back::is_left(change, standing.subscriber.kept.id, outcome).await? {
        return Ok(Changing::Corrected);
    }
    used::keep(change, &outcome.counted).await?;
    // What time did to it first, dated when it did, so that each day is known as it was.
    let (id, ready) = (standing.subscriber.kept.id, &outcome.ready);
    if ready.subscription != outcome.before.subscription {
        let since = ready.subscription.bill.period.starts;
        rows::write(change, &[Moved { id, before: &outcome.before.subscription, after: ready, since }]).await?;
    }
    rows::write(change, &[Moved { id, before: &ready.subscription, after: &outcome.after, since: today }]).await?;
    if let Some(changes::Change::ExtendTrial { until }) = outcome.change {
        sqlx::query!("update sys_tenant_lifecycle set trial_ends_on = $2 where tenant_id = $1", standing.tenant().0, until)
            .execute(&mut **change)
            .await?;
    }
    let documents = match seller {
        Some(seller) if outcome.moves_money() => issue(change, secrets, standing, outcome, &seller, reason).await?,
        _ => Vec::new(),
    };
    let (was, mut is) = (told(&standing.offers, &outcome.before.subscription), told(&standing.offers, &outcome.after.subscription));
    is["documents"] = json!(documents);
    let tenant = standing.subscriber.tenant();
    let event = Event::new("tenant.subscription_changed", "tenant").object(tenant.id, tenant.name).tenant(tenant.id).diff(&was, &is);
    change.record(if reason.is_empty() { event } else { event.reason(reason) }).await?;
    Ok(Changing::Done(documents))
}

/// Whether [`close`] would settle this by itself, and not hand out a task: for a page, before it is done.
pub async fn settles(db: &mut PgConnection, standing: &Standing, outcome: &Outcome) -> Result<bool, sqlx::Error> {
    let left = give_back::is_left(db, standing.subscriber.kept.id, outcome).await?;
    Ok(left && (!outcome.moves_money() || seller::ready(db).await?.is_some()))
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
        // What was within the plan is counted too: whoever comes back is not charged for it then.
        return used::keep(change, &outcome.counted).await;
    }
    match carry_out(change, secrets, &standing, &outcome, "").await? {
        Changing::Done(_) => Ok(()),
        Changing::SellerIncomplete | Changing::Corrected => left_open(change, tenant, today).await,
    }
}

/// Charges what had come due and was not charged yet, where a subscription is suspended today: a run passes it over from then on. What cannot
/// be charged holds no suspension up: it stays due, and somebody is handed a task.
pub async fn catch_up(change: &mut Change, secrets: &Secrets, tenant: TenantId) -> Result<(), sqlx::Error> {
    let today = business_day(change.at());
    if charge_due(change, secrets, tenant, today).await? {
        Ok(())
    } else {
        task(change, tenant, today, "tasks-title-billing-overdue").await
    }
}

/// Where a subscription runs again since today: what had come due by its suspension and could not be charged then is charged now, and a period
/// begins today where the last one ran out meanwhile, since what was not served is not charged. While something of before cannot be charged,
/// everything stays due.
pub async fn come_back(change: &mut Change, secrets: &Secrets, tenant: TenantId, suspended: NaiveDate) -> Result<(), sqlx::Error> {
    let today = business_day(change.at());
    if !charge_due(change, secrets, tenant, suspended).await? {
        return Ok(());
    }
    let Some(Ok(standing)) = standing::held(change, tenant).await? else { return Ok(()) };
    let begun = standing.due.begun_anew(today).map_err(|error| sqlx::Error::Decode(error.into()))?;
    let Some(after) = begun else { return Ok(()) };
    let (id, before) = (standing.subscriber.kept.id, standing.subscription());
    rows::write(change, &[Moved { id, before, after: &after, since: today }]).await
}

/// Charges what is due by a day. `false`: that could not be, and nothing was done.
async fn charge_due(change: &mut Change, secrets: &Secrets, tenant: TenantId, to: NaiveDate) -> Result<bool, sqlx::Error> {
    let standing = match standing::held(change, tenant).await? {
        None => return Ok(true),
        Some(Ok(standing)) if standing.subscription().status == Status::Trialing => return Ok(true),
        Some(Ok(standing)) => standing,
        Some(Err(_)) => return Ok(false),
    };
    match standing.overdue(change, to).await? {
        Ok(outcome) if outcome.moves_money() => {
            carry_out(change, secrets, &standing, &outcome, "").await.map(|changing| matches!(changing, Changing::Done(_)))
        }
        Ok(_) => Ok(true),
        Err(_) => Ok(false),
    }
}

async fn left_open(change: &mut Change, tenant: TenantId, today: NaiveDate) -> Result<(), sqlx::Error> {
    task(change, tenant, today, "tasks-title-billing-unsettled").await
}

async fn task(change: &mut Change, tenant: TenantId, today: NaiveDate, title: &'static str) -> Result<(), sqlx::Error> {
    let title = Title::Key(title, json!({}));
    let task = NewTask { title, tenant: Some(tenant), assignee: None, due_on: today, priority: Priority::High, note: None };
    tasks::create(change, &task).await.map(drop)
}

/// A subscription as the log keeps it.
pub(super) fn told(offers: &Offers, this: &Subscription) -> Value {
    let terms = |terms: &Terms| {
        let price = terms.base().map(|price| price.to_string()).unwrap_or_default();
        let version = terms.plan.version;
        format!("{} {} · {} · {price}", offers.name(version, Lang::En), offers.number(version), terms.cycle.code())
    };
    let next = this.scheduled.as_ref().map(|next| {
        let add_ons = told_add_ons(&next.terms.add_ons).join(", ");
        format!("{} · {} · {add_ons}", next.on, terms(&next.terms)).trim_end_matches([' ', '·']).to_owned()
    });
    json!({
        "plan": terms(&this.terms),
        "subscription": this.status.code(),
        "add_ons": told_add_ons(&this.terms.add_ons),
        "scheduled": next,
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
    reason: &str,
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
    let bill = &outcome.ready.subscription.bill;
    let paper = |id: Uuid, document, period, corrects| Paper {
        id,
        buyer: buyer.clone(),
        subscription,
        version: after.terms.plan.version,
        charged_for: None,
        period,
        corrects,
        reason,
        discount: after.terms.discount.as_ref(),
        document,
    };
    let of = |kind| outcome.documents.iter().filter(move |document: &&Document| document.kind == kind);
    for document in of(DocumentKind::Invoice) {
        invoices.push(paper(change.new_id(), document, period, None));
    }
    let mut notes = Vec::new();
    let mut written = Vec::new();
    if !invoices.is_empty() {
        papers::issue(change, &issuer, DocumentKind::Invoice, &invoices).await?;
        written.extend(invoices.iter().map(|paper| paper.id));
    }
    for document in of(DocumentKind::CreditNote) {
        let corrects = match give_back::corrected(change, subscription, bill, document).await? {
            Some(Corrected { invoice, position }) => {
                let settled = corrections::set_off(change, &invoice, document.totals.total.minor).await?;
                Some(Corrects { invoice: invoice.id, settled, position })
            }
            None => None,
        };
        // It is over the days that are given back, whatever period runs by then.
        notes.push(paper(change.new_id(), document, Period { starts: outcome.effect.on, ends: bill.period.ends }, corrects));
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
