//! The run: one effect however often it is started, interrupted or crossed by others.

use futures_util::future::join_all;
use hq_console::areas::tenants::imports::job::{Ended, Work};
use serde_json::Value;

use super::{ROSTER, id, import, roster, tiles, upload, work_for};
use crate::support::Console;

#[tokio::test]
async fn fifty_starts_at_once_are_one_import() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = upload(&mut browser, "roster.csv", ROSTER).await;
    let starts = (0..50).map(|_| {
        let mut twin = browser.clone();
        let run = format!("{path}/run");
        async move { twin.form(&run).submit().await.expect(303).location().to_owned() }
    });
    assert!(join_all(starts).await.iter().all(|place| *place == path));
    console.run_jobs().await;
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 359);
    assert_eq!((console.db_audited("import.started").await, console.db_audited("import.finished").await), (1, 1));
}

#[tokio::test]
async fn a_run_that_was_cut_off_goes_on_with_the_rows_that_are_left() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = upload(&mut browser, "roster.csv", roster(2_500)).await;
    browser.form(&format!("{path}/run")).submit().await.goes_to(&path);
    assert_eq!(work_for(&console, id(&path), Work::BringIn, 1).await, Ended::Interrupted);
    let whole = "select count(*) from sys_tenants t
                   join sys_tenant_branches b on b.tenant_id = t.id join sys_tenant_lifecycle l on l.tenant_id = t.id
                   join sys_tenant_subscriptions s on s.tenant_id = t.id join sys_tenant_notes n on n.tenant_id = t.id
                   join sys_import_rows r on r.tenant_id = t.id and r.verdict = 'imported'
                   join sys_platform_audit_log a on a.tenant_id = t.id and a.action = 'tenant.created'";
    assert_eq!(console.db_number(whole).await, 1_000, "whole rows only");

    let fragment = browser.get(&format!("{path}?fragment=json")).await;
    let state: Value = serde_json::from_str(fragment.ok().body_text()).unwrap();
    assert_eq!((&state["percent"], &state["done"], &state["ended"]), (&40.into(), &"1,000".into(), &false.into()));
    browser.open(&path).await.ok().says("Running").says("1,000");

    console.run_jobs().await;
    assert_eq!(console.db_number(whole).await, 2_500);
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 2_500);
    browser.open(&path).await.ok();
    assert_eq!(tiles(&browser), ["2,500", "0", "0"]);
}

#[tokio::test]
async fn two_workers_at_one_import_bring_every_row_in_once() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = upload(&mut browser, "roster.csv", roster(2_500)).await;
    browser.form(&format!("{path}/run")).submit().await.goes_to(&path);
    let worker = || work_for(&console, id(&path), Work::BringIn, usize::MAX);
    tokio::join!(worker(), worker(), console.run_jobs());
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 2_500);
    assert_eq!(console.db_audited("import.finished").await, 1);
}

#[tokio::test]
async fn the_same_roster_in_two_imports_at_once_is_in_once() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let mut paths = Vec::new();
    for _ in 0..2 {
        let path = upload(&mut browser, "roster.csv", ROSTER).await;
        browser.form(&format!("{path}/run")).submit().await.goes_to(&path);
        paths.push(path);
    }
    let worker = |path: &str| work_for(&console, id(path), Work::BringIn, usize::MAX);
    tokio::join!(worker(&paths[0]), worker(&paths[1]));
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 359);
    assert_eq!(console.db_number("select sum(imported) from sys_imports").await, 359);
    assert_eq!(console.db_number("select sum(known) from sys_imports").await, 359);
}

#[tokio::test]
async fn what_was_taken_since_the_review_is_known_or_gets_the_next_name() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let text = "Name,Email,Slug\nNoor,a@example.om,\nNoor,b@example.om,\nShams,c@example.om,shams\nSahil,d@example.om,\n";
    let path = upload(&mut browser, "roster.csv", text).await;
    import(&console, &mut browser, "Name,Email,Slug\nNoor,x@example.om,\nOther,y@example.om,shams\nSahil,d@example.om,\n").await;
    browser.open(&path).await.ok();
    assert_eq!(tiles(&browser), ["4", "0", "0"], "the review is of before");
    browser.form(&format!("{path}/run")).submit().await.goes_to(&path);
    console.run_jobs().await;
    browser.open(&path).await.ok();
    assert_eq!(tiles(&browser), ["2", "1", "1"]);
    browser.page().says("Another tenant already uses this value");
    assert_eq!(console.db_number("select count(*) from sys_tenants where slug ~ '^noor(-[0-9]+)?$'").await, 3);
}

