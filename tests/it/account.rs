//! A person's own account.

use chrono::Duration;
use hq_console::areas::staff::factors::Seed;

use crate::support::person::PASSWORD;
use crate::support::{Browser, Console, Person};

const NEW_PASSWORD: &str = "nine violet trams at dawn";

async fn change_password(browser: &mut Browser, current: &str, password: &str) -> u16 {
    browser.open("/account/password").await.ok();
    browser.form("/account/password").fill("current", current).fill("password", password).submit().await.status
}

#[tokio::test]
async fn choices_take_effect_on_the_next_page() {
    let console = Console::start().await;
    let mut browser = console.staff("analyst").await;
    browser.open("/account").await.ok();
    let form = browser.form("/account").fill("name", "Noura Al Kindi").choose("language", "ar").choose("digits", "arabic");
    form.choose("theme", "dark").choose("density", "compact").uncheck("shortcuts").submit().await.goes_to("/account");
    let page = browser.follow().await.ok();
    let html = |name| page.attributes("html", name).remove(0);
    assert_eq!(
        [html("lang"), html("dir"), html("data-theme"), html("data-density"), html("data-shortcuts")],
        ["ar", "rtl", "dark", "compact", "off"]
    );
    assert_eq!(page.flash().unwrap(), "حُفظ ملفك الشخصي.", "said in the language just chosen");
    assert!(page.one("footer").contains('٢'), "digits as chosen");
    assert_eq!(browser.form("/account").value("name"), "Noura Al Kindi");
    let (before, after): (serde_json::Value, serde_json::Value) =
        sqlx::query_as("select before, after from sys_platform_audit_log where action = 'account.edited'")
            .fetch_one(&console.db)
            .await
            .unwrap();
    assert_eq!((before["theme"].as_str(), after["theme"].as_str()), (Some("system"), Some("dark")));

    browser.form("/account").submit().await.goes_to("/account");
    assert_eq!(console.db_audited("account.edited").await, 1, "saving the same again is no change");
}

#[tokio::test]
async fn the_profile_tells_its_errors_and_takes_no_value_that_is_not_offered() {
    let console = Console::start().await;
    let mut browser = console.staff("analyst").await;
    browser.open("/account").await.ok();
    browser.form("/account").fill("name", "").submit().await.expect(422);
    assert_eq!(browser.page().faulty(), ["name"]);
    let pairs = browser.form("/account").fill("name", "Noura").pairs();
    let with = |field: &str, value: &str| -> Vec<(String, String)> {
        pairs.iter().map(|(n, v)| (n.clone(), if n == field { value.to_owned() } else { v.clone() })).collect()
    };
    let (pink, extra) = (with("theme", "pink"), [with("theme", "dark"), vec![("roles".into(), "super_admin".into())]].concat());
    for (sent, status) in [(pink, 422), (extra, 400)] {
        let sent: Vec<(&str, &str)> = sent.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        browser.post("/account", &sent).await.expect(status);
    }
}

#[tokio::test]
async fn a_profile_changed_meanwhile_is_not_overwritten_unseen() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let mut browser = console.staff("analyst").await;
    let edit = format!("/staff/{}/edit", browser.person.as_ref().unwrap().id);
    browser.open("/account").await.ok();
    admin.open(&edit).await.ok();
    admin.form(&edit).fill("name", "By The Admin").submit().await.expect(303);
    browser.form("/account").fill("name", "By Myself").submit().await.expect(409).says("By The Admin");
    browser.form("/account").submit().await.goes_to("/account");
    let name = browser.follow().await.attributes("#f-name", "value").remove(0);
    assert_eq!(name, "By Myself");
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_the_owner_is_told() {
    let console = Console::start().await;
    let person = console.db_person(&["support"]).await;
    let mut here = console.signed_in(&person).await;
    let mut there = console.signed_in(&person).await;
    let stolen = here.clone();
    assert_eq!(change_password(&mut here, PASSWORD, NEW_PASSWORD).await, 303);
    here.follow().await.ok().says("Your password has been changed");
    assert!(there.get("/account").await.expect(303).location().starts_with("/login"));
    stolen.clone().get("/account").await.expect(303);
    let mail = console.mails_to(&person.email).await.pop().unwrap();
    assert!(mail.text.contains("account password was changed"), "{}", mail.text);
    assert_eq!(console.db_audited("account.password_changed").await, 1);

    let mut renewed = person.clone();
    NEW_PASSWORD.clone_into(&mut renewed.password);
    console.signed_in(&renewed).await.get("/account").await.ok();
    let mut old = console.visitor();
    old.open("/login").await;
    old.form("/login").fill("email", &person.email).fill("password", PASSWORD).submit().await.expect(422);
}

