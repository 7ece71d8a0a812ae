//! Acts on many tenants: what was ticked, frozen, looked at, and done once.

use hq_console::core::ids::TenantId;

use crate::support::{Browser, Console};

/// Ticks these tenants and goes to the page of the act.
async fn tick(browser: &mut Browser, act: &str, tenants: &[TenantId]) -> String {
    browser.open("/tenants").await.ok();
    let csrf = browser.csrf();
    let ids: Vec<String> = tenants.iter().map(ToString::to_string).collect();
    let mut fields = vec![("csrf", csrf.as_str()), ("do", act), ("filter", "")];
    fields.extend(ids.iter().map(|id| ("ids", id.as_str())));
    let place = browser.post("/tenants/bulk", &fields).await.expect(303).location().to_owned();
    browser.open(&place).await.ok();
    place
}

#[tokio::test]
async fn many_are_suspended_in_one_act_once_somebody_else_agreed() {
    let console = Console::with_tenants(120).await;
    let active = console.db_tenants("active", 6).await;
    let trial = console.db_tenant("trial").await;
    let mut agent = console.staff("support_manager").await;
    let place = tick(&mut agent, "suspension", &[&active[..], &[trial]].concat()).await;
    agent.page().says("Suspend 6 tenants").says("1 of the chosen tenants cannot be changed this way");
    let form = agent.form(&place).choose("mode", "read_only").choose("category", "policy_violation").fill("reason", "Resold accounts");
    let request = form.submit().await.expect(303).location().to_owned();
    agent.open(&request).await.ok().says("Suspend several tenants").says("6");
    for (tenant, waits) in active.iter().map(|tenant| (*tenant, true)).chain([(trial, false)]) {
        let page = agent.open(&format!("/tenants/{tenant}/lifecycle")).await.ok();
        assert_eq!(
            page.count(&format!(".callout a[href='{request}']")),
            usize::from(waits),
            "pending on the page of each tenant it touches"
        );
    }
    console.approve(&request).await;
    agent.open(&format!("/tenants/{}/lifecycle", active[0])).await.ok().says_not("A request is open");
    for tenant in &active {
        assert_eq!(console.db_stage(*tenant).await, "suspended");
    }
    assert_eq!(console.db_stage(trial).await, "trial");
    let lines = "select count(*) from sys_platform_audit_log where action = 'tenant.suspended' and after ? 'approval'";
    assert_eq!(console.db_number(lines).await, 6, "a line for each");
}

#[tokio::test]
async fn one_that_moved_meanwhile_voids_the_whole_act() {
    let console = Console::with_tenants(120).await;
    let active = console.db_tenants("active", 4).await;
    let mut agent = console.staff("support_manager").await;
    let place = tick(&mut agent, "suspension", &active).await;
    let form = agent.form(&place).choose("mode", "blocked").choose("category", "other").fill("reason", "Test");
    let request = form.submit().await.expect(303).location().to_owned();
    sqlx::query("update sys_tenant_lifecycle set stage = 'cancelled' where tenant_id = $1")
        .bind(active[0].0)
        .execute(&console.db)
        .await
        .unwrap();
    let mut second = console.staff("super_admin").await;
    second.open(&request).await.ok();
    second.form(&request).submit().await.expect(303);
    second.follow().await.ok().says("This request is void");
    assert_eq!(console.db_stage(active[1]).await, "active");
}

#[tokio::test]
async fn from_twenty_five_on_two_people_agree() {
    let console = Console::with_tenants(160).await;
    let active = console.db_tenants("active", 25).await;
    let mut agent = console.staff("billing").await;
    tick(&mut agent, "suspension", &active[..24]).await;
    agent.page().says("Needs the approval of one other person");
    tick(&mut agent, "suspension", &active).await;
    agent.page().says("Needs the approval of two other people");
}

#[tokio::test]
async fn owner_and_tags_of_many_change_with_a_line_for_each_that_changed() {
    let console = Console::with_tenants(60).await;
    let tenants = console.db_tenants("active", 5).await;
    let owner = console.db_person(&["support_manager"]).await;
    let mut agent = console.signed_in(&owner).await;
    let place = tick(&mut agent, "owner", &tenants).await;
    assert_eq!(agent.form(&place).submit().await.expect(422).faulty(), ["owner"]);
    agent.form(&place).choose("owner", &owner.id.to_string()).submit().await.goes_to("/tenants");
    agent.follow().await.ok().says("5 tenants changed.");
    agent.open(&place).await.ok();
    agent.form(&place).choose("owner", &owner.id.to_string()).submit().await.goes_to("/tenants");
    assert_eq!(console.db_audited("tenant.owner_changed").await, 5, "again, nothing changes");

    let place = tick(&mut agent, "tags", &tenants).await;
    assert_eq!(agent.form(&place).submit().await.expect(422).faulty(), ["add"]);
    agent.form(&place).fill("add", "Ramadan, VIP").submit().await.goes_to("/tenants");
    agent.open(&place).await.ok();
    agent.form(&place).fill("remove", "vip").submit().await.goes_to("/tenants");
    let tagged: Vec<Vec<String>> = sqlx::query_scalar("select tags from sys_tenants where id = any($1)")
        .bind(tenants.iter().map(|id| id.0).collect::<Vec<_>>())
        .fetch_all(&console.db)
        .await
        .unwrap();
    assert!(tagged.iter().all(|tags| tags.contains(&"ramadan".to_owned()) && !tags.contains(&"vip".to_owned())), "{tagged:?}");
}

#[tokio::test]
async fn all_that_match_are_those_that_matched_when_it_was_asked() {
    let console = Console::with_tenants(60).await;
    let mut agent = console.staff("support_manager").await;
    agent.open("/tenants?stage=trial").await.ok();
    let csrf = agent.csrf();
    let fields = [("csrf", csrf.as_str()), ("do", "tags"), ("all", "true"), ("filter", "stage=trial")];
    let place = agent.post("/tenants/bulk", &fields).await.expect(303).location().to_owned();
    let trials = console.db_number("select count(*) from sys_tenants where stage = 'trial'").await;
    agent.open(&place).await.ok().says(&format!("Tags of {trials} tenants"));
    // The selection is whose who made it.
    console.staff("super_admin").await.get(&place).await.expect(404);
    let none = [("csrf", csrf.as_str()), ("do", "tags"), ("filter", "")];
    agent.post("/tenants/bulk", &none).await.goes_to("/tenants");
    agent.open("/tenants").await.ok().says("Choose at least one tenant first");
    let act = [("csrf", csrf.as_str()), ("do", "delete"), ("all", "true"), ("filter", "")];
    agent.post("/tenants/bulk", &act).await.expect(400);
    // Who may not do the act is not led to it.
    let mut billing = console.staff("billing").await;
    let csrf = billing.csrf_of("/tenants").await;
    billing.post("/tenants/bulk", &[("csrf", csrf.as_str()), ("do", "owner"), ("all", "true"), ("filter", "")]).await.expect(403);
    assert_eq!(console.staff("analyst").await.open("/tenants").await.ok().count("input[name=ids]"), 0);
}
