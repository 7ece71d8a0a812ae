//! What the pages tell of a request: whose word counts, in whose words, and to how many it goes.

use hq_console::core::ids::TenantId;
use uuid::Uuid;

use super::{id, status};
use crate::support::{Browser, Console, ask_suspension};

/// Asks for the suspension of all of them in one act.
async fn ask_for_many(browser: &mut Browser, tenants: &[TenantId]) -> String {
    let csrf = browser.csrf_of("/tenants").await;
    let ids: Vec<String> = tenants.iter().map(ToString::to_string).collect();
    let mut fields = vec![("csrf", csrf.as_str()), ("do", "suspension"), ("filter", "")];
    fields.extend(ids.iter().map(|id| ("ids", id.as_str())));
    let place = browser.post("/tenants/bulk", &fields).await.expect(303).location().to_owned();
    browser.open(&place).await.ok();
    let form = browser.form(&place).choose("mode", "blocked").choose("category", "other").fill("reason", "Together");
    form.submit().await.expect(303).location().to_owned()
}

/// Runs a statement with the guards off, as an older or a newer version of the console could have written it.
async fn db_put(console: &Console, statement: &'static str, request: &str) {
    let mut db = console.db.acquire().await.unwrap();
    sqlx::raw_sql("set session_replication_role = replica").execute(&mut *db).await.unwrap();
    sqlx::query(statement).bind(id(request)).execute(&mut *db).await.unwrap();
    sqlx::raw_sql("set session_replication_role = origin").execute(&mut *db).await.unwrap();
}

#[tokio::test]
async fn many_are_listed_up_to_a_dozen_and_a_change_they_share_stands_once() {
    let console = Console::with_tenants(120).await;
    let tenants = console.db_tenants("active", 14).await;
    let mut agent = console.staff("billing").await;
    let twelve = ask_for_many(&mut agent, &tenants[..12]).await;
    let page = agent.open(&twelve).await.ok();
    assert_eq!((page.count(".blast .branches a"), page.count(".blast details")), (12, 0));
    let all = ask_for_many(&mut agent, &tenants).await;
    let page = agent.open(&all).await.ok();
    assert_eq!((page.count(".blast > .card-body > .branches a"), page.count(".blast details .branches a")), (12, 2));
    assert_eq!(page.one(".blast summary"), "and 2 more");
    let rows = page.texts(".blast .diff tbody tr");
    assert_eq!(rows.iter().filter(|row| row.contains("Suspended")).count(), 2, "stage and subscription, of all at once: {rows:?}");
}

#[tokio::test]
async fn what_every_way_has_in_common_is_told_once_and_what_has_one_way_is_told_too() {
    let console = Console::with_tenants(120).await;
    let active = console.db_tenant("active").await;
    let mut admin = console.staff("super_admin").await;
    let page = admin.open(&format!("/tenants/{active}/suspension")).await.ok();
    let mut common = page.texts(".blast .diff tbody tr:not([data-when])");
    assert!(!common.is_empty() && page.count(".blast .diff tbody tr[data-when]") > 0);
    common.sort();
    common.dedup();
    assert_eq!(page.count(".blast .diff tbody tr:not([data-when])"), common.len());
    let cancelled = console.db_tenant("cancelled").await;
    console.clock.advance(chrono::Duration::days(400));
    let mut admin = console.staff("super_admin").await;
    let page = admin.open(&format!("/tenants/{cancelled}/churn")).await.ok();
    assert!(page.count(".blast .diff tbody tr") > 0);
}

#[tokio::test]
async fn a_name_is_never_taken_for_a_command_and_a_command_never_told_by_its_code() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    sqlx::query("update sys_tenants set name = 'staff.reset' where id = $1").bind(tenant.0).execute(&console.db).await.unwrap();
    let mut admin = console.staff("super_admin").await;
    let request = ask_suspension(&mut admin, tenant).await;
    let page = admin.open(&request).await.ok();
    assert_eq!((page.heading(), page.one(".head-sub")), ("Suspend a tenant".to_owned(), "staff.reset".to_owned()));
    assert_eq!(page.texts(".blast .branches a"), ["staff.reset"]);
    let mut manager = console.staff("support_manager").await;
    assert_eq!(manager.open("/approvals").await.ok().texts("#approvals tbody th small"), ["staff.reset"]);
    let titles = ["What", "Status", "Requested by", "Requested", "Open until"];
    assert_eq!(manager.page().texts("#approvals thead th"), titles);
    let path = "/approvals/policies/tenant.cancel";
    admin.open(path).await.ok();
    let form = admin.form(path).uncheck("enabled").check("distinct_roles").fill("reason", "Board");
    let policy = form.submit().await.expect(303).location().to_owned();
    let page = admin.open(&policy).await.ok();
    let mut said: Vec<(String, String)> = page.texts(".diff del").into_iter().zip(page.texts(".diff ins")).collect();
    said.sort();
    assert_eq!(said, [("No".to_owned(), "Yes".to_owned()), ("Yes".to_owned(), "No".to_owned())]);
    let subject = "Cancel a tenant";
    assert_eq!(page.one(".head-sub"), subject);
    assert!(admin.open("/approvals?view=mine").await.ok().texts("#approvals tbody th small").contains(&subject.to_owned()));
}

