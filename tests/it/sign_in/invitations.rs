//! From the link to the first page.

use chrono::Duration as Later;
use futures_util::future::join_all;
use hq_console::areas::staff::factors::Seed;

use crate::support::{Browser, Console, Invited, Person};

const CHOSEN: &str = "قهوة الصباح 🦀 on the corniche ";

async fn invite(console: &Console) -> Invited {
    console.invite("Zahra Al Busaidi", "zahra@example.com", "auditor").await
}

/// Opens the link and sets a password. The next page shows the authenticator's key.
async fn set_password(browser: &mut Browser, linked: &Invited, password: &str) {
    browser.open(&linked.link).await.ok();
    browser.form("/invitation").fill("password", password).submit().await.goes_to("/enrol");
    browser.follow().await.ok();
}

/// The person whose authenticator has scanned what the enrolment page shows.
fn scan(browser: &Browser, linked: &Invited, password: &str) -> Person {
    let key = browser.page().one(".secret-one code").replace(' ', "");
    let mut person = Person::with_seed(linked.id, &linked.name, &linked.email, Seed::from_base32(&key).unwrap());
    password.clone_into(&mut person.password);
    person
}

#[tokio::test]
async fn a_link_leads_over_a_password_and_a_factor_to_recovery_codes_and_in() {
    let console = Console::start().await;
    let linked = invite(&console).await;
    let mut browser = console.visitor();
    browser.open(&linked.link).await.ok().says("Welcome, Zahra Al Busaidi");
    set_password(&mut browser, &linked, CHOSEN).await;
    browser.open("/audit").await.goes_to("/enrol");
    browser.follow().await.ok();
    assert!(!browser.page().attributes("path.qr-modules", "d")[0].is_empty());

    let person = scan(&browser, &linked, CHOSEN);
    let wrong = person.wrong_code(&console.clock);
    browser.form("/enrol").fill("code", &wrong).submit().await.expect(422).says("The code does not match");
    let code = person.code(&console.clock);
    let page = browser.form("/enrol").fill("code", &code).submit().await.ok();
    let codes = page.texts(".secret-values code");
    assert_eq!(codes.len(), 10);
    browser.click("I have saved them. Continue").await;
    browser.open("/audit").await.ok().says("Zahra Al Busaidi");

    // From now on with password and code, which are compared exactly.
    let mut elsewhere = console.visitor();
    elsewhere.open("/login").await.ok();
    elsewhere.form("/login").fill("email", &person.email).fill("password", CHOSEN.trim()).submit().await.expect(422);
    elsewhere.sign_in(&person).await.goes_to("/");
}

#[tokio::test]
async fn a_recovery_code_leads_in_once() {
    let console = Console::start().await;
    let linked = invite(&console).await;
    let mut browser = console.visitor();
    set_password(&mut browser, &linked, CHOSEN).await;
    let person = scan(&browser, &linked, CHOSEN);
    let code = person.code(&console.clock);
    let recovery = browser.form("/enrol").fill("code", &code).submit().await.ok().texts(".secret-values code")[3].clone();

    let mut second = console.visitor();
    second.give_password(&person).await;
    // As people copy it from paper.
    let typed = format!(" {} ", recovery.to_uppercase().replace('-', " "));
    second.form("/login/code").fill("code", &typed).submit().await.goes_to("/account");
    second.open("/audit").await.ok();

    let mut third = console.visitor();
    third.give_password(&person).await;
    third.form("/login/code").fill("code", &recovery).submit().await.expect(422).says("The code is incorrect");
    third.open("/audit").await.goes_to("/login/code");
}

#[tokio::test]
async fn a_password_that_is_short_long_or_guessable_is_refused_with_the_reason() {
    let console = Console::start().await;
    let linked = invite(&console).await;
    let mut browser = console.visitor();
    browser.open(&linked.link).await.ok();
    let long = "ab cd ef ".repeat(20);
    for (password, reason) in [
        ("", "Use at least 15 characters"),
        ("fourteen chars", "Use at least 15 characters"),
        (long.as_str(), "Use at most 128 characters"),
        ("passwordpassword", "This password is easy to guess"),
        ("Zahra Al Busaidi", "This password is easy to guess"),
        ("zahra@example.com", "This password is easy to guess"),
        ("cleanmatexcleanmatex", "This password is easy to guess"),
    ] {
        let page = browser.form("/invitation").fill("password", password).submit().await;
        page.expect(422).says(reason);
        assert_eq!(page.faulty(), ["password"]);
        assert!(password.is_empty() || page.attributes("input[type=password]", "value").is_empty(), "a password is shown again");
    }
}

