//! Reviews of access: the list as it was, decisions about others only, a signature that holds.

use chrono::Duration;
use hq_console::areas::access_reviews::job::StartReview;
use hq_console::core::jobs::Job as _;

use crate::support::{Browser, Console, Person};

/// Begins a review by hand and returns its address.
async fn start(browser: &mut Browser) -> String {
    browser.open("/access-reviews").await.ok();
    browser.click("Start a review").await.ok();
    browser.form("/access-reviews/new").submit().await.expect(303);
    let path = browser.page().location().to_owned();
    browser.follow().await.ok();
    path
}

/// The number of somebody's line in the list in front.
fn number(browser: &Browser, person: &Person) -> String {
    let boxes = browser.page().attributes("input[name=grants]", "value");
    let names = browser.page().attributes("input[name=grants]", "aria-label");
    let place = names.iter().position(|label| label.ends_with(&person.name)).expect("the person is on the list");
    boxes[place].clone()
}

async fn keep_all(browser: &mut Browser, review: &str) {
    browser.open(review).await.ok();
    let kept = format!("{review}/kept");
    let numbers = browser.page().attributes("input[name=grants]", "value");
    let mut form = browser.form(&kept);
    for number in &numbers {
        form = form.check_value("grants", number);
    }
    form.fill("note", "as it should be").submit().await.goes_to(review);
    browser.follow().await.ok();
}

async fn sign(browser: &mut Browser, review: &str) {
    browser.open(&format!("{review}/signature")).await.ok();
    browser.form(&format!("{review}/signature")).submit().await.goes_to(review);
    browser.follow().await.ok();
}

#[tokio::test]
async fn each_quarter_begins_one_review_by_itself_however_often_is_looked() {
    let console = Console::start().await;
    StartReview {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_number("select count(*) from sys_access_reviews").await, 0, "nobody holds anything yet");
    console.db_person(&["support", "analyst"]).await;
    let (one, two) = tokio::join!(StartReview {}.run(console.job_run()), StartReview {}.run(console.job_run()));
    one.unwrap();
    two.unwrap();
    StartReview {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_number("select count(*) from sys_access_reviews").await, 1);
    assert_eq!(console.db_number("select count(*) from sys_access_review_grants").await, 2);
    assert_eq!(console.db_audited("access_review.started").await, 1);
    console.clock.advance(Duration::days(92));
    StartReview {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_number("select count(distinct period) from sys_access_reviews").await, 2);
}

#[tokio::test]
async fn every_role_is_kept_or_taken_away_and_the_whole_signed() {
    let console = Console::start().await;
    let mut reviewer = console.staff("super_admin").await;
    let mut colleague = console.staff("super_admin").await;
    let agent = console.db_person(&["support", "analyst"]).await;
    let leaver = console.db_person(&["billing"]).await;
    let mut theirs = console.signed_in(&leaver).await;
    let review = start(&mut reviewer).await;
    reviewer.page().says(&agent.name).says("0 of 5").says("Decided by a colleague");

    let line = format!("{review}/grants/{}/revocation", number(&reviewer, &leaver));
    reviewer.open(&line).await.ok().says(&leaver.name).says("Billing");
    reviewer.form(&line).fill("note", "moved to another team").submit().await.goes_to(&review);
    reviewer.follow().await.ok().says("Taken away").says("moved to another team");
    theirs.get("/account").await.expect(303);
    console.signed_in(&leaver).await.get("/tenants").await.expect(403);
    let reason: String = sqlx::query_scalar("select reason from sys_platform_audit_log where action = 'staff.roles_changed'")
        .fetch_one(&console.db)
        .await
        .unwrap();
    assert_eq!(reason, "moved to another team");

    reviewer.get(&format!("{review}/signature")).await.expect(409).says("Some roles have not been decided yet");
    keep_all(&mut reviewer, &review).await;
    reviewer.page().says("4 of 5");
    keep_all(&mut colleague, &review).await;
    colleague.page().says("5 of 5");
    sign(&mut colleague, &review).await;
    colleague.page().says("Signed").says("Matches the list").says(&colleague.person.as_ref().unwrap().name);
    assert_eq!(colleague.page().count("main form"), 0);
    let agents_roles = "select count(*) from sys_platform_user_roles ur join sys_platform_users u on u.id = ur.user_id
                         join sys_platform_roles r on r.id = ur.role_id where r.code in ('support', 'analyst')";
    assert_eq!(console.db_number(agents_roles).await, 2);
    for (action, times) in [("access_review.kept", 2), ("access_review.revoked", 1), ("access_review.signed", 1)] {
        assert_eq!(console.db_audited(action).await, times, "{action}");
    }
    colleague.open("/access-reviews").await.ok().says("5 of 5").says("Signed");
}

