//! The two factors, and what leads where.

use futures_util::future::join_all;

use crate::support::Console;

#[tokio::test]
async fn a_password_and_then_a_code_lead_in() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browser = console.visitor();

    browser.open("/login").await.ok();
    browser.form("/login").fill("email", &person.email).fill("password", &person.password).submit().await.goes_to("/login/code");
    browser.follow().await.ok();
    let code = person.code(&console.clock);
    browser.form("/login/code").fill("code", &code).submit().await.goes_to("/");
    browser.open("/audit").await.ok().says(&person.name);
}

#[tokio::test]
async fn the_address_may_be_typed_in_capitals_and_the_code_with_spaces_or_in_arabic_digits() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browser = console.visitor();
    browser.open("/login").await.ok();
    let shouted = format!("  {} ", person.email.to_uppercase());
    browser.form("/login").fill("email", &shouted).fill("password", &person.password).submit().await.goes_to("/login/code");
    browser.follow().await.ok();
    let arabic: String = person.code(&console.clock).chars().map(|c| char::from_u32(u32::from(c) - 0x30 + 0x0660).unwrap()).collect();
    let (front, back) = arabic.split_at(arabic.len() / 2);
    browser.form("/login/code").fill("code", &format!("{front} {back}")).submit().await.goes_to("/");
}

#[tokio::test]
async fn no_page_opens_with_one_factor() {
    let console = Console::start().await;
    let person = console.db_person(&["super_admin"]).await;
    let mut browser = console.visitor();
    browser.give_password(&person).await;

    for path in ["/audit", "/audit.csv", "/step-up"] {
        browser.open(path).await.goes_to("/login/code");
    }
    let csrf = browser.csrf_of("/login/code").await;
    browser.post("/logout", &[("csrf", csrf)]).await.goes_to("/login/code");
    browser.open("/login/code").await.ok();
}

#[tokio::test]
async fn the_code_is_only_asked_after_a_password() {
    let console = Console::start().await;
    let mut browser = console.visitor();
    browser.open("/login/code").await.goes_to("/login");
    let csrf = browser.csrf_of("/login").await;
    browser.post("/login/code", &[("csrf", csrf.as_str()), ("code", "123456")]).await.goes_to("/login");
}

#[tokio::test]
async fn what_is_missing_is_said_on_its_field_and_the_password_is_never_shown_again() {
    let console = Console::start().await;
    let mut browser = console.visitor();
    browser.open("/login").await.ok();
    let page = browser.form("/login").submit().await;
    assert_eq!(page.expect(422).faulty(), ["email", "password"]);
    assert!(page.title().starts_with("Error: "), "{}", page.title());

    let page = browser.form("/login").fill("email", "who@example.com").fill("password", "a password with 'quotes'").submit().await;
    page.expect(422).says("The email or password is incorrect");
    assert!(!page.body_text().contains("quotes"), "the password is in the page");
    assert_eq!(browser.form("/login").value("email"), "who@example.com");
}

#[tokio::test]
async fn a_missing_or_wrong_code_is_said_and_asked_again() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browser = console.visitor();
    browser.give_password(&person).await;
    assert_eq!(browser.form("/login/code").submit().await.expect(422).errors()[0].1, "Enter the code");
    let wrong = person.wrong_code(&console.clock);
    for code in [wrong.as_str(), "12345", "1234567", "ABC-DEF", "abcde-fghjk-mnpqr-stuvw-xyz23-4"] {
        let page = browser.form("/login/code").fill("code", code).submit().await;
        page.expect(422).says("The code is incorrect");
    }
    assert_eq!(console.db_audited("sign_in.failed").await, 5);
}

#[tokio::test]
async fn a_code_works_once() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let (mut first, mut second) = (console.visitor(), console.visitor());
    first.give_password(&person).await;
    second.give_password(&person).await;

    let code = person.code(&console.clock);
    first.form("/login/code").fill("code", &code).submit().await.goes_to("/");
    second.form("/login/code").fill("code", &code).submit().await.expect(422).says("This code has already been used");
    second.open("/audit").await.goes_to("/login/code");
    second.follow().await.ok();
    let next = person.code(&console.clock);
    second.form("/login/code").fill("code", &next).submit().await.goes_to("/");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_with_the_same_code_exactly_one_gets_in() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut waiting = Vec::new();
    for last in 0..50 {
        let mut browser = console.visitor_at([198, 51, 100, last]);
        browser.give_password(&person).await;
        waiting.push(browser);
    }
    let code = person.code(&console.clock);
    let attempts = waiting.into_iter().map(|mut browser| {
        let code = code.clone();
        tokio::spawn(async move { browser.form("/login/code").fill("code", &code).submit().await.status })
    });
    let statuses: Vec<u16> = join_all(attempts).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    // Told that the code was used, or to wait.
    assert_eq!(statuses.iter().filter(|status| matches!(status, 422 | 429)).count(), 49, "{statuses:?}");
    let sessions = "select count(*) from sys_platform_sessions where data #>> '{visit,stage}' = 'signed_in'";
    assert_eq!(console.db_number(sessions).await, 1);
    assert_eq!(console.db_audited("sign_in.succeeded").await, 1);
}

#[tokio::test]
async fn sign_in_leads_to_the_page_that_was_asked_for() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browser = console.visitor();
    browser.open("/audit?q=Salim%26Co&outcome=failure").await.expect(303);
    browser.follow().await.ok();
    browser.form("/login").fill("email", &person.email).fill("password", &person.password).submit().await.goes_to("/login/code");
    browser.follow().await.ok();
    let code = person.code(&console.clock);
    browser.form("/login/code").fill("code", &code).submit().await.goes_to("/audit?q=Salim%26Co&outcome=failure");
}

#[tokio::test]
async fn sign_in_never_leads_to_another_site() {
    let console = Console::start().await;
    for evil in [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/\t/evil.example",
        "\\/evil.example",
        "javascript:alert(1)",
        "///evil",
    ] {
        let person = console.db_person(&["auditor"]).await;
        let mut browser = console.visitor();
        let query = serde_html_form::to_string([("next", evil)]).unwrap();
        browser.open(&format!("/login?{query}")).await.ok();
        let mut fields = browser.form("/login").fill("email", &person.email).fill("password", &person.password).pairs();
        assert!(!fields.iter().any(|(name, _)| name == "next"), "{evil} is in the form");
        // Not even when the form is tampered with.
        fields.push(("next".to_owned(), evil.to_owned()));
        let fields: Vec<(&str, String)> = fields.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        browser.post("/login", &fields).await.goes_to("/login/code");
        browser.open("/login/code").await.ok();
        let code = person.code(&console.clock);
        browser.form("/login/code").fill("code", &code).submit().await.goes_to("/");
    }
}

#[tokio::test]
async fn whoever_is_in_is_not_asked_again() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    browser.open("/login").await.goes_to("/");
}
