//! A tenant's life: the moves, what they do, and who has to agree.

mod time;

use chrono::Duration;
use hq_console::areas::tenants::lifecycle::Advance;
use hq_console::core::ids::TenantId;
use hq_console::core::jobs::Job as _;

use crate::support::{Browser, Console, ask_suspension};

async fn subscription(console: &Console, tenant: TenantId) -> (String, String, bool) {
    sqlx::query_as(
        "select plan_code, status, ended_at is null from sys_tenant_subscriptions where tenant_id = $1 order by started_at desc, id desc limit 1",
    )
    .bind(tenant.0)
    .fetch_one(&console.db)
    .await
    .unwrap()
}

async fn moves(console: &Console, tenant: TenantId) -> i64 {
    sqlx::query_scalar("select count(*) from sys_tenant_lifecycle_events where tenant_id = $1")
        .bind(tenant.0)
        .fetch_one(&console.db)
        .await
        .unwrap()
}

async fn mailed(console: &Console, tenant: TenantId) -> Vec<String> {
    sqlx::query_scalar(
        "select m.template from sys_mail_outbox m join sys_tenants t on t.email = m.recipient where t.id = $1 order by m.created_at, m.id",
    )
    .bind(tenant.0)
    .fetch_all(&console.db)
    .await
    .unwrap()
}

/// Fills in a move's form and sends it.
async fn send(browser: &mut Browser, tenant: TenantId, noun: &str, fields: &[(&str, &str)]) -> String {
    let path = format!("/tenants/{tenant}/{noun}");
    browser.open(&path).await.ok();
    let mut form = browser.form(&path);
    for (name, value) in fields {
        form = if *name == "reason" { form.fill(name, value) } else { form.choose(name, value) };
    }
    form.submit().await.expect(303).location().to_owned()
}

#[tokio::test]
async fn a_wrong_move_is_refused_and_names_the_possible_ones() {
    let console = Console::with_tenants(60).await;
    let mut browser = console.staff("super_admin").await;
    let trial = console.db_tenant("trial").await;
    for noun in ["suspension", "reinstatement", "churn"] {
        browser.get(&format!("/tenants/{trial}/{noun}")).await.goes_to(&format!("/tenants/{trial}/lifecycle"));
        let page = browser.open(&format!("/tenants/{trial}/lifecycle")).await.ok();
        assert!(page.flash().unwrap().contains("Possible now: Activate, Cancel the tenant"), "{:?}", page.flash());
        let csrf = browser.csrf();
        let fields = [("csrf", csrf.as_str()), ("mode", "blocked"), ("category", "other"), ("reason", "Because")];
        let fields = if noun == "suspension" { &fields[..] } else { &[fields[0], fields[3]] };
        browser.post(&format!("/tenants/{trial}/{noun}"), fields).await.goes_to(&format!("/tenants/{trial}/lifecycle"));
    }
    assert_eq!(console.db_stage(trial).await, "trial");
    assert_eq!(console.db_number("select count(*) from sys_approval_requests").await, 0);
}

#[tokio::test]
async fn a_trial_becomes_active_at_once_with_a_plan_and_a_period() {
    let console = Console::with_tenants(60).await;
    let mut browser = console.staff("billing").await;
    let tenant = console.db_tenant("trial").await;
    let before = moves(&console, tenant).await;
    send(&mut browser, tenant, "activation", &[("plan", "GROWTH"), ("cycle", "annual")]).await;
    browser.follow().await.ok().says("Tenant activated.").says("Full access");
    assert_eq!(console.db_stage(tenant).await, "active");
    assert_eq!(subscription(&console, tenant).await, ("GROWTH".into(), "active".into(), true));
    let period: (chrono::NaiveDate, chrono::NaiveDate) =
        sqlx::query_as("select period_start, period_end from sys_tenant_subscriptions where tenant_id = $1 and ended_at is null")
            .bind(tenant.0)
            .fetch_one(&console.db)
            .await
            .unwrap();
    assert_eq!(period, (console.clock.today(), console.clock.today().checked_add_months(chrono::Months::new(12)).unwrap()));
    assert_eq!(mailed(&console, tenant).await, ["tenant-activated"]);
    // Again: nothing to do, and nothing is done.
    browser.get(&format!("/tenants/{tenant}/activation")).await.expect(303);
    assert!(browser.open(&format!("/tenants/{tenant}/lifecycle")).await.flash().unwrap().contains("Nothing to do"));
    assert_eq!(moves(&console, tenant).await, before + 1);
    assert_eq!(
        console.db_audited("tenant.activated").await,
        1 + console.db_number("select count(*) from sys_platform_audit_log where action = 'tenant.activated' and request_id is null").await
    );
}

