//! What needs approval is data, and changing it needs approval.

use super::status;
use crate::support::{Browser, Console, ask_suspension};

/// Asks for another policy and gives the address of the request.
async fn ask(
    browser: &mut Browser,
    command: &str,
    change: impl for<'a> FnOnce(crate::support::Form<'a>) -> crate::support::Form<'a>,
) -> String {
    let path = format!("/approvals/policies/{command}");
    browser.open(&path).await.ok();
    let form = change(browser.form(&path)).fill("reason", "As agreed in the board");
    form.submit().await.expect(303).location().to_owned()
}

async fn put(console: &Console, sql: &'static str) {
    sqlx::query(sql).execute(&console.db).await.unwrap();
}

#[tokio::test]
async fn a_policy_changes_when_somebody_else_agrees() {
    let console = Console::with_tenants(40).await;
    let mut admin = console.staff("super_admin").await;
    let request = ask(&mut admin, "tenant.suspend", |form| form.uncheck("enabled")).await;
    let enabled = "select count(*) from sys_approval_policies where command = 'tenant.suspend' and enabled";
    assert_eq!(console.db_number(enabled).await, 1);
    admin.open(&request).await.ok().says("Change an approval policy").says("Suspend a tenant").says("Needs approval");
    console.approve(&request).await;
    assert_eq!(console.db_number(enabled).await, 0);
    assert_eq!(console.db_audited("approval.policy_changed").await, 1);
    // Off: it is done at once.
    let tenant = console.db_tenant("active").await;
    let path = format!("/tenants/{tenant}/suspension");
    admin.open(&path).await.ok().says("No approval is needed. It happens at once.");
    let form = admin.form(&path).choose("mode", "read_only").choose("category", "other").fill("reason", "Test");
    form.submit().await.goes_to(&format!("/tenants/{tenant}/lifecycle"));
    assert_eq!(console.db_stage(tenant).await, "suspended");
}

#[tokio::test]
async fn a_policy_that_changed_meanwhile_voids_the_other_request_about_it() {
    let console = Console::with_tenants(20).await;
    let mut admin = console.staff("super_admin").await;
    let request = ask(&mut admin, "tenant.churn", |form| form.choose("approvers", "2")).await;
    put(&console, "update sys_approval_policies set distinct_roles = true where command = 'tenant.churn'").await;
    let mut second = console.staff("super_admin").await;
    second.open(&request).await.ok();
    second.form(&request).submit().await.goes_to(&request);
    assert_eq!(status(&console, &request).await, "void");
    assert_eq!(console.db_number("select count(*) from sys_approval_policies where approvers = 2").await, 0);
}

#[tokio::test]
async fn mistakes_are_shown_with_what_was_typed() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let path = "/approvals/policies/tenants.suspend";
    admin.open(path).await.ok();
    let page = admin.form(path).fill("min_subjects", "0").fill("two_from", "many").fill("reason", "").submit().await;
    assert_eq!(page.expect(422).faulty(), ["min_subjects", "two_from", "reason"]);
    admin.get("/approvals/policies/no.such").await.expect(404);
    admin.open(path).await.ok();
    admin.form(path).fill("reason", "No change").submit().await.goes_to("/approvals/policies");
    admin.follow().await.ok().says("That is the policy already.");
}

#[tokio::test]
async fn two_approvals_from_two_roles_take_two_people_of_different_roles() {
    let console = Console::with_tenants(40).await;
    put(&console, "update sys_approval_policies set approvers = 2, distinct_roles = true where command = 'tenant.suspend'").await;
    let tenant = console.db_tenant("active").await;
    let mut asking = console.staff("billing").await;
    let path = format!("/tenants/{tenant}/suspension");
    asking.open(&path).await.ok().says("Needs the approval of two other people.");
    let request = ask_suspension(&mut asking, tenant).await;
    let mut first = console.staff("support_manager").await;
    first.open(&request).await.ok();
    first.form(&request).submit().await.goes_to(&request);
    first.follow().await.ok().says("Approved. A second approval is needed.").says("One of two approvals").says("You have approved it.");
    let csrf = first.csrf();
    first.post(&request, &[("csrf", csrf.as_str()), ("decision", "approve")]).await.goes_to(&request);
    assert_eq!(status(&console, &request).await, "pending", "one person is not two");
    let mut alike = console.staff("support_manager").await;
    alike.open(&request).await.ok();
    alike.form(&request).submit().await.goes_to(&request);
    alike.follow().await.ok().says("The second approval must come from a different role");
    assert_eq!(console.db_stage(tenant).await, "active");
    console.approve(&request).await;
    assert_eq!(console.db_stage(tenant).await, "suspended");
}

#[tokio::test]
async fn an_approval_lapses_with_the_right_to_give_it() {
    let console = Console::with_tenants(40).await;
    put(&console, "update sys_approval_policies set approvers = 2 where command = 'tenant.suspend'").await;
    let tenant = console.db_tenant("active").await;
    let request = ask_suspension(&mut console.staff("billing").await, tenant).await;
    let leaver = console.db_person(&["support_manager"]).await;
    let mut first = console.signed_in(&leaver).await;
    first.open(&request).await.ok();
    first.form(&request).submit().await.expect(303);
    console.disable(&leaver).await;
    let mut second = console.staff("support_manager").await;
    second.open(&request).await.ok();
    second.form(&request).submit().await.goes_to(&request);
    second.follow().await.ok().says("Approved. A second approval is needed.").says("Approved, no longer counts");
    assert_eq!(console.db_stage(tenant).await, "active");
    console.approve(&request).await;
    assert_eq!(console.db_stage(tenant).await, "suspended");
}