#[tokio::test]
async fn a_new_password_must_be_strong_and_the_old_one_right() {
    let console = Console::start().await;
    let mut browser = console.staff("support").await;
    assert_eq!(change_password(&mut browser, "", "short").await, 422);
    assert_eq!(browser.page().faulty(), ["current", "password"]);
    assert_eq!(change_password(&mut browser, PASSWORD, PASSWORD).await, 422);
    assert_eq!(browser.page().faulty(), ["password"]);
    let email = browser.person.as_ref().unwrap().email.clone();
    assert_eq!(change_password(&mut browser, PASSWORD, &email).await, 422, "one's own address is no password");
    assert_eq!(change_password(&mut browser, "somebody else's password", NEW_PASSWORD).await, 422);
    assert_eq!(browser.page().faulty(), ["current"]);
    assert!(!browser.page().body_text().contains(NEW_PASSWORD), "a password is never shown again");
}

#[tokio::test]
async fn guessing_the_current_password_is_slowed_down() {
    let console = Console::start().await;
    let mut browser = console.staff("support").await;
    for _ in 0..5 {
        assert_eq!(change_password(&mut browser, "not the password", NEW_PASSWORD).await, 422);
    }
    assert_eq!(change_password(&mut browser, PASSWORD, NEW_PASSWORD).await, 429);
    console.clock.advance(Duration::seconds(20));
    assert_eq!(change_password(&mut browser, PASSWORD, NEW_PASSWORD).await, 303);
}

#[tokio::test]
async fn another_authenticator_takes_the_place_of_the_old() {
    let console = Console::start().await;
    let person = console.db_person(&["support"]).await;
    let mut there = console.signed_in(&person).await;
    let mut here = console.signed_in(&person).await;
    here.open("/account/factors").await.ok();
    here.click("Set up again").await.ok();
    let seed = Seed::from_base32(&here.page().one(".secret-one code").replace(' ', "")).unwrap();
    let form = here.form("/account/factors/authenticator");
    form.fill("code", "000000").submit().await.expect(422);
    assert_eq!(here.page().faulty(), ["code"]);
    assert_eq!(here.page().one(".secret-one code").replace(' ', ""), seed.base32(), "the picture stays the same");
    let code = seed.code_at(console.clock.now()).unwrap();
    let pairs = here.form("/account/factors/authenticator").fill("code", &code).pairs();
    here.form("/account/factors/authenticator").fill("code", &code).submit().await.goes_to("/account/factors");
    here.follow().await.ok().says("new authenticator is in use");
    there.get("/account").await.expect(303);
    let mail = console.mails_to(&person.email).await.pop().unwrap();
    assert!(mail.text.contains("A new authenticator"), "{}", mail.text);

    let csrf = here.csrf();
    let again: Vec<(&str, &str)> =
        pairs.iter().map(|(name, value)| (name.as_str(), if name == "csrf" { csrf.as_str() } else { value.as_str() })).collect();
    here.post("/account/factors/authenticator", &again).await.goes_to("/account/factors");
    assert_eq!(console.db_audited("account.authenticator_changed").await, 1, "the form works once");

    let mut old = console.visitor();
    old.give_password(&person).await;
    let code = person.code(&console.clock);
    old.form("/login/code").fill("code", &code).submit().await.expect(422);
    let renewed = Person::with_seed(person.id, &person.name, &person.email, seed);
    console.clock.advance(Duration::minutes(2));
    console.signed_in(&renewed).await.get("/account").await.ok();
}

#[tokio::test]
async fn a_seed_of_ones_own_making_is_not_taken() {
    let console = Console::start().await;
    let mut browser = console.staff("support").await;
    let mut other = console.staff("support").await;
    browser.open("/account/factors/authenticator").await.ok();
    let theirs = other.open("/account/factors/authenticator").await.ok().attributes("input[name=seed]", "value").remove(0);
    let csrf = browser.csrf();
    for seed in ["JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", &theirs] {
        let sent = [("csrf", csrf.as_str()), ("seed", seed), ("code", "123456")];
        browser.post("/account/factors/authenticator", &sent).await.expect(400);
    }
}

