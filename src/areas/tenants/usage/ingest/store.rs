//! Writing a batch: a few statements, however many events.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::BatchResult;
use super::judge::{Countable, Judged, Tenants, Verdict, again};
use crate::core::ids::TenantId;
use crate::web::api::Caller;

/// The tenants that are named, by id or code.
pub(super) async fn tenants<'a>(db: &mut PgConnection, named: impl Iterator<Item = &'a str>) -> Result<Tenants, sqlx::Error> {
    let wanted: HashSet<&str> = named.collect();
    let ids: Vec<Uuid> = wanted.iter().filter_map(|name| name.parse().ok()).collect();
    let numbers: Vec<i64> = wanted.iter().filter_map(|name| name.strip_prefix("T-")?.parse().ok()).collect();
    let rows = sqlx::query!(
        r#"select id as "id!", code as "code!", stage <> 'churned' as "open!" from sys_tenants where id = any($1)
           union all select id, code, stage <> 'churned' from sys_tenants where number = any($2)"#,
        &ids,
        &numbers
    )
    .fetch_all(db)
    .await?;
    let mut tenants = Tenants::new();
    let ids_as_named: HashMap<Uuid, &str> = wanted.iter().filter_map(|name| Some((name.parse().ok()?, *name))).collect();
    for row in rows {
        let found = (TenantId(row.id), row.open);
        if let Some(name) = ids_as_named.get(&row.id) {
            tenants.insert((*name).to_owned(), found);
        }
        tenants.insert(row.code, found);
    }
    Ok(tenants)
}

/// Counts what has not been counted before, and says of the others that they were. Keys are claimed in one order, so that two who bring
/// the same events wait for each other and do not lock each other out.
pub(super) async fn write(db: &mut PgConnection, judged: &mut [Judged], batch: Uuid, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let mut wanted: Vec<usize> = (0..judged.len()).filter(|index| judged[*index].verdict == Verdict::Accepted).collect();
    let place = |one: &Judged| one.event.as_ref().map(|event| (event.tenant, event.key.clone()));
    wanted.sort_by_cached_key(|index| place(&judged[*index]));
    let events: Vec<&Countable> = wanted.iter().filter_map(|index| judged[*index].event.as_ref()).collect();
    if events.is_empty() {
        return Ok(());
    }
    let claimed = claim(db, &events, now).await?;
    let is_new = |event: &Countable| claimed.len() == events.len() || claimed.contains(&(event.tenant.0, event.key.clone()));
    let new: Vec<&Countable> = events.iter().copied().filter(|event| is_new(event)).collect();
    insert(db, &new, batch).await?;
    if new.len() == events.len() {
        return Ok(());
    }
    let old: Vec<&Countable> = events.iter().copied().filter(|event| !is_new(event)).collect();
    let before = contents(db, &old).await?;
    let verdicts: Vec<(usize, Verdict)> = wanted
        .iter()
        .zip(&events)
        .filter(|(_, event)| !is_new(event))
        .map(|(index, event)| (*index, again(before.get(&(event.tenant.0, event.key.clone())) == Some(&event.content))))
        .collect();
    for (index, verdict) in verdicts {
        judged[index].verdict = verdict;
    }
    Ok(())
}

fn keys(events: &[&Countable]) -> (Vec<Uuid>, Vec<String>) {
    events.iter().map(|event| (event.tenant.0, event.key.clone())).unzip()
}

/// Claims keys and returns those that were free.
async fn claim(db: &mut PgConnection, events: &[&Countable], now: DateTime<Utc>) -> Result<HashSet<(Uuid, String)>, sqlx::Error> {
    let (tenants, keys) = keys(events);
    let contents: Vec<i64> = events.iter().map(|event| event.content).collect();
    let rows = sqlx::query!(
        r#"insert into sys_usage_keys (tenant_id, key, content, seen_at)
           select tenant_id, key, content, $4 from unnest($1::uuid[], $2::text[], $3::bigint[]) as e (tenant_id, key, content)
           on conflict (tenant_id, key) do nothing returning tenant_id, key"#,
        &tenants,
        &keys,
        &contents,
        now
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.tenant_id, row.key)).collect())
}

/// Writes the events and marks their days. The day is the database's to say: it is what the figures are made by.
async fn insert(db: &mut PgConnection, events: &[&Countable], batch: Uuid) -> Result<(), sqlx::Error> {
    if events.is_empty() {
        return Ok(());
    }
    let (tenants, keys) = keys(events);
    sqlx::query!(
        r#"with stored as (
               insert into sys_usage_events (tenant_id, occurred_at, key, metric, quantity, branch_ref, user_ref, batch_id)
               select e.*, $8 from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[]) as e)
           insert into sys_usage_dirty (tenant_id, day)
           select distinct e.tenant_id, (e.occurred_at at time zone t.timezone)::date
             from unnest($1::uuid[], $2::timestamptz[]) as e (tenant_id, occurred_at) join sys_tenants t on t.id = e.tenant_id"#,
        &tenants,
        &events.iter().map(|event| event.occurred_at).collect::<Vec<_>>(),
        &keys,
        &events.iter().map(|event| event.metric.code().to_owned()).collect::<Vec<_>>(),
        &events.iter().map(|event| event.quantity).collect::<Vec<_>>(),
        &events.iter().map(|event| event.branch.clone()).collect::<Vec<_>>() as &[Option<String>],
        &events.iter().map(|event| event.user.clone()).collect::<Vec<_>>() as &[Option<String>],
        batch
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What keys that were taken stand for.
async fn contents(db: &mut PgConnection, events: &[&Countable]) -> Result<HashMap<(Uuid, String), i64>, sqlx::Error> {
    let (tenants, keys) = keys(events);
    let rows = sqlx::query!(
        r#"select k.tenant_id, k.key, k.content
             from unnest($1::uuid[], $2::text[]) as e (tenant_id, key) join sys_usage_keys k on k.tenant_id = e.tenant_id and k.key = e.key"#,
        &tenants,
        &keys
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| ((row.tenant_id, row.key), row.content)).collect())
}

/// The ledger's line.
pub(super) async fn note(db: &mut PgConnection, caller: &Caller, now: DateTime<Utc>, result: &BatchResult) -> Result<(), sqlx::Error> {
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    sqlx::query!(
        r#"insert into sys_usage_batches (id, key_id, received_at, request_id, accepted, duplicates, rejected)
           values ($1, $2, $3, $4, $5, $6, $7)"#,
        result.batch,
        caller.key.id.0,
        now,
        caller.request_id(),
        count(result.accepted),
        count(result.duplicates),
        count(result.rejected)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Sweeps the keys of events counted before `before`. Returns how many.
pub async fn forget_keys(db: &mut PgConnection, before: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query!("delete from sys_usage_keys where seen_at < $1", before).execute(db).await?.rows_affected())
}
