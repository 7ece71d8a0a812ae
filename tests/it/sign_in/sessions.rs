//! How long a session lasts, and what ends it.

use chrono::Duration as Later;
use hq_console::web::cookies;

use crate::support::{Browser, Console};

const OPEN: &str = "/audit";

#[track_caller]
fn id(browser: &Browser) -> String {
    browser.cookies.get(cookies::SESSION).cloned().expect("there is a session")
}

#[tokio::test]
async fn half_an_hour_without_a_click_ends_a_session() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    for _ in 0..3 {
        console.clock.advance(Later::minutes(29));
        browser.open(OPEN).await.ok();
    }
    console.clock.advance(Later::minutes(31));
    browser.open(OPEN).await.goes_to("/login?next=%2Faudit");
}

#[tokio::test]
async fn twelve_hours_after_sign_in_a_session_ends_however_busy() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    let began = console.clock.now();
    while console.clock.now() - began < Later::hours(12) - Later::minutes(21) {
        console.clock.advance(Later::minutes(20));
        browser.open(OPEN).await.ok();
    }
    console.clock.advance(Later::minutes(22));
    assert!(console.clock.now() - began > Later::hours(12));
    browser.open(OPEN).await.expect(303);
}

#[tokio::test]
async fn the_page_says_how_long_the_session_still_lasts() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    let left = |page: &crate::support::Answer| page.attributes("[data-session]", "data-session")[0].parse::<i64>().unwrap();
    assert_eq!(left(browser.open(OPEN).await.ok()), 30 * 60);
    for _ in 0..47 {
        console.clock.advance(Later::minutes(15));
        browser.open(OPEN).await.ok();
    }
    let left = left(browser.page());
    assert!((14 * 60..=15 * 60).contains(&left), "{left} s are left before twelve hours are over");
}

#[tokio::test]
async fn a_session_has_a_new_id_at_every_step_and_the_old_one_is_worth_nothing() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browser = console.visitor();
    browser.give_password(&person).await;
    let after_password = browser.clone();
    let code = person.code(&console.clock);
    browser.form("/login/code").fill("code", &code).submit().await.expect(303);
    browser.person = Some(person);
    browser.open(OPEN).await.ok();
    let after_code = browser.clone();
    browser.open("/step-up?next=/audit").await.ok();
    browser.step_up().await.goes_to("/audit");
    browser.follow().await.ok();

    let mut ids = vec![id(&after_password), id(&after_code), id(&browser)];
    ids.dedup();
    assert_eq!(ids.len(), 3, "an id was kept over a step");
    for mut old in [after_password, after_code] {
        old.open(OPEN).await.goes_to("/login?next=%2Faudit");
    }
}

#[tokio::test]
async fn an_id_planted_before_sign_in_does_not_become_a_session() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut attacker = console.visitor();
    attacker.give_password(&console.db_person(&["support"]).await).await;
    let mut victim = console.visitor();
    victim.cookies.insert(cookies::SESSION.to_owned(), id(&attacker));
    victim.sign_in(&person).await;
    victim.open(OPEN).await.ok();
    assert_ne!(id(&victim), id(&attacker));
    attacker.open(OPEN).await.expect(303);
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    let mut thief = browser.clone();
    thief.open(OPEN).await.ok();
    browser.open(OPEN).await.ok();
    let answer = browser.form("/logout").submit().await;
    answer.goes_to("/login");
    assert_eq!(answer.header("clear-site-data"), Some("\"cache\", \"storage\""));
    assert!(!browser.cookies.contains_key(cookies::SESSION), "the cookie is still there");
    browser.open(OPEN).await.expect(303);
    thief.open(OPEN).await.goes_to("/login?next=%2Faudit");
    assert_eq!(console.db_audited("sign_in.ended").await, 1);
}

#[tokio::test]
async fn signing_out_here_leaves_other_browsers_alone() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let (mut here, mut there) = (console.signed_in(&person).await, console.signed_in(&person).await);
    here.sign_out().await;
    there.open(OPEN).await.ok();
}

#[tokio::test]
async fn the_sixth_session_ends_the_one_used_least_recently_and_says_so() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browsers = Vec::new();
    for _ in 0..5 {
        browsers.push(console.signed_in(&person).await);
        console.clock.advance(Later::minutes(2));
    }
    assert_eq!(browsers[4].open(OPEN).await.ok().flash(), None);
    // The oldest has been used since; the second has not.
    browsers[0].open(OPEN).await.ok();

    let mut sixth = console.signed_in(&person).await;
    let flash = sixth.open(OPEN).await.ok().flash().expect("a notice");
    assert!(flash.contains("five other devices"), "{flash}");
    assert_eq!(sixth.open(OPEN).await.flash(), None, "it is said once");
    browsers[1].open(OPEN).await.expect(303);
    for at in [0, 2, 3, 4] {
        browsers[at].open(OPEN).await.ok();
    }
}

#[tokio::test]
async fn sessions_that_ran_out_do_not_count_as_other_devices() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    for _ in 0..5 {
        console.signed_in(&person).await;
    }
    console.clock.advance(Later::minutes(45));
    let mut browser = console.signed_in(&person).await;
    assert_eq!(browser.open(OPEN).await.ok().flash(), None);
}

