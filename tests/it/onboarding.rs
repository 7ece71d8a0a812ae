//! Onboarding: checklists, steps done by hand and by what happens, reminders, the board, and the checklists as data.

use chrono::Duration;
use hq_console::areas::tenants::onboarding::{Tend, tend};
use hq_console::core::ids::TenantId;
use hq_console::core::jobs::Job as _;

use crate::support::{Browser, Console};

async fn status(console: &Console, tenant: TenantId) -> String {
    sqlx::query_scalar("select onboarding_status from sys_tenant_lifecycle where tenant_id = $1")
        .bind(tenant.0)
        .fetch_one(&console.db)
        .await
        .unwrap()
}

/// A tenant of the demonstration in trial, as if it had been created a moment ago.
async fn db_fresh(console: &Console) -> TenantId {
    let tenant = console.db_tenant("trial").await;
    sqlx::query(
        "update sys_tenant_lifecycle set onboarding_status = 'not_started', onboarding_done = '{}', onboarding_at = null, since = $2,
                onboarding_completed_at = null, onboarding_reminded_at = null, first_order_on = null, last_activity_at = null where tenant_id = $1",
    )
    .bind(tenant.0)
    .bind(console.clock.now())
    .execute(&console.db)
    .await
    .unwrap();
    // Nothing it did before is found out meanwhile.
    for table in ["sys_tenant_branding", "sys_tenant_metrics_daily"] {
        let sql = sqlx::AssertSqlSafe(format!("delete from {table} where tenant_id = $1"));
        sqlx::query(sql).bind(tenant.0).execute(&console.db).await.unwrap();
    }
    tenant
}

fn path(tenant: TenantId) -> String {
    format!("/tenants/{tenant}/onboarding")
}

/// Marks a step as done through the page.
async fn do_step(browser: &mut Browser, tenant: TenantId, step: &str, note: &str) {
    let csrf = browser.csrf_of(&path(tenant)).await;
    let fields = [("csrf", csrf.as_str()), ("step", step), ("note", note)];
    browser.post(&format!("{}/steps", path(tenant)), &fields).await.goes_to(&path(tenant));
}

