//! What strangers who guess see, and how they are slowed down without keeping the owner out.

use std::time::Duration;

use chrono::Duration as Later;
use hq_console::core::password::Cost;

use crate::support::{Answer, Browser, Console, Setup};

const WRONG: &str = "not the password of anybody";

async fn try_password(browser: &mut Browser, email: &str, password: &str) -> Answer {
    browser.open("/login").await.ok();
    browser.form("/login").fill("email", email).fill("password", password).submit().await.clone()
}

/// What differs from one answer to the next for everybody: the form's secret, the typed address and the footer's time.
fn without_its_own(answer: &Answer, email: &str) -> String {
    let mut body = answer.body_text().replace(email, "EMAIL");
    for own in answer.attributes("input[name=csrf]", "value") {
        body = body.replace(&own, "");
    }
    let clock = answer.one("footer bdi");
    body.replace(&clock, "")
}

#[tokio::test]
async fn unknown_wrong_and_disabled_are_answered_alike() {
    let console = Console::start().await;
    let (known, disabled) = (console.db_person(&["auditor"]).await, console.db_person(&["auditor"]).await);
    console.disable(&disabled).await;
    let mut answers = Vec::new();
    for (email, password) in [("nobody@example.com", WRONG), (&known.email, WRONG), (&disabled.email, &disabled.password)] {
        let answer = try_password(&mut console.visitor(), email, password).await;
        answer.expect(422);
        let mut headers: Vec<String> = answer
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {}", if name == "x-request-id" { "" } else { value.to_str().unwrap() }))
            .collect();
        headers.retain(|line| !line.starts_with("set-cookie: __Host-hq-form=") && !line.starts_with("content-length"));
        headers.sort();
        answers.push((without_its_own(&answer, email), headers));
    }
    assert_eq!(answers[0], answers[1], "a known address can be told from an unknown one");
    assert_eq!(answers[0], answers[2], "a disabled account can be told from none");
}

#[tokio::test]
async fn unknown_wrong_and_disabled_all_cost_a_hash() {
    let console = Console::start_as(Setup { cost: Cost::Production, ..Setup::default() }).await;
    let (known, disabled) = (console.db_person(&["auditor"]).await, console.db_person(&["auditor"]).await);
    console.disable(&disabled).await;
    let mut hash = Duration::MAX;
    for _ in 0..3 {
        let started = std::time::Instant::now();
        console.passwords.hash(WRONG.to_owned()).await.unwrap();
        hash = hash.min(started.elapsed());
    }
    for (email, password) in [("nobody@example.com", WRONG), (&known.email, WRONG), (&disabled.email, &disabled.password)] {
        let mut browser = console.visitor();
        browser.open("/login").await.ok();
        let form = browser.form("/login").fill("email", email).fill("password", password);
        let started = std::time::Instant::now();
        form.submit().await.expect(422);
        let took = started.elapsed();
        assert!(took >= hash / 2, "{email} was answered after {took:?}; a hash takes {hash:?}");
    }
}

#[tokio::test]
async fn five_wrong_passwords_are_free_and_then_each_doubles_the_wait() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browser = console.visitor();
    for _ in 0..5 {
        try_password(&mut browser, &person.email, WRONG).await.expect(422);
    }
    let answer = try_password(&mut browser, &person.email, &person.password).await;
    answer.expect(429).says("Too many attempts. Wait 15 seconds, then try again");

    console.clock.advance(Later::seconds(16));
    try_password(&mut browser, &person.email, WRONG).await.expect(422);
    console.clock.advance(Later::seconds(16));
    try_password(&mut browser, &person.email, &person.password).await.expect(429);
    console.clock.advance(Later::seconds(16));
    try_password(&mut browser, &person.email, &person.password).await.goes_to("/login/code");
}