#[tokio::test]
async fn one_of_two_is_told_while_one_is_missing_and_an_approval_that_lapsed_is_none() {
    let console = Console::with_tenants(40).await;
    let word = "One of two approvals";
    let mut billing = console.staff("billing").await;
    let mut manager = console.staff("support_manager").await;
    let tenants = console.db_tenants("active", 3).await;
    // One approval is enough, and was given.
    let enough = ask_suspension(&mut billing, tenants[0]).await;
    manager.open(&enough).await.ok();
    manager.form(&enough).submit().await.goes_to(&enough);
    sqlx::query("update sys_approval_policies set approvers = 2 where command = 'tenant.suspend'").execute(&console.db).await.unwrap();
    let request = ask_suspension(&mut billing, tenants[1]).await;
    manager.open(&request).await.ok().says_not(word);
    manager.open("/approvals?view=open").await.ok().says_not(word);
    manager.open("/approvals?view=decided").await.ok().says_not(word);
    let leaver = console.db_person(&["support_manager"]).await;
    let mut leaving = console.signed_in(&leaver).await;
    leaving.open(&request).await.ok();
    leaving.form(&request).submit().await.goes_to(&request);
    leaving.follow().await.ok().says(word);
    console.disable(&leaver).await;
    manager.open(&request).await.ok();
    manager.form(&request).submit().await.goes_to(&request);
    manager.follow().await.ok().says("Approved, no longer counts").says(word);
    manager.open("/approvals?view=open").await.ok().says(word);
    // Rejected by the second, it is no longer on its way.
    let mut admin = console.staff("super_admin").await;
    let csrf = admin.csrf_of(&request).await;
    admin.post(&request, &[("csrf", csrf.as_str()), ("decision", "reject"), ("note", "They paid")]).await.goes_to(&request);
    assert_eq!(status(&console, &request).await, "rejected");
    admin.open(&request).await.ok().says_not(word).says("They paid");
    admin.open("/approvals?view=decided").await.ok().says_not(word);
    // One who rejects does not count for one who approves.
    let third = ask_suspension(&mut billing, tenants[2]).await;
    let csrf = admin.csrf_of(&third).await;
    admin.post(&third, &[("csrf", csrf.as_str()), ("decision", "reject"), ("note", "No")]).await.goes_to(&third);
    db_put(&console, "update sys_approval_requests set status = 'pending', closed_at = null where id = $1", &third).await;
    admin.open(&third).await.ok().says_not(word);
}

#[tokio::test]
async fn the_way_without_a_second_person_is_closed_with_the_request() {
    let console = Console::with_tenants(40).await;
    let mut admin = console.staff("super_admin").await;
    let request = ask_suspension(&mut admin, console.db_tenant("active").await).await;
    let path = format!("{request}/emergency");
    admin.open(&path).await.ok();
    let withdrawal = format!("{request}/withdrawal");
    admin.open(&request).await.ok();
    admin.form(&withdrawal).submit().await.goes_to(&request);
    admin.open(&path).await.goes_to(&request);
    admin.follow().await.ok().says("This request is closed");
}

#[tokio::test]
async fn that_nobody_else_can_decide_is_told_to_who_asked_while_it_is_open() {
    let console = Console::with_tenants(40).await;
    let shut = "update sys_platform_users set status = 'disabled', disabled_at = now() where status = 'active'";
    sqlx::query(shut).execute(&console.db).await.unwrap();
    let mut billing = console.staff("billing").await;
    let request = ask_suspension(&mut billing, console.db_tenant("active").await).await;
    let word = "Nobody else can approve this";
    billing.open(&request).await.ok().says(word);
    // The only one who can is not told that nobody else can.
    let manager = console.db_person(&["support_manager"]).await;
    console.signed_in(&manager).await.open(&request).await.ok().says_not(word).says("Nobody has decided yet.");
    billing.open(&request).await.ok().says_not(word);
    sqlx::query("update sys_platform_users set status = 'disabled', disabled_at = now() where id = $1")
        .bind(manager.id.0)
        .execute(&console.db)
        .await
        .unwrap();
    billing.open(&request).await.ok().says(word);
    billing.form(&format!("{request}/withdrawal")).submit().await.goes_to(&request);
    billing.open(&request).await.ok().says_not(word);
}

