//! What is done against a risk: the mildest by itself, the others on somebody's word, none twice within a month.

use hq_console::core::ids::TenantId;

use super::{night, one_in, silence};
use crate::support::Console;

async fn runs(console: &Console, tenant: TenantId) -> Vec<(String, bool)> {
    sqlx::query_as("select playbook, started_at is not null from sys_playbook_runs where tenant_id = $1 order by proposed_at, id")
        .bind(tenant.0)
        .fetch_all(&console.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_medium_risk_is_answered_by_itself_with_tips_and_a_task_and_once_a_month() {
    let console = Console::with_tenants(60).await;
    sqlx::query("delete from sys_playbook_runs").execute(&console.db).await.unwrap();
    let tenant = one_in(&console, "healthy").await;
    // Few people of many: few_active; no orders in half a month: orders_fell. Together 0.30.
    sqlx::query("update sys_tenant_metrics_daily set total_users = 40, active_users = 1, logins = 1, orders_created = case when day > now() - interval '15 days' then 1 else 5 end where tenant_id = $1")
        .bind(tenant.0)
        .execute(&console.db)
        .await
        .unwrap();
    sqlx::query("update sys_tenants set default_language = 'ar', email = 'quiet@example.om' where id = $1")
        .bind(tenant.0)
        .execute(&console.db)
        .await
        .unwrap();
    night(&console).await;
    assert_eq!(runs(&console, tenant).await, [("medium".to_owned(), true)]);
    let mails = console.mails_to("quiet@example.om").await;
    assert_eq!(mails.iter().map(|mail| mail.language.as_str()).collect::<Vec<_>>(), ["ar"]);
    let task: (String, i16, bool) = sqlx::query_as(
        "select k.title_key, k.priority, k.created_by is null from sys_tasks k join sys_playbook_runs r on r.task_id = k.id where r.tenant_id = $1",
    )
    .bind(tenant.0)
    .fetch_one(&console.db)
    .await
    .unwrap();
    assert_eq!(task, ("tasks-title-check-in".to_owned(), 2, true));
    for _ in 0..3 {
        night(&console).await;
    }
    assert_eq!(runs(&console, tenant).await.iter().filter(|(playbook, _)| playbook == "medium").count(), 1);
    assert_eq!(console.mails_to("quiet@example.om").await.len(), 1);
    // The database itself refuses a second one, and takes one thirty days on.
    let again = "insert into sys_playbook_runs (tenant_id, playbook, proposed_on, proposed_at, probability)
                 select tenant_id, playbook, proposed_on + $2, now(), probability from sys_playbook_runs where tenant_id = $1 and playbook = 'medium'";
    assert!(sqlx::query(again).bind(tenant.0).bind(29).execute(&console.db).await.is_err());
    sqlx::query(again).bind(tenant.0).bind(30).execute(&console.db).await.unwrap();
}

#[tokio::test]
async fn a_high_risk_is_proposed_and_a_person_starts_it_once_and_says_how_it_ended() {
    let console = Console::with_tenants(60).await;
    let tenant = one_in(&console, "healthy").await;
    let owner = console.db_person(&["support"]).await;
    sqlx::query("update sys_tenants set owner_id = $2 where id = $1").bind(tenant.0).bind(owner.id.0).execute(&console.db).await.unwrap();
    silence(&console, tenant).await;
    night(&console).await;
    night(&console).await;
    assert_eq!(runs(&console, tenant).await, [("high".to_owned(), false)]);

    let mut browser = console.staff("support_manager").await;
    let path = format!("/tenants/{tenant}/health");
    browser.open(&path).await.ok().says("A call by the account owner").says("Proposed");
    let action = browser.page().attributes("main form", "action").into_iter().find(|action| action.ends_with("/start")).unwrap();
    browser.form(&action).submit().await.goes_to(&path);
    browser.follow().await.ok().says("Playbook started").says("Under way");
    let csrf = browser.csrf();
    browser.post(&action, &[("csrf", csrf.as_str())]).await.goes_to(&path);
    browser.open(&path).await.ok().says("has started this playbook already");
    let tasks: Vec<(uuid::Uuid, i16)> = sqlx::query_as("select assignee_id, priority from sys_tasks where tenant_id = $1")
        .bind(tenant.0)
        .fetch_all(&console.db)
        .await
        .unwrap();
    assert_eq!(tasks, [(owner.id.0, 3)]);
    let started = "select count(*) from sys_platform_audit_log where action = 'tenant.playbook_started' and tenant_id = $1";
    assert_eq!(sqlx::query_scalar::<_, i64>(started).bind(tenant.0).fetch_one(&console.db).await.unwrap(), 1);

    let outcome = browser.link("How it ended");
    browser.open(&outcome).await.ok();
    assert_eq!(browser.form(&outcome).submit().await.expect(422).faulty(), ["outcome"]);
    browser.form(&outcome).choose("outcome", "helped").fill("note", "The manager had been ill").submit().await.goes_to(&path);
    browser.follow().await.ok().says("It helped").says("The manager had been ill");
    assert_eq!(console.db_audited("tenant.playbook_ended").await, 1);
    console.staff("support").await.get(&outcome).await.expect(403);
}

#[tokio::test]
async fn a_critical_risk_alerts_the_account_owner_when_it_is_started() {
    let console = Console::with_tenants(60).await;
    let tenant = one_in(&console, "healthy").await;
    let owner = console.db_person(&["support"]).await;
    sqlx::query("update sys_tenants set owner_id = $2 where id = $1").bind(tenant.0).bind(owner.id.0).execute(&console.db).await.unwrap();
    silence(&console, tenant).await;
    sqlx::query("update sys_tenant_subscriptions set status = 'past_due' where tenant_id = $1 and ended_at is null")
        .bind(tenant.0)
        .execute(&console.db)
        .await
        .unwrap();
    night(&console).await;
    assert_eq!(runs(&console, tenant).await, [("critical".to_owned(), false)]);
    assert!(console.mails_to(&owner.email).await.is_empty(), "nothing is done before somebody says so");
    let mut browser = console.staff("support_manager").await;
    browser.open(&format!("/tenants/{tenant}/health")).await.ok().says("Critical").says("Rescue");
    let action = browser.page().attributes("main form", "action").into_iter().find(|action| action.ends_with("/start")).unwrap();
    browser.form(&action).submit().await.expect(303);
    let mails = console.mails_to(&owner.email).await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].link(), format!("/tenants/{tenant}/health"));
}
