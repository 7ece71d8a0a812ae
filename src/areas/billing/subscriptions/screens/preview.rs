//! A change before it is made: what is charged, what is different from then on, and which invoices come next.

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{exceeding, words};
use crate::areas::billing::changes::Change;
use crate::areas::billing::document::{Document, DocumentKind};
use crate::areas::billing::forecast::{Assumptions, Expected, forecast};
use crate::areas::billing::period::Period;
use crate::areas::billing::plans;
use crate::areas::billing::plans::model::Version;
use crate::areas::billing::subscriptions::decided::effective;
use crate::areas::billing::subscriptions::outcome::Outcome;
use crate::areas::billing::subscriptions::papers::described;
use crate::areas::billing::subscriptions::standing::Standing;
use crate::areas::billing::terms::Terms;
use crate::areas::tenants::record::cycle_key;
use crate::core::country::Country;
use crate::core::ids::PlanVersionId;
use crate::core::money::Money;
use crate::web::Page;

/// So many invoices to come are shown.
const NEXT: usize = 3;

pub(super) struct Preview {
    pub papers: Vec<PaperShown>,
    pub to_pay: String,
    /// When it holds.
    pub starts: String,
    pub pairs: Vec<Pair>,
    pub gained: Vec<String>,
    pub lost: Vec<String>,
    /// Limits that are exceeded already.
    pub exceeded: Vec<String>,
    pub next: Vec<PaperShown>,
    pub seal: String,
    /// Whether money is given back: that takes a reason and a fresh factor, as a credit note by hand does.
    pub gives_back: bool,
}

/// A document that will be issued.
pub(super) struct PaperShown {
    pub title: String,
    pub lines: Vec<(String, String, String)>,
    pub vat: String,
    pub total: String,
}

/// One term before and after.
pub(super) struct Pair {
    pub label: String,
    pub before: String,
    pub after: String,
    pub differs: bool,
}

/// A period with its first and its last day.
pub(super) fn days(page: &Page, period: Period) -> String {
    format!("{} – {}", page.date(period.starts), page.date(period.ends.pred_opt().unwrap_or(period.ends)))
}

/// What a page shows of a document.
pub(super) fn paper(page: &Page, standing: &Standing, version: PlanVersionId, title: String, document: &Document) -> PaperShown {
    let lines = document.lines.iter().map(|line| {
        let name = described(&standing.offers, &line.item, version, page.language());
        let name = if line.item.quantity == 1 { name } else { format!("{} × {name}", page.num(line.item.quantity)) };
        let days = line.item.period.map(|period| days(page, period)).unwrap_or_default();
        (name, days, line.amount.amount())
    });
    let mut lines: Vec<_> = lines.collect();
    for (code, taken) in &document.discounts {
        lines.push((code.clone(), String::new(), Money::new(-taken.minor, taken.currency).amount()));
    }
    PaperShown { title, lines, vat: document.totals.vat.amount(), total: document.totals.total.to_string() }
}

/// The invoices that would come, as pages show them.
pub(super) fn expected(page: &Page, standing: &Standing, version: PlanVersionId, expected: &[Expected]) -> Vec<PaperShown> {
    expected.iter().map(|one| paper(page, standing, version, page.date(one.on), &one.document)).collect()
}

pub(super) fn assumptions(standing: &Standing, months: u32) -> Assumptions {
    Assumptions { country: Country::from_code(&standing.subscriber.country_code), months, usage: None }
}

impl Preview {
    pub async fn read(
        db: &mut PgConnection,
        page: &Page,
        standing: &Standing,
        outcome: &Outcome,
        versions: &[Version],
        today: NaiveDate,
    ) -> Result<Self, crate::web::Error> {
        let (before, after) = (standing.terms(), effective(outcome));
        let version = |id: PlanVersionId| versions.iter().find(|version| version.id == id);
        let (old, new) = (version(before.plan.version), version(after.plan.version));
        let features = |version: Option<&Version>| version.map(|version| plans::words::features(page, version)).unwrap_or_default();
        let (had, has) = (features(old), features(new));
        let asked = [(standing.tenant(), before.plan.limits, after.plan.limits)];
        let exceeded = exceeding::told(db, page, today, &asked).await?.remove(&standing.tenant()).unwrap_or_default();
        let title = |document: &Document| match document.kind {
            DocumentKind::Invoice => page.t("invoices-kind-invoice"),
            DocumentKind::CreditNote => page.t("invoices-kind-credit-note"),
        };
        let mut papers: Vec<PaperShown> = outcome
            .due
            .iter()
            .map(|charge| {
                let title = page.ts("subscription-due-before", "day", page.date(charge.on));
                paper(page, standing, charge.version, title, &charge.document)
            })
            .collect();
        let now = outcome.effect.after.terms.plan.version;
        papers.extend(outcome.documents.iter().map(|document| paper(page, standing, now, title(document), document)));
        let mut pairs = terms(page, standing, before, after);
        if let Some(Change::ExtendTrial { until }) = outcome.change {
            let ends = standing.subscription().bill.period.ends;
            pairs.push(pair(page.t("tenants-field-trial-ends"), page.date(ends), page.date(until)));
        }
        if let (Some(old), Some(new)) = (old, new) {
            let limits = plans::words::limits(page, old).into_iter().zip(plans::words::limits(page, new));
            pairs.extend(limits.map(|((label, before), (_, after))| pair(label, before, after)));
        }
        // What cannot be run ahead says nothing of what comes; the change itself is shown all the same.
        let ahead =
            forecast(&outcome.after.subscription, today, &assumptions(standing, 37)).map(|ahead| ahead.invoices).unwrap_or_default();
        Ok(Self {
            papers,
            to_pay: outcome.to_pay().map(|money| money.to_string()).unwrap_or_default(),
            starts: page.date(outcome.holds_on()),
            gained: has.iter().filter(|feature| !had.contains(feature)).cloned().collect(),
            lost: had.iter().filter(|feature| !has.contains(feature)).cloned().collect(),
            next: expected(page, standing, after.plan.version, ahead.get(..NEXT.min(ahead.len())).unwrap_or_default()),
            seal: outcome.seal().map_err(crate::web::Error::internal)?,
            gives_back: outcome.given_back() > 0,
            pairs,
            exceeded,
        })
    }
}

fn pair(label: String, before: String, after: String) -> Pair {
    Pair { differs: before != after, label, before, after }
}

/// The terms before and after, and what they bring a month.
fn terms(page: &Page, standing: &Standing, before: &Terms, after: &Terms) -> Vec<Pair> {
    let told = |of: &dyn Fn(&Terms) -> String, key| pair(page.t(key), of(before), of(after));
    vec![
        told(&|terms| words::plan(page, &standing.offers, terms), "tenants-field-plan"),
        told(&|terms| page.t(cycle_key(terms.cycle.code())), "tenants-field-cycle"),
        told(&|terms| words::price(page, terms), "subscription-field-price"),
        told(&|terms| words::add_ons(page, terms), "subscription-field-add-ons"),
        told(&|terms| words::monthly(page, terms), "subscription-field-monthly"),
    ]
}
