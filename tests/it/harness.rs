//! The tools themselves: a test written with them must be able to fail.

use crate::support::Console;
use crate::support::mailbox::Letter;

#[tokio::test]
async fn a_colleague_signs_in_through_the_pages() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    browser.open("/audit").await.ok();
    assert_eq!(console.db_audited("sign_in.succeeded").await, 1);
}

#[tokio::test]
#[should_panic(expected = "has no text field \"username\"")]
async fn only_fields_that_are_on_the_page_can_be_filled_in() {
    let console = Console::start().await;
    let mut browser = console.visitor();
    browser.open("/login").await.ok();
    let _ = browser.form("/login").fill("username", "x");
}

#[test]
fn mail_in_both_scripts_is_decoded() {
    let raw = "To: a@example.com\r\nSubject: =?utf-8?b?2YXYsdit2Kg=?=\r\n =?utf-8?b?2Kc=?= HQ\r\nContent-Language: ar\r\n\
               Content-Type: multipart/alternative;\r\n boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\
               Content-Transfer-Encoding: quoted-printable\r\n\r\n=D9=85 https://hq.example.com/=\r\na?b=3Dc\r\n--x\r\n\
               Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+\r\n--x--\r\n";
    let mail = Letter::parse(raw);
    assert_eq!((mail.subject.as_str(), mail.language.as_str()), ("مرحبا HQ", "ar"));
    assert_eq!(mail.link(), "/a?b=c");
    assert_eq!(mail.html.trim(), "<p>");
}
