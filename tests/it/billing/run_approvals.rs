//! Beginning a run of many by hand: whose word it takes.

use super::runs::due;
use crate::support::Console;

const NEW: &str = "/billing/runs/new";
const RUNS: &str = "select count(*) from sys_billing_runs";

async fn from(console: &Console, many: i32) {
    let policy = "update sys_approval_policies set min_subjects = $1 where command = 'billing.run'";
    sqlx::query(policy).bind(many).execute(&console.db).await.unwrap();
}

async fn ask(console: &Console) -> String {
    let mut browser = console.staff("billing").await;
    browser.open(NEW).await.ok().says("Needs the approval of one other person");
    browser.form(NEW).submit().await.expect(422).says("Say in a few words why");
    browser.form(NEW).fill("reason", "The night’s run did not begin").submit().await.expect(303).location().to_owned()
}

#[tokio::test]
async fn many_are_charged_when_somebody_else_agrees() {
    let (console, today) = due().await;
    from(&console, 5).await;
    let request = ask(&console).await;
    assert!(request.starts_with("/approvals/"), "{request}");
    assert_eq!(console.db_number(RUNS).await, 0);
    let mut browser = console.staff("billing").await;
    browser.open(&request).await.ok().says("Begin a billing run").says(&today.to_string()).says("Subscriptions");
    // The same is asked for once.
    assert_eq!(ask(&console).await, request);
    console.approve(&request).await;
    console.run_jobs().await;
    let due = "select count(*) from sys_tenant_subscriptions where due_on <= current_date + 1 and ended_at is null and status in ('active', 'past_due')";
    assert_eq!((console.db_number(RUNS).await, console.db_number(due).await), (1, 0));
}

#[tokio::test]
async fn what_comes_to_something_else_by_then_is_not_begun() {
    let (console, _) = due().await;
    from(&console, 5).await;
    let request = ask(&console).await;
    let cheaper = "update sys_tenant_subscriptions set price_override_minor = 1000 where id = (select min(id::text)::uuid from sys_tenant_subscriptions
                    where ended_at is null and status = 'active' and currency = 'OMR')";
    sqlx::query(cheaper).execute(&console.db).await.unwrap();
    let mut second = console.staff("super_admin").await;
    second.open(&request).await.ok();
    second.form(&request).submit().await.expect(303);
    second.open(&request).await.ok().says("has changed since you looked");
    assert_eq!(console.db_number(RUNS).await, 0);
}

#[tokio::test]
async fn fewer_take_nobody_elses_word() {
    let (console, _) = due().await;
    from(&console, 500).await;
    let mut browser = console.staff("billing").await;
    browser.open(NEW).await.ok().says("No approval is needed");
    assert_eq!(browser.page().count("textarea[name=reason]"), 0);
    let path = browser.form(NEW).submit().await.expect(303).location().to_owned();
    assert!(path.starts_with("/billing/runs/"), "{path}");
    assert_eq!(console.db_number(RUNS).await, 1);
}