#[tokio::test]
async fn a_link_works_once() {
    let console = Console::start().await;
    let linked = invite(&console).await;
    let mut browser = console.visitor();
    set_password(&mut browser, &linked, CHOSEN).await;
    let code = scan(&browser, &linked, CHOSEN).code(&console.clock);
    browser.form("/enrol").fill("code", &code).submit().await.ok();

    let mut second = console.visitor();
    second.open(&linked.link).await.ok().says("This link is no longer valid");
    assert_eq!(second.page().count("input[type=password]"), 0);
    let csrf = second.csrf_of("/login").await;
    let fields = [("csrf", csrf.as_str()), ("token", linked.token()), ("password", "another long pass phrase here")];
    second.post("/invitation", &fields).await.says("This link is no longer valid");
    second.open("/enrol").await.goes_to("/login");
}

#[tokio::test]
async fn a_link_works_for_seven_days() {
    let console = Console::start().await;
    let linked = invite(&console).await;
    let mut browser = console.visitor();
    console.clock.advance(Later::days(7) - Later::minutes(5));
    set_password(&mut browser, &linked, CHOSEN).await;
    console.clock.advance(Later::minutes(6));
    // Neither the link nor what was begun with it.
    let code = scan(&browser, &linked, CHOSEN).code(&console.clock);
    browser.form("/enrol").fill("code", &code).submit().await.goes_to("/login");
    console.visitor().open(&linked.link).await.says("This link is no longer valid");
    assert_eq!(console.db_number("select count(*) from sys_platform_users where status = 'invited'").await, 1);
}

#[tokio::test]
async fn a_new_link_ends_the_one_before() {
    let console = Console::start().await;
    let first = invite(&console).await;
    console.manager_at(first.id, "invitation").await.form(".form").submit().await.ok();
    let second = console.last_link(&first.email).await;
    console.visitor().open(&first.link).await.says("This link is no longer valid");
    console.visitor().open(&second).await.says("Welcome");
}

#[tokio::test]
async fn a_made_up_link_says_nothing() {
    let console = Console::start().await;
    for path in
        ["/invitation", "/invitation?token=", "/invitation?token=%00", "/invitation?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]
    {
        console.visitor().open(path).await.ok().says("This link is no longer valid");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_finish_the_same_link_at_once_one_gets_the_account() {
    let console = Console::start().await;
    let linked = invite(&console).await;
    let mut rivals = Vec::new();
    for password in ["the first to come, the first in", "or was it the second after all"] {
        let mut browser = console.visitor();
        set_password(&mut browser, &linked, password).await;
        let person = scan(&browser, &linked, password);
        rivals.push((browser, person));
    }
    let clock = console.clock.clone();
    let attempts = rivals.into_iter().map(|(mut browser, person)| {
        let clock = clock.clone();
        tokio::spawn(async move {
            let code = person.code(&clock);
            let status = browser.form("/enrol").fill("code", &code).submit().await.status;
            (status, person)
        })
    });
    let results: Vec<(u16, Person)> = join_all(attempts).await.into_iter().map(Result::unwrap).collect();
    let winners: Vec<&Person> = results.iter().filter(|(status, _)| *status == 200).map(|(_, person)| person).collect();
    assert_eq!(winners.len(), 1, "{:?}", results.iter().map(|(status, _)| status).collect::<Vec<_>>());
    console.signed_in(winners[0]).await.open("/audit").await.ok();
    let factors =
        "select count(*) from sys_platform_factors f join sys_platform_users u on u.id = f.user_id where u.email = 'zahra@example.com'";
    assert_eq!(console.db_number(factors).await, 1);
    assert_eq!(console.db_number("select count(*) from sys_platform_recovery_codes").await, 10);
}

#[tokio::test]
async fn a_reset_takes_both_factors_and_every_session_and_starts_over_with_a_link() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browser = console.signed_in(&person).await;
    console.reset(&person).await;
    let link = console.last_link(&person.email).await;
    let linked = Invited { id: person.id, name: person.name.clone(), email: person.email.clone(), link };

    browser.open("/audit").await.expect(303);
    let mut again = console.visitor();
    again.open("/login").await.ok();
    again.form("/login").fill("email", &person.email).fill("password", &person.password).submit().await.expect(422);
    set_password(&mut again, &linked, CHOSEN).await;
    let renewed = scan(&again, &linked, CHOSEN);
    let code = renewed.code(&console.clock);
    again.form("/enrol").fill("code", &code).submit().await.ok();
    console.signed_in(&renewed).await.open("/audit").await.ok();
}
