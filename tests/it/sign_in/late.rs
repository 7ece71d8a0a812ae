//! A form whose body comes long after its head: what its sender may do is decided when it is there.

use axum::http::Method;

use crate::support::{Browser, Console};

/// The pairs of a form as filled in, for sending them by hand.
fn pairs(browser: &mut Browser, action: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = browser.form(action);
    for (name, value) in fields {
        form = if *name == "roles" { form.check_value(name, value) } else { form.fill(name, value) };
    }
    form.pairs()
}

fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn who_is_disabled_meanwhile_does_nothing_more() {
    let console = Console::start().await;
    let mut leaving = console.staff("super_admin").await;
    let person = leaving.person.clone().unwrap();
    leaving.open("/staff/new").await.ok();
    let form = pairs(&mut leaving, "/staff/new", &[("name", "Back Door"), ("email", "back@door.example"), ("roles", "super_admin")]);
    let disabling = async { console.disable(&person).await };
    let answer = leaving.ask(Method::POST, "/staff/new").sent_here().form(&borrowed(&form)).send_late(disabling).await;
    answer.expect(303);
    assert!(answer.location().starts_with("/login"), "{}", answer.location());
    assert_eq!(console.db_audited("staff.invited").await, 0);
    assert_eq!(console.db_number("select count(*) from sys_platform_users where email = 'back@door.example'").await, 0);
}

#[tokio::test]
async fn whose_session_ends_meanwhile_does_nothing_more_with_it() {
    let console = Console::start().await;
    let mut gone = console.staff("super_admin").await;
    let person = gone.person.clone().unwrap();
    // They are somewhere else too, which is another session.
    console.signed_in(&person).await;
    gone.open("/staff/new").await.ok();
    let form = pairs(&mut gone, "/staff/new", &[("name", "Back Door"), ("email", "back@door.example"), ("roles", "support")]);
    let ending = async {
        let first = "delete from sys_platform_sessions where id_hash = (select id_hash from sys_platform_sessions where user_id = $1 order by created_at limit 1)";
        sqlx::query(first).bind(person.id.0).execute(&console.db).await.unwrap();
    };
    let answer = gone.ask(Method::POST, "/staff/new").sent_here().form(&borrowed(&form)).send_late(ending).await;
    assert!(answer.expect(303).location().starts_with("/login"), "{}", answer.location());
    assert_eq!(console.db_audited("staff.invited").await, 0);
}

#[tokio::test]
async fn who_loses_a_role_meanwhile_is_refused() {
    let console = Console::start().await;
    let mut demoted = console.staff("super_admin").await;
    console.db_person(&["super_admin"]).await;
    demoted.open("/staff/new").await.ok();
    let form = pairs(&mut demoted, "/staff/new", &[("name", "Back Door"), ("email", "back@door.example"), ("roles", "support")]);
    let id = demoted.person.clone().unwrap().id;
    let demoting = async {
        sqlx::query("delete from sys_platform_user_roles where user_id = $1").bind(id.0).execute(&console.db).await.unwrap();
    };
    demoted.ask(Method::POST, "/staff/new").sent_here().form(&borrowed(&form)).send_late(demoting).await.expect(403);
    assert_eq!(console.db_audited("staff.invited").await, 0);
}

#[tokio::test]
async fn a_session_ended_during_a_step_up_stays_ended() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    let person = browser.person.clone().unwrap();
    browser.open("/step-up?next=/audit").await.ok();
    let form = pairs(&mut browser, "/step-up", &[("code", &person.code(&console.clock))]);
    let ending = async {
        sqlx::query("delete from sys_platform_sessions where user_id = $1").bind(person.id.0).execute(&console.db).await.unwrap();
    };
    let answer = browser.ask(Method::POST, "/step-up").sent_here().form(&borrowed(&form)).send_late(ending).await;
    assert!(answer.expect(303).location().starts_with("/login"), "{}", answer.location());
    browser.open("/audit").await.expect(303);
    assert_eq!(console.db_number("select count(*) from sys_platform_sessions where user_id is not null").await, 0);
}
