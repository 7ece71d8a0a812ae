//! What a run would charge, before it is begun: the same reckoning, of which nothing is written.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::commands::STEP;
use super::model::Reason;
use super::reading::{self, Advanced};
use crate::areas::billing::subscriptions::advance::Charge;
use crate::areas::billing::subscriptions::offers::Offers;
use crate::areas::billing::subscriptions::subscriber::Subscriber;
use crate::areas::tenants::identity::Named;
use crate::core::ids::TenantId;
use crate::core::money::{Currency, Money};

/// What stands out about a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// It was never charged by a run.
    New,
    /// It is charged at least three tenths more or less than the last time.
    Moved,
    /// Something is due, and nothing is charged.
    Nothing,
    /// It cannot be charged.
    Failing,
    /// It was charged until now, and is not any more.
    Gone,
}

impl Oddity {
    pub const ALL: [Self; 5] = [Self::New, Self::Moved, Self::Nothing, Self::Failing, Self::Gone];

    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Moved => "moved",
            Self::Nothing => "nothing",
            Self::Failing => "failing",
            Self::Gone => "gone",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|oddity| oddity.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::New => "runs-odd-new",
            Self::Moved => "runs-odd-moved",
            Self::Nothing => "runs-odd-nothing",
            Self::Failing => "runs-odd-failing",
            Self::Gone => "runs-odd-gone",
        }
    }
}

/// A subscription that stands out, and what it was and would be charged.
#[derive(Clone, Debug)]
pub struct Odd {
    pub tenant: Named,
    pub before: Option<Money>,
    pub after: Option<Money>,
    pub reason: Option<Reason>,
}

/// The last day that can be looked at: a year ahead.
pub fn furthest(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(366)).unwrap_or(today)
}

/// So many of each kind are named.
pub const NAMED: usize = 200;

/// Totals of invoices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub invoices: i64,
    pub taxable: i64,
    pub vat: i64,
    pub total: i64,
}

#[derive(Clone, Debug, Default)]
pub struct Preview {
    pub subscriptions: i64,
    pub sums: BTreeMap<(Currency, String, String), Sum>,
    pub odd: BTreeMap<Oddity, i64>,
    /// Of one kind, those asked for.
    pub named: Vec<Odd>,
}

impl Preview {
    pub fn invoices(&self) -> i64 {
        self.sums.values().map(|sum| sum.invoices).sum()
    }

    /// What all invoices come to, in each currency.
    pub fn totals(&self) -> Vec<Money> {
        let mut totals: BTreeMap<Currency, i64> = BTreeMap::new();
        for ((currency, ..), sum) in &self.sums {
            let total = totals.entry(*currency).or_default();
            *total = total.saturating_add(sum.total);
        }
        totals.into_iter().map(|(currency, minor)| Money::new(minor, currency)).collect()
    }

    pub fn count(&self, oddity: Oddity) -> i64 {
        self.odd.get(&oddity).copied().unwrap_or_default()
    }

    /// By what a preview is known: whoever begins the run begins what they saw.
    pub fn seal(&self, to: NaiveDate) -> String {
        let mut hash = Sha256::new();
        hash.update(format!("{to} {} {}", self.subscriptions, self.count(Oddity::Failing)));
        for ((currency, plan, country), sum) in &self.sums {
            hash.update(format!("\n{} {plan} {country} {} {} {} {}", currency.code(), sum.invoices, sum.taxable, sum.vat, sum.total));
        }
        crate::core::text::hex(&hash.finalize()[..8])
    }

    fn note(&mut self, oddity: Oddity, asked: Option<Oddity>, odd: impl FnOnce() -> Odd) {
        *self.odd.entry(oddity).or_default() += 1;
        if asked == Some(oddity) && self.named.len() < NAMED {
            self.named.push(odd());
        }
    }

    fn add(&mut self, one: &Advanced, before: Option<Money>, asked: Option<Oddity>) {
        let plan = &one.after.subscription.terms.plan.code;
        for charge in &one.charges {
            let totals = charge.document.totals;
            let place = (totals.total.currency, plan.clone(), one.row.country_code.clone());
            let sum = self.sums.entry(place).or_default();
            sum.invoices += 1;
            sum.taxable = sum.taxable.saturating_add(totals.taxable.minor);
            sum.vat = sum.vat.saturating_add(totals.vat.minor);
            sum.total = sum.total.saturating_add(totals.total.minor);
        }
        // A month of use beside a year is neither much less nor much more.
        let recurs = |charge: &&Charge| charge.document.lines.iter().any(|line| line.item.kind.recurs());
        let after = one.charges.iter().rev().find(recurs).or(one.charges.last()).map(|charge| charge.document.totals.total);
        let odd = || Odd { tenant: one.row.tenant(), before, after, reason: None };
        match (before, after.filter(|total| total.minor != 0)) {
            (_, None) => self.note(Oddity::Nothing, asked, odd),
            (None, Some(_)) => self.note(Oddity::New, asked, odd),
            (Some(before), Some(after)) if has_moved(before, after) => self.note(Oddity::Moved, asked, odd),
            (Some(_), Some(_)) => {}
        }
    }
}

