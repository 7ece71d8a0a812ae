//! What the pages offer to whom, and how they tell it.

use chrono::Duration;
use hq_console::core::ids::TenantId;

use super::{id, status};
use crate::support::{Browser, Console, ask_suspension};

/// What a reader can do on a request's page: decide, withdraw, act alone, review.
async fn offers(browser: &mut Browser, request: &str) -> [usize; 4] {
    let page = browser.open(request).await.ok().clone();
    [
        page.count("#decide button[name=decision]"),
        page.count(&format!("form[action=\"{request}/withdrawal\"]")),
        page.count(&format!("a[href=\"{request}/emergency\"]")),
        page.count(&format!("form[action=\"{request}/review\"]")),
    ]
}

async fn name_of(console: &Console, tenant: TenantId) -> String {
    sqlx::query_scalar("select name from sys_tenants where id = $1").bind(tenant.0).fetch_one(&console.db).await.unwrap()
}

#[tokio::test]
async fn a_request_offers_everybody_what_they_can_do_and_nothing_else() {
    let console = Console::with_tenants(40).await;
    let tenants = console.db_tenants("active", 2).await;
    let mut billing = console.staff("billing").await;
    let mut admin = console.staff("super_admin").await;
    let mut manager = console.staff("support_manager").await;
    let mut auditor = console.staff("auditor").await;
    let request = ask_suspension(&mut billing, tenants[0]).await;
    assert_eq!(offers(&mut billing, &request).await, [0, 1, 0, 0], "who asked takes it back");
    assert_eq!(offers(&mut manager, &request).await, [2, 0, 0, 0], "who may decides");
    assert_eq!(offers(&mut admin, &request).await, [2, 0, 0, 0], "and does not act alone about what somebody else asked");
    assert_eq!(offers(&mut auditor, &request).await, [0, 0, 0, 0]);
    let own = ask_suspension(&mut admin, tenants[1]).await;
    assert_eq!(offers(&mut admin, &own).await, [0, 1, 1, 0], "who holds the right may act alone on what they asked");
    let emergency = format!("{own}/emergency");
    admin.open(&emergency).await.ok();
    admin.form(&emergency).fill("reason", "Card data leak at this tenant").submit().await.goes_to(&own);
    assert_eq!(offers(&mut admin, &own).await, [0, 0, 0, 0], "who acted alone does not review it");
    assert_eq!(offers(&mut auditor, &own).await, [0, 0, 0, 0]);
    assert_eq!(offers(&mut manager, &own).await, [0, 0, 0, 1]);
    manager.form(&format!("{own}/review")).fill("note", "It was right").submit().await.goes_to(&own);
    assert_eq!(offers(&mut manager, &own).await, [0, 0, 0, 0], "reviewed is reviewed");
    manager.open(&own).await.ok().says("Reviewed by").says("What the review found").says_not("Emergency, not reviewed");
    manager.open(&request).await.ok().says_not("Reviewed by").says_not("Why no second person").says("Open until");
    manager.form(&request).submit().await.goes_to(&request);
    for browser in [&mut billing, &mut admin, &mut manager] {
        assert_eq!(offers(browser, &request).await, [0, 0, 0, 0], "closed");
        browser.page().says_not("Open until").says("Closed").says_not("You asked for this").says_not("You have approved it");
    }
}

#[tokio::test]
async fn a_request_is_over_on_its_page_the_second_its_time_is() {
    let console = Console::with_tenants(40).await;
    let mut billing = console.staff("billing").await;
    let request = ask_suspension(&mut billing, console.db_tenant("active").await).await;
    console.clock.advance(Duration::hours(72));
    // Long signed out by then, they come back.
    let mut manager = console.staff("support_manager").await;
    assert_eq!(offers(&mut manager, &request).await, [0, 0, 0, 0]);
    assert_eq!(manager.open("/approvals").await.ok().count("#approvals tbody tr"), 0);
}