#[tokio::test]
async fn what_was_signed_stays_and_a_change_behind_the_consoles_back_shows() {
    let console = Console::start().await;
    let mut reviewer = console.staff("super_admin").await;
    let mut colleague = console.staff("super_admin").await;
    let review = start(&mut reviewer).await;
    keep_all(&mut reviewer, &review).await;
    let csrf = colleague.csrf_of(&review).await;
    keep_all(&mut colleague, &review).await;
    sign(&mut colleague, &review).await;

    colleague.post(&format!("{review}/kept"), &[("csrf", csrf.as_str()), ("grants", "1"), ("note", "")]).await.expect(409);
    colleague.post(&format!("{review}/grants/1/revocation"), &[("csrf", csrf.as_str()), ("note", "")]).await.expect(409);
    colleague.post(&format!("{review}/signature"), &[("csrf", csrf.as_str())]).await.expect(409);
    for tampering in [
        "update sys_access_review_grants set note = 'nothing to see'",
        "update sys_access_review_grants set decision = 'revoked'",
        "delete from sys_access_review_grants",
    ] {
        let refused = sqlx::query(tampering).execute(&console.db).await;
        assert!(refused.is_err(), "{tampering}");
    }
    for behind in [
        "alter table sys_access_review_grants disable trigger sys_access_review_grants_frozen",
        "update sys_access_review_grants set role_code = 'herons' where number = 1",
    ] {
        sqlx::query(behind).execute(&console.db).await.unwrap();
    }
    colleague.open(&review).await.ok().says("Does not match the list");
}

#[tokio::test]
async fn nobody_decides_about_their_own_roles() {
    let console = Console::start().await;
    let mut reviewer = console.staff("super_admin").await;
    let own = reviewer.person.clone().unwrap();
    let review = start(&mut reviewer).await;
    assert_eq!(reviewer.page().count("input[name=grants]"), 0);
    let csrf = reviewer.csrf_of("/step-up").await;
    let fields = [("csrf", csrf.as_str()), ("grants", "1"), ("note", "")];
    reviewer.post(&format!("{review}/kept"), &fields).await.expect(409).says("Your own roles are decided by a colleague");
    reviewer.get(&format!("{review}/grants/1/revocation")).await.expect(409);
    reviewer.post(&format!("{review}/grants/1/revocation"), &[("csrf", csrf.as_str()), ("note", "")]).await.expect(409);
    let behind = sqlx::query(
        "update sys_access_review_grants set decision = 'kept', decided_by = $1, decided_by_name = 'x', decided_at = now() where user_id = $1",
    );
    assert!(behind.bind(own.id.0).execute(&console.db).await.is_err());
    assert_eq!(console.db_number("select count(*) from sys_access_review_grants where decision is not null").await, 0);
}

