//! What the owner of an account is told by mail.

use crate::support::Console;

#[tokio::test]
async fn a_sign_in_from_a_new_browser_is_told_to_the_owner_in_their_language() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut own = console.signed_in(&person).await;
    assert!(console.mails_to(&person.email).await.is_empty(), "the first sign-in ever is no news");
    own.sign_out().await;
    own.sign_in(&person).await;
    assert!(console.mails_to(&person.email).await.is_empty(), "a browser that was there before is no news");
    own.open("/audit?lang=ar").await.ok();

    let mut other = console.visitor_at([203, 0, 113, 77]);
    other.user_agent = "Suspicious/7".to_owned();
    other.sign_in(&person).await;
    let mails = console.mails_to(&person.email).await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].language, "ar");
    assert!(mails[0].text.contains("203.0.113.77") && mails[0].text.contains("Suspicious/7"), "{}", mails[0].text);
    assert!(mails[0].html.contains("dir=\"rtl\""));
}

#[tokio::test]
async fn a_sign_in_after_failures_is_told_with_their_number() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut own = console.signed_in(&person).await;
    own.sign_out().await;
    let mut stranger = console.visitor_at([203, 0, 113, 5]);
    for _ in 0..5 {
        stranger.open("/login").await.ok();
        stranger.form("/login").fill("email", &person.email).fill("password", "not the password").submit().await.expect(422);
    }
    own.sign_in(&person).await;
    let mails = console.mails_to(&person.email).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].subject, "Failed attempts before a sign-in");
    assert!(mails[0].text.contains("after 5 failed attempts"), "{}", mails[0].text);

    // Told once.
    own.sign_out().await;
    own.sign_in(&person).await;
    assert_eq!(console.mails_to(&person.email).await.len(), 1);
}
