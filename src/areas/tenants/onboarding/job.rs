//! What the console does about onboardings by itself: it notices what completes a step, and reminds who stands still.

use chrono::{DateTime, Days, Duration, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::model::{Happening, STALLED_AFTER};
use super::{commands, queries};
use crate::areas::tenants::model::Stage;
use crate::areas::tenants::record;
use crate::core::clock::start_of;
use crate::core::ids::TenantId;
use crate::core::jobs::{Job, Run};

/// So many tenants are looked after in one run of each kind; the next goes on.
const MOST: i64 = 500;
/// First orders are looked for in tenants that are in onboarding, or younger than this.
const YOUNG: Duration = Duration::days(120);

/// Runs every hour.
#[derive(Serialize, Deserialize)]
pub struct Tend {}

impl Job for Tend {
    const NAME: &'static str = "onboardings.tend";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        tend(&run).await
    }
}

/// Completes what happened, then reminds. May be run again at any time, also by two at once: each tenant is held and looked at anew.
pub async fn tend(run: &Run) -> anyhow::Result<()> {
    note_first_orders(&mut *run.db.acquire().await?, run.clock.now()).await?;
    let happened = unnoticed(&mut *run.db.acquire().await?).await?;
    let (mut noticed, mut reminded, mut first) = (0, 0, Ok(()));
    for (tenant, what, at) in happened {
        if run.stopping.is_cancelled() {
            return first;
        }
        match notice(run, tenant, what, at).await {
            Ok(done) => noticed += i32::from(done),
            Err(error) => first = first.and(Err(failed(tenant, error))),
        }
    }
    for tenant in idle(&mut *run.db.acquire().await?, run.clock.now()).await? {
        if run.stopping.is_cancelled() {
            return first;
        }
        match remind(run, tenant).await {
            Ok(done) => reminded += i32::from(done),
            Err(error) => first = first.and(Err(failed(tenant, error))),
        }
    }
    tracing::info!(noticed, reminded, "onboardings looked after");
    first
}

/// One that fails does not hold up the others; the run is tried again for it.
fn failed(tenant: TenantId, error: anyhow::Error) -> anyhow::Error {
    tracing::warn!(%tenant, error = %format!("{error:#}"), "an onboarding could not be looked after");
    error
}

/// Writes down each tenant's first day with an order, a figure like its scores: read off the daily ones, nobody's act.
async fn note_first_orders(db: &mut PgConnection, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        r#"update sys_tenant_lifecycle l set first_order_on = found.day
             from (select w.tenant_id, f.day
                     from sys_tenant_lifecycle w
                     join sys_tenants t on t.id = w.tenant_id
                    cross join lateral (select m.day from sys_tenant_metrics_daily m
                                         where m.tenant_id = w.tenant_id and m.orders_created > 0 order by m.day limit 1) as f
                    where w.first_order_on is null and w.stage in ('trial', 'active')
                      and (w.onboarding_status <> 'completed' or t.created_at > $1)) as found
            where l.tenant_id = found.tenant_id and l.first_order_on is null"#,
        now - YOUNG
    )
    .execute(db)
    .await
    .map(drop)
}

/// What happened and completes a step that is not done: the tenant, what, and when.
async fn unnoticed(db: &mut PgConnection) -> Result<Vec<(TenantId, Happening, DateTime<Utc>)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select l.tenant_id, s.event as "event!", b.updated_at as "updated_at?", l.first_order_on
             from sys_tenant_lifecycle l
             join sys_onboarding_steps s on s.template_id = l.onboarding_template_id and s.version = l.onboarding_version and s.event is not null
             left join sys_tenant_branding b on b.tenant_id = l.tenant_id and s.event = 'branding_set'
            where l.onboarding_status <> 'completed' and l.stage in ('trial', 'active') and not l.onboarding_done ? s.key
              and (b.tenant_id is not null or s.event = 'first_order' and l.first_order_on is not null)
            order by l.tenant_id limit $1"#,
        MOST
    )
    .fetch_all(db)
    .await?;
    let told = rows.into_iter().filter_map(|row| {
        let what = Happening::from_code(&row.event)?;
        let at = match what {
            Happening::BrandingSet => row.updated_at?,
            // A day is known once it is over.
            Happening::FirstOrder => start_of(row.first_order_on?.checked_add_days(Days::new(1))?),
        };
        Some((TenantId(row.tenant_id), what, at))
    });
    Ok(told.collect())
}

async fn notice(run: &Run, tenant: TenantId, what: Happening, at: DateTime<Utc>) -> anyhow::Result<bool> {
    let mut change = run.change().await?;
    let Some(record) = record::queries::held(&mut change, tenant).await? else { return Ok(false) };
    if !record.is_open() || commands::happened(&mut change, &record, what, at).await? == 0 {
        return Ok(false);
    }
    change.commit().await?;
    Ok(true)
}

/// Onboardings that stand still and were not reminded since they do.
async fn idle(db: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<TenantId>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select tenant_id as "id: TenantId" from sys_tenant_lifecycle
            where onboarding_status = 'in_progress' and stage in ('trial', 'active') and onboarding_moved_at < $1
              and (onboarding_reminded_at is null or onboarding_reminded_at < onboarding_moved_at)
            order by onboarding_moved_at desc, tenant_id desc limit $2"#,
        now - STALLED_AFTER,
        MOST
    )
    .fetch_all(db)
    .await
}

async fn remind(run: &Run, tenant: TenantId) -> anyhow::Result<bool> {
    let mut change = run.change().await?;
    let Some(record) = record::queries::held(&mut change, tenant).await? else { return Ok(false) };
    let Some(checklist) = queries::checklist(&mut change, tenant).await? else { return Ok(false) };
    let due = checklist.is_stalled(change.at()) && checklist.reminded_at.is_none_or(|at| at < checklist.moved_at);
    if !due || !matches!(record.stage, Stage::Trial | Stage::Active) {
        return Ok(false);
    }
    if !commands::remind(&mut change, &run.secrets, &record, &checklist).await? {
        return Ok(false);
    }
    change.commit().await?;
    Ok(true)
}
