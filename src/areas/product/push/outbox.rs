//! The steps that wait, and when each is tried next.

use chrono::{DateTime, Duration, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::source::Trouble;
use super::order::{Order, Told};
use crate::core::change::Change;

/// The first pause; every further one is four times as long, up to six hours.
const FIRST_PAUSE: Duration = Duration::minutes(1);
const LONGEST_PAUSE: Duration = Duration::hours(6);

pub(super) fn pause(attempts: i32) -> Duration {
    let factor = 4_i32.saturating_pow(u32::try_from(attempts).unwrap_or_default().min(10));
    (FIRST_PAUSE * factor).min(LONGEST_PAUSE)
}

/// The next step that is due, held: of each tenant only the oldest that waits. A changed plan lets every stage pass, of whichever tenant: who
/// is to be shut out does not wait behind thousands that are renewed, nor behind a plan that the product refuses.
pub(super) async fn next(db: &mut PgConnection, now: DateTime<Utc>) -> Result<Option<Order>, sqlx::Error> {
    sqlx::query_as!(
        Order,
        r#"select p.id as push, p.attempts, p.kind, coalesce(p.to_stage, l.stage) as "to_stage!", e.from_stage as "from_stage?", p.event_id,
                  coalesce(e.at, p.created_at) as "at!", e.reason as "reason?", e.suspension_mode as "suspension_mode?",
                  coalesce(e.requested_by, p.asked_by) as requested_by, u.name as "requested_by_name?", t.id as tenant_id, coalesce(k.product_id, t.id) as "product_id!",
                  t.name, t.name2, t.slug, t.email, t.phone, t.address, t.city, t.country_code, t.currency, t.timezone,
                  t.default_language as language,
                  coalesce((select b.name from sys_tenant_branches b where b.tenant_id = t.id and b.is_main), t.name) as "branch!",
                  l.trial_ends_on, l.data_retention_until, s.plan_code, n.name as "plan_name!", s.cycle, s.period_start, s.period_end,
                  coalesce(s.price_override_minor, m.minor) as price_minor, s.currency as price_currency
             from sys_product_pushes p
             join sys_tenants t on t.id = p.tenant_id
             join sys_tenant_lifecycle l on l.tenant_id = t.id
             left join sys_tenant_lifecycle_events e on e.id = p.event_id
             left join sys_platform_users u on u.id = coalesce(e.requested_by, p.asked_by)
             left join sys_product_tenants k on k.tenant_id = t.id
            cross join lateral (select * from sys_tenant_subscriptions s where s.tenant_id = t.id order by s.started_at desc, s.id desc limit 1) as s
             join v_plan_terms n on n.version_id = s.plan_version_id
             left join sys_plan_prices m on m.plan_version_id = s.plan_version_id and m.item = s.cycle and m.currency = s.currency
            where p.state = 'waiting' and p.next_at <= $1
              and not exists (select from sys_product_pushes o where o.tenant_id = p.tenant_id and o.state = 'waiting' and o.id < p.id
                                 and (p.kind = 'plan' or o.kind <> 'plan'))
            order by p.kind = 'plan', p.next_at, p.id limit 1
              for update of p skip locked"#,
        now
    )
    .fetch_optional(db)
    .await
}

/// Writes down that these subscriptions are on another plan, in another cycle or at another price since, so that the product is told.
pub async fn plan_changed(change: &mut Change, subscriptions: &[Uuid]) -> Result<(), sqlx::Error> {
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    sqlx::query!(
        r#"insert into sys_product_pushes (tenant_id, kind, to_plan, asked_by, created_at, next_at)
           select tenant_id, 'plan', plan_code, $2, $3, $3 from sys_tenant_subscriptions
            where id = any($1) and exists (select from sys_product_settings where push_enabled)
            order by id"#,
        subscriptions,
        by,
        at
    )
    .execute(&mut **change)
    .await
    .map(drop)
}

pub(super) async fn end(db: &mut PgConnection, order: &Order, told: &Told, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        r#"update sys_product_pushes
              set state = case when $2::text is null then 'done' else 'skipped' end, done_at = $4, attempts = attempts + 1, error = $2,
                  error_detail = null, read_back = $3
            where id = $1"#,
        order.push,
        told.skipped(),
        told.seen(),
        now
    )
    .execute(db)
    .await
    .map(drop)
}

/// It was refused: tried again after a longer pause.
pub(super) async fn failed(db: &mut PgConnection, order: &Order, trouble: &Trouble, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update sys_product_pushes set attempts = attempts + 1, next_at = $2, error = $3, error_detail = $4 where id = $1 and state = 'waiting'",
        order.push,
        now + pause(order.attempts),
        trouble.code(),
        trouble.detail()
    )
    .execute(db)
    .await
    .map(drop)
}

/// Nobody was there to refuse it: tried again soon, and not counted.
pub(super) async fn put_off(db: &mut PgConnection, push: i64, trouble: &Trouble, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update sys_product_pushes set next_at = $2, error = $3, error_detail = $4 where id = $1 and state = 'waiting'",
        push,
        now + FIRST_PAUSE,
        trouble.code(),
        trouble.detail()
    )
    .execute(db)
    .await
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_and_stays_within_a_quarter_of_a_day() {
        let minutes: Vec<i64> = (0..6).map(|attempts| pause(attempts).num_minutes()).collect();
        assert_eq!(minutes, [1, 4, 16, 64, 256, 360]);
        assert_eq!(pause(i32::MAX), LONGEST_PAUSE);
    }
}