#[tokio::test]
async fn an_activation_needs_a_paid_plan_and_keeps_what_was_typed() {
    let console = Console::with_tenants(60).await;
    let mut browser = console.staff("billing").await;
    let tenant = console.db_tenant("trial").await;
    let path = format!("/tenants/{tenant}/activation");
    browser.open(&path).await.ok();
    let csrf = browser.csrf();
    let fields = [("csrf", csrf.as_str()), ("plan", "FREE_TRIAL"), ("cycle", "weekly"), ("reason", "Paid in cash")];
    let page = browser.post(&path, &fields).await;
    assert_eq!(page.expect(422).faulty(), ["plan", "cycle"]);
    page.says("Paid in cash");
    assert_eq!(console.db_stage(tenant).await, "trial");
}

#[tokio::test]
async fn a_suspension_happens_when_somebody_else_agrees_and_not_before() {
    let console = Console::with_tenants(60).await;
    let mut agent = console.staff("support_manager").await;
    let tenant = console.db_tenant("active").await;
    let request = ask_suspension(&mut agent, tenant).await;
    assert_eq!(console.db_stage(tenant).await, "active");
    agent.open(&format!("/tenants/{tenant}/lifecycle")).await.ok().says("A request is open").says("Suspend a tenant");
    // Asked again, it is the same request.
    assert_eq!(ask_suspension(&mut agent, tenant).await, request);
    console.approve(&request).await;
    assert_eq!(console.db_stage(tenant).await, "suspended");
    assert_eq!(subscription(&console, tenant).await.1, "suspended");
    assert_eq!(mailed(&console, tenant).await, ["tenant-suspended-blocked"]);
    let told: (String, String, bool, bool) = sqlx::query_as(
        "select e.suspension_mode, e.reason_category, e.requested_by <> e.approved_by, e.approval_id = $2
           from sys_tenant_lifecycle_events e where tenant_id = $1 order by at desc limit 1",
    )
    .bind(tenant.0)
    .bind(request.trim_start_matches("/approvals/").parse::<uuid::Uuid>().unwrap())
    .fetch_one(&console.db)
    .await
    .unwrap();
    assert_eq!(told, ("blocked".into(), "payment_overdue".into(), true, true));
    let page = agent.open(&format!("/tenants/{tenant}/lifecycle")).await.ok();
    page.says("No access").says("Payment overdue").says("Three invoices unpaid").says("Approved by");

    send(&mut agent, tenant, "reinstatement", &[("reason", "Paid")]).await;
    assert_eq!(console.db_stage(tenant).await, "active");
    assert_eq!(subscription(&console, tenant).await.1, "active");
    assert_eq!(mailed(&console, tenant).await, ["tenant-suspended-blocked", "tenant-reinstated"]);
}

#[tokio::test]
async fn a_cancellation_now_ends_access_and_can_be_undone_for_thirty_days() {
    let console = Console::with_tenants(60).await;
    let mut billing = console.staff("billing").await;
    let tenant = console.db_tenant("active").await;
    let request = send(&mut billing, tenant, "cancellation", &[("when", "now"), ("reason", "Closes the shop")]).await;
    console.approve(&request).await;
    assert_eq!(console.db_stage(tenant).await, "cancelled");
    let (_, status, live) = subscription(&console, tenant).await;
    assert_eq!((status.as_str(), live), ("cancelled", false));
    // What was paid for the rest of the period is given back.
    assert_eq!(mailed(&console, tenant).await, ["credit-given", "tenant-cancelled"]);
    // Not given up while the data are kept.
    billing.get(&format!("/tenants/{tenant}/churn")).await.expect(303);
    assert!(billing.open(&format!("/tenants/{tenant}/lifecycle")).await.flash().unwrap().contains("The data are kept until"));
    send(&mut billing, tenant, "reinstatement", &[("plan", "PRO"), ("cycle", "monthly")]).await;
    assert_eq!(console.db_stage(tenant).await, "active");
    assert_eq!(subscription(&console, tenant).await, ("PRO".into(), "active".into(), true));
}