#[tokio::test]
async fn a_disabled_account_is_out_with_its_next_click() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let (mut here, mut there) = (console.signed_in(&person).await, console.signed_in(&person).await);
    let mut half_in = console.visitor();
    half_in.give_password(&person).await;

    console.disable(&person).await;

    here.open(OPEN).await.expect(303);
    there.open(OPEN).await.expect(303);
    let code = person.code(&console.clock);
    half_in.form("/login/code").fill("code", &code).submit().await;
    half_in.open(OPEN).await.expect(303);
}

#[tokio::test]
async fn an_account_shut_in_the_database_is_out_even_if_its_session_stands() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browser = console.signed_in(&person).await;
    sqlx::query("update sys_platform_users set status = 'disabled' where id = $1").bind(person.id.0).execute(&console.db).await.unwrap();
    browser.open(OPEN).await.goes_to("/login?next=%2Faudit");
}

#[tokio::test]
async fn a_changed_role_counts_from_the_next_click() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browser = console.signed_in(&person).await;
    console.change_role(&person, "auditor", "support").await;
    browser.open(OPEN).await.expect(303);
    browser.sign_in(&person).await;
    browser.open(OPEN).await.expect(403);
}

#[tokio::test]
async fn a_permission_taken_from_a_role_is_gone_at_once() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    browser.open(OPEN).await.ok();
    sqlx::query("delete from sys_platform_role_permissions where permission = 'audit:read'").execute(&console.db).await.unwrap();
    browser.open(OPEN).await.expect(403);
}

#[tokio::test]
async fn a_fresh_code_leads_back_to_where_it_was_asked_for_and_nowhere_else() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    browser.open("/step-up?next=%2Faudit%3Fq%3Dx").await.ok();
    let wrong = browser.person.as_ref().unwrap().wrong_code(&console.clock);
    browser.form("/step-up").fill("code", &wrong).submit().await.expect(422).says("The code is incorrect");
    browser.step_up().await.goes_to("/audit?q=x");
    assert_eq!(console.db_audited("sign_in.stepped_up").await, 2);

    browser.open("/step-up?next=%2F%2Fevil.example").await.ok();
    browser.step_up().await.goes_to("/");
}

#[tokio::test]
async fn a_code_is_fresh_for_five_minutes() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    browser.open("/staff/new").await.ok();
    console.clock.advance(Later::seconds(290));
    browser.open("/staff/new").await.ok();
    let stale = browser.clone();
    console.clock.advance(Later::seconds(20));
    browser.open("/staff/new").await.goes_to("/step-up?next=%2Fstaff%2Fnew");

    // What was typed before is not carried out either.
    let mut stale = stale;
    let form = stale.form("/staff/new").fill("name", "Zahra").fill("email", "zahra@example.com").check_value("roles", "auditor");
    form.submit().await.goes_to("/step-up?next=%2Fstaff%2Fnew");
    assert_eq!(console.db_audited("staff.invited").await, 0);

    browser.follow().await.ok();
    browser.step_up().await.goes_to("/staff/new");
    browser.follow().await.ok();
    console.clock.advance(Later::seconds(290));
    browser.open("/staff/new").await.ok();
}

#[tokio::test]
async fn freshness_does_not_outlive_a_sign_out() {
    let console = Console::start().await;
    let person = console.db_person(&["super_admin"]).await;
    let mut browser = console.signed_in(&person).await;
    let mut old = browser.clone();
    browser.sign_out().await;
    old.open("/staff/new").await.goes_to("/login?next=%2Fstaff%2Fnew");
}

#[tokio::test]
async fn a_step_up_does_not_lengthen_the_twelve_hours() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    for _ in 0..35 {
        console.clock.advance(Later::minutes(20));
        browser.open(OPEN).await.ok();
    }
    browser.open("/step-up").await.ok();
    browser.step_up().await.expect(303);
    console.clock.advance(Later::minutes(19));
    browser.open(OPEN).await.ok();
    console.clock.advance(Later::minutes(5));
    browser.open(OPEN).await.expect(303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn entries_at_the_same_moment_never_leave_more_than_five_sessions() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let codes = console.db_recovery_codes(&person, 8).await;
    let mut waiting = Vec::new();
    for (last, code) in (0..8).zip(codes) {
        let mut browser = console.visitor_at([198, 51, 100, last]);
        browser.give_password(&person).await;
        waiting.push((browser, code));
    }
    let entries = waiting
        .into_iter()
        .map(|(mut browser, code)| tokio::spawn(async move { browser.form("/login/code").fill("code", &code).submit().await.status }));
    let statuses: Vec<u16> = futures_util::future::join_all(entries).await.into_iter().map(Result::unwrap).collect();
    assert!(statuses.iter().filter(|status| **status == 303).count() >= 2, "{statuses:?}");
    let sessions = "select count(*) from sys_platform_sessions where data #>> '{visit,stage}' = 'signed_in'";
    assert!(console.db_number(sessions).await <= 5, "{statuses:?}");
}
