//! What is due, read for many subscriptions at once, and reckoned.

use chrono::NaiveDate;
use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use super::model::Reason;
use crate::areas::billing::subscriptions::advance::{Charge, Due};
use crate::areas::billing::subscriptions::kept;
use crate::areas::billing::subscriptions::offers::Offers;
use crate::areas::billing::subscriptions::subscriber::{Subscriber, TENANT_COLUMNS};
use crate::areas::billing::subscriptions::used::{Counted, used};
use crate::core::ids::BillingRunId;

/// Which are due: those charged at all, up to a day, but for what ends with its period. What the run could not charge is not tried again.
const DUE: &str = " from sys_tenant_subscriptions s join sys_tenants t on t.id = s.tenant_id \
     where s.ended_at is null and (s.status in ('active', 'past_due') or s.status = 'trialing' and s.scheduled is not null) \
       and (s.cancels_on is null or s.cancels_on > s.due_on or s.due_on < s.period_end) and s.due_on <= ";

fn push_due(query: &mut QueryBuilder<sqlx::Postgres>, to: NaiveDate, run: Option<BillingRunId>) {
    query.push(DUE).push_bind(to);
    if let Some(run) = run {
        query.push(" and not exists (select from sys_billing_run_failures f where f.subscription_id = s.id and f.run_id = ");
        query.push_bind(run.0).push(")");
    }
}

/// How many subscriptions are due by this day.
pub async fn count(db: &mut PgConnection, to: NaiveDate) -> Result<i64, sqlx::Error> {
    let mut query = QueryBuilder::new("select count(*)");
    push_due(&mut query, to, None);
    query.build_query_scalar().fetch_one(db).await
}

/// The next that are due, the longest first. Held for whoever charges them, and those somebody else works on are waited for.
pub(super) async fn next(
    db: &mut PgConnection,
    to: NaiveDate,
    run: Option<BillingRunId>,
    after: Option<(NaiveDate, Uuid)>,
    limit: i64,
) -> Result<Vec<Subscriber>, sqlx::Error> {
    let Some(run) = run else { return read(db, to, None, after, limit).await };
    loop {
        let held = hold(db, to, run, limit).await?;
        let rows = read(db, to, Some((run, &held)), after, limit).await?;
        // All that was due may have moved while it was waited for; what is due behind it is still to be charged.
        if !rows.is_empty() || held.is_empty() {
            return Ok(rows);
        }
    }
}

/// Of a run: those of its tenants that are held, and still due.
async fn read(
    db: &mut PgConnection,
    to: NaiveDate,
    held: Option<(BillingRunId, &[Uuid])>,
    after: Option<(NaiveDate, Uuid)>,
    limit: i64,
) -> Result<Vec<Subscriber>, sqlx::Error> {
    let mut query = QueryBuilder::new("select ");
    query.push(kept::COLUMNS).push(", ").push(TENANT_COLUMNS);
    push_due(&mut query, to, held.map(|(run, _)| run));
    if let Some((day, id)) = after {
        query.push(" and (s.due_on, s.id) > (").push_bind(day).push(", ").push_bind(id).push(")");
    }
    if let Some((_, held)) = held {
        query.push(" and s.id = any(").push_bind(held.to_vec()).push(")");
    }
    query.push(" order by s.due_on, s.id limit ").push_bind(limit);
    if held.is_some() {
        query.push(" for update of s");
    }
    query.build_query_as().fetch_all(db).await
}

/// Holds the tenants of the next that are due, in the order in which whoever moves tenants holds them: before their subscriptions.
async fn hold(db: &mut PgConnection, to: NaiveDate, run: BillingRunId, limit: i64) -> Result<Vec<Uuid>, sqlx::Error> {
    let mut query = QueryBuilder::new("select s.id, s.tenant_id");
    push_due(&mut query, to, Some(run));
    query.push(" order by s.due_on, s.id limit ").push_bind(limit);
    let next: Vec<(Uuid, Uuid)> = query.build_query_as().fetch_all(&mut *db).await?;
    let (subscriptions, tenants): (Vec<Uuid>, Vec<Uuid>) = next.into_iter().unzip();
    sqlx::query!("select id from sys_tenants where id = any($1) order by id for key share", &tenants).fetch_all(db).await?;
    Ok(subscriptions)
}

/// One subscription, advanced.
pub(super) struct Advanced {
    pub row: Subscriber,
    pub before: Due,
    pub after: Due,
    pub charges: Vec<Charge>,
    pub counted: Vec<Counted>,
}

/// Advances them all, and says of which it was not possible and why.
pub(super) async fn reckon(
    db: &mut PgConnection,
    offers: &Offers,
    rows: Vec<Subscriber>,
    to: NaiveDate,
) -> Result<(Vec<Advanced>, Vec<(Subscriber, Reason)>), sqlx::Error> {
    let (mut due, mut failed, mut windows) = (Vec::with_capacity(rows.len()), Vec::new(), Vec::new());
    for row in rows {
        match row.due(offers).map_err(Reason::from).and_then(|due| Ok((due.windows(to)?, due))) {
            Ok((months, this)) => {
                windows.extend(months.into_iter().map(|month| (row.kept.tenant_id, month)));
                due.push((row, this));
            }
            Err(reason) => failed.push((row, reason)),
        }
    }
    let used = used(db, &windows).await?;
    let mut advanced = Vec::with_capacity(due.len());
    for (row, before) in due {
        let tenant = row.kept.tenant_id;
        match before.clone().advance(to, &|month| used.of(tenant, month)) {
            Ok((after, charges)) => {
                let counted = used.counted(tenant);
                advanced.push(Advanced { row, before, after, charges, counted });
            }
            Err(error) => failed.push((row, error.into())),
        }
    }
    Ok((advanced, failed))
}
