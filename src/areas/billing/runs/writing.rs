//! What a step of a billing run writes: a few statements for all of its subscriptions, whatever their number.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::reading::Advanced;
use crate::areas::billing::document::DocumentKind;
use crate::areas::billing::subscriptions::offers::Offers;
use crate::areas::billing::subscriptions::papers::{self, Issuer, Paper, column};
use crate::areas::billing::subscriptions::rows::{self, Moved};
use crate::areas::billing::subscriptions::used;
use crate::core::change::Change;
use crate::core::ids::BillingRunId;

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

/// Writes the invoices with their lines and numbers, and how the subscriptions stand now.
pub(super) async fn write(change: &mut Change, step: &Step<'_>, advanced: &[Advanced]) -> Result<Written, sqlx::Error> {
    let moved: Vec<Moved<'_>> = advanced
        .iter()
        .map(|one| {
            let since = one.after.subscription.bill.period.starts;
            Moved { id: one.row.kept.id, before: &one.before.subscription, after: &one.after, since }
        })
        .collect();
    rows::write(change, &moved).await?;
    used::keep(change, &advanced.iter().flat_map(|one| one.counted.iter().copied()).collect::<Vec<_>>()).await?;
    let mut charged = Vec::with_capacity(advanced.len());
    for (one, buyer) in advanced.iter().filter_map(|one| Some((one, one.row.buyer()?))) {
        let terms = &one.after.subscription.terms;
        charged.extend(one.charges.iter().map(|charge| {
            let paper = charge.paper(change.new_id(), buyer.clone(), one.row.kept.id, terms.discount.as_ref());
            (terms.plan.code.as_str(), paper)
        }));
    }
    if charged.is_empty() {
        return Ok(Written::default());
    }
    let issuer = Issuer { run: Some(step.run), seller: step.seller, today: step.today, by: None, offers: step.offers };
    add_up(change, step, &charged).await?;
    let papers: Vec<Paper<'_>> = charged.into_iter().map(|(_, paper)| paper).collect();
    let numbers = papers::issue(change, &issuer, DocumentKind::Invoice, &papers).await?;
    let invoices = i64::try_from(papers.len()).unwrap_or(i64::MAX);
    Ok(Written { invoices, first: Some(numbers.reference(0)), last: Some(numbers.reference(invoices - 1)) })
}

/// Adds what was charged to the sums of the run.
async fn add_up(change: &mut Change, step: &Step<'_>, charged: &[(&str, Paper<'_>)]) -> Result<(), sqlx::Error> {
    let mut sums: BTreeMap<Place, [i64; 4]> = BTreeMap::new();
    for (plan, paper) in charged {
        let totals = paper.document.totals;
        let sum = sums.entry(((*plan).to_owned(), paper.buyer.country_code.clone(), totals.total.currency.code())).or_default();
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
