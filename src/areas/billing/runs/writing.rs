//! What a step of a billing run writes: a few statements for all of its subscriptions, whatever their number.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde_json::{Value, json};
use sqlx::types::Json;
use uuid::Uuid;

use super::reading::Advanced;
use crate::areas::billing::discount::Discount;
use crate::areas::billing::document::{DocumentKind, Item, LineKind};
use crate::areas::billing::invoices::commands::{Numbers, numbers};
use crate::areas::billing::invoices::model::{Buyer, due_on};
use crate::areas::billing::subscriptions::offers::Offers;
use crate::areas::billing::terms::AddOn;
use crate::core::change::Change;
use crate::core::ids::{BillingRunId, PlanVersionId};
use crate::core::lang::{Arg, Lang};

/// What the documents of a step have in common.
pub(super) struct Step<'a> {
    pub run: BillingRunId,
    pub seller: Uuid,
    pub today: NaiveDate,
    pub offers: &'a Offers,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    pub invoices: i64,
    pub first: Option<String>,
    pub last: Option<String>,
}

/// One sum of the run's page.
type Place = (String, String, &'static str);

/// A column of a statement, from each of its rows.
fn column<R, T>(rows: &[R], pick: impl Fn(&R) -> T) -> Vec<T> {
    rows.iter().map(pick).collect()
}

/// Writes the invoices with their lines and numbers, and how the subscriptions stand now.
pub(super) async fn write(change: &mut Change, step: &Step<'_>, advanced: &[Advanced]) -> Result<Written, sqlx::Error> {
    move_on(change, advanced).await?;
    agree(change, advanced).await?;
    let charged: Vec<Charged<'_>> = advanced
        .iter()
        .filter_map(|one| Some((one, one.row.buyer()?)))
        .flat_map(|(one, buyer)| one.charges.iter().map(move |charge| (one, buyer.clone(), charge)))
        .map(|(one, buyer, charge)| Charged { id: change.new_id(), one, buyer, charge })
        .collect();
    if charged.is_empty() {
        return Ok(Written::default());
    }
    let count = i64::try_from(charged.len()).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let numbers = numbers(change, DocumentKind::Invoice, step.today, count).await?;
    insert_invoices(change, step, &charged, &numbers).await?;
    insert_lines(change, step, &charged).await?;
    add_up(change, step, &charged).await?;
    Ok(Written { invoices: count, first: Some(numbers.reference(0)), last: Some(numbers.reference(count - 1)) })
}

/// A document to be written.
struct Charged<'a> {
    id: Uuid,
    one: &'a Advanced,
    buyer: Buyer,
    charge: &'a super::advance::Charge,
}

/// The periods that run from here on.
async fn move_on(change: &mut Change, advanced: &[Advanced]) -> Result<(), sqlx::Error> {
    let of = |one: &Advanced| (one.after.subscription.clone(), one.after.on);
    let after: Vec<_> = advanced.iter().map(of).collect();
    sqlx::query!(
        r#"update sys_tenant_subscriptions s
              set status = u.status, period_start = u.starts, period_end = u.ends, whole_days = u.whole_days, base_minor = u.base,
                  price_minor = u.price, moved = u.moved, vat_basis_points = u.rate, due_on = u.due_on,
                  changed_on = greatest(s.changed_on, u.starts), setup_due = false, version = s.version + 1
             from unnest($1::uuid[], $2::text[], $3::date[], $4::date[], $5::integer[], $6::bigint[], $7::bigint[], $8::bigint[], $9::integer[], $10::date[])
                  as u (id, status, starts, ends, whole_days, base, price, moved, rate, due_on)
            where s.id = u.id"#,
        &column(advanced, |one| one.row.kept.id),
        &column(&after, |(this, _)| this.status.code().to_owned()),
        &column(&after, |(this, _)| this.bill.period.starts),
        &column(&after, |(this, _)| this.bill.period.ends),
        &column(&after, |(this, _)| i32::try_from(this.bill.whole_days).unwrap_or(i32::MAX)),
        &column(&after, |(this, _)| this.bill.base.minor),
        &column(&after, |(this, _)| this.bill.price.minor),
        &column(&after, |(this, _)| this.bill.moved),
        &column(&after, |(this, _)| i32::from(this.bill.vat_basis_points)),
        &column(&after, |(_, on)| *on)
    )
    .execute(&mut **change)
    .await
    .map(drop)
}