#[tokio::test]
async fn an_address_nobody_has_is_slowed_down_like_one_somebody_has() {
    let console = Console::start().await;
    let mut browser = console.visitor();
    for _ in 0..5 {
        try_password(&mut browser, "nobody@example.com", WRONG).await.expect(422);
    }
    try_password(&mut browser, "nobody@example.com", WRONG).await.expect(429);
}

#[tokio::test]
async fn a_strangers_failures_do_not_keep_the_owners_own_browser_out() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut own = console.signed_in(&person).await;
    own.sign_out().await;
    let mut stranger = console.visitor_at([203, 0, 113, 5]);
    for _ in 0..6 {
        try_password(&mut stranger, &person.email, WRONG).await;
    }
    try_password(&mut console.visitor(), &person.email, &person.password).await.expect(429);
    own.sign_in(&person).await.goes_to("/");
}

#[tokio::test]
async fn a_known_browser_is_slowed_down_too() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut own = console.signed_in(&person).await;
    own.sign_out().await;
    for _ in 0..5 {
        try_password(&mut own, &person.email, WRONG).await.expect(422);
    }
    try_password(&mut own, &person.email, &person.password).await.expect(429);
}

#[tokio::test]
async fn a_browser_known_to_one_account_is_a_stranger_to_another() {
    let console = Console::start().await;
    let (attacker, victim) = (console.db_person(&["support"]).await, console.db_person(&["super_admin"]).await);
    let mut browser = console.signed_in(&attacker).await;
    browser.sign_out().await;
    for _ in 0..5 {
        try_password(&mut console.visitor_at([203, 0, 113, 5]), &victim.email, WRONG).await.expect(422);
    }
    try_password(&mut browser, &victim.email, WRONG).await.expect(429);
}

#[tokio::test]
async fn one_address_trying_many_accounts_is_slowed_down() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browser = console.visitor();
    for number in 0..20 {
        try_password(&mut browser, &format!("guess{number}@example.com"), WRONG).await.expect(422);
    }
    try_password(&mut browser, &person.email, &person.password).await.expect(429);
    // Nobody else is.
    try_password(&mut console.visitor_at([203, 0, 113, 9]), &person.email, &person.password).await.goes_to("/login/code");
}

#[tokio::test]
async fn a_made_up_forwarding_header_does_not_make_another_address() {
    let console = Console::start().await;
    let mut browser = console.visitor();
    for number in 0..21 {
        browser.open("/login").await.ok();
        let csrf = browser.csrf();
        let fields = [("csrf", csrf), ("email", format!("guess{number}@example.com")), ("password", WRONG.to_owned())];
        let spoofed = format!("198.51.100.{number}");
        let ask = browser.ask(axum::http::Method::POST, "/login").sent_here().header("x-forwarded-for", &spoofed);
        let answer = ask.form(&fields).send().await;
        answer.expect(if number < 20 { 422 } else { 429 });
    }
}

#[tokio::test]
async fn behind_a_trusted_proxy_the_nearest_address_it_did_not_add_itself_counts() {
    let console = Console::start_as(Setup { settings: &[("HQ_TRUSTED_PROXIES", "192.0.2.10")], ..Setup::default() }).await;
    let mut browser = console.visitor();
    // What the client made up stands first, in the same line or in one of its own.
    for forwarded in [&["198.51.100.1, 203.0.113.7"][..], &["198.51.100.1", "203.0.113.7"][..]] {
        browser.open("/login").await.ok();
        let csrf = browser.csrf();
        let mut ask = browser.ask(axum::http::Method::POST, "/login").sent_here();
        for line in forwarded {
            ask = ask.also("x-forwarded-for", line);
        }
        ask.form(&[("csrf", csrf.as_str()), ("email", "nobody@example.com"), ("password", WRONG)]).send().await.expect(422);
    }
    let seen: Vec<String> = sqlx::query_scalar("select host(ip) from sys_platform_audit_log").fetch_all(&console.db).await.unwrap();
    assert_eq!(seen, ["203.0.113.7", "203.0.113.7"]);
}

