//! Who may decide, for how long, and about what.

use chrono::Duration;
use futures_util::future::join_all;
use hq_console::areas::approvals::Expire;
use hq_console::core::jobs::Job as _;

use super::{id, status, told};
use crate::support::{Console, ask_suspension};

#[tokio::test]
async fn nobody_decides_about_what_they_asked_for() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let person = console.db_person(&["super_admin"]).await;
    let mut browser = console.signed_in(&person).await;
    let request = ask_suspension(&mut browser, tenant).await;
    let page = browser.open(&request).await.ok();
    page.says("You asked for this, so somebody else decides.");
    assert_eq!(page.count("button[name=decision]"), 0);
    let csrf = browser.csrf();
    browser.post(&request, &[("csrf", csrf.as_str()), ("decision", "approve"), ("note", "")]).await.goes_to(&request);
    browser.open(&request).await.ok().says("You cannot decide about your own request");
    assert_eq!(console.db_stage(tenant).await, "active");
    // And the database itself lets nobody through.
    let forged = sqlx::query(
        "insert into sys_approval_decisions (id, request_id, requested_by, decided_by, decision, effect_hash, roles, at)
         select gen_random_uuid(), id, requested_by, requested_by, 'approve', effect_hash, '{}', now() from sys_approval_requests where id = $1",
    );
    assert!(forged.bind(id(&request)).execute(&console.db).await.is_err());
    let pushed = sqlx::query("update sys_approval_requests set status = 'executed', closed_at = now() where id = $1");
    assert!(pushed.bind(id(&request)).execute(&console.db).await.is_err(), "without an approval");
    assert!(sqlx::query("delete from sys_approval_requests").execute(&console.db).await.is_err());
}

#[tokio::test]
async fn who_may_not_do_it_themselves_may_not_approve_it() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let mut billing = console.staff("billing").await;
    let path = format!("/tenants/{tenant}/cancellation");
    billing.open(&path).await.ok();
    let request = billing.form(&path).choose("when", "now").fill("reason", "Closes").submit().await.expect(303).location().to_owned();
    let mut manager = console.staff("support_manager").await;
    let page = manager.open(&request).await.ok();
    page.says("Deciding about it takes approval rights and the right to do the same yourself.");
    assert_eq!(manager.open("/").await.ok().count(".badge"), 0);
    let csrf = manager.csrf();
    manager.post(&request, &[("csrf", csrf.as_str()), ("decision", "approve")]).await.goes_to(&request);
    assert_eq!(status(&console, &request).await, "pending");
    // Reading alone is not deciding.
    let mut auditor = console.staff("auditor").await;
    auditor.open(&request).await.ok().says("Closes");
    let csrf = auditor.csrf();
    auditor.post(&request, &[("csrf", csrf.as_str()), ("decision", "approve")]).await.expect(403);
    console.staff("support").await.get(&request).await.expect(403);
}

#[tokio::test]
async fn a_request_shows_what_it_touches_and_waits_in_the_inbox_and_the_navigation() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let name: String =
        sqlx::query_scalar("select name from sys_tenants where id = $1").bind(tenant.0).fetch_one(&console.db).await.unwrap();
    let decider = console.db_person(&["support_manager"]).await;
    let mut asking = console.staff("billing").await;
    let request = ask_suspension(&mut asking, tenant).await;
    assert_eq!(told(&console, &decider.email, "approval-asked").await, 1);
    let mut deciding = console.signed_in(&decider).await;
    assert_eq!(deciding.open("/").await.ok().texts(".badge"), ["1"]);
    deciding.open("/approvals").await.ok().says("Suspend a tenant").says(&name);
    deciding.open(&request).await.ok().says("What this touches").says("Monthly revenue").says("Active").says("Suspended").says("No access");
    assert_eq!(asking.open("/approvals").await.ok().count("#approvals tbody tr"), 0, "who asked does not decide");
    asking.open("/approvals?view=mine").await.ok().says(&name);
    deciding.open(&request).await.ok();
    deciding.form(&request).submit().await.expect(303);
    assert_eq!(deciding.open("/").await.ok().count(".badge"), 0);
    deciding.open("/approvals?view=decided").await.ok().says("Done");
}

#[tokio::test]
async fn a_rejection_needs_a_note_and_closes_the_request_for_good() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let asker = console.db_person(&["billing"]).await;
    let mut asking = console.signed_in(&asker).await;
    let request = ask_suspension(&mut asking, tenant).await;
    let mut deciding = console.staff("support_manager").await;
    deciding.open(&request).await.ok();
    let csrf = deciding.csrf();
    let decide =
        |decision: &'static str, note: &'static str| [("csrf", csrf.clone()), ("decision", decision.to_owned()), ("note", note.to_owned())];
    assert_eq!(deciding.post(&request, &decide("reject", " ")).await.expect(422).faulty(), ["note"]);
    assert_eq!(deciding.post(&request, &decide("perhaps", "Hm")).await.expect(422).says("Hm").faulty(), ["decision"]);
    deciding.post(&request, &decide("reject", "They paid yesterday")).await.goes_to(&request);
    assert_eq!((status(&console, &request).await, console.db_stage(tenant).await), ("rejected".to_owned(), "active".to_owned()));
    assert_eq!(told(&console, &asker.email, "approval-rejected").await, 1);
    deciding.post(&request, &decide("approve", "")).await.goes_to(&request);
    deciding.open(&request).await.ok().says("This request is closed");
    assert_eq!(console.db_stage(tenant).await, "active");
    let reopened = sqlx::query("update sys_approval_requests set status = 'pending', closed_at = null where id = $1");
    assert!(reopened.bind(id(&request)).execute(&console.db).await.is_err());
}

