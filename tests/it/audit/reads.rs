//! What is read of the log: by whom, about what, how much of it, and why it came about.

use chrono::Days;
use hq_console::areas::audit::queries::{self, Filter, SORTS};
use hq_console::core::clock::business_day;
use hq_console::core::keyset::{PageRequest, Total};

use crate::support::Console;

async fn write(console: &Console, rows: &str) -> i64 {
    let insert = format!(
        "insert into sys_platform_audit_log (at, actor_kind, actor_label, action, object_kind, object_id, after, request_id) values {rows}"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(insert)).execute(&console.db).await.unwrap();
    console.db_number("select max(id) from sys_platform_audit_log").await
}

/// Who acted, of what led to this entry, the nearest first.
async fn why(console: &Console, entry: i64) -> Vec<String> {
    let mut db = console.db.acquire().await.unwrap();
    let entry = queries::find(&mut db, entry).await.unwrap().unwrap();
    queries::causes(&mut db, &entry).await.unwrap().into_iter().map(|cause| cause.actor_label).collect()
}

#[tokio::test]
async fn the_filters_offer_every_action_kind_and_colleague_there_is_once() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    write(
        &console,
        "(now(), 'cli', 'x', 'tenant.edited', 'tenant', 't', null, null), (now(), 'cli', 'x', 'tenant.edited', 'contact', 't', null, null)",
    )
    .await;
    let page = browser.open("/audit").await.ok();
    let offered = |name: &str| page.attributes(&format!("select[name={name}] option"), "value").into_iter().skip(1).collect::<Vec<_>>();
    let (actions, kinds) = (offered("action"), offered("object_kind"));
    assert_eq!(actions, ["sign_in.succeeded", "tenant.edited"]);
    assert_eq!(kinds, ["contact", "staff", "tenant"]);
    let staff: Vec<String> =
        sqlx::query_scalar("select id::text from sys_platform_users order by name, id").fetch_all(&console.db).await.unwrap();
    assert_eq!(offered("actor"), staff);
}

#[tokio::test]
async fn an_entry_shows_what_else_its_request_did_and_nothing_of_another() {
    let console = Console::start().await;
    let request = "'0190ffff-ffff-7fff-bfff-fffffffffff1'";
    let entry = write(
        &console,
        &format!(
            "(now(), 'staff', 'Salim', 'staff.renamed', 'staff', 's', null, {request}),
             (now(), 'staff', 'Nobody', 'staff.renamed', 'staff', 's', null, gen_random_uuid()),
             (now(), 'staff', 'Maryam', 'staff.roles_changed', 'staff', 's', null, {request})"
        ),
    )
    .await;
    let mut db = console.db.acquire().await.unwrap();
    let uuid = "0190ffff-ffff-7fff-bfff-fffffffffff1".parse().unwrap();
    let others = queries::of_request(&mut db, uuid, entry).await.unwrap();
    assert_eq!(others.iter().map(|one| one.actor_label.as_str()).collect::<Vec<_>>(), ["Salim"]);
    let about = queries::of_object(&mut db, "staff", "s", 2).await.unwrap();
    assert_eq!(about.iter().map(|one| one.actor_label.as_str()).collect::<Vec<_>>(), ["Maryam", "Nobody"], "the newest first");
    drop(db);
    assert_eq!(console.staff("auditor").await.open(&format!("/audit/{entry}")).await.ok().count(".event"), 2, "why, and beside");
}

#[tokio::test]
async fn a_page_that_is_not_full_says_how_many_match_and_any_other_counts_them() {
    let console = Console::start().await;
    write(&console, &["(now(), 'cli', 'x', 'tenant.edited', 'tenant', 't', null, null)"; 5].join(", ")).await;
    let mut browser = console.staff("auditor").await;
    let mut db = console.db.acquire().await.unwrap();
    let filter = Filter { action: Some("tenant.edited".to_owned()), ..Filter::default() };
    let first = |size| PageRequest { sort: SORTS[0], cursor: None, size };
    let rows = queries::list(&mut db, &filter, &first(2)).await.unwrap();
    assert_eq!(rows.len(), 3, "one more than asked for says that there are more");
    assert_eq!(queries::count(&mut db, &filter, &first(2), rows.len()).await.unwrap(), Total::Exactly(5));
    assert_eq!(queries::count(&mut db, &filter, &first(5), 5).await.unwrap(), Total::Exactly(5));
    let slice = first(3).slice(&console.secrets, "l", queries::list(&mut db, &filter, &first(3)).await.unwrap(), queries::key);
    let next = hq_console::core::keyset::Cursor::read(&console.secrets, "l", &SORTS[0], &slice.next.unwrap()).unwrap();
    let second = PageRequest { cursor: Some(next), ..first(3) };
    let rows = queries::list(&mut db, &filter, &second).await.unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(queries::count(&mut db, &filter, &second, rows.len()).await.unwrap(), Total::Exactly(5), "with those of the first page");
    drop(db);
    assert_eq!(browser.open("/audit?action=tenant.edited").await.ok().one(".pager-total"), "5 results");
}