#[tokio::test]
async fn a_cancellation_for_later_comes_into_effect_on_its_day_unless_it_is_taken_back() {
    let console = Console::with_tenants(60).await;
    let tenants = console.db_tenants("active", 2).await;
    let mut billing = console.staff("billing").await;
    for tenant in &tenants {
        let request = send(&mut billing, *tenant, "cancellation", &[("when", "period_end"), ("reason", "Moves abroad")]).await;
        console.approve(&request).await;
        assert_eq!(console.db_stage(*tenant).await, "active", "not before its day");
        billing.open(&format!("/tenants/{tenant}/lifecycle")).await.ok().says("Cancelled as of");
    }
    billing.form(&format!("/tenants/{}/cancellation/withdrawal", tenants[1])).submit().await.expect(303);
    billing.follow().await.ok().says("The cancellation has been taken back.");
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_stage(tenants[0]).await, "active");
    console.clock.advance(Duration::days(400));
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_stage(tenants[0]).await, "cancelled");
    assert_eq!(console.db_stage(tenants[1]).await, "active");
    // Once more: nothing is left to do for this one, and its retention is not over yet.
    let before = moves(&console, tenants[0]).await;
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(moves(&console, tenants[0]).await, before);
}

#[tokio::test]
async fn a_past_suspension_of_the_demonstration_says_how_far_it_went() {
    let console = Console::with_tenants(200).await;
    let without = "select count(*) from sys_tenant_lifecycle_events where (to_stage = 'suspended') <> (suspension_mode is not null)";
    assert_eq!(console.db_number(without).await, 0);
    let (tenant, day): (uuid::Uuid, chrono::NaiveDate) = sqlx::query_as(
        "select e.tenant_id, (e.at at time zone 'Asia/Muscat')::date from sys_tenant_lifecycle_events e join sys_tenants t on t.id = e.tenant_id
          where e.to_stage = 'suspended' and e.suspension_mode = 'read_only' and t.stage = 'active' limit 1",
    )
    .fetch_one(&console.db)
    .await
    .unwrap();
    let mut agent = console.staff("support").await;
    agent.open(&format!("/tenants/{tenant}/lifecycle?on={day}")).await.ok().says("Read only").says_not("No access");
}

#[tokio::test]
async fn a_cancelled_tenant_is_given_up_after_its_retention_under_approval() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    let mut billing = console.staff("billing").await;
    let request = send(&mut billing, tenant, "cancellation", &[("when", "now"), ("reason", "Closes the shop")]).await;
    console.approve(&request).await;
    console.clock.advance(Duration::days(30));
    let mut billing = console.staff("billing").await;
    billing.get(&format!("/tenants/{tenant}/reinstatement")).await.expect(303);
    assert!(billing.open(&format!("/tenants/{tenant}/lifecycle")).await.flash().unwrap().contains("The 30 days to come back are over"));
    let request = send(&mut billing, tenant, "churn", &[("reason", "Never came back")]).await;
    console.approve(&request).await;
    assert_eq!(console.db_stage(tenant).await, "churned");
    billing.open(&format!("/tenants/{tenant}/lifecycle")).await.ok().says("Nothing; this is the end");
}

#[tokio::test]
async fn the_state_of_a_past_day_can_be_looked_at() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    let mut agent = console.staff("support_manager").await;
    let before = console.clock.today();
    console.clock.advance(Duration::days(2));
    let mut again = console.staff("support_manager").await;
    let request = ask_suspension(&mut again, tenant).await;
    console.approve(&request).await;
    let page = again.open(&format!("/tenants/{tenant}/lifecycle?on={before}")).await.ok();
    page.says("As it was at the end of").says("Full access").says_not("Three invoices unpaid");
    assert_eq!(page.count("a[href$='/suspension']"), 0, "nothing can be done in the past");
    again.open(&format!("/tenants/{tenant}/lifecycle?on=2001-01-01")).await.ok().says("The tenant did not exist yet on that day.");
    again.open(&format!("/tenants/{tenant}/lifecycle?on=yesterday")).await.ok().says("No access");
    agent.get(&format!("/tenants/{tenant}/lifecycle")).await.expect(303);
}

