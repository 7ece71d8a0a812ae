//! Documents of subscriptions, written for one or for thousands in a few statements.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

use super::offers::Offers;
use crate::areas::billing::add_ons::Extra;
use crate::areas::billing::discount::Discount;
use crate::areas::billing::document::{Document, DocumentKind, Item, LineKind};
use crate::areas::billing::invoices::commands::{Numbers, numbers};
use crate::areas::billing::invoices::model::{Buyer, due_on};
use crate::areas::billing::period::Period;
use crate::core::change::Change;
use crate::core::ids::{BillingRunId, InvoiceId, PlanVersionId, StaffId};
use crate::core::lang::{Arg, Lang};

/// What documents that are written together have in common.
pub struct Issuer<'a> {
    /// The run that charges them; without one, somebody changed a subscription.
    pub run: Option<BillingRunId>,
    pub seller: Uuid,
    pub today: NaiveDate,
    pub by: Option<StaffId>,
    pub offers: &'a Offers,
}

/// A document to be written.
pub struct Paper<'a> {
    pub id: Uuid,
    pub buyer: Buyer,
    pub subscription: Uuid,
    pub version: PlanVersionId,
    /// The day it was due, of what comes due by itself. No subscription is charged twice for one.
    pub charged_for: Option<NaiveDate>,
    pub period: Period,
    /// Of a credit note: what it gives back of.
    pub corrects: Option<Corrects>,
    /// Why, of a credit note; empty where nobody said.
    pub reason: &'a str,
    /// What came off it by a code.
    pub discount: Option<&'a Discount>,
    pub document: &'a Document,
}

/// What a credit note gives back of.
#[derive(Clone, Copy, Debug)]
pub struct Corrects {
    pub invoice: InvoiceId,
    /// How much of what was open there it settles.
    pub settled: i64,
    /// The line, where it is one.
    pub position: Option<i16>,
}

/// A column of a statement, from each of its rows.
pub fn column<R, T>(rows: &[R], pick: impl Fn(&R) -> T) -> Vec<T> {
    rows.iter().map(pick).collect()
}