/// Terms that were scheduled and hold now. Few have any, so they are written by themselves.
async fn agree(change: &mut Change, advanced: &[Advanced]) -> Result<(), sqlx::Error> {
    let met: Vec<&Advanced> = advanced.iter().filter(|one| one.before.subscription.scheduled != one.after.subscription.scheduled).collect();
    if met.is_empty() {
        return Ok(());
    }
    let terms = |one: &&Advanced| one.after.subscription.terms.clone();
    let add_ons: Vec<Json<Vec<AddOn>>> = column(&met, |one| Json(terms(one).add_ons));
    let discounts: Vec<Option<Json<Discount>>> = column(&met, |one| terms(one).discount.map(Json));
    sqlx::query!(
        r#"update sys_tenant_subscriptions s
              set scheduled = null, plan_version_id = u.version, plan_code = u.plan, cycle = u.cycle, anchor_day = u.anchor,
                  price_override_minor = u.price, add_ons = u.add_ons, discount = u.discount
             from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::bigint[], $7::jsonb[], $8::jsonb[])
                  as u (id, version, plan, cycle, anchor, price, add_ons, discount)
            where s.id = u.id"#,
        &column(&met, |one| one.row.kept.id),
        &column(&met, |one| terms(one).plan.version.0),
        &column(&met, |one| terms(one).plan.code),
        &column(&met, |one| terms(one).cycle.code().to_owned()),
        &column(&met, |one| i16::from(terms(one).anchor.day())),
        &column(&met, |one| terms(one).price_override.map(|price| price.minor)) as &[Option<i64>],
        &add_ons as &[Json<Vec<AddOn>>],
        &discounts as &[Option<Json<Discount>>]
    )
    .execute(&mut **change)
    .await
    .map(drop)
}

async fn insert_invoices(change: &mut Change, step: &Step<'_>, charged: &[Charged<'_>], numbers: &Numbers) -> Result<(), sqlx::Error> {
    let at = change.at();
    let due_on = due_on(step.today);
    let numbered: Vec<i64> = (0..).take(charged.len()).collect();
    let totals = |one: &Charged<'_>| one.charge.document.totals;
    sqlx::query!(
        r#"insert into sys_tenant_invoices (id, tenant_id, kind, origin, status, series, year, number, reference, issued_on, issued_at, issued_in, due_on,
                  period_start, period_end, currency, seller_id, buyer_name, buyer_name2, buyer_address, buyer_country_code, buyer_vat_number,
                  buyer_email, buyer_language, amount_minor, discount_minor, taxable_minor, vat_minor, total_minor, discounts, created_at,
                  subscription_id, plan_version_id, run_id, charged_for)
           select u.id, u.tenant, 'invoice', 'run', case u.total when 0 then 'paid' else 'issued' end, $1, $2, u.number, u.reference, $3, $4,
                  pg_current_xact_id(), $5, u.starts, u.ends, u.currency, $6, u.name, u.name2, u.address, u.country, u.vat_number, u.email, u.language,
                  u.amount, u.discount, u.taxable, u.vat, u.total, u.discounts, $4, u.subscription, u.version, $7, u.charged_for
             from unnest($8::uuid[], $9::uuid[], $10::bigint[], $11::text[], $12::date[], $13::date[], $14::text[], $15::text[], $16::text[],
                         $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::bigint[], $23::bigint[], $24::bigint[], $25::bigint[],
                         $26::bigint[], $27::jsonb[], $28::uuid[], $29::uuid[], $30::date[])
                  as u (id, tenant, number, reference, starts, ends, currency, name, name2, address, country, vat_number, email, language, amount,
                        discount, taxable, vat, total, discounts, subscription, version, charged_for)"#,
        numbers.series,
        numbers.year,
        step.today,
        at,
        due_on,
        step.seller,
        step.run.0,
        &column(charged, |one| one.id),
        &column(charged, |one| one.buyer.id.0),
        &column(&numbered, |place| numbers.number(*place)),
        &column(&numbered, |place| numbers.reference(*place)),
        &column(charged, |one| one.charge.period.starts),
        &column(charged, |one| one.charge.period.ends),
        &column(charged, |one| totals(one).total.currency.code().to_owned()),
        &column(charged, |one| one.buyer.name.clone()),
        &column(charged, |one| one.buyer.name2.clone()) as &[Option<String>],
        &column(charged, |one| one.buyer.full_address()),
        &column(charged, |one| one.buyer.country_code.clone()),
        &column(charged, |one| one.buyer.vat_number.clone()) as &[Option<String>],
        &column(charged, |one| one.buyer.email.clone()),
        &column(charged, |one| one.buyer.language.clone()),
        &column(charged, |one| totals(one).amount.minor),
        &column(charged, |one| totals(one).discount.minor),
        &column(charged, |one| totals(one).taxable.minor),
        &column(charged, |one| totals(one).vat.minor),
        &column(charged, |one| totals(one).total.minor),
        &column(charged, |one| taken(one)),
        &column(charged, |one| one.one.row.kept.id),
        &column(charged, |one| one.charge.version.0),
        &column(charged, |one| one.charge.on)
    )
    .execute(&mut **change)
    .await
    .map(drop)
}

/// What discounts with a code took off, as the document keeps it.
fn taken(one: &Charged<'_>) -> Value {
    let discount = one.one.after.subscription.terms.discount.as_ref();
    let kept = one.charge.document.discounts.iter().map(|(code, taken)| {
        let worth = discount.filter(|discount| discount.code == *code).map(|discount| discount.worth);
        json!({ "code": code, "worth": worth, "taken": taken.minor })
    });
    kept.collect()
}