#[tokio::test]
async fn a_row_the_register_will_not_take_costs_no_other() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    sqlx::query("alter table sys_tenants add constraint picky check (name <> 'Laundry 7')").execute(&console.db).await.unwrap();
    let path = import(&console, &mut browser, roster(40)).await;
    assert_eq!(tiles(&browser), ["39", "1", "0"]);
    browser.open(&format!("{path}?verdict=refused")).await.ok().says("This row could not be saved");
    browser.get(&format!("{path}/errors.csv")).await.ok().says("9,row,not-saved,");
}

#[tokio::test]
async fn a_run_can_be_stopped_and_go_on() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = upload(&mut browser, "roster.csv", roster(1_200)).await;
    browser.form(&format!("{path}/run")).submit().await.goes_to(&path);
    work_for(&console, id(&path), Work::BringIn, 1).await;
    browser.open(&path).await.ok();
    browser.form(&format!("{path}/stop")).submit().await.goes_to(&path);
    console.run_jobs().await;
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 1_000);
    browser.open(&path).await.ok().says("The import is stopped");
    browser.form(&format!("{path}/run")).submit().await.goes_to(&path);
    console.run_jobs().await;
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 1_200);
    assert_eq!((console.db_audited("import.stopped").await, console.db_audited("import.resumed").await), (1, 1));
}

#[tokio::test]
async fn who_started_it_answers_for_every_tenant() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    import(&console, &mut browser, roster(2)).await;
    let by = browser.person.as_ref().unwrap().id;
    let own = "select count(*) from sys_platform_audit_log where action = 'tenant.created' and actor_kind = 'staff' and actor_id = $1";
    let lines: i64 = sqlx::query_scalar(own).bind(by.0).fetch_one(&console.db).await.unwrap();
    assert_eq!(lines, 2);
}

#[tokio::test]
async fn starts_while_a_step_is_under_way_do_not_wait_for_it() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = upload(&mut browser, "roster.csv", roster(5)).await;
    let mut late = browser.clone();
    browser.form(&format!("{path}/run")).submit().await.goes_to(&path);
    // A step holds the import to its end. The forms were opened before it began.
    let mut step = console.db.begin().await.unwrap();
    sqlx::query("select id from sys_imports for update").execute(&mut *step).await.unwrap();
    let starts = (0..25).map(|_| {
        let (mut twin, run) = (late.clone(), format!("{path}/run"));
        async move { twin.form(&run).submit().await.expect(303).location().to_owned() }
    });
    let places = tokio::time::timeout(std::time::Duration::from_secs(15), join_all(starts)).await.expect("nobody waits for the step");
    assert!(places.iter().all(|place| *place == path));
    sqlx::query("update sys_imports set troubled_at = now()").execute(&mut *step).await.unwrap();
    step.commit().await.unwrap();
    let mut step = console.db.begin().await.unwrap();
    sqlx::query("select id from sys_imports for update").execute(&mut *step).await.unwrap();
    let again = tokio::time::timeout(std::time::Duration::from_secs(15), late.form(&format!("{path}/run")).submit()).await;
    again.expect("a repeated attempt is under way already").goes_to(&path);
}

#[tokio::test]
async fn work_that_failed_says_so_and_can_be_repeated_at_once() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = upload(&mut browser, "roster.csv", roster(5)).await;
    browser.form(&format!("{path}/run")).submit().await.goes_to(&path);
    sqlx::query("alter table sys_tenant_branches rename to mislaid").execute(&console.db).await.unwrap();
    console.run_jobs().await;
    browser.open(&path).await.ok().says("The last attempt failed").says("Retry now");
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 0);
    sqlx::query("alter table mislaid rename to sys_tenant_branches").execute(&console.db).await.unwrap();
    browser.form(&format!("{path}/run")).submit().await.goes_to(&path);
    console.run_jobs().await;
    browser.open(&path).await.ok();
    assert_eq!(tiles(&browser), ["5", "0", "0"]);
    assert_eq!((console.db_audited("import.started").await, console.db_audited("import.resumed").await), (1, 1));
}
