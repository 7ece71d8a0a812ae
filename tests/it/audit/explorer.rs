//! What the log's pages tell, and what stands in the log at all.

use hq_console::areas::audit::chain::watch;
use hq_console::areas::audit::queries::{self, Filter};
use hq_console::areas::tenants::lifecycle::Advance;
use hq_console::core::jobs::Job as _;
use hq_console::core::keyset::Total;

use super::support::Log;
use crate::support::{Browser, Console, ask_suspension};

#[tokio::test]
async fn the_page_says_up_to_where_the_log_was_verified_and_shouts_when_it_does_not_hold() {
    let log = Log::of(0).await;
    let mut browser = log.console.staff("auditor").await;
    browser.get("/audit").await.ok().says("Not verified yet").says("Waiting to be linked");
    log.note().await;
    let check = async || {
        let mut db = log.console.db.acquire().await.unwrap();
        watch::check(&mut db, log.console.clock.now(), Some(&log.checkpoints)).await.unwrap();
    };
    check().await;
    let place = log.head().await.position;
    browser.get("/audit").await.ok().says(&format!("Verified up to position {place},"));
    log.tamper("update sys_platform_audit_log set user_agent = 'x' where id = (select min(id) from sys_platform_audit_log)").await;
    log.console.clock.advance(chrono::TimeDelta::hours(25));
    check().await;
    let mut browser = log.console.staff("auditor").await;
    let entry = log.entry_at(1).await;
    let page = browser.get("/audit").await;
    page.ok().says("The audit log has been tampered with").says(&format!("First at entry #{entry}"));
    assert_eq!(page.count("[role=alert] .callout.tone-danger"), 1);
}

#[tokio::test]
async fn an_entry_shows_its_place_in_the_chain() {
    let log = Log::of(3).await;
    let mut browser = log.console.staff("auditor").await;
    let entry = log.entry_at(2).await;
    let hash = |position: i64| format!("select encode(hash, 'hex') from sys_audit_links where position = {position}");
    let page = browser.get(&format!("/audit/{entry}")).await;
    for position in [1, 2] {
        let hash: String = sqlx::query_scalar(sqlx::AssertSqlSafe(hash(position))).fetch_one(&log.console.db).await.unwrap();
        page.says(&hash);
    }
    let newest = log.console.db_number("select max(id) from sys_platform_audit_log").await;
    browser.get(&format!("/audit/{newest}")).await.ok().says("Not linked yet");
}

#[tokio::test]
async fn an_entry_of_a_job_leads_back_to_the_person_who_gave_the_order() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    let write = "insert into sys_platform_audit_log (at, actor_kind, actor_label, action, object_kind, object_id, after, request_id) values
        (now(), 'staff', 'Salim', 'import.uploaded', 'import', 'i-1', null, gen_random_uuid()),
        (now(), 'staff', 'Maryam', 'import.started', 'import', 'i-1', null, gen_random_uuid()),
        (now(), 'staff', 'Nobody', 'import.started', 'import', 'i-2', null, gen_random_uuid()),
        (now(), 'system', 'System', 'import.finished', 'import', 'i-1', null, null),
        (now(), 'system', 'System', 'tenant.created', 'tenant', 't-1', '{\"import\": \"i-1\"}', null)";
    sqlx::raw_sql(write).execute(&console.db).await.unwrap();
    let id = console.db_number("select max(id) from sys_platform_audit_log").await;
    let page = browser.get(&format!("/audit/{id}")).await;
    page.ok().says("Why it happened");
    assert_eq!(page.texts(".event-actor"), ["Maryam", "Salim"], "the order, then the file");
}

#[tokio::test]
async fn every_filter_narrows_the_log_and_they_combine() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    let write = "insert into sys_platform_audit_log (at, actor_kind, actor_id, actor_label, action, outcome, object_kind, object_id, tenant_id, request_id)
        select timestamptz '2030-01-15 12:00' + n * interval '1 day', 'staff', ('00000000-0000-7000-8000-00000000000' || n % 2)::uuid, 'Heron', 'tenant.edited',
               case when n % 3 = 0 then 'denied' else 'success' end, case when n % 2 = 0 then 'contact' else 'tenant' end, 'r-' || n,
               ('00000000-0000-7000-8000-0000000000a' || n % 2)::uuid, ('00000000-0000-7000-8000-0000000000b' || n)::uuid
          from generate_series(0, 5) as n";
    sqlx::raw_sql(write).execute(&console.db).await.unwrap();
    for (query, found) in [
        ("q=heron", 6),
        ("q=heron&actor=00000000-0000-7000-8000-000000000001", 3),
        ("q=heron&action=tenant.edited", 6),
        ("q=heron&outcome=denied", 2),
        ("object_kind=contact", 3),
        ("object=r-4", 1),
        ("tenant=00000000-0000-7000-8000-0000000000a1", 3),
        ("request=00000000-0000-7000-8000-0000000000b2", 1),
        ("from=2030-01-17", 4),
        ("from=2030-01-17&to=2030-01-18", 2),
        ("object_kind=contact&outcome=denied", 1),
    ] {
        assert_eq!(browser.get(&format!("/audit?{query}")).await.count(".timeline .event"), found, "{query}");
    }
    // A filter without a field of its own outlives the form.
    browser.open("/audit?tenant=00000000-0000-7000-8000-0000000000a1").await.ok();
    assert_eq!(browser.page().attributes("form.filters input[name=tenant]", "value"), ["00000000-0000-7000-8000-0000000000a1"]);
}