#[tokio::test]
async fn a_policy_made_stricter_holds_for_what_is_open() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let request = ask_suspension(&mut console.staff("billing").await, tenant).await;
    put(&console, "update sys_approval_policies set approvers = 2 where command = 'tenant.suspend'").await;
    let mut first = console.staff("support_manager").await;
    first.open(&request).await.ok();
    first.form(&request).submit().await.expect(303);
    assert_eq!((status(&console, &request).await, console.db_stage(tenant).await), ("pending".to_owned(), "active".to_owned()));
    console.approve(&request).await;
    assert_eq!(console.db_stage(tenant).await, "suspended");
}

#[tokio::test]
async fn every_command_has_a_policy() {
    let console = Console::start().await;
    let policies: Vec<String> =
        sqlx::query_scalar("select command from sys_approval_policies order by command").fetch_all(&console.db).await.unwrap();
    assert_eq!(policies, hq_console::areas::commands().names().collect::<Vec<_>>());
}

#[tokio::test]
async fn a_threshold_that_cannot_be_reached_is_refused_and_the_policy_over_policies_stays() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    for (command, field, value) in [
        ("staff.grant", "min_subjects", "2"),
        ("approval.policy", "two_from", "5"),
        ("tenant.suspend", "min_subjects", "2"),
        ("staff.reset", "min_rank", "3"),
    ] {
        let path = format!("/approvals/policies/{command}");
        let page = admin.open(&path).await.ok();
        assert_eq!(page.count(&format!("[name={field}]")), 0, "{command} is not asked for {field}");
        let csrf = admin.csrf();
        let fields = [("csrf", csrf.as_str()), ("enabled", "true"), ("approvers", "1"), ("reason", "Looks harmless"), (field, value)];
        let answer = admin.post(&path, &fields).await;
        assert_eq!(answer.expect(422).says("Looks harmless").faulty(), [field], "{command}");
    }
    let path = "/approvals/policies/approval.policy";
    assert_eq!(admin.open(path).await.ok().count("[name=enabled]"), 0);
    let csrf = admin.csrf();
    // Without the switch it stays on, and so nothing changes.
    admin.post(path, &[("csrf", csrf.as_str()), ("approvers", "1"), ("reason", "Faster")]).await.goes_to("/approvals/policies");
    assert_eq!(console.db_number("select count(*) from sys_approval_requests").await, 0);
    for sql in [
        "update sys_approval_policies set enabled = false where command = 'approval.policy'",
        "update sys_approval_policies set min_rank = 3 where command = 'staff.reset'",
        "update sys_approval_policies set min_subjects = 2 where command = 'tenant.cancel'",
    ] {
        assert!(sqlx::query(sql).execute(&console.db).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn ticking_one_is_no_way_around_the_policy_for_one() {
    let console = Console::with_tenants(60).await;
    put(&console, "update sys_approval_policies set enabled = false where command = 'tenants.suspend'").await;
    put(&console, "update sys_approval_policies set approvers = 2 where command = 'tenant.suspend'").await;
    let tenant = console.db_tenant("active").await;
    let mut agent = console.staff("billing").await;
    let csrf = agent.csrf_of("/tenants").await;
    let id = tenant.to_string();
    let fields = [("csrf", csrf.as_str()), ("do", "suspension"), ("filter", ""), ("ids", id.as_str())];
    let place = agent.post("/tenants/bulk", &fields).await.expect(303).location().to_owned();
    agent.open(&place).await.ok().says("Needs the approval of two other people.");
    let form = agent.form(&place).choose("mode", "blocked").choose("category", "other").fill("reason", "One of one");
    let request = form.submit().await.expect(303).location().to_owned();
    let mut first = console.staff("support_manager").await;
    first.open(&request).await.ok();
    first.form(&request).submit().await.goes_to(&request);
    assert_eq!((status(&console, &request).await, console.db_stage(tenant).await), ("pending".to_owned(), "active".to_owned()));
}

#[tokio::test]
async fn another_manner_of_the_same_waits_for_the_first() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let mut agent = console.staff("billing").await;
    let request = ask_suspension(&mut agent, tenant).await;
    let path = format!("/tenants/{tenant}/suspension");
    agent.open(&path).await.ok();
    let form = agent.form(&path).choose("mode", "read_only").choose("category", "other").fill("reason", "Softer");
    form.submit().await.goes_to(&request);
    agent.follow().await.ok().says("Another request about this is open.");
}

#[tokio::test]
async fn what_was_asked_by_somebody_who_may_not_any_more_is_void() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let leaver = console.db_person(&["billing"]).await;
    let request = ask_suspension(&mut console.signed_in(&leaver).await, tenant).await;
    console.disable(&leaver).await;
    let mut second = console.staff("support_manager").await;
    second.open(&request).await.ok();
    second.form(&request).submit().await.goes_to(&request);
    second.follow().await.ok().says("Who asked may not do this any more.");
    assert_eq!((status(&console, &request).await, console.db_stage(tenant).await), ("void".to_owned(), "active".to_owned()));
}