/// Gives documents of one kind their numbers, and writes them with their lines.
pub(in crate::areas::billing) async fn issue(
    change: &mut Change,
    issuer: &Issuer<'_>,
    kind: DocumentKind,
    papers: &[Paper<'_>],
) -> Result<Numbers, sqlx::Error> {
    let count = i64::try_from(papers.len()).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let numbers = numbers(change, kind, issuer.today, count).await?;
    // The lines are put together while the database takes the documents in.
    let (written, lines) = tokio::join!(insert_documents(change, issuer, kind, papers, &numbers), async { Lines::of(issuer, papers) });
    written?;
    lines.insert(change).await?;
    Ok(numbers)
}

async fn insert_documents(
    change: &mut Change,
    issuer: &Issuer<'_>,
    kind: DocumentKind,
    papers: &[Paper<'_>],
    numbers: &Numbers,
) -> Result<(), sqlx::Error> {
    let at = change.at();
    let due_on = due_on(issuer.today);
    let numbered: Vec<i64> = (0..).take(papers.len()).collect();
    let totals = |one: &Paper<'_>| one.document.totals;
    let origin = if issuer.run.is_some() { "run" } else { "change" };
    sqlx::query!(
        r#"insert into sys_tenant_invoices (id, tenant_id, kind, origin, status, series, year, number, reference, issued_on, issued_at, issued_in, due_on,
                  period_start, period_end, currency, seller_id, buyer_name, buyer_name2, buyer_address, buyer_country_code, buyer_vat_number,
                  buyer_email, buyer_language, amount_minor, discount_minor, taxable_minor, vat_minor, total_minor, discounts, created_at,
                  subscription_id, plan_version_id, run_id, charged_for, settled_minor, corrects_id, created_by, reason)
           select u.id, u.tenant, $31, $32, case when u.settled >= u.total then 'paid' when u.settled > 0 then 'partially_paid' else 'issued' end, $1, $2, u.number, u.reference, $3, $4,
                  pg_current_xact_id(), $5, u.starts, u.ends, u.currency, $6, u.name, u.name2, u.address, u.country, u.vat_number, u.email, u.language,
                  u.amount, u.discount, u.taxable, u.vat, u.total, u.discounts, $4, u.subscription, u.version, $7, u.charged_for,
                  u.settled, u.corrects, $35, case when $31 = 'credit_note' then nullif(u.reason, '') end
             from unnest($8::uuid[], $9::uuid[], $10::bigint[], $11::text[], $12::date[], $13::date[], $14::text[], $15::text[], $16::text[],
                         $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::bigint[], $23::bigint[], $24::bigint[], $25::bigint[],
                         $26::bigint[], $27::jsonb[], $28::uuid[], $29::uuid[], $30::date[], $33::bigint[], $34::uuid[], $36::text[])
                  as u (id, tenant, number, reference, starts, ends, currency, name, name2, address, country, vat_number, email, language, amount,
                        discount, taxable, vat, total, discounts, subscription, version, charged_for, settled, corrects, reason)"#,
        numbers.series,
        numbers.year,
        issuer.today,
        at,
        due_on,
        issuer.seller,
        issuer.run.map(|run| run.0),
        &column(papers, |one| one.id),
        &column(papers, |one| one.buyer.id.0),
        &column(&numbered, |place| numbers.number(*place)),
        &column(&numbered, |place| numbers.reference(*place)),
        &column(papers, |one| one.period.starts),
        &column(papers, |one| one.period.ends),
        &column(papers, |one| totals(one).total.currency.code().to_owned()),
        &column(papers, |one| one.buyer.name.clone()),
        &column(papers, |one| one.buyer.name2.clone()) as &[Option<String>],
        &column(papers, |one| one.buyer.full_address()),
        &column(papers, |one| one.buyer.country_code.clone()),
        &column(papers, |one| one.buyer.vat_number.clone()) as &[Option<String>],
        &column(papers, |one| one.buyer.email.clone()),
        &column(papers, |one| one.buyer.language.clone()),
        &column(papers, |one| totals(one).amount.minor),
        &column(papers, |one| totals(one).discount.minor),
        &column(papers, |one| totals(one).taxable.minor),
        &column(papers, |one| totals(one).vat.minor),
        &column(papers, |one| totals(one).total.minor),
        &column(papers, |one| taken(one)),
        &column(papers, |one| one.subscription),
        &column(papers, |one| one.version.0),
        &column(papers, |one| one.charged_for) as &[Option<NaiveDate>],
        kind.code(),
        origin,
        &column(papers, |one| one.corrects.map_or(0, |corrects| corrects.settled)),
        &column(papers, |one| one.corrects.map(|corrects| corrects.invoice.0)) as &[Option<Uuid>],
        issuer.by.map(|by| by.0),
        &column(papers, |one| one.reason.to_owned())
    )
    .execute(&mut **change)
    .await
    .map(drop)
}

/// What discounts with a code took off, as the document keeps it.
fn taken(one: &Paper<'_>) -> Value {
    let kept = one.document.discounts.iter().map(|(code, taken)| {
        let worth = one.discount.filter(|discount| discount.code == *code).map(|discount| discount.worth);
        json!({ "code": code, "worth": worth, "taken": taken.minor })
    });
    kept.collect()
}

/// The columns of the lines of many documents.
#[derive(Default)]
struct Lines {
    invoices: Vec<Uuid>,
    positions: Vec<i16>,
    kinds: Vec<String>,
    items: Vec<String>,
    descriptions: Vec<String>,
    descriptions2: Vec<String>,
    quantities: Vec<i64>,
    units: Vec<i64>,
    starts: Vec<Option<NaiveDate>>,
    ends: Vec<Option<NaiveDate>>,
    of_days: Vec<Option<i32>>,
    rates: Vec<i32>,
    amounts: Vec<i64>,
    discounts: Vec<i64>,
    taxables: Vec<i64>,
    vats: Vec<i64>,
    totals: Vec<i64>,
    corrects: Vec<Option<i16>>,
}

impl Lines {
    fn of(issuer: &Issuer<'_>, papers: &[Paper<'_>]) -> Self {
        let mut words = Words::new(issuer.offers);
        let mut all = Self::default();
        for one in papers {
            for (position, line) in (1_i16..).zip(&one.document.lines) {
                let (english, arabic) = words.of(&line.item, one.version);
                all.invoices.push(one.id);
                all.positions.push(position);
                all.kinds.push(line.item.kind.code().to_owned());
                all.items.push(line.item.item.clone());
                all.descriptions.push(english);
                all.descriptions2.push(arabic);
                all.quantities.push(line.item.quantity);
                all.units.push(line.item.unit.minor);
                all.starts.push(line.item.period.map(|period| period.starts));
                all.ends.push(line.item.period.map(|period| period.ends));
                all.of_days.push(line.item.of_days.and_then(|days| i32::try_from(days).ok()));
                all.rates.push(i32::from(line.item.vat_basis_points));
                all.amounts.push(line.amount.minor);
                all.discounts.push(line.discount.minor);
                all.taxables.push(line.taxable.minor);
                all.vats.push(line.vat.minor);
                all.totals.push(line.total.minor);
                all.corrects.push(one.corrects.and_then(|corrects| corrects.position));
            }
        }
        all
    }

    async fn insert(&self, change: &mut Change) -> Result<(), sqlx::Error> {
        sqlx::query!(
            r#"insert into sys_tenant_invoice_lines (invoice_id, position, kind, item, description, description2, quantity, unit_minor, period_start,
                      period_end, of_days, vat_basis_points, amount_minor, discount_minor, taxable_minor, vat_minor, total_minor, corrects_position)
               select * from unnest($1::uuid[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::date[],
                                    $10::date[], $11::integer[], $12::integer[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[], $18::smallint[])"#,
            &self.invoices,
            &self.positions,
            &self.kinds,
            &self.items,
            &self.descriptions,
            &self.descriptions2,
            &self.quantities,
            &self.units,
            &self.starts as &[Option<NaiveDate>],
            &self.ends as &[Option<NaiveDate>],
            &self.of_days as &[Option<i32>],
            &self.rates,
            &self.amounts,
            &self.discounts,
            &self.taxables,
            &self.vats,
            &self.totals,
            &self.corrects as &[Option<i16>]
        )
        .execute(&mut **change)
        .await
        .map(drop)
    }
}

/// What lines are called, in both languages. Most are called alike.
struct Words<'a> {
    offers: &'a Offers,
    known: HashMap<(LineKind, String, PlanVersionId), (String, String)>,
}

