//! Scoring tenants: the same statements for one and for a hundred thousand. Each may be repeated, and then says the same.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

/// Scores these tenants for a day, and, where the day is the newest one there is, tells the register and opens and closes warnings.
/// Runs inside the caller's transaction. Returns how many have a row now.
pub(super) async fn score(db: &mut PgConnection, day: NaiveDate, tenants: &[Uuid], at: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let scored = sqlx::query_file!("src/areas/health/score.sql", day, tenants, at).execute(db).await?;
    Ok(scored.rows_affected())
}

/// Copies a day's scores to where lists filter and sort by them. The tenants are held first, in one order, as every act on a tenant does:
/// otherwise the two would wait for each other.
pub(super) async fn tell(db: &mut PgConnection, day: NaiveDate, tenants: &[Uuid]) -> Result<(), sqlx::Error> {
    sqlx::query!("select id from sys_tenants where id = any($1) order by id for no key update", tenants).fetch_all(&mut *db).await?;
    sqlx::query!(
        r#"update sys_tenant_lifecycle as l
              set health_score = h.overall, health_band = h.band, churn_probability = h.churn_probability, churn_level = h.churn_level,
                  scored_at = h.computed_at
             from sys_tenant_health_scores h
            where h.day = $1 and h.tenant_id = any($2) and l.tenant_id = h.tenant_id and l.stage in ('trial', 'active', 'suspended')"#,
        day,
        tenants
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Opens a warning for whatever holds now and has none, and closes those that hold no longer.
pub(super) async fn warn(db: &mut PgConnection, day: NaiveDate, tenants: &[Uuid], at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        r#"with holding as (
               select h.tenant_id, w.kind, w.details
                 from sys_tenant_health_scores h
                 join sys_tenants t on t.id = h.tenant_id
                cross join lateral (values
                    ('orders_dropped', h.orders_week_before >= 5 and h.orders_week * 10 <= h.orders_week_before * 7,
                     jsonb_build_object('week', h.orders_week, 'before', h.orders_week_before)),
                    ('no_login', h.since_login is null or h.since_login >= 14, jsonb_build_object('days', h.since_login)),
                    ('no_order', t.stage = 'active' and h.since_order >= 7, jsonb_build_object('days', h.since_order)),
                    ('score_fell', h.overall <= h.previous - 15, jsonb_build_object('now', h.overall, 'before', h.previous)),
                    ('payment_overdue', h.subscription = 'past_due', '{}')) as w (kind, holds, details)
                where h.day = $1 and h.tenant_id = any($2) and h.band not in ('new', 'unknown') and w.holds
           ), closed as (
               update sys_tenant_warnings w set closed_at = $3
                where w.tenant_id = any($2) and w.closed_at is null
                  and not exists (select from holding h where h.tenant_id = w.tenant_id and h.kind = w.kind))
           insert into sys_tenant_warnings (tenant_id, kind, details, opened_on, opened_at)
           select tenant_id, kind, details, $1, $3 from holding
           on conflict (tenant_id, kind) where closed_at is null do nothing"#,
        day,
        tenants,
        at
    )
    .execute(db)
    .await?;
    Ok(())
}
