//! The night's statement says what the rule says, whatever happens on the way.

use chrono::NaiveDate;
use hq_console::areas::health::model::Figures;
use hq_console::areas::health::{run, score_all};
use serde_json::Value;
use uuid::Uuid;

use super::{night, nightfall, one_in, silence};
use crate::support::Console;

#[derive(sqlx::FromRow)]
struct Day {
    day: NaiveDate,
    orders_created: i32,
    active_users: i32,
    total_users: i32,
    logins: i32,
}

#[derive(sqlx::FromRow)]
struct Tenant {
    id: Uuid,
    signed_on: NaiveDate,
    allowed: Option<i32>,
    status: Option<String>,
    long_overdue: bool,
}

/// The figures of a tenant as a person would add them up.
fn added_up(tenant: &Tenant, days: &[Day], day: NaiveDate) -> Figures {
    let ago = |one: &Day| (day - one.day).num_days();
    let known: Vec<&Day> = days.iter().filter(|one| ago(one) >= 0).collect();
    let within = |last: i64| known.iter().filter(move |one| ago(one) < last).copied();
    let orders = |last: i64| within(last).map(|one| i64::from(one.orders_created)).sum::<i64>();
    let first = within(90).map(ago).max();
    let newest = within(30).min_by_key(|one| ago(one));
    Figures {
        is_new: (day - tenant.signed_on).num_days() < 30,
        is_known: known.iter().any(|one| ago(one) >= 90) || first.is_some_and(|first| first >= 29),
        days: first.map_or(90, |first| first + 1).clamp(30, 90),
        allowed: tenant.allowed.map(i64::from),
        orders_90: orders(90),
        orders_late: orders(15),
        orders_early: orders(30) - orders(15),
        people: within(30).map(|one| i64::from(one.active_users)).max().unwrap_or(0),
        people_all: newest.map_or(0, |one| one.total_users.into()),
        since_login: within(90).filter(|one| one.logins > 0 || one.active_users > 0).map(ago).min(),
        subscription: tenant.status.clone(),
        long_overdue: tenant.long_overdue,
    }
}

/// Shakes what is known of the tenants: gaps, silence, newcomers, every state of a subscription, plans with and without a limit.
async fn shake(console: &Console) {
    for sql in [
        "update sys_tenant_metrics_daily set orders_created = (random() * 9)::int, active_users = (random() * 6)::int, total_users = (random() * 7)::int, logins = (random() * 2)::int
          where hashtext(tenant_id::text) % 3 <> 0",
        "delete from sys_tenant_metrics_daily where random() < 0.3",
        "delete from sys_tenant_metrics_daily where hashtext(tenant_id::text) % 11 = 0",
        "delete from sys_tenant_metrics_daily where hashtext(tenant_id::text) % 7 = 0 and day > (select max(day) - 40 from sys_tenant_metrics_daily)",
        "delete from sys_tenant_metrics_daily where hashtext(tenant_id::text) % 13 = 0 and day < (select max(day) - 20 from sys_tenant_metrics_daily)",
        "update sys_tenant_subscriptions set status = (array['trialing', 'active', 'past_due', 'suspended'])[1 + (random() * 3)::int], due_on = period_end where ended_at is null",
        "update sys_tenants set signed_on = (select max(day) from sys_tenant_metrics_daily) - (random() * 60)::int where hashtext(id::text) % 2 = 0",
        "alter table sys_plan_versions disable trigger sys_plan_versions_keep",
        "update sys_plan_versions set orders_per_month = 0 where plan_code = 'STARTER'",
    ] {
        sqlx::query(sql).execute(&console.db).await.unwrap();
    }
}