/// Three tenths or more, or another currency.
fn has_moved(before: Money, after: Money) -> bool {
    let difference = i128::from(before.minor).abs_diff(i128::from(after.minor));
    before.currency != after.currency || difference.saturating_mul(10) >= i128::from(before.minor).unsigned_abs().saturating_mul(3)
}

/// Reckons everything that is due by a day, without writing any of it.
pub async fn preview(db: &mut PgConnection, to: NaiveDate, asked: Option<Oddity>) -> Result<Preview, sqlx::Error> {
    let offers = Offers::read(db).await?;
    let (mut preview, mut after) = (Preview::default(), None);
    loop {
        let rows = reading::next(db, to, None, after, STEP).await?;
        let Some(last) = rows.last().and_then(Subscriber::key) else { break };
        after = Some(last);
        let ids: Vec<Uuid> = rows.iter().map(|row| row.kept.id).collect();
        let before = last_totals(db, &ids).await?;
        let (advanced, failed) = reading::reckon(db, &offers, rows, to).await?;
        preview.subscriptions += i64::try_from(advanced.len() + failed.len()).unwrap_or(i64::MAX);
        for one in &advanced {
            preview.add(one, before.get(&one.row.kept.id).copied(), asked);
        }
        for (row, reason) in &failed {
            let before = before.get(&row.kept.id).copied();
            preview.note(Oddity::Failing, asked, || Odd { tenant: row.tenant(), before, after: None, reason: Some(*reason) });
        }
    }
    for odd in gone(db, to).await? {
        preview.note(Oddity::Gone, asked, || odd);
    }
    Ok(preview)
}

/// What each was charged by a run the last time. For a part of a period it is no measure of the next.
async fn last_totals(db: &mut PgConnection, subscriptions: &[Uuid]) -> Result<HashMap<Uuid, Money>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select s.id as "id!", i.total_minor, i.currency
             from unnest($1::uuid[]) as s (id)
            cross join lateral (select id, total_minor, currency from sys_tenant_invoices
                                 where subscription_id = s.id and charged_for is not null order by charged_for desc limit 1) i
            where not exists (select from sys_tenant_invoice_lines l
                               where l.invoice_id = i.id and l.kind = 'subscription' and l.of_days is not null)"#,
        subscriptions
    );
    let rows = rows.fetch_all(db).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, Money::new(row.total_minor, Currency::parse(&row.currency).ok()?)))).collect())
}

/// Charged within the last month, and over or suspended now.
async fn gone(db: &mut PgConnection, to: NaiveDate) -> Result<Vec<Odd>, sqlx::Error> {
    let since = to.checked_sub_days(Days::new(31)).unwrap_or(to);
    let rows = sqlx::query!(
        r#"select t.id, t.code, t.name, t.name2, i.total_minor, i.currency
             from sys_tenant_subscriptions s join sys_tenants t on t.id = s.tenant_id
            cross join lateral (select total_minor, currency, period_end from sys_tenant_invoices
                                 where subscription_id = s.id and charged_for is not null order by charged_for desc limit 1) i
            where (s.ended_at is not null or s.status = 'suspended' or s.cancels_on <= s.due_on)
              and s.changed_on > $2 and i.period_end <= $1 and i.period_end > $2
              and not exists (select from sys_tenant_subscriptions o where o.tenant_id = s.tenant_id and o.ended_at is null and o.status in ('active', 'past_due'))
            order by t.code limit 10000"#,
        to,
        since
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Odd {
            tenant: Named { id: TenantId(row.id), code: row.code, name: row.name, name2: row.name2 },
            before: Currency::parse(&row.currency).ok().map(|currency| Money::new(row.total_minor, currency)),
            after: None,
            reason: None,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas::billing::samples::omr;

    #[test]
    fn three_tenths_more_or_less_stand_out_and_less_than_that_does_not() {
        for (before, after, moved) in
            [(100, 129, false), (100, 130, true), (100, 71, false), (100, 70, true), (0, 1, true), (i64::MAX, 1, true), (100, 100, false)]
        {
            assert_eq!(has_moved(omr(before), omr(after)), moved, "{before} {after}");
        }
        assert!(has_moved(omr(100), Money::new(100, Currency::Sar)));
    }

    #[test]
    fn a_seal_is_of_everything_that_is_charged() {
        let place = (Currency::Omr, "PRO".to_owned(), "OM".to_owned());
        let of = |total| Preview { sums: [(place.clone(), Sum { invoices: 1, total, ..Sum::default() })].into(), ..Preview::default() };
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(of(1).seal(day("2026-01-01")), of(1).seal(day("2026-01-01")));
        assert_ne!(of(1).seal(day("2026-01-01")), of(2).seal(day("2026-01-01")));
        assert_ne!(of(1).seal(day("2026-01-01")), of(1).seal(day("2026-01-02")));
    }
}