#[tokio::test]
async fn every_business_day_is_counted_and_a_search_finds_an_entry_by_number_and_by_word() {
    let console = Console::start().await;
    let at = console.clock.now();
    let line = |who: &str| format!("('{at}', 'cli', '{who}', 'tenant.edited', 'tenant', 't', null, null)");
    let entry = write(&console, &[line("Heron keeper"), line("x")].join(", ")).await;
    let mut db = console.db.acquire().await.unwrap();
    let today = business_day(at);
    let days = queries::per_day(&mut db, today - Days::new(2), today).await.unwrap();
    assert_eq!(days, [(today - Days::new(2), 0), (today - Days::new(1), 0), (today, 2)]);
    let found = async |db: &mut sqlx::PgConnection, q: &str| {
        queries::search(db, q, 5).await.unwrap().into_iter().map(|entry| entry.id).collect::<Vec<_>>()
    };
    assert_eq!(found(&mut db, &format!("#{entry}")).await, [entry]);
    assert_eq!(found(&mut db, "heron").await, [entry - 1]);
    assert!(found(&mut db, "pelican").await.is_empty());
}

#[tokio::test]
async fn ten_steps_back_are_told_and_no_more() {
    let console = Console::start().await;
    let order = |n: usize| format!("(now(), 'staff', 'Order {n}', 'import.started', 'import', 'i', null, null)");
    let entry = write(&console, &(0..12).map(order).collect::<Vec<_>>().join(", ")).await;
    let expected: Vec<String> = (1..11).rev().map(|n| format!("Order {n}")).collect();
    assert_eq!(why(&console, entry).await, expected);
}

#[tokio::test]
async fn who_asked_is_where_it_began_and_the_word_may_stand_behind_the_deed() {
    let console = Console::start().await;
    let request = "'0190ffff-ffff-7fff-bfff-fffffffffff1'";
    let asked = write(
        &console,
        &format!(
            "(now(), 'staff', 'Salim', 'staff.renamed', 'staff', 's', null, {request}),
             (now(), 'staff', 'Salim', 'approval.requested', 'approval', 'a-1', null, {request})"
        ),
    )
    .await;
    assert!(why(&console, asked).await.is_empty(), "a person wanted it");
    let id = "0190ffff-ffff-7fff-bfff-fffffffffff2";
    let at = "timestamptz '2030-01-01 12:00'";
    write(
        &console,
        &format!(
            "({at} - interval '1 hour', 'staff', 'Salim', 'approval.requested', 'approval', '{id}', null, gen_random_uuid()),
             ({at}, 'staff', 'Maryam', 'tenant.suspended', 'tenant', 't-1', '{{\"approval\": \"{id}\"}}', null),
             ({at}, 'staff', 'Maryam', 'approval.approved', 'approval', '{id}', null, null),
             ({at} + interval '1 hour', 'staff', 'Huda', 'approval.reviewed', 'approval', '{id}', null, null)"
        ),
    )
    .await;
    let deed = console.db_number("select id from sys_platform_audit_log where action = 'tenant.suspended'").await;
    assert_eq!(why(&console, deed).await, ["Maryam", "Salim"]);
}

#[tokio::test]
async fn what_time_did_to_a_tenant_leads_back_to_what_was_decided_about_its_life_last() {
    let console = Console::start().await;
    write(
        &console,
        "(now(), 'staff', 'Nobody', 'tenant.cancelled', 'tenant', 't-2', null, gen_random_uuid()),
         (now(), 'staff', 'Salim', 'tenant.cancellation_scheduled', 'tenant', 't-1', null, gen_random_uuid()),
         (now(), 'staff', 'Maryam', 'tenant.edited', 'tenant', 't-1', null, gen_random_uuid()),
         (now(), 'system', 'System', 'tenant.cancelled', 'tenant', 't-1', null, null)",
    )
    .await;
    let newest = "select max(id) from sys_platform_audit_log";
    assert_eq!(why(&console, console.db_number(newest).await).await, ["Salim"]);
    // Neither what a person did, nor another act of time, nor one on something else that bears the number.
    for row in [
        "(now(), 'staff', 'Huda', 'tenant.reactivated', 'tenant', 't-1', null, null)",
        "(now(), 'system', 'System', 'tenant.edited', 'tenant', 't-1', null, null)",
        "(now(), 'system', 'System', 'tenant.cancelled', 'contact', 't-1', null, null)",
    ] {
        let entry = write(&console, row).await;
        assert!(why(&console, entry).await.is_empty(), "{row}");
    }
}