async fn reminders(console: &Console, tenant: TenantId) -> i64 {
    sqlx::query_scalar("select count(*) from sys_tenant_mails where tenant_id = $1 and template = 'setup-reminder'")
        .bind(tenant.0)
        .fetch_one(&console.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_new_tenant_gets_the_six_steps_and_the_required_ones_complete_it() {
    let console = Console::with_tenants(60).await;
    let tenant = db_fresh(&console).await;
    let mut agent = console.staff("support").await;
    agent.open(&path(tenant)).await.ok().says("0 of 6 done").says("Not started").says("Enter business details");
    assert_eq!(agent.page().count(".notes > li"), 6);
    do_step(&mut agent, tenant, "setup_business_info", "Sent by WhatsApp").await;
    agent.open(&path(tenant)).await.ok().says("In progress").says("Sent by WhatsApp").says("Next step Add services and prices");
    do_step(&mut agent, tenant, "add_products", "").await;
    assert_eq!(status(&console, tenant).await, "in_progress");
    do_step(&mut agent, tenant, "create_first_order", "").await;
    assert_eq!(status(&console, tenant).await, "completed");
    assert_eq!(console.db_audited("onboarding.completed").await, 1);
    assert_eq!(console.db_audited("onboarding.step_done").await, 3);
    // Once more is no fault, and nothing is done.
    do_step(&mut agent, tenant, "add_products", "").await;
    assert_eq!(console.db_audited("onboarding.step_done").await, 3);
    // A required step that is opened again opens the whole.
    let csrf = agent.csrf_of(&path(tenant)).await;
    agent.post(&format!("{}/reopening", path(tenant)), &[("csrf", csrf.as_str()), ("step", "add_products")]).await.expect(303);
    assert_eq!(status(&console, tenant).await, "in_progress");
    agent.post(&format!("{}/steps", path(tenant)), &[("csrf", csrf.as_str()), ("step", "no_such_step")]).await.expect(404);
}

#[tokio::test]
async fn what_happens_completes_its_step_by_itself_and_once() {
    let console = Console::with_tenants(60).await;
    let tenant = db_fresh(&console).await;
    let mut manager = console.staff("support_manager").await;
    manager.open(&format!("/tenants/{tenant}/branding")).await.ok();
    manager.form(&format!("/tenants/{tenant}/branding")).fill("primary_color", "#8a2be2").submit().await.expect(303);
    manager.open(&path(tenant)).await.ok().says("1 of 6 done");
    let day = console.clock.today() - Duration::days(2);
    sqlx::query("select sys_create_months('sys_tenant_metrics_daily', $1, $1)").bind(day).execute(&console.db).await.unwrap();
    sqlx::query(
        "insert into sys_tenant_metrics_daily (tenant_id, day, orders_created, source, computed_at) values ($1, $2, 3, 'events', now())",
    )
    .bind(tenant.0)
    .bind(day)
    .execute(&console.db)
    .await
    .unwrap();
    for _ in 0..2 {
        Tend {}.run(console.job_run()).await.unwrap();
    }
    manager.open(&path(tenant)).await.ok().says("2 of 6 done").says("System");
    let first: chrono::NaiveDate = sqlx::query_scalar("select first_order_on from sys_tenant_lifecycle where tenant_id = $1")
        .bind(tenant.0)
        .fetch_one(&console.db)
        .await
        .unwrap();
    assert_eq!(first, day);
    let lines: i64 =
        sqlx::query_scalar("select count(*) from sys_platform_audit_log where tenant_id = $1 and action = 'onboarding.step_done'")
            .bind(tenant.0)
            .fetch_one(&console.db)
            .await
            .unwrap();
    assert_eq!(lines, 2);
}

#[tokio::test]
async fn who_stands_still_for_three_days_is_reminded_once_until_something_happens() {
    let console = Console::with_tenants(60).await;
    let tenant = db_fresh(&console).await;
    let mut agent = console.staff("support").await;
    do_step(&mut agent, tenant, "setup_business_info", "").await;
    console.clock.advance(Duration::days(3) - Duration::minutes(1));
    tend(&console.job_run()).await.unwrap();
    assert_eq!(reminders(&console, tenant).await, 0, "not before the three days are over");
    console.clock.advance(Duration::minutes(2));
    tend(&console.job_run()).await.unwrap();
    tend(&console.job_run()).await.unwrap();
    assert_eq!(reminders(&console, tenant).await, 1);
    console.clock.advance(Duration::days(5));
    tend(&console.job_run()).await.unwrap();
    assert_eq!(reminders(&console, tenant).await, 1, "once each time it stands still");
    let mut agent = console.staff("support").await;
    agent.open(&path(tenant)).await.ok().says("Stalled");
    do_step(&mut agent, tenant, "add_products", "").await;
    console.clock.advance(Duration::days(4));
    tend(&console.job_run()).await.unwrap();
    assert_eq!(reminders(&console, tenant).await, 2);
    let (email, lang): (String, String) = sqlx::query_as("select email, default_language from sys_tenants where id = $1")
        .bind(tenant.0)
        .fetch_one(&console.db)
        .await
        .unwrap();
    let mails = console.mails_to(&email).await;
    assert!(mails.iter().filter(|mail| mail.language == lang && mail.text.contains('6')).count() >= 2, "{mails:?}");
}

#[tokio::test]
async fn a_reminder_by_hand_goes_once_a_day_and_is_told_once() {
    let console = Console::with_tenants(60).await;
    let tenant = db_fresh(&console).await;
    let mut agent = console.staff("support").await;
    do_step(&mut agent, tenant, "setup_business_info", "").await;
    agent.open(&path(tenant)).await.ok();
    agent.form(&format!("{}/reminder", path(tenant))).submit().await.expect(303);
    agent.follow().await.ok().says("Reminder on its way");
    assert_eq!(agent.page().count("form[action$='/reminder']"), 0);
    // Sent from a page that was open before.
    let csrf = agent.csrf();
    agent.post(&format!("{}/reminder", path(tenant)), &[("csrf", csrf.as_str())]).await.expect(303);
    agent.open(&path(tenant)).await.ok().says("A reminder was sent within the last day");
    assert_eq!(reminders(&console, tenant).await, 1);
    let page = agent.open(&format!("/tenants/{tenant}/activity?kind=mail")).await.ok();
    assert_eq!(page.texts(".event").iter().filter(|line| line.contains("onboarding reminder")).count(), 1);
    page.says_not("sent the tenant an email");
}

#[tokio::test]
async fn it_is_completed_by_hand_for_a_reason_and_a_call_is_arranged() {
    let console = Console::with_tenants(60).await;
    let tenant = db_fresh(&console).await;
    let mut agent = console.staff("support").await;
    let completion = format!("{}/completion", path(tenant));
    agent.open(&completion).await.ok();
    assert_eq!(agent.form(&completion).submit().await.expect(422).faulty(), ["reason"]);
    agent.form(&completion).fill("reason", "Works on paper until spring").submit().await.expect(303);
    agent.follow().await.ok().says("Onboarding complete.").says("Works on paper until spring");
    agent.get(&completion).await.goes_to(&path(tenant));
    let call = format!("{}/call", path(tenant));
    agent.open(&call).await.ok();
    assert_eq!(agent.form(&call).fill("due_on", "2001-01-01").submit().await.expect(422).faulty(), ["due_on"]);
    let tomorrow = (console.clock.today() + Duration::days(1)).to_string();
    agent.form(&call).fill("due_on", &tomorrow).fill("note", "About carpets").submit().await.expect(303);
    agent.follow().await.ok().says("Call arranged.").says("About carpets");
    assert_eq!(console.db_audited("onboarding.call_scheduled").await, 1);
    let mut billing = console.staff("billing").await;
    billing.open(&path(tenant)).await.ok();
    assert_eq!(billing.page().count("main form"), 0);
    billing.get(&call).await.expect(403);
    billing.get("/onboarding/templates").await.expect(403);
}

#[tokio::test]
async fn a_tenant_that_has_churned_is_not_led_any_further() {
    let console = Console::with_tenants(60).await;
    let tenant = db_fresh(&console).await;
    sqlx::query("update sys_tenant_lifecycle set stage = 'churned' where tenant_id = $1")
        .bind(tenant.0)
        .execute(&console.db)
        .await
        .unwrap();
    let mut agent = console.staff("support").await;
    assert_eq!(agent.open(&path(tenant)).await.ok().count("main form"), 0);
    do_step(&mut agent, tenant, "setup_business_info", "").await;
    assert_eq!(status(&console, tenant).await, "not_started");
}

#[tokio::test]
async fn the_board_has_each_onboarding_in_its_column() {
    let console = Console::with_tenants(250).await;
    let mut agent = console.staff("support").await;
    agent.open("/onboarding").await.ok().says("Not started").says("Stalled").says("Completed recently");
    for (column, sql) in [
        (
            "not_started",
            "select count(*) from sys_tenant_lifecycle where onboarding_status = 'not_started' and stage in ('trial', 'active')",
        ),
        (
            "stalled",
            "select count(*) from sys_tenant_lifecycle where onboarding_status = 'in_progress' and stage in ('trial', 'active') and onboarding_moved_at < now() - interval '3 days'",
        ),
        ("completed", "select count(*) from sys_tenant_lifecycle where onboarding_completed_at >= now() - interval '30 days'"),
    ] {
        let many = console.db_number(sql).await;
        assert!(many > 0, "the demonstration has nobody in {column}");
        let page = agent.open(&format!("/onboarding?column={column}&size=100")).await.ok();
        assert_eq!(i64::try_from(page.count(".lane-cards > li")).unwrap(), many.min(100), "{column}");
        assert_eq!(page.count(".lane"), 1);
    }
    // Page by page it is the same.
    let whole = agent.open("/onboarding?column=completed&size=100").await.ok().texts(".lane-name");
    agent.open("/onboarding?column=completed&size=20").await.ok();
    assert_eq!(agent.page().texts(".lane-name")[..], whole[..whole.len().min(20)]);
    agent.open("/onboarding?owner=0190ffff-ffff-7fff-bfff-000000000001").await.ok().says("Nobody here.");
    let mut analyst = console.staff("analyst").await;
    let page = analyst.open("/onboarding").await.ok();
    assert!(page.texts(".lane-name a").iter().all(|name| name.starts_with("T-")), "{:?}", page.texts(".lane-name a"));
}

#[tokio::test]
async fn figures_of_few_tenants_are_not_told() {
    let console = Console::start().await;
    let mut agent = console.staff("support").await;
    let page = agent.open("/onboarding").await.ok();
    assert_eq!(page.texts(".tile-number"), ["Not enough data"; 3]);
    page.says("of 0 tenants");
}

#[tokio::test]
async fn a_changed_checklist_is_for_tenants_to_come() {
    let console = Console::with_tenants(60).await;
    let tenant = db_fresh(&console).await;
    let mut manager = console.staff("support_manager").await;
    manager.open("/onboarding/templates").await.ok().says("Standard").says("For new tenants");
    let form = manager.page().attributes("#checklists tbody th a", "href").remove(0);
    manager.open(&form).await.ok();
    let mut pairs = manager.form(&form).pairs();
    // The last required step goes, and a new one comes first.
    for (name, value) in &mut pairs {
        if name == "step_name" && value == "Create the first order" || name == "step_name2" && value == "إنشاء أول طلب" {
            value.clear();
        }
    }
    let spare = |name: &str| pairs.iter().rposition(|(n, _)| n == name).unwrap();
    let (first, second, place) = (spare("step_name"), spare("step_name2"), spare("place"));
    pairs[first].1 = "Sign the contract".to_owned();
    pairs[second].1 = "توقيع العقد".to_owned();
    pairs[place].1 = "0".to_owned();
    let fields: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    manager.post(&form, &fields).await.goes_to("/onboarding/templates");
    // The same once more was typed over another version.
    manager.post(&form, &fields).await.expect(422);
    assert_eq!(console.db_audited("onboarding.template_edited").await, 1);
    manager.open(&path(tenant)).await.ok().says("0 of 6 done").says("Create the first order").says_not("Sign the contract");
    manager.open("/tenants/new").await.ok();
    let new = manager
        .form("/tenants/new")
        .fill("name", "Shams Laundry")
        .fill("email", "info@shams.example.om")
        .choose("business_type", "laundry")
        .choose("country_code", "OM")
        .choose("default_language", "en")
        .choose("plan", "STARTER")
        .submit()
        .await
        .expect(303)
        .location()
        .to_owned();
    manager.open(&format!("{new}/onboarding")).await.ok().says("Sign the contract").says_not("Create the first order");
    assert_eq!(manager.page().texts(".note-author")[0], "Sign the contract");
}

#[tokio::test]
async fn a_checklist_with_faults_is_not_saved_and_one_is_always_for_new_tenants() {
    let console = Console::start().await;
    let mut manager = console.staff("support_manager").await;
    manager.open("/onboarding/templates/new").await.ok();
    assert_eq!(manager.form("/onboarding/templates/new").submit().await.expect(422).faulty(), ["name", "name2"]);
    manager.open("/onboarding/templates/new").await.ok();
    let form = manager.form("/onboarding/templates/new").fill("name", "Hotels").fill("name2", "الفنادق").check("is_default");
    form.submit().await.goes_to("/onboarding/templates");
    assert_eq!(console.db_number("select count(*) from sys_onboarding_templates where is_default").await, 1);
    assert_eq!(console.db_number("select count(*) from sys_onboarding_templates where is_default and name = 'Hotels'").await, 1);
    manager.follow().await.ok();
    let hotels = manager.page().attributes("#checklists tbody th a", "href").remove(0);
    manager.open(&hotels).await.ok();
    assert_eq!(manager.form(&hotels).uncheck("is_default").submit().await.expect(422).faulty(), ["is_default"]);
}