#[tokio::test]
async fn the_night_says_of_every_tenant_what_the_rule_says() {
    let console = Console::with_tenants(160).await;
    shake(&console).await;
    let day = console.clock.today();
    assert!(score_all(&console.services.db, &console.clock, day, &console.services.stopping).await.unwrap());

    let tenants: Vec<Tenant> = sqlx::query_as(
        "select t.id, t.signed_on, p.orders_per_month as allowed, s.status, l.stage = 'suspended' and l.reason_category is not distinct from 'payment_overdue' as long_overdue
           from sys_tenants t join sys_plans o on o.code = t.plan_code join sys_tenant_lifecycle l on l.tenant_id = t.id
           left join sys_tenant_subscriptions s on s.tenant_id = t.id and s.ended_at is null
           join sys_plan_versions p on p.id = coalesce(s.plan_version_id, o.offered_version_id)
          where t.stage in ('trial', 'active', 'suspended')",
    )
    .fetch_all(&console.db)
    .await
    .unwrap();
    assert!(tenants.len() > 100);
    let mut bands = std::collections::BTreeSet::new();
    for tenant in &tenants {
        let days: Vec<Day> = sqlx::query_as(
            "select day, orders_created, active_users, total_users, logins from sys_tenant_metrics_daily where tenant_id = $1",
        )
        .bind(tenant.id)
        .fetch_all(&console.db)
        .await
        .unwrap();
        let figures = added_up(tenant, &days, day);
        let verdict = figures.judge();
        let factors: Vec<Value> = verdict
            .factors
            .iter()
            .map(|(code, severity, points)| serde_json::json!({ "code": code, "severity": severity, "points": points }))
            .collect();
        let reasons: Vec<Value> =
            verdict.reasons.iter().map(|(code, points)| serde_json::json!({ "code": code, "points": points })).collect();
        let expected = serde_json::json!({
            "band": verdict.band.code(), "overall": verdict.overall, "parts": verdict.parts,
            "churn": verdict.churn.map(|(points, _)| points), "level": verdict.churn.map(|(_, level)| level.code()),
            "factors": factors, "reasons": reasons,
        });
        let found: Value = sqlx::query_scalar(
            "select jsonb_build_object('band', band, 'overall', overall, 'parts', jsonb_build_array(usage, engagement, financial, support, growth),
                    'churn', (churn_probability * 100)::int, 'level', churn_level,
                    'factors', coalesce((select jsonb_agg(f - 'details') from jsonb_array_elements(factors) f), '[]'), 'reasons', reasons)
               from sys_tenant_health_scores where tenant_id = $1 and day = $2",
        )
        .bind(tenant.id)
        .bind(day)
        .fetch_one(&console.db)
        .await
        .unwrap();
        assert_eq!(found, expected, "{figures:?}");
        bands.insert(verdict.band.code());
    }
    assert!(bands.contains("new") && bands.contains("unknown") && bands.len() >= 5, "the shaking left out something: {bands:?}");
}

/// Everything a night writes, but for the time it was written.
async fn written(console: &Console) -> String {
    sqlx::query_scalar(
        "select md5((select string_agg((to_jsonb(h) - 'computed_at')::text, '|' order by h.tenant_id, h.day) from sys_tenant_health_scores h)
                 || (select string_agg((to_jsonb(t) - 'updated_at')::text, '|' order by t.id) from sys_tenants t)
                 || (select string_agg((to_jsonb(w) - 'id' - 'opened_at' - 'closed_at')::text, '|' order by w.tenant_id, w.kind, w.opened_on) from sys_tenant_warnings w))",
    )
    .fetch_one(&console.db)
    .await
    .unwrap()
}

#[tokio::test]
async fn a_day_that_is_reckoned_again_says_the_same() {
    let console = Console::with_tenants(60).await;
    night(&console).await;
    let first = written(&console).await;
    sqlx::query("update sys_health_runs set finished_at = null, after_id = null").execute(&console.db).await.unwrap();
    run(&console.job_run()).await.unwrap();
    assert_eq!(written(&console).await, first);
}