#[tokio::test]
async fn what_this_version_does_not_know_is_told_as_it_is_stored_and_not_decided() {
    let console = Console::with_tenants(40).await;
    let mut billing = console.staff("billing").await;
    let request = ask_suspension(&mut billing, console.db_tenant("active").await).await;
    let alter = "update sys_approval_requests set command = 'tenant.moon', effect = jsonb_set(effect, '{changes}',
                   '[{\"subject\": \"1\", \"field\": \"tide\", \"before\": \"low\", \"after\": \"high\"},
                     {\"subject\": \"1\", \"field\": \"stage\", \"before\": \"waning\", \"after\": \"active\"}]')
                  where id = $1";
    db_put(&console, alter, &request).await;
    let mut manager = console.staff("support_manager").await;
    let page = manager.open(&request).await.ok();
    page.says("This kind of request is not known here");
    assert_eq!((page.heading(), page.count("button[name=decision]")), ("tenant.moon".to_owned(), 0));
    let fields = page.texts(".blast .diff tbody th");
    assert!(fields[0].starts_with("tide") && fields[1].starts_with("Stage"), "{fields:?}");
    assert_eq!(page.texts(".blast .diff del"), ["low", "waning"]);
    assert_eq!(page.texts(".blast .diff ins"), ["high", "Active"]);
}

#[tokio::test]
async fn a_name_is_kept_though_another_role_was_asked_for_before() {
    let console = Console::start().await;
    let person = console.db_person(&["support"]).await;
    let mut admin = console.staff("super_admin").await;
    let path = format!("/staff/{}/edit", person.id);
    for (name, role) in [("First Name", "super_admin"), ("Second Name", "support_manager")] {
        admin.open(&path).await.ok();
        let form = admin.form(".form").fill("name", name).check_value("roles", role).fill("reason", "Covers for the summer");
        assert!(form.submit().await.expect(303).location().starts_with("/approvals/"));
    }
    admin.follow().await.ok().says("Your other changes are saved. Another request about this is open");
    // With nothing beside it nothing is said to be saved.
    admin.open(&path).await.ok();
    let form = admin.form(".form").check_value("roles", "support_manager").fill("reason", "Covers for the summer");
    form.submit().await.expect(303);
    admin.follow().await.ok().says("Another request about this is open.").says_not("Your other changes are saved");
}

#[tokio::test]
async fn a_long_list_is_read_page_by_page_and_counted_up_to_ten_thousand() {
    let console = Console::start().await;
    let person = console.db_person(&["support_manager"]).await;
    let write = "insert into sys_approval_requests (id, command, payload, permission, subject, subject_label, reason, effect, effect_hash,
                        approvers, distinct_roles, status, requested_by, requested_at, expires_at, closed_at)
                 select gen_random_uuid(), 'tenant.suspend', '{}', 'tenants:suspend', n::text, 'Laundry ' || n, 'x',
                        '{\"subjects\": [], \"changes\": [], \"monthly_minor\": 0, \"unpriced\": 0, \"around\": []}', sha256('x'),
                        1, false, 'expired', $1, at, at + interval '72 hours', at + interval '72 hours'
                   from generate_series($2, $3) as n, lateral (select timestamptz '2026-01-01' + n * interval '1 minute') as t (at)";
    let fill = async |from: i32, to: i32| {
        let mut db = console.db.acquire().await.unwrap();
        sqlx::raw_sql("set session_replication_role = replica").execute(&mut *db).await.unwrap();
        sqlx::query(write).bind::<Uuid>(person.id.0).bind(from).bind(to).execute(&mut *db).await.unwrap();
        sqlx::raw_sql("set session_replication_role = origin").execute(&mut *db).await.unwrap();
    };
    fill(1, 21).await;
    let mut browser = console.signed_in(&person).await;
    let names = "#approvals tbody th small";
    assert_eq!(browser.open("/approvals?view=decided&size=20").await.ok().texts(names).first().unwrap(), "Laundry 21");
    let next = browser.page().attributes("a[rel=next]", "href").pop().unwrap();
    assert_eq!(browser.open(&next).await.ok().texts(names), ["Laundry 1"]);
    assert_eq!(browser.page().one(".pager-total"), "21 results");
    fill(22, 10_000).await;
    assert_eq!(browser.open("/approvals?view=decided").await.ok().one(".pager-total"), "10,000 results");
    fill(10_001, 10_001).await;
    assert_eq!(browser.open("/approvals?view=decided").await.ok().one(".pager-total"), "10,000+ results");
}