#[tokio::test]
async fn factors_change_only_with_a_fresh_code() {
    let console = Console::start().await;
    let mut browser = console.staff("support").await;
    console.clock.advance(Duration::minutes(6));
    for guarded in ["/account/factors/authenticator", "/account/factors/recovery-codes"] {
        assert!(browser.get(guarded).await.expect(303).location().starts_with("/step-up"));
    }
    browser.get("/account/factors").await.ok();
    browser.land("/account/factors/recovery-codes").await.ok();
    browser.step_up().await.goes_to("/account/factors/recovery-codes");
    browser.follow().await.ok();
}

#[tokio::test]
async fn new_recovery_codes_are_shown_once_and_let_one_in_once() {
    let console = Console::start().await;
    let person = console.db_person(&["support"]).await;
    let mut browser = console.signed_in(&person).await;
    browser.open("/account/factors").await.ok().says("None left");
    browser.click("Generate new codes").await.ok();
    let pairs = browser.form("/account/factors/recovery-codes").pairs();
    let codes = browser.form("/account/factors/recovery-codes").submit().await.ok().texts(".secret-values code");
    assert_eq!(codes.len(), 10);
    let again: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post("/account/factors/recovery-codes", &again).await.goes_to("/account/factors");
    browser.open("/account/factors").await.ok().says("10 left");
    assert_eq!(console.db_audited("account.recovery_codes_renewed").await, 1);
    assert!(console.mails_to(&person.email).await.pop().unwrap().text.contains("recovery codes were generated"));

    let mut lost = console.visitor();
    lost.give_password(&person).await;
    lost.form("/login/code").fill("code", &codes[0]).submit().await.goes_to("/account");
    lost.open("/account/factors").await.ok().says("9 left");
    let mut twice = console.visitor();
    twice.give_password(&person).await;
    twice.form("/login/code").fill("code", &codes[0]).submit().await.expect(422);
}

#[tokio::test]
async fn a_person_sees_and_ends_their_own_sessions() {
    let console = Console::start().await;
    let person = console.db_person(&["support"]).await;
    let mut here = console.signed_in(&person).await;
    let mut phone = console.visitor_at([192, 0, 2, 77]);
    phone.user_agent = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36".to_owned();
    phone.sign_in(&person).await;
    let mut laptop = console.signed_in(&person).await;
    here.open("/account/sessions").await.ok().says("Chrome on Android").says("192.0.2.77");
    assert_eq!((here.page().count("#sessions tbody tr"), here.page().count("#sessions .tag")), (3, 1));

    let rows = here.page().texts("#sessions tbody tr:has(form)");
    let index = rows.iter().position(|row| row.contains("Android")).unwrap();
    let action = here.page().attributes("#sessions tbody form", "action").remove(index);
    here.form(&action).submit().await.goes_to("/account/sessions");
    here.follow().await.says("The session has ended.");
    phone.get("/account").await.expect(303);
    laptop.get("/account").await.ok();

    here.form("/account/sessions/end").submit().await.goes_to("/account/sessions");
    here.follow().await.ok().says("One other session has ended.");
    laptop.get("/account").await.expect(303);
    here.get("/account").await.ok();
    assert_eq!((console.db_audited("account.session_ended").await, console.db_audited("account.sessions_ended").await), (1, 1));
}

#[tokio::test]
async fn nobody_ends_a_strangers_session_through_their_own_account() {
    let console = Console::start().await;
    let mut stranger = console.staff("support").await;
    let id: uuid::Uuid = sqlx::query_scalar("select public_id from sys_platform_sessions").fetch_one(&console.db).await.unwrap();
    let mut browser = console.staff("super_admin").await;
    browser.open("/account/sessions").await.ok();
    let csrf = browser.csrf();
    browser.post(&format!("/account/sessions/{id}/end"), &[("csrf", csrf)]).await.goes_to("/account/sessions");
    stranger.get("/account").await.ok();
    assert_eq!(console.db_audited("account.session_ended").await, 0);
}

#[tokio::test]
async fn every_part_of_the_account_is_there_for_every_role_and_in_both_languages() {
    let console = Console::start().await;
    for role in ["super_admin", "billing", "support_manager", "support", "analyst", "auditor"] {
        let mut browser = console.staff(role).await;
        for part in ["", "/password", "/factors", "/sessions"] {
            for lang in ["en", "ar"] {
                let page = browser.get(&format!("/account{part}?lang={lang}")).await;
                page.ok();
                assert_eq!(page.count(".tabs [aria-current]"), 1);
                assert!(!page.body_text().contains("Unknown localization"), "{part} {lang}");
            }
        }
    }
    console.visitor().get("/account").await.goes_to("/login?next=%2Faccount");
}