#[tokio::test]
async fn a_review_takes_away_no_more_than_the_reviewer_could() {
    let console = Console::start().await;
    sqlx::query(
        "with role as (insert into sys_platform_roles (id, code, name, name2, description, description2, created_at)
                       values ('01900000-0000-7000-8000-0000000000aa', 'reviewer', 'Reviewer', 'مراجع', '', '', now()) returning id)
         insert into sys_platform_role_permissions (role_id, permission)
         select id, p from role, unnest(array['roles:read', 'reviews:sign', 'tenants:read', 'tenants:export', 'billing:read', 'health:read', 'onboarding:read']) p",
    )
    .execute(&console.db)
    .await
    .unwrap();
    let super_admin = console.db_person(&["super_admin"]).await;
    let analyst = console.db_person(&["analyst"]).await;
    let mut reviewer = console.staff("reviewer").await;
    let review = start(&mut reviewer).await;
    let lines = [(&super_admin, 409), (&analyst, 303)];
    for (person, status) in lines {
        reviewer.open(&review).await.ok();
        let line = format!("{review}/grants/{}/revocation", number(&reviewer, person));
        reviewer.open(&line).await.ok();
        reviewer.form(&line).submit().await.expect(status);
    }
    assert_eq!(console.db_number("select count(*) from sys_access_review_grants where decision = 'revoked'").await, 1);
    assert_eq!(console.db_number("select count(*) from sys_platform_user_roles").await, 2);
}

#[tokio::test]
async fn the_list_stays_as_it_was_when_the_review_began() {
    let console = Console::start().await;
    let mut reviewer = console.staff("super_admin").await;
    let agent = console.db_person(&["support"]).await;
    let review = start(&mut reviewer).await;
    let line = number(&reviewer, &agent);
    console.change_role(&agent, "support", "billing").await;
    sqlx::query("update sys_platform_users set name = 'Somebody Else' where id = $1").bind(agent.id.0).execute(&console.db).await.unwrap();
    reviewer.open(&review).await.ok().says(&agent.name).says("Support agent").says_not("Somebody Else");
    // What the person does not hold any more cannot be taken from them, and the line is decided all the same.
    let revocation = format!("{review}/grants/{line}/revocation");
    reviewer.open(&revocation).await.ok();
    reviewer.form(&revocation).submit().await.goes_to(&review);
    assert_eq!(console.db_audited("staff.roles_changed").await, 1);
    let frozen = sqlx::query("update sys_access_review_grants set user_name = 'Nobody'").execute(&console.db).await;
    assert!(frozen.is_err());
    let csv = reviewer.get(&format!("{review}/grants.csv")).await;
    assert!(csv.ok().body_text().contains(&format!("{},{}", agent.name, agent.email)));
    assert_eq!(console.db_audited("access_review.exported").await, 1);
}

#[tokio::test]
async fn an_overdue_review_is_pointed_out_at_home_and_on_the_person() {
    let console = Console::start().await;
    let mut reviewer = console.staff("super_admin").await;
    let person = reviewer.person.clone().unwrap();
    let agent = console.db_person(&["support"]).await;
    let review = start(&mut reviewer).await;
    reviewer.open("/").await.ok().says("Access review: 2 roles to decide");
    reviewer.open(&format!("/staff/{}", agent.id)).await.ok().says_not("overdue");
    console.clock.advance(Duration::days(14) + Duration::seconds(1));
    let mut reviewer = console.signed_in(&person).await;
    reviewer.open("/").await.ok().says("Access review overdue: 2 roles to decide");
    reviewer.open(&format!("/staff/{}", agent.id)).await.ok().says("A review of this person's roles is overdue.");
    reviewer.open(&review).await.ok().says("Overdue");
    console.signed_in(&agent).await.open("/").await.ok().says_not("Access review");
}

#[tokio::test]
async fn who_may_only_read_sees_reviews_but_decides_nothing() {
    let console = Console::start().await;
    let mut auditor = console.staff("auditor").await;
    auditor.open("/access-reviews").await.ok().says("No reviews yet").says_not("Start a review");
    let mut reviewer = console.staff("super_admin").await;
    let review = start(&mut reviewer).await;
    auditor.open(&review).await.ok();
    assert_eq!(auditor.page().count("main form"), 0);
    for path in ["/access-reviews/new", &format!("{review}/signature"), &format!("{review}/grants/1/revocation")] {
        auditor.get(path).await.expect(403);
    }
    auditor.get(&format!("{review}/grants.csv")).await.ok();
    reviewer.get("/access-reviews/0190ffff-ffff-7fff-bfff-ffffffffffff").await.expect(404);
    reviewer.get(&format!("{review}/grants/99/revocation")).await.expect(404);
}