#[tokio::test]
async fn an_analyst_sees_moves_without_the_reasons_people_wrote() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    let mut agent = console.staff("support_manager").await;
    let request = ask_suspension(&mut agent, tenant).await;
    console.approve(&request).await;
    let mut analyst = console.staff("analyst").await;
    analyst.open(&format!("/tenants/{tenant}/lifecycle")).await.ok().says("Suspended").says_not("Three invoices unpaid");
    analyst.get(&format!("/tenants/{tenant}/suspension")).await.expect(403);
}

#[tokio::test]
async fn who_owed_before_a_suspension_owes_after_it() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    sqlx::query("update sys_tenant_subscriptions set status = 'past_due' where tenant_id = $1 and ended_at is null")
        .bind(tenant.0)
        .execute(&console.db)
        .await
        .unwrap();
    let mut agent = console.staff("support_manager").await;
    let request = ask_suspension(&mut agent, tenant).await;
    console.approve(&request).await;
    send(&mut agent, tenant, "reinstatement", &[]).await;
    assert_eq!(subscription(&console, tenant).await.1, "past_due");
}

#[tokio::test]
async fn a_period_that_is_over_has_no_end_to_wait_for() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    sqlx::query(
        "update sys_tenant_subscriptions set period_start = $2::date - 30, period_end = $2 where tenant_id = $1 and ended_at is null",
    )
    .bind(tenant.0)
    .bind(console.clock.today())
    .execute(&console.db)
    .await
    .unwrap();
    let mut billing = console.staff("billing").await;
    let path = format!("/tenants/{tenant}/cancellation");
    billing.open(&path).await.ok().says_not("At the end of the period");
    let csrf = billing.csrf();
    billing.post(&path, &[("csrf", csrf.as_str()), ("when", "period_end"), ("reason", "Later")]).await.expect(303);
    assert_eq!(console.db_number("select count(*) from sys_approval_requests").await, 0);
}

#[tokio::test]
async fn a_year_is_a_twelfth_a_month_rounded_and_a_quarter_a_third() {
    let console = Console::with_tenants(60).await;
    let tenants = console.db_tenants("active", 2).await;
    for (tenant, cycle) in tenants.iter().zip(["annual", "quarterly"]) {
        sqlx::query("update sys_tenant_subscriptions set plan_code = 'STARTER', status = 'active', cycle = $2 where tenant_id = $1 and ended_at is null")
            .bind(tenant.0)
            .bind(cycle)
            .execute(&console.db)
            .await
            .unwrap();
    }
    let mut agent = console.staff("billing").await;
    // 290.000 a year is 24.1666… a month.
    agent.open(&format!("/tenants/{}/suspension", tenants[0])).await.ok().says("24.167");
    agent.open(&format!("/tenants/{}/suspension", tenants[1])).await.ok().says("29.000");
}

#[tokio::test]
async fn the_card_says_of_each_choice_what_it_would_do_and_invents_none() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    let mut agent = console.staff("billing").await;
    let path = format!("/tenants/{tenant}/suspension");
    let page = agent.open(&path).await.ok();
    assert_eq!(page.attributes(".blast tr[data-when]", "data-when"), ["mode-read_only", "mode-blocked"]);
    let access = page.texts(".blast tr[data-when] ins");
    assert_eq!(access, ["Read only", "No access"], "one line for each mode; the choice shows its own");
    assert!(!page.texts(".blast tr th").iter().any(|label| label.starts_with("Reason category")), "no category is chosen yet");
    let page = agent.form(&path).choose("mode", "blocked").choose("category", "other").submit().await;
    assert_eq!(page.expect(422).faulty(), ["reason"]);
    assert!(page.texts(".blast tr th").iter().any(|label| label.starts_with("Reason category")));
    let page = agent.open(&format!("/tenants/{tenant}/cancellation")).await.ok();
    let whens = page.attributes(".blast tr[data-when]", "data-when");
    assert!(whens.contains(&"when-now".to_owned()) && whens.contains(&"when-period_end".to_owned()), "{whens:?}");
}
