//! Forms that are not ours, and forms that were tampered with, change nothing.

use axum::http::Method;
use hq_console::web::routes::{Access, Route};

use super::{address, contents, in_order, inhabited, walk};
use crate::support::browser::SITE;
use crate::support::{Browser, Console};

/// A way to forge a post: what is wrong with it.
struct Forgery {
    what: &'static str,
    fields: Vec<(&'static str, String)>,
    headers: Vec<(&'static str, &'static str)>,
}

fn forgeries(own: &str, of_another: &str) -> Vec<Forgery> {
    let forgery = |what, fields, headers| Forgery { what, fields, headers };
    let here = || vec![("origin", SITE), ("sec-fetch-site", "same-origin")];
    let token = |value: &str| vec![("csrf", value.to_owned())];
    let half = &own[..own.len() / 2];
    vec![
        forgery("no secret", vec![], here()),
        forgery("an empty secret", token(""), here()),
        forgery("a wrong secret", token(&"A".repeat(43)), here()),
        forgery("half a secret", token(half), here()),
        forgery("another session's secret", token(of_another), here()),
        forgery("the secret twice", [token(own), token(own)].concat(), here()),
        forgery("the secret in another field", vec![("CSRF", own.to_owned())], here()),
        forgery("another site", token(own), vec![("origin", SITE), ("sec-fetch-site", "cross-site")]),
        forgery("a neighbouring site", token(own), vec![("origin", SITE), ("sec-fetch-site", "same-site")]),
        forgery("another origin", token(own), vec![("origin", "https://evil.example"), ("sec-fetch-site", "same-origin")]),
        forgery("an origin that begins like ours", token(own), vec![("origin", "https://hq.example.com.evil.example")]),
        forgery("our host over plain text", token(own), vec![("origin", "http://hq.example.com")]),
        forgery("no known origin", token(own), vec![("origin", "null"), ("sec-fetch-site", "same-origin")]),
        forgery("a browser that hides its origin", token(own), vec![("sec-fetch-site", "same-origin")]),
    ]
}

async fn is_refused(browser: &mut Browser, route: &Route, forgery: &Forgery) {
    let mut ask = browser.ask(Method::POST, &address(route.path));
    for (name, value) in &forgery.headers {
        ask = ask.header(name, value);
    }
    let ask = if route.upload.is_some() {
        let part = |(name, value): &(&str, String)| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        let fields: String = forgery.fields.iter().map(part).collect();
        let file = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nName\r\nx\r\n--x--\r\n";
        ask.body("multipart/form-data; boundary=x", fields + file)
    } else {
        ask.form(&forgery.fields)
    };
    let answer = ask.send().await;
    // A multipart form names its fields itself, so a second secret there is a doubled field.
    let doubled = route.upload.is_some() && forgery.what == "the secret twice";
    assert_eq!(answer.status, if doubled { 400 } else { 403 }, "POST {} with {}", route.path, forgery.what);
}

fn posts() -> Vec<Route> {
    in_order().into_iter().filter(|route| route.method == "POST").collect()
}

#[tokio::test]
async fn a_forged_post_is_refused_everywhere() {
    let console = Console::start().await;
    let of_another = console.staff("super_admin").await.csrf_of("/step-up").await;
    let mut browsers = Vec::new();
    // Each person may send so many forms at once, so the work is shared.
    for _ in 0..4 {
        let mut browser = console.staff("super_admin").await;
        let own = browser.csrf_of("/step-up").await;
        browsers.push((browser, own));
    }
    let before = contents(&console).await;
    for (number, route) in posts().iter().enumerate() {
        let (browser, own) = &mut browsers[number % 4];
        for forgery in forgeries(own, &of_another) {
            is_refused(browser, route, &forgery).await;
        }
        assert_ne!(browser.post(&address(route.path), &[("csrf", "")]).await.status, 429, "the rate limit answers in place of the check");
    }
    assert_eq!(contents(&console).await, before);
}

#[tokio::test]
async fn a_forged_sign_in_is_refused_too() {
    let console = Console::start().await;
    let mut browser = console.visitor();
    let own = browser.csrf_of("/login").await;
    let of_another = console.visitor().csrf_of("/login").await;
    for route in posts().iter().filter(|route| route.access == Access::Public) {
        for forgery in forgeries(&own, &of_another) {
            is_refused(&mut browser, route, &forgery).await;
        }
    }
    // The secret belongs to the browser's own cookie: without it, or with another's, it is worth nothing.
    browser.cookies.clear();
    browser.post("/login", &[("csrf", own)]).await.expect(403);
}

#[tokio::test]
async fn a_post_in_another_form_than_a_form_is_refused() {
    let console = Console::start().await;
    // Several, for none of them may send so much in a minute.
    let mut browsers = Vec::new();
    for _ in 0..4 {
        browsers.push(console.staff("super_admin").await);
    }
    for (turn, route) in posts().into_iter().enumerate() {
        let browser = &mut browsers[turn % 4];
        let csrf = browser.csrf_of("/step-up").await;
        for (kind, body) in [
            ("application/json", format!("{{\"csrf\":\"{csrf}\"}}")),
            ("text/plain", format!("csrf={csrf}")),
            ("multipart/form-data; boundary=x", format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--x--\r\n")),
        ] {
            if route.upload.is_some() && kind.starts_with("multipart") {
                continue;
            }
            let answer = browser.ask(Method::POST, &address(route.path)).sent_here().body(kind, body).send().await;
            assert_eq!(answer.status, 400, "POST {} as {kind}", route.path);
        }
    }
}

#[tokio::test]
async fn reading_changes_nothing() {
    let console = inhabited().await;
    let mut browser = console.staff("super_admin").await;
    let before = contents(&console).await;
    let walked = walk::walk(&mut browser, &["/audit", "/staff", "/account", "/tenants/import", "/"]).await;
    let exports = walked.links.keys().filter(|link| link.contains(".csv")).count();
    assert!(exports > 0, "the walk came by no export");
    let after = contents(&console).await;
    let changed: Vec<&str> =
        before.iter().zip(&after).filter(|(before, after)| before != after).map(|(before, _)| before.0.as_str()).collect();
    // An export is an act and is recorded; a link that carries a language is the choice of one.
    let allowed = ["sys_audit_unlinked", "sys_platform_audit_log", "sys_outbox_events", "sys_platform_users"];
    assert!(changed.iter().all(|table| allowed.contains(table)), "reading wrote to {changed:?}");
    let others = "select count(*) from sys_platform_audit_log where request_id is not null and action not like '%export%' and at > (select max(at) from sys_platform_audit_log where action = 'sign_in.succeeded')";
    assert_eq!(console.db_number(others).await, 0, "reading was recorded as something else than an export");
}

/// What an invoice has once for each of its lines.
const LINES: [&str; 6] = ["amount", "description", "description2", "kind", "price", "quantity"];

#[tokio::test]
async fn a_field_no_form_has_is_refused_by_every_form() {
    let console = inhabited().await;
    let mut browser = console.staff("super_admin").await;
    let deeds = walk::walk(&mut browser, &["/audit", "/staff", "/account", "/tenants/import", "/"]).await.deeds();
    assert!(deeds.len() > 10, "{deeds:?}");
    // Several, for none of them may send so much in a minute.
    let mut browsers = Vec::new();
    for _ in 0..8 {
        browsers.push(console.staff("super_admin").await);
    }
    let before = contents(&console).await;
    for (turn, deed) in deeds.iter().enumerate() {
        let browser = &mut browsers[turn % 8];
        browser.open(&deed.pages[0]).await.ok();
        let form = browser.form(&deed.action);
        if form.is_upload() {
            continue;
        }
        let typed = form.text_fields();
        let pairs = form.pairs();
        let fields: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        for extra in ["id", "is_admin", "status", "created_at"] {
            let more = [fields.as_slice(), &[(extra, "1")]].concat();
            let answer = browser.post(&deed.action, &more).await;
            assert_eq!(answer.status, 400, "POST {} took the field {extra:?}", deed.shape);
        }
        // Nor does any take one twice: which would count? But where there are lines, it is that of one more, and that one is faulty.
        for name in typed {
            let twice = [fields.as_slice(), &[(name.as_str(), "twice")]].concat();
            let answer = browser.post(&deed.action, &twice).await;
            let of_lines = LINES.contains(&name.as_str()) && deed.shape.starts_with("/billing/invoices/");
            assert_eq!(answer.status, if of_lines { 422 } else { 400 }, "POST {} took {name:?} twice", deed.shape);
        }
    }
    assert_eq!(contents(&console).await, before);
}
