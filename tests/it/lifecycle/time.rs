//! What time does: it ends trials, suspensions and periods on their very day, tells of it ahead, and asks before it gives a tenant up.

use chrono::Duration;
use hq_console::areas::tenants::lifecycle::Advance;
use hq_console::core::ids::TenantId;
use hq_console::core::jobs::Job as _;

use super::{mailed, subscription};
use crate::support::Console;

#[tokio::test]
async fn time_ends_trials_suspensions_and_retention() {
    let console = Console::with_tenants(120).await;
    let trial = console.db_tenant("trial").await;
    let suspended = console.db_tenant("suspended").await;
    console.clock.advance(Duration::days(31));
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!((console.db_stage(trial).await, console.db_stage(suspended).await), ("cancelled".to_owned(), "cancelled".to_owned()));
    assert_eq!(mailed(&console, trial).await, ["tenant-trial-ended"]);
    assert_eq!(subscription(&console, trial).await.1, "expired");
    console.clock.advance(Duration::days(30));
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_stage(trial).await, "cancelled", "giving up is asked for, not done");
    let request = churn_request(&console, trial).await.expect("time asked");
    // Asked once, however often is looked.
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(churn_request(&console, trial).await, Some(request.clone()));
    let mut reader = console.staff("super_admin").await;
    reader.open(&request).await.ok().says("System").says("The retention period ended");
    console.approve(&request).await;
    assert_eq!(console.db_stage(trial).await, "churned");
    let told: (bool, bool) = sqlx::query_as(
        "select requested_by is null, approved_by is not null from sys_tenant_lifecycle_events where tenant_id = $1 and to_stage = 'churned'",
    )
    .bind(trial.0)
    .fetch_one(&console.db)
    .await
    .unwrap();
    assert_eq!(told, (true, true), "asked for by nobody, decided by somebody");
}

/// The one request that is open about giving a tenant up.
async fn churn_request(console: &Console, tenant: TenantId) -> Option<String> {
    let ids: Vec<uuid::Uuid> =
        sqlx::query_scalar("select id from sys_approval_requests where command = 'tenant.churn' and subject = $1 and status = 'pending'")
            .bind(tenant.to_string())
            .fetch_all(&console.db)
            .await
            .unwrap();
    assert!(ids.len() < 2);
    ids.first().map(|id| format!("/approvals/{id}"))
}

/// Sets the day a tenant's trial ends.
async fn db_trial_ends(console: &Console, tenant: TenantId, on: chrono::NaiveDate) {
    sqlx::query("update sys_tenant_lifecycle set trial_ends_on = $2 where tenant_id = $1")
        .bind(tenant.0)
        .bind(on)
        .execute(&console.db)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_trial_runs_until_the_day_it_ends_on() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("trial").await;
    db_trial_ends(&console, tenant, console.clock.today() + Duration::days(1)).await;
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_stage(tenant).await, "trial", "the day before");
    console.clock.advance(Duration::days(1));
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_stage(tenant).await, "cancelled", "on the day");
}

#[tokio::test]
async fn a_suspension_is_cancelled_when_thirty_days_are_over() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("suspended").await;
    sqlx::query("update sys_tenant_lifecycle set since = $2 where tenant_id = $1")
        .bind(tenant.0)
        .bind(console.clock.now())
        .execute(&console.db)
        .await
        .unwrap();
    console.clock.advance(Duration::days(29) + Duration::hours(23));
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_stage(tenant).await, "suspended", "an hour before");
    console.clock.advance(Duration::hours(1));
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_stage(tenant).await, "cancelled");
}

#[tokio::test]
async fn a_cancellation_for_the_end_of_a_period_comes_on_its_first_day_outside() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    sqlx::query(
        "update sys_tenant_subscriptions set cancels_on = $2, cancel_reason = 'Moves abroad' where tenant_id = $1 and ended_at is null",
    )
    .bind(tenant.0)
    .bind(console.clock.today() + Duration::days(1))
    .execute(&console.db)
    .await
    .unwrap();
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_stage(tenant).await, "active", "the last day of the period");
    console.clock.advance(Duration::days(1));
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_stage(tenant).await, "cancelled");
}

#[tokio::test]
async fn giving_up_is_asked_for_on_the_day_retention_ends_and_not_again_soon_after_a_refusal() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    sqlx::query("update sys_tenant_lifecycle set stage = 'cancelled', data_retention_until = $2 where tenant_id = $1")
        .bind(tenant.0)
        .bind(console.clock.today() + Duration::days(1))
        .execute(&console.db)
        .await
        .unwrap();
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(churn_request(&console, tenant).await, None, "the last day of retention");
    console.clock.advance(Duration::days(1));
    Advance {}.run(console.job_run()).await.unwrap();
    let request = churn_request(&console, tenant).await.expect("time asked");
    let mut second = console.staff("super_admin").await;
    second.open(&request).await.ok();
    let csrf = second.csrf();
    let fields = [("csrf", csrf.as_str()), ("decision", "reject"), ("note", "The owner may come back")];
    second.post(&request, &fields).await.expect(303);
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(churn_request(&console, tenant).await, None, "people have just refused");
    console.clock.advance(Duration::days(31));
    Advance {}.run(console.job_run()).await.unwrap();
    assert!(churn_request(&console, tenant).await.is_some());
}

#[tokio::test]
async fn where_giving_up_needs_nobody_else_time_does_it() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    sqlx::query("update sys_approval_policies set enabled = false where command = 'tenant.churn'").execute(&console.db).await.unwrap();
    sqlx::query("update sys_tenant_lifecycle set stage = 'cancelled', data_retention_until = $2 where tenant_id = $1")
        .bind(tenant.0)
        .bind(console.clock.today())
        .execute(&console.db)
        .await
        .unwrap();
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_stage(tenant).await, "churned");
}

#[tokio::test]
async fn a_trial_that_ends_is_told_seven_three_and_one_day_before_once_each() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("trial").await;
    db_trial_ends(&console, tenant, console.clock.today() + Duration::days(8)).await;
    let mut told = Vec::new();
    for _ in 0..8 {
        for _ in 0..2 {
            Advance {}.run(console.job_run()).await.unwrap();
        }
        told.push(mailed(&console, tenant).await.iter().filter(|template| *template == "trial-ending").count());
        console.clock.advance(Duration::days(1));
    }
    // Eight days before, seven, six …, one.
    assert_eq!(told, [0, 1, 1, 1, 1, 2, 2, 3]);
    let lines: i64 = sqlx::query_scalar(
        "select count(*) from sys_platform_audit_log where tenant_id = $1 and action = 'tenant.notified' and actor_kind = 'system'",
    )
    .bind(tenant.0)
    .fetch_one(&console.db)
    .await
    .unwrap();
    assert_eq!(lines, 3);
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_stage(tenant).await, "cancelled");
}

#[tokio::test]
async fn a_trial_that_is_extended_is_told_of_again() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("trial").await;
    for ends in [3, 2] {
        db_trial_ends(&console, tenant, console.clock.today() + Duration::days(ends)).await;
        Advance {}.run(console.job_run()).await.unwrap();
    }
    assert_eq!(mailed(&console, tenant).await, ["trial-ending", "trial-ending"]);
    let language: String = sqlx::query_scalar("select distinct m.language from sys_tenant_mails m where m.tenant_id = $1")
        .bind(tenant.0)
        .fetch_one(&console.db)
        .await
        .unwrap();
    let own: String =
        sqlx::query_scalar("select default_language from sys_tenants where id = $1").bind(tenant.0).fetch_one(&console.db).await.unwrap();
    assert_eq!(language, own);
}
