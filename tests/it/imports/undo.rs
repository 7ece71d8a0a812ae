//! Taking an import back.

use futures_util::future::join_all;
use hq_console::areas::tenants::imports::job::{Ended, Work};

use super::{id, import, roster, tiles, upload, work_for};
use crate::support::Console;

#[tokio::test]
async fn an_undo_removes_what_nobody_touched_and_keeps_the_rest() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = import(&console, &mut browser, roster(20)).await;
    let of = |row: usize| format!("(select id from sys_tenants where email = 'laundry{row}@example.om')");
    for act in [
        format!("update sys_tenants set version = 2, name = 'Renamed' where id = {}", of(1)),
        format!(
            "insert into sys_tenant_notes (id, tenant_id, body, author_label, created_at) select gen_random_uuid(), {}, 'x', 'x', now()",
            of(2)
        ),
        format!(
            "insert into sys_tenant_contacts (id, tenant_id, name, phone, created_at) select gen_random_uuid(), {}, 'xx', '+9689', now()",
            of(3)
        ),
        format!("update sys_tenant_lifecycle set onboarding_status = 'in_progress' where tenant_id = {}", of(4)),
        format!(
            "insert into sys_platform_audit_log (at, actor_kind, actor_label, action, object_kind, tenant_id)
             select now(), 'system', 'x', 'tenant.flagged', 'tenant', {}",
            of(5)
        ),
        "create table invoices_to_be (tenant_id uuid references sys_tenants (id))".to_owned(),
        format!("insert into invoices_to_be select {}", of(6)),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(act)).execute(&console.db).await.unwrap();
    }
    browser.open(&format!("{path}/undo")).await.ok().says("15 tenants will be removed").says("5 tenants will be kept");
    browser.form(&format!("{path}/undo")).submit().await.goes_to(&path);
    console.run_jobs().await;
    browser.open(&path).await.ok();
    assert_eq!(tiles(&browser), ["14", "6", "0"]);
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 6);
    for table in ["sys_tenant_branches", "sys_tenant_lifecycle", "sys_tenant_subscriptions"] {
        let count: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}"))).fetch_one(&console.db).await.unwrap();
        assert_eq!(count, 6, "{table}");
    }
    browser.open(&format!("{path}?verdict=kept")).await.ok();
    for why in [
        "it was edited",
        "a note to it",
        "contacts, branches or branding",
        "onboarding has changed",
        "later actions",
        "another record refers to it",
    ] {
        browser.page().says(why);
    }
    assert_eq!(console.db_audited("tenant.removed").await, 14);
    assert_eq!((console.db_audited("import.undo_started").await, console.db_audited("import.undone").await), (1, 1));
    assert_eq!(console.db_number("select row_count from sys_row_counts where table_name = 'sys_tenants'").await, 6);

    let again = import(&console, &mut browser, roster(20)).await;
    assert_eq!(tiles(&browser), ["14", "0", "6"], "{again}");
}

#[tokio::test]
async fn fifty_undos_at_once_are_one() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = import(&console, &mut browser, roster(30)).await;
    browser.click("Undo").await.ok();
    let undos = (0..50).map(|_| {
        let mut twin = browser.clone();
        let undo = format!("{path}/undo");
        async move { twin.form(&undo).submit().await.expect(303).location().to_owned() }
    });
    assert!(join_all(undos).await.iter().all(|place| *place == path));
    console.run_jobs().await;
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 0);
    assert_eq!((console.db_audited("tenant.removed").await, console.db_audited("import.undone").await), (30, 1));
    browser.open(&format!("{path}/undo")).await.goes_to(&path);
}

#[tokio::test]
async fn an_undo_that_was_cut_off_goes_on() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = import(&console, &mut browser, roster(1_500)).await;
    browser.click("Undo").await.ok();
    browser.form(&format!("{path}/undo")).submit().await.goes_to(&path);
    assert_eq!(work_for(&console, id(&path), Work::TakeBack, 1).await, Ended::Interrupted);
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 500);
    console.run_jobs().await;
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 0);
    assert_eq!(console.db_audited("tenant.removed").await, 1_500);
}

#[tokio::test]
async fn a_run_under_way_can_be_undone() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = upload(&mut browser, "roster.csv", roster(1_200)).await;
    browser.form(&format!("{path}/run")).submit().await.goes_to(&path);
    work_for(&console, id(&path), Work::BringIn, 1).await;
    browser.open(&path).await.ok();
    browser.form(&format!("{path}/stop")).submit().await.goes_to(&path);
    browser.follow().await.ok();
    browser.click("Undo").await.ok();
    browser.form(&format!("{path}/undo")).submit().await.goes_to(&path);
    console.run_jobs().await;
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 0);
    browser.open(&path).await.ok();
    assert_eq!(tiles(&browser), ["1,000", "0", "0"]);
}

#[tokio::test]
async fn the_log_keeps_the_notes_that_came_and_went() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = import(&console, &mut browser, "Name,Email,Notes\nNoor,a@example.om,\"Pays\nlate\"\nShams,b@example.om,\n").await;
    let noted = "select count(*) from sys_platform_audit_log where action = 'tenant.created' and after ->> 'note' = E'Pays\\nlate'";
    assert_eq!(console.db_number(noted).await, 1);
    assert_eq!(
        console.db_number("select count(*) from sys_platform_audit_log where action = 'tenant.created' and not after ? 'note'").await,
        1
    );
    browser.click("Undo").await.ok();
    browser.form(&format!("{path}/undo")).submit().await.goes_to(&path);
    console.run_jobs().await;
    let gone = "select count(*) from sys_platform_audit_log where action = 'tenant.removed' and before -> 'notes' = '[\"Pays\\nlate\"]'";
    assert_eq!(console.db_number(gone).await, 1);
}

#[tokio::test]
async fn an_undo_asks_for_a_fresh_factor() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = import(&console, &mut browser, roster(2)).await;
    console.clock.advance(chrono::Duration::minutes(6));
    browser.open(&format!("{path}/undo")).await.expect(303);
    assert!(browser.page().location().starts_with("/step-up"));
    browser.follow().await.ok();
    browser.step_up().await.expect(303);
    browser.follow().await.ok().says("2 tenants will be removed");
}
