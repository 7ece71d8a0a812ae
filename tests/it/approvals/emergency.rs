//! Without a second person.

use super::{id, status, told};
use crate::support::{Console, ask_suspension};

#[tokio::test]
async fn an_emergency_is_done_at_once_told_to_all_flagged_for_ever_and_reviewed() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let bystander = console.db_person(&["analyst"]).await;
    let person = console.db_person(&["super_admin"]).await;
    let mut browser = console.signed_in(&person).await;
    let request = ask_suspension(&mut browser, tenant).await;
    let path = format!("{request}/emergency");
    browser.open(&path).await.ok();
    assert_eq!(browser.form(&path).fill("reason", "Now").submit().await.expect(422).faulty(), ["reason"]);
    browser.form(&path).fill("reason", "Card data leak at this tenant").submit().await.goes_to(&request);
    assert_eq!((status(&console, &request).await, console.db_stage(tenant).await), ("executed".to_owned(), "suspended".to_owned()));
    assert_eq!(told(&console, &bystander.email, "approval-emergency").await, 1);
    assert_eq!(told(&console, &person.email, "approval-emergency").await, 1);
    let name: String =
        sqlx::query_scalar("select name from sys_tenants where id = $1").bind(tenant.0).fetch_one(&console.db).await.unwrap();
    let letter = console.mails_to(&bystander.email).await.pop().unwrap();
    assert!(!letter.text.contains(&name) && !letter.text.contains("Card data"), "who knows tenants by pseudonym is told no name");
    let letter = console.mails_to(&person.email).await.pop().unwrap();
    assert!(letter.text.contains(&name) && letter.text.contains("Card data"), "who knows them by name is told");
    assert_eq!(console.db_audited("approval.emergency").await, 1);
    // The one who did it cannot close the review.
    let csrf = browser.csrf_of(&request).await;
    browser.post(&format!("{request}/review"), &[("csrf", csrf.as_str()), ("note", "All fine")]).await.goes_to(&request);
    browser.open(&request).await.ok().says("You cannot decide about your own request").says("Emergency, not reviewed");
    let mut reviewer = console.staff("super_admin").await;
    reviewer.open("/approvals").await.ok().says("Emergency, not reviewed");
    assert_eq!(reviewer.page().texts(".badge"), ["1"], "the review is counted in the navigation");
    let mut reading = console.staff("auditor").await;
    assert_eq!(reading.open("/approvals").await.ok().count(".badge"), 0, "only for who may review");
    assert_eq!(browser.open("/approvals").await.ok().count(".badge"), 0, "and not for who did it");
    reviewer.open(&request).await.ok();
    let review = format!("{request}/review");
    reviewer.form(&review).fill("note", "Checked the logs: it was right").submit().await.goes_to(&request);
    reviewer.follow().await.ok().says("Checked the logs: it was right").says("Emergency");
    assert_eq!(reviewer.open("/approvals").await.ok().count("#approvals tbody tr"), 0);
    assert_eq!(reviewer.page().count(".badge"), 0);
    let unflagged = sqlx::query("update sys_approval_requests set emergency = false, emergency_reason = null where id = $1");
    assert!(unflagged.bind(id(&request)).execute(&console.db).await.is_err(), "the flag stays");
}

#[tokio::test]
async fn the_emergency_path_is_for_who_asked_and_holds_the_right() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let mut billing = console.staff("billing").await;
    let request = ask_suspension(&mut billing, tenant).await;
    billing.get(&format!("{request}/emergency")).await.expect(403);
    let mut other = console.staff("super_admin").await;
    other.get(&format!("{request}/emergency")).await.goes_to(&request);
    let csrf = other.csrf_of(&request).await;
    other
        .post(&format!("{request}/emergency"), &[("csrf", csrf.as_str()), ("reason", "I cannot wait for anybody")])
        .await
        .goes_to(&request);
    assert_eq!((status(&console, &request).await, console.db_stage(tenant).await), ("pending".to_owned(), "active".to_owned()));
}

#[tokio::test]
async fn where_nobody_else_can_decide_the_page_says_so() {
    let console = Console::with_tenants(40).await;
    sqlx::query("update sys_platform_users set status = 'disabled', disabled_at = now() where status = 'active'")
        .execute(&console.db)
        .await
        .unwrap();
    let tenant = console.db_tenant("active").await;
    let mut alone = console.staff("super_admin").await;
    let request = ask_suspension(&mut alone, tenant).await;
    alone.open(&request).await.ok().says("Nobody else can approve this");
    console.db_person(&["support_manager"]).await;
    alone.open(&request).await.ok().says_not("Nobody else can approve this");
}

#[tokio::test]
async fn what_could_end_approvals_is_not_done_alone_while_somebody_else_can_decide() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let path = "/approvals/policies/tenant.suspend";
    admin.open(path).await.ok();
    let request = admin.form(path).uncheck("enabled").fill("reason", "Faster").submit().await.expect(303).location().to_owned();
    let other = console.db_person(&["super_admin"]).await;
    let csrf = admin.csrf_of(&request).await;
    let emergency = format!("{request}/emergency");
    admin.post(&emergency, &[("csrf", csrf.as_str()), ("reason", "I would rather not wait")]).await.goes_to(&request);
    admin.open(&request).await.ok().says("Somebody else can decide about this");
    assert_eq!(status(&console, &request).await, "pending");
    console.disable(&other).await;
    sqlx::query("update sys_platform_users set status = 'disabled', disabled_at = now() where status = 'active' and id <> (select requested_by from sys_approval_requests limit 1)")
        .execute(&console.db)
        .await
        .unwrap();
    admin.open(&request).await.ok().says("Nobody else can approve this");
    admin.post(&emergency, &[("csrf", csrf.as_str()), ("reason", "I am the only one left")]).await.goes_to(&request);
    assert_eq!(status(&console, &request).await, "executed");
}