async fn insert_lines(change: &mut Change, step: &Step<'_>, charged: &[Charged<'_>]) -> Result<(), sqlx::Error> {
    let mut words = Words::new(step.offers);
    let mut lines = Vec::with_capacity(charged.len() * 2);
    for one in charged {
        for (place, line) in (1_i16..).zip(&one.charge.document.lines) {
            lines.push((one.id, place, line, words.of(&line.item, one.charge.version)));
        }
    }
    sqlx::query!(
        r#"insert into sys_tenant_invoice_lines (invoice_id, position, kind, item, description, description2, quantity, unit_minor, period_start,
                  period_end, of_days, vat_basis_points, amount_minor, discount_minor, taxable_minor, vat_minor, total_minor)
           select * from unnest($1::uuid[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::date[],
                                $10::date[], $11::integer[], $12::integer[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[])"#,
        &column(&lines, |(id, ..)| *id),
        &column(&lines, |(_, place, ..)| *place),
        &column(&lines, |(_, _, line, _)| line.item.kind.code().to_owned()),
        &column(&lines, |(_, _, line, _)| line.item.item.clone()),
        &column(&lines, |(.., (english, _))| english.clone()),
        &column(&lines, |(.., (_, arabic))| arabic.clone()),
        &column(&lines, |(_, _, line, _)| line.item.quantity),
        &column(&lines, |(_, _, line, _)| line.item.unit.minor),
        &column(&lines, |(_, _, line, _)| line.item.period.map(|period| period.starts)) as &[Option<NaiveDate>],
        &column(&lines, |(_, _, line, _)| line.item.period.map(|period| period.ends)) as &[Option<NaiveDate>],
        &column(&lines, |(_, _, line, _)| line.item.of_days.and_then(|days| i32::try_from(days).ok())) as &[Option<i32>],
        &column(&lines, |(_, _, line, _)| i32::from(line.item.vat_basis_points)),
        &column(&lines, |(_, _, line, _)| line.amount.minor),
        &column(&lines, |(_, _, line, _)| line.discount.minor),
        &column(&lines, |(_, _, line, _)| line.taxable.minor),
        &column(&lines, |(_, _, line, _)| line.vat.minor),
        &column(&lines, |(_, _, line, _)| line.total.minor)
    )
    .execute(&mut **change)
    .await
    .map(drop)
}

/// Adds what was charged to the sums of the run.
async fn add_up(change: &mut Change, step: &Step<'_>, charged: &[Charged<'_>]) -> Result<(), sqlx::Error> {
    let mut sums: BTreeMap<Place, [i64; 4]> = BTreeMap::new();
    for one in charged {
        let (totals, plan) = (one.charge.document.totals, &one.one.after.subscription.terms.plan.code);
        let sum = sums.entry((plan.clone(), one.buyer.country_code.clone(), totals.total.currency.code())).or_default();
        for (sum, more) in sum.iter_mut().zip([1, totals.taxable.minor, totals.vat.minor, totals.total.minor]) {
            *sum = sum.saturating_add(more);
        }
    }
    let sums: Vec<(Place, [i64; 4])> = sums.into_iter().collect();
    sqlx::query!(
        r#"insert into sys_billing_run_sums as s (run_id, plan_code, country_code, currency, invoices, taxable_minor, vat_minor, total_minor)
           select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
           on conflict (run_id, plan_code, country_code, currency) do update
              set invoices = s.invoices + excluded.invoices, taxable_minor = s.taxable_minor + excluded.taxable_minor,
                  vat_minor = s.vat_minor + excluded.vat_minor, total_minor = s.total_minor + excluded.total_minor"#,
        step.run.0,
        &column(&sums, |((plan, ..), _)| plan.clone()),
        &column(&sums, |((_, country, _), _)| country.clone()),
        &column(&sums, |((.., currency), _)| (*currency).to_owned()),
        &column(&sums, |(_, sum)| sum[0]),
        &column(&sums, |(_, sum)| sum[1]),
        &column(&sums, |(_, sum)| sum[2]),
        &column(&sums, |(_, sum)| sum[3])
    )
    .execute(&mut **change)
    .await
    .map(drop)
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
            let [english, arabic] = [Lang::En, Lang::Ar].map(|lang| described(item, self.offers.name(version, lang), lang));
            (english, arabic)
        });
        said.clone()
    }
}

/// The name of what is charged; of what has no word of its own, its code.
fn described(item: &Item, plan: &str, lang: Lang) -> String {
    let plan = || [("plan", Arg::Text(plan.to_owned()))];
    match item.kind {
        LineKind::Subscription => lang.with("runs-line-plan", &plan()),
        LineKind::SetupFee => lang.with("runs-line-setup", &plan()),
        LineKind::Overage => lang.t(match item.item.as_str() {
            "orders" => "runs-line-orders",
            "branches" => "runs-line-branches",
            "users" => "runs-line-users",
            "storage" => "runs-line-storage",
            _ => "runs-line-api-calls",
        }),
        LineKind::AddOn | LineKind::Proration | LineKind::Discount | LineKind::Credit | LineKind::Adjustment => item.item.clone(),
    }
}