#[tokio::test]
async fn every_view_of_the_inbox_lists_its_own() {
    let console = Console::with_tenants(40).await;
    let tenants = console.db_tenants("active", 2).await;
    let (first, second) = (name_of(&console, tenants[0]).await, name_of(&console, tenants[1]).await);
    let mut billing = console.staff("billing").await;
    let mut manager = console.staff("support_manager").await;
    for (view, empty) in [
        ("", "No request waits for your decision."),
        ("?view=mine", "You have not asked for anything yet."),
        ("?view=open", "No request is open."),
        ("?view=decided", "No request has been closed yet."),
    ] {
        manager.open(&format!("/approvals{view}")).await.ok().says(empty);
    }
    let open = ask_suspension(&mut billing, tenants[0]).await;
    let closed = ask_suspension(&mut billing, tenants[1]).await;
    manager.open(&closed).await.ok();
    manager.form(&closed).submit().await.goes_to(&closed);
    manager.open("/approvals").await.ok().says(&first).says_not(&second).says_not("One of two approvals").says_not("Emergency");
    assert_eq!(manager.page().texts("#approvals tbody td:last-child").iter().filter(|until| until.is_empty()).count(), 0);
    assert_eq!(manager.page().texts("[aria-current=page]").iter().filter(|tab| *tab == "Waiting for me").count(), 1);
    for address in ["/approvals", "/approvals?view=mine", "/approvals?view=open", "/approvals?view=decided"] {
        assert!(manager.page().count(&format!("main a[href=\"{address}\"]")) > 0, "{address}");
    }
    manager.open("/approvals?view=mine").await.ok().says("You have not asked for anything yet.");
    manager.open("/approvals?view=open").await.ok().says(&first).says_not(&second);
    assert_eq!(manager.page().texts("[aria-current=page]").iter().filter(|tab| *tab == "All open").count(), 1);
    manager.open("/approvals?view=decided").await.ok().says(&second).says_not(&first);
    assert_eq!(manager.page().texts("#approvals tbody td:last-child"), [""], "what is closed waits for nothing");
    billing.open("/approvals?view=mine").await.ok().says(&first).says(&second);
    // What was closed before stands beside what is open.
    manager.open(&open).await.ok().says_not("No similar request has been closed yet.").says(&second);
    manager.open(&closed).await.ok().says("No similar request has been closed yet.");
}

#[tokio::test]
async fn what_is_touched_is_told_in_figures_that_belong_to_it() {
    let console = Console::with_tenants(60).await;
    let mut admin = console.staff("super_admin").await;
    let tenant = console.db_tenant("active").await;
    let request = ask_suspension(&mut admin, tenant).await;
    let page = admin.open(&request).await.ok();
    page.says("Monthly revenue").says("OMR").says_not("priced by contract").says_not("People").says_not("and 0 more").says("One approval");
    assert_eq!(page.count(&format!(".blast a[href=\"/tenants/{tenant}\"]")), 1);
    let person = console.db_person(&["support"]).await;
    let path = format!("/staff/{}/reset", person.id);
    admin.open(&path).await.ok();
    let reset = admin.form(&path).fill("reason", "Lost the phone").submit().await.expect(303).location().to_owned();
    let page = admin.open(&reset).await.ok();
    page.says("People").says("Open sessions").says_not("Monthly revenue");
    assert_eq!(page.count(&format!(".blast a[href=\"/staff/{}\"]", person.id)), 1);
    // Somebody who is to be invited has no page yet, and a policy's page is the policies'.
    admin.open("/staff/new").await.ok();
    let form = admin.form("/staff/new").fill("name", "Huda").fill("email", "huda@example.com").check_value("roles", "support_manager");
    let invitation = form.fill("reason", "Leads the night shift").submit().await.expect(303).location().to_owned();
    assert_eq!(admin.open(&invitation).await.ok().says("Huda").count(".blast .branches a"), 0);
    let path = "/approvals/policies/tenant.suspend";
    admin.open(path).await.ok();
    let policy = admin.form(path).choose("approvers", "2").fill("reason", "Board").submit().await.expect(303).location().to_owned();
    let page = admin.open(&policy).await.ok();
    page.says_not("People").says_not("Monthly revenue").says_not("tenant.suspend").says("Suspend a tenant");
    assert_eq!(page.count(".blast a[href=\"/approvals/policies\"]"), 1);
}

#[tokio::test]
async fn what_differs_is_told_of_whom() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    let name = name_of(&console, tenant).await;
    let request = ask_suspension(&mut console.staff("billing").await, tenant).await;
    let other = "update sys_tenant_subscriptions set plan_code = case plan_code when 'PRO' then 'GROWTH' else 'PRO' end where tenant_id = $1 and ended_at is null";
    sqlx::query(other).bind(tenant.0).execute(&console.db).await.unwrap();
    let mut deciding = console.staff("support_manager").await;
    deciding.open(&request).await.ok().says_not("This request is void");
    deciding.form(&request).submit().await.goes_to(&request);
    let page = deciding.follow().await.ok();
    page.says(&format!("{name}: ")).says("Monthly revenue").says_not(": Monthly revenue");
    assert_eq!(status(&console, &request).await, "void");
}

