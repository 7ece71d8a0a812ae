//! Which language a visitor reads, and that it is kept.

use crate::support::Console;

#[tokio::test]
async fn a_stranger_reads_what_their_browser_asks_for() {
    let console = Console::start().await;
    for (asked, lang, dir) in [(None, "en", "ltr"), (Some("ar-OM,ar;q=0.9,en;q=0.5"), "ar", "rtl"), (Some("fr, en;q=0.5"), "en", "ltr")] {
        let mut browser = console.visitor();
        browser.languages = asked.map(ToOwned::to_owned);
        let page = browser.open("/login").await.ok();
        assert_eq!(page.attributes("html", "lang"), [lang], "{asked:?}");
        assert_eq!(page.attributes("html", "dir"), [dir], "{asked:?}");
    }
}

#[tokio::test]
async fn a_language_chosen_on_a_page_is_kept_on_the_next() {
    let console = Console::start().await;
    let mut browser = console.visitor();
    browser.open("/login?next=%2Faudit").await.ok();
    let page = browser.click("العربية").await.ok();
    assert_eq!((page.path.as_str(), page.heading().as_str()), ("/login?next=%2Faudit&lang=ar", "تسجيل الدخول"));
    assert_eq!(browser.open("/login").await.attributes("html", "lang"), ["ar"]);
    browser.click("English").await.ok();
    assert_eq!(browser.open("/login").await.attributes("html", "lang"), ["en"]);
}

#[tokio::test]
async fn a_language_chosen_signed_in_goes_with_the_person_to_other_browsers() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browser = console.signed_in(&person).await;
    browser.open("/audit").await.ok();
    browser.click("العربية").await.ok();
    let mut elsewhere = console.signed_in(&person).await;
    assert_eq!(elsewhere.open("/audit").await.ok().attributes("html", "dir"), ["rtl"]);
}

#[tokio::test]
async fn a_language_that_does_not_exist_changes_nothing() {
    let console = Console::start().await;
    let mut browser = console.visitor();
    for path in ["/login?lang=fr", "/login?lang=", "/login?lang=ar%00", "/login?lang=%3Cscript%3E"] {
        let page = browser.open(path).await.ok();
        assert_eq!(page.attributes("html", "lang"), ["en"], "{path}");
        assert!(!page.set_cookies().iter().any(|cookie| cookie.contains("-lang=")), "{path}");
    }
}

#[tokio::test]
async fn a_link_on_another_site_chooses_no_language_for_anybody() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    let asking = browser.ask(axum::http::Method::GET, "/audit?lang=ar").header("sec-fetch-site", "cross-site");
    asking.header("sec-fetch-mode", "navigate").header("sec-fetch-dest", "document").send().await.ok();
    let kept = "select count(*) from sys_platform_users where language = 'ar'";
    assert_eq!(console.db_number(kept).await, 0);
    assert_eq!(browser.open("/audit").await.ok().attributes("html", "lang"), ["en"]);
}