impl<'a> Words<'a> {
    fn new(offers: &'a Offers) -> Self {
        Self { offers, known: HashMap::new() }
    }

    fn of(&mut self, item: &Item, version: PlanVersionId) -> (String, String) {
        let key = (item.kind, item.item.clone(), version);
        let said = self.known.entry(key).or_insert_with(|| {
            let [english, arabic] = [Lang::En, Lang::Ar].map(|lang| described(self.offers, item, version, lang));
            (english, arabic)
        });
        said.clone()
    }
}

/// The name of what is charged or given back; of what has no word of its own, its code.
pub fn described(offers: &Offers, item: &Item, version: PlanVersionId, lang: Lang) -> String {
    let of = |plan: &str| [("plan", Arg::Text(plan.to_owned()))];
    match item.kind {
        LineKind::Subscription => lang.with("runs-line-plan", &of(offers.name(version, lang))),
        LineKind::SetupFee => lang.with("runs-line-setup", &of(offers.name(version, lang))),
        LineKind::Proration => lang.with("runs-line-proration", &of(offers.named(&item.item, version, lang))),
        LineKind::Credit => lang.with("runs-line-credit", &of(offers.named(&item.item, version, lang))),
        LineKind::Overage => lang.t(match item.item.as_str() {
            "orders" => "runs-line-orders",
            "branches" => "runs-line-branches",
            "users" => "runs-line-users",
            "storage" => "runs-line-storage",
            _ => "runs-line-api-calls",
        }),
        LineKind::AddOn => Extra::from_code(&item.item).map_or_else(|| item.item.clone(), |extra| lang.t(extra.key())),
        LineKind::Discount | LineKind::Adjustment => item.item.clone(),
    }
}