#[tokio::test]
async fn wrong_codes_are_slowed_down_whatever_browser_they_come_from() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    for last in 1..=5 {
        let mut browser = console.visitor_at([203, 0, 113, last]);
        browser.give_password(&person).await;
        let wrong = person.wrong_code(&console.clock);
        browser.form("/login/code").fill("code", &wrong).submit().await.expect(422);
    }
    let mut browser = console.visitor();
    browser.give_password(&person).await;
    let code = person.code(&console.clock);
    browser.form("/login/code").fill("code", &code).submit().await.expect(429).says("Too many attempts");
    console.clock.advance(Later::seconds(16));
    let code = person.code(&console.clock);
    browser.form("/login/code").fill("code", &code).submit().await.goes_to("/");
}

#[tokio::test]
async fn long_before_a_hundred_failures_the_door_stays_shut() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut tried = 0;
    // From ever new addresses, with all the patience the delays ask for.
    for attempt in 0..100_u8 {
        let mut browser = console.visitor_at([203, 0, 113, attempt]);
        match try_password(&mut browser, &person.email, WRONG).await.status {
            422 => tried += 1,
            429 => break,
            other => panic!("{other}"),
        }
        console.clock.advance(Later::minutes(16));
    }
    assert!((20..100).contains(&tried), "{tried} passwords could be tried in a row");
}

/// Sends the same form from many browsers at once and counts how often each status came back.
async fn at_once(browsers: Vec<Browser>, path: &'static str, field: &'static str, values: Vec<String>) -> Vec<u16> {
    let tries = browsers
        .into_iter()
        .zip(values)
        .map(|(mut browser, value)| tokio::spawn(async move { browser.form(path).fill(field, &value).submit().await.status }));
    futures_util::future::join_all(tries).await.into_iter().map(Result::unwrap).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn tries_made_at_once_are_counted_one_by_one() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browsers = Vec::new();
    for last in 0..20 {
        let mut browser = console.visitor_at([198, 51, 100, last]);
        browser.give_password(&person).await;
        browsers.push(browser);
    }
    let codes = vec![person.wrong_code(&console.clock); 20];
    let statuses = at_once(browsers, "/login/code", "code", codes).await;
    assert_eq!(statuses.iter().filter(|status| **status == 422).count(), 5, "five are free, however fast they come: {statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 15, "{statuses:?}");
}

#[tokio::test]
async fn who_has_the_password_does_not_keep_its_owner_out() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut own = console.signed_in(&person).await;
    let mut thief = console.visitor_at([203, 0, 113, 9]);
    thief.give_password(&person).await;
    for _ in 0..6 {
        let code = person.wrong_code(&console.clock);
        thief.form("/login/code").fill("code", &code).submit().await;
    }
    thief.page().expect(429);
    own.open("/step-up?next=/audit").await.ok();
    own.step_up().await.goes_to("/audit");
    own.sign_out().await;
    own.sign_in(&person).await.goes_to("/");
}

#[tokio::test]
async fn what_is_no_address_is_not_kept_in_the_log() {
    let console = Console::start().await;
    try_password(&mut console.visitor(), "my long secret password", WRONG).await.expect(422);
    try_password(&mut console.visitor(), &format!("{}@example.com", "x".repeat(5_000)), WRONG).await.expect(422);
    assert_eq!(
        console.db_number("select count(*) from sys_platform_audit_log where action = 'sign_in.failed' and actor_label = ''").await,
        2
    );
}

#[tokio::test]
async fn a_code_used_before_leaves_a_trace() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut first = console.visitor();
    first.give_password(&person).await;
    let mut second = console.visitor();
    second.give_password(&person).await;
    let code = person.code(&console.clock);
    first.form("/login/code").fill("code", &code).submit().await.expect(303);
    second.form("/login/code").fill("code", &code).submit().await.expect(422);
    assert_eq!(console.db_number("select count(*) from sys_platform_audit_log where reason = 'used code'").await, 1);
}