#[tokio::test]
async fn what_changed_since_voids_the_request_and_is_told() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    let asker = console.db_person(&["billing"]).await;
    let mut asking = console.signed_in(&asker).await;
    let request = ask_suspension(&mut asking, tenant).await;
    sqlx::query("update sys_tenant_subscriptions set plan_code = case plan_code when 'PRO' then 'GROWTH' else 'PRO' end where tenant_id = $1 and ended_at is null")
        .bind(tenant.0)
        .execute(&console.db)
        .await
        .unwrap();
    let mut deciding = console.staff("support_manager").await;
    deciding.open(&request).await.ok();
    deciding.form(&request).submit().await.goes_to(&request);
    let page = deciding.follow().await.ok();
    page.says("Nothing was done: the effect has changed since the request.").says("This request is void").says("Monthly revenue");
    assert_eq!((status(&console, &request).await, console.db_stage(tenant).await), ("void".to_owned(), "active".to_owned()));
    assert_eq!(told(&console, &asker.email, "approval-void").await, 1);
    // Asked anew, it is another request.
    let again = ask_suspension(&mut asking, tenant).await;
    assert_ne!(again, request);
    console.approve(&again).await;
    assert_eq!(console.db_stage(tenant).await, "suspended");
}

#[tokio::test]
async fn a_request_nobody_decides_ends_after_three_days() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let asker = console.db_person(&["billing"]).await;
    let request = ask_suspension(&mut console.signed_in(&asker).await, tenant).await;
    console.clock.advance(Duration::hours(72) - Duration::seconds(5));
    Expire {}.run(console.job_run()).await.unwrap();
    assert_eq!(status(&console, &request).await, "pending");
    let deciding_person = console.db_person(&["support_manager"]).await;
    let mut deciding = console.signed_in(&deciding_person).await;
    assert_eq!(deciding.open("/").await.ok().texts(".badge"), ["1"]);
    console.clock.advance(Duration::seconds(5));
    // Over is over, whether or not it was written down yet.
    assert_eq!(deciding.open("/").await.ok().count(".badge"), 0);
    let csrf = deciding.csrf();
    deciding.post(&request, &[("csrf", csrf.as_str()), ("decision", "approve")]).await.goes_to(&request);
    assert_eq!(console.db_stage(tenant).await, "active");
    Expire {}.run(console.job_run()).await.unwrap();
    Expire {}.run(console.job_run()).await.unwrap();
    assert_eq!(status(&console, &request).await, "expired");
    assert_eq!(told(&console, &asker.email, "approval-expired").await, 1);
}

#[tokio::test]
async fn a_request_is_withdrawn_by_who_asked_and_nobody_else() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let mut asking = console.staff("billing").await;
    let request = ask_suspension(&mut asking, tenant).await;
    let mut other = console.staff("super_admin").await;
    other.open(&request).await.ok();
    let csrf = other.csrf();
    other.post(&format!("{request}/withdrawal"), &[("csrf", csrf.as_str())]).await.goes_to(&request);
    assert_eq!(status(&console, &request).await, "pending");
    asking.open(&request).await.ok();
    asking.form(&format!("{request}/withdrawal")).submit().await.goes_to(&request);
    assert_eq!(status(&console, &request).await, "withdrawn");
    let csrf = other.csrf_of(&request).await;
    other.post(&request, &[("csrf", csrf.as_str()), ("decision", "approve")]).await.goes_to(&request);
    assert_eq!(console.db_stage(tenant).await, "active");
}

#[tokio::test]
async fn fifty_approvals_at_once_are_one_execution() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let request = ask_suspension(&mut console.staff("billing").await, tenant).await;
    let mut deciders = Vec::new();
    for _ in 0..10 {
        let mut browser = console.staff("support_manager").await;
        browser.open(&request).await.ok();
        deciders.push(browser);
    }
    let posts = (0..50).map(|n| {
        let mut browser = deciders[n % 10].clone();
        let request = request.clone();
        async move { browser.form(&request).submit().await.expect(303).location().to_owned() }
    });
    assert!(join_all(posts).await.iter().all(|place| *place == request));
    assert_eq!(status(&console, &request).await, "executed");
    let moved = sqlx::query_scalar::<_, i64>("select count(*) from sys_tenant_lifecycle_events where approval_id = $1");
    assert_eq!(moved.bind(id(&request)).fetch_one(&console.db).await.unwrap(), 1);
    let said = sqlx::query_scalar::<_, i64>("select count(*) from sys_approval_decisions where request_id = $1");
    assert_eq!(said.bind(id(&request)).fetch_one(&console.db).await.unwrap(), 1);
    let lines = sqlx::query_scalar::<_, i64>(
        "select count(*) from sys_platform_audit_log where tenant_id = $1 and action = 'tenant.suspended' and request_id is not null",
    );
    assert_eq!(lines.bind(tenant.0).fetch_one(&console.db).await.unwrap(), 1);
}

#[tokio::test]
async fn a_decision_takes_a_fresh_code() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let request = ask_suspension(&mut console.staff("billing").await, tenant).await;
    let mut deciding = console.staff("support_manager").await;
    console.clock.advance(Duration::minutes(6));
    let page = deciding.open(&request).await.ok();
    page.says("Confirm your identity to decide");
    assert_eq!(page.count("button[name=decision]"), 0);
    let csrf = deciding.csrf();
    let answer = deciding.post(&request, &[("csrf", csrf.as_str()), ("decision", "approve")]).await;
    assert!(answer.expect(303).location().starts_with("/step-up"));
    assert_eq!(status(&console, &request).await, "pending");
}