#[tokio::test]
async fn a_note_is_as_long_as_it_may_be_and_no_longer() {
    let console = Console::with_tenants(40).await;
    let tenants = console.db_tenants("active", 2).await;
    let mut admin = console.staff("super_admin").await;
    let request = ask_suspension(&mut admin, tenants[0]).await;
    let mut manager = console.staff("support_manager").await;
    manager.open(&request).await.ok();
    let csrf = manager.csrf();
    let (long, longest) = ("ن".repeat(2_001), "ن".repeat(2_000));
    let fields = |note: &str| [("csrf", csrf.clone()), ("decision", "reject".to_owned()), ("note", note.to_owned())];
    assert_eq!(manager.post(&request, &fields(&long)).await.expect(422).faulty(), ["note"]);
    manager.post(&request, &fields(&longest)).await.goes_to(&request);
    assert_eq!(status(&console, &request).await, "rejected");
    // An emergency's reason has at least ten characters.
    let own = ask_suspension(&mut admin, tenants[1]).await;
    let csrf = admin.csrf_of(&own).await;
    let path = format!("{own}/emergency");
    for (reason, taken) in [("123456789".to_owned(), false), (long.clone(), false), ("1234567890".to_owned(), true)] {
        let answer = admin.post(&path, &[("csrf", csrf.as_str()), ("reason", reason.as_str())]).await;
        answer.expect(if taken { 303 } else { 422 });
    }
    assert_eq!(status(&console, &own).await, "executed");
    let csrf = manager.csrf_of(&own).await;
    for (note, taken) in [(" ", false), (long.as_str(), false), (longest.as_str(), true)] {
        let answer = manager.post(&format!("{own}/review"), &[("csrf", csrf.as_str()), ("note", note)]).await;
        answer.expect(if taken { 303 } else { 422 });
    }
    let reviewed = sqlx::query_scalar::<_, bool>("select reviewed_at is not null from sys_approval_requests where id = $1");
    assert!(reviewed.bind(id(&own)).fetch_one(&console.db).await.unwrap());
}

#[tokio::test]
async fn a_policy_is_told_as_it_stands() {
    let console = Console::start().await;
    sqlx::query(
        "update sys_approval_policies set min_subjects = 1, min_minor = null, min_rank = null, approvers = 1, two_from = null, distinct_roles = false",
    )
    .execute(&console.db)
    .await
    .unwrap();
    let mut admin = console.staff("super_admin").await;
    admin.open("/approvals/policies").await.ok().says("Always").says("One person").says_not("From ").says_not("Two people").says_not("Off");
    sqlx::query("update sys_approval_policies set min_subjects = 2, two_from = 25, min_rank = (select max(rank) from sys_plans) where command = 'tenants.suspend'")
        .execute(&console.db)
        .await
        .unwrap();
    let plan: String = sqlx::query_scalar("select name from sys_plans order by rank desc limit 1").fetch_one(&console.db).await.unwrap();
    admin.open("/approvals/policies").await.ok();
    admin.page().says("From 2 on").says(&format!("From plan {plan}")).says("One person, two from 25 on").says_not("two different roles");
    let strict = "update sys_approval_policies set approvers = 2, distinct_roles = true where command = 'tenant.churn'";
    sqlx::query(strict).execute(&console.db).await.unwrap();
    let off = "update sys_approval_policies set enabled = false where command = 'tenant.cancel'";
    sqlx::query(off).execute(&console.db).await.unwrap();
    admin.open("/approvals/policies").await.ok().says("Two people · two different roles").says("Off");
    let mut auditor = console.staff("auditor").await;
    assert_eq!(auditor.open("/approvals/policies").await.ok().count("a[href=\"/approvals/policies/tenant.suspend\"]"), 0);
    assert_eq!(admin.page().count("a[href=\"/approvals/policies/tenant.suspend\"]"), 1);
}

#[tokio::test]
async fn a_policys_form_takes_what_is_offered_and_nothing_beyond() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let path = "/approvals/policies/tenants.suspend";
    admin.open(path).await.ok();
    let csrf = admin.csrf();
    let long = "r".repeat(2_001);
    let usual = [("enabled", "true"), ("min_rank", ""), ("min_subjects", "3"), ("approvers", "1"), ("two_from", ""), ("reason", "Board")];
    for (field, value) in [
        ("min_rank", "99"),
        ("min_subjects", "0"),
        ("min_subjects", "1000001"),
        ("min_subjects", ""),
        ("approvers", "3"),
        ("two_from", "0"),
        ("reason", ""),
        ("reason", long.as_str()),
    ] {
        let mut fields = vec![("csrf", csrf.as_str())];
        fields.extend(usual.map(|(name, usual)| (name, if name == field { value } else { usual })));
        assert_eq!(admin.post(path, &fields).await.expect(422).faulty(), [field], "{field} = {value:?}");
    }
    let rank: i16 = sqlx::query_scalar("select max(rank) from sys_plans").fetch_one(&console.db).await.unwrap();
    let rank = rank.to_string();
    let (most, longest) = ("1000000", "r".repeat(2_000));
    let fields = [
        ("csrf", csrf.as_str()),
        ("enabled", "true"),
        ("min_rank", rank.as_str()),
        ("min_subjects", most),
        ("approvers", "2"),
        ("two_from", most),
        ("distinct_roles", "true"),
        ("reason", longest.as_str()),
    ];
    let request = admin.post(path, &fields).await.expect(303).location().to_owned();
    console.approve(&request).await;
    let put = "select count(*) from sys_approval_policies where command = 'tenants.suspend' and enabled and min_subjects = 1000000 and approvers = 2
                  and two_from = 1000000 and distinct_roles and min_rank = (select max(rank) from sys_plans)";
    assert_eq!(console.db_number(put).await, 1);
}