#[tokio::test]
async fn a_finished_night_is_not_repeated_and_an_interrupted_one_goes_on_where_it_stopped() {
    let console = Console::with_tenants(60).await;
    let day = console.clock.today();
    let live = "select count(*) from sys_tenants where stage in ('trial', 'active', 'suspended')";
    let middle: Uuid = sqlx::query_scalar("select id from sys_tenants where stage = 'active' order by id offset 10 limit 1")
        .fetch_one(&console.db)
        .await
        .unwrap();
    sqlx::query("insert into sys_health_runs (day, after_id, started_at) values ($1, $2, now())")
        .bind(day)
        .bind(middle)
        .execute(&console.db)
        .await
        .unwrap();
    assert!(score_all(&console.services.db, &console.clock, day, &console.services.stopping).await.unwrap());
    let scored: i64 =
        sqlx::query_scalar("select count(*) from sys_tenant_health_scores where day = $1").bind(day).fetch_one(&console.db).await.unwrap();
    let after: i64 = sqlx::query_scalar("select count(*) from sys_tenants where stage in ('trial', 'active', 'suspended') and id > $1")
        .bind(middle)
        .fetch_one(&console.db)
        .await
        .unwrap();
    assert_eq!(scored, after);
    assert!(after < console.db_number(live).await);

    night(&console).await;
    let audited = console.db_audited("tenants.scored").await;
    run(&console.job_run()).await.unwrap();
    assert_eq!((audited, console.db_audited("tenants.scored").await), (1, 1));
}

#[tokio::test]
async fn two_workers_at_once_score_every_tenant_once() {
    let console = Console::with_tenants(60).await;
    nightfall(&console);
    let (first, second) = (console.job_run(), console.job_run());
    let (one, other) = tokio::join!(run(&first), run(&second));
    one.unwrap();
    other.unwrap();
    let run: (i32, bool) = sqlx::query_as("select tenants, finished_at is not null from sys_health_runs order by day desc limit 1")
        .fetch_one(&console.db)
        .await
        .unwrap();
    let live = console.db_number("select count(*) from sys_tenants where stage in ('trial', 'active', 'suspended')").await;
    assert_eq!((i64::from(run.0), run.1), (live, true));
    assert_eq!(console.db_audited("tenants.scored").await, 1);
}

#[tokio::test]
async fn a_warning_opens_once_and_closes_when_it_holds_no_longer() {
    let console = Console::with_tenants(60).await;
    let tenant = one_in(&console, "healthy").await;
    silence(&console, tenant).await;
    night(&console).await;
    night(&console).await;
    let kinds = "select array_agg(kind order by kind) from sys_tenant_warnings where tenant_id = $1 and closed_at is null";
    let open: Vec<String> = sqlx::query_scalar(kinds).bind(tenant.0).fetch_one(&console.db).await.unwrap();
    assert_eq!(open, ["no_login", "no_order", "score_fell"]);
    // Busy again, every day.
    let today = console.clock.today();
    sqlx::query(
        "insert into sys_tenant_metrics_daily (tenant_id, day, orders_created, active_users, total_users, logins, source, computed_at)
         select $1, day, 20, 3, 3, 3, 'events', day from generate_series($2::date - 35, $2::date, interval '1 day') as day",
    )
    .bind(tenant.0)
    .bind(today)
    .execute(&console.db)
    .await
    .unwrap();
    night(&console).await;
    let open: Option<Vec<String>> = sqlx::query_scalar(kinds).bind(tenant.0).fetch_one(&console.db).await.unwrap();
    assert_eq!(open, None);
}

#[tokio::test]
async fn whoever_has_left_is_in_no_band() {
    let console = Console::with_tenants(60).await;
    let tenant = one_in(&console, "healthy").await;
    sqlx::query("update sys_tenant_lifecycle set stage = 'cancelled' where tenant_id = $1")
        .bind(tenant.0)
        .execute(&console.db)
        .await
        .unwrap();
    let band: (Option<String>, Option<String>) = sqlx::query_as("select health_band, churn_level from sys_tenants where id = $1")
        .bind(tenant.0)
        .fetch_one(&console.db)
        .await
        .unwrap();
    assert_eq!(band, (None, None));
    night(&console).await;
    let open: i64 = sqlx::query_scalar("select count(*) from sys_tenant_warnings where tenant_id = $1 and closed_at is null")
        .bind(tenant.0)
        .fetch_one(&console.db)
        .await
        .unwrap();
    assert_eq!(open, 0);
}