#[tokio::test]
async fn a_colleagues_page_has_their_part_of_the_log_for_who_may_read_it() {
    let console = Console::start().await;
    let mut auditor = console.staff("auditor").await;
    let person = console.db_person(&["support"]).await;
    let mut theirs = console.signed_in(&person).await;
    theirs.open("/staff").await;
    let path = format!("/staff/{}", person.id);
    auditor.get(&path).await.ok().says("Audit");
    let by = auditor.get(&format!("{path}/audit")).await;
    by.ok().says("signed in");
    let about = auditor.get(&format!("{path}/audit?about=yes")).await;
    about.ok().says("signed in");
    theirs.get(&format!("{path}/audit")).await.expect(403);
}

#[tokio::test]
async fn sign_ins_failures_denials_and_exports_are_in_the_log_and_page_views_are_not() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut stranger = console.visitor();
    stranger.open("/login").await.ok();
    stranger.form("/login").fill("email", &person.email).fill("password", "certainly not this one").submit().await;
    assert_eq!(console.db_audited("sign_in.failed").await, 1);
    let mut browser = console.signed_in(&person).await;
    assert_eq!(console.db_audited("sign_in.succeeded").await, 1);
    let lines = "select count(*) from sys_platform_audit_log";
    let before = console.db_number(lines).await;
    for path in ["/", "/audit", "/staff", "/account", "/search?q=x", "/help"] {
        browser.get(path).await.ok();
    }
    assert_eq!(console.db_number(lines).await, before, "looking at pages is not recorded");
    browser.get("/staff/new").await.expect(403);
    assert_eq!(console.db_audited("access.denied").await, 1);
    browser.get("/audit.csv").await.ok();
    browser.get("/staff.csv").await.ok();
    assert_eq!((console.db_audited("audit.exported").await, console.db_audited("staff.exported").await), (1, 1));
    assert_eq!(console.db_number(lines).await, before + 3);
}

/// The names of those who acted, in the order of the section "Why it happened".
async fn why(browser: &mut Browser, entry: i64) -> Vec<String> {
    let page = browser.open(&format!("/audit/{entry}")).await.ok();
    page.says("Why it happened");
    page.texts("#causes .event-actor")
}

#[tokio::test]
async fn what_two_people_did_leads_from_the_tenants_stage_back_to_who_agreed_and_who_asked() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let (asker, agrees) = (console.db_person(&["billing"]).await, console.db_person(&["support_manager"]).await);
    let request = ask_suspension(&mut console.signed_in(&asker).await, tenant).await;
    let mut deciding = console.signed_in(&agrees).await;
    deciding.open(&request).await.ok();
    deciding.form(&request).fill("note", "Seen the invoices").submit().await.expect(303);

    let mut auditor = console.staff("auditor").await;
    let lifecycle = format!("/tenants/{tenant}/lifecycle");
    auditor.open(&lifecycle).await.ok();
    auditor.click("How it came about").await.ok().says("Three invoices unpaid");
    let page = auditor.page();
    page.says("Requested by").says(&asker.name).says("Open the request");
    assert_eq!(page.texts("#causes .event-actor"), [agrees.name.clone(), asker.name.clone()]);
    page.says("Seen the invoices");
    auditor.open(&format!("/audit?action=tenant.suspended&tenant={tenant}")).await.ok().says("on behalf of").says(&asker.name);
    // Whoever may not read the log is led to none of it.
    let page = deciding.open(&lifecycle).await.ok();
    page.says_not("How it came about");
    assert_eq!(page.count("a[href^='/audit/']"), 0);
}

#[tokio::test]
async fn what_time_did_leads_back_to_what_was_decided_before() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    let (asker, agrees) = (console.db_person(&["billing"]).await, console.db_person(&["super_admin"]).await);
    let mut asking = console.signed_in(&asker).await;
    let path = format!("/tenants/{tenant}/cancellation");
    asking.open(&path).await.ok();
    let form = asking.form(&path).choose("when", "period_end").fill("reason", "Moves away");
    let request = form.submit().await.expect(303).location().to_owned();
    let mut deciding = console.signed_in(&agrees).await;
    deciding.open(&request).await.ok();
    deciding.form(&request).submit().await.expect(303);
    console.clock.advance(chrono::Duration::days(370));
    Advance {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_stage(tenant).await, "cancelled");
    let newest = async |action: &'static str| {
        let sql = "select max(id) from sys_platform_audit_log where action = $1 and tenant_id = $2 and actor_kind = 'system'";
        sqlx::query_scalar::<_, i64>(sql).bind(action).bind(tenant.0).fetch_one(&console.db).await.unwrap()
    };
    let mut auditor = console.staff("auditor").await;
    assert_eq!(why(&mut auditor, newest("tenant.cancelled").await).await, [agrees.name.clone(), asker.name.clone()]);
}

#[tokio::test]
async fn what_matches_is_counted_exactly_up_to_a_cap() {
    let log = Log::of(3).await;
    let mut db = log.console.db.acquire().await.unwrap();
    let filter = Filter { action: Some("staff.renamed".to_owned()), ..Filter::default() };
    assert!(matches!(queries::total(&mut db, &filter).await.unwrap(), Total::Exactly(3)));
    assert!(queries::exceeds(&mut db, &filter, 2).await.unwrap());
    assert!(!queries::exceeds(&mut db, &filter, 3).await.unwrap());
    assert_eq!(queries::latest_of(&mut db, &["staff.renamed", "no.such"], 2).await.unwrap().len(), 2);
    let other = Filter { action: Some("no.such".to_owned()), ..Filter::default() };
    assert!(matches!(queries::total(&mut db, &other).await.unwrap(), Total::Exactly(0)));
}
