//! The headers that keep browsers safe stand on every answer.

use axum::http::Method;
use hq_console::web::assets;
use hq_console::web::routes::Access;

use super::{address, in_order};
use crate::support::{Answer, Browser, Console};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
    base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

fn check(answer: &Answer) {
    let is = |name: &str, value: &str| assert_eq!(answer.header(name), Some(value), "{name} of {} ({})", answer.path, answer.status);
    is("strict-transport-security", "max-age=31536000; includeSubDomains");
    is("x-content-type-options", "nosniff");
    is("cross-origin-opener-policy", "same-origin");
    is("cross-origin-resource-policy", "same-origin");
    is("referrer-policy", "same-origin");
    let download = answer.header("content-disposition").is_some();
    if answer.path.starts_with("/static/") && answer.status == 200 {
        is("cache-control", "public, max-age=31536000, immutable");
    } else {
        is("cache-control", "no-store");
    }
    let policy = answer.header("content-security-policy").unwrap_or_default();
    if download {
        assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{}: {policy}", answer.path);
        assert!(answer.header("content-disposition").unwrap().starts_with("attachment"), "{}", answer.path);
    } else {
        assert!(policy.starts_with(POLICY), "{}: {policy}", answer.path);
    }
    assert!(!policy.contains("unsafe"), "{}: {policy}", answer.path);
    let permissions = answer.header("permissions-policy").unwrap_or_default();
    for feature in ["camera", "geolocation", "microphone", "payment", "usb"] {
        assert!(permissions.contains(&format!("{feature}=()")), "{} allows the {feature}", answer.path);
    }
    for absent in ["access-control-allow-origin", "server", "x-powered-by"] {
        assert_eq!(answer.header(absent), None, "{absent} of {}", answer.path);
    }
    assert!(answer.header("x-request-id").is_some_and(|id| id.len() == 36), "{} has no request id", answer.path);
}

/// Answers of every kind: pages, files, refusals, mistakes.
async fn answers(browser: &mut Browser) -> Vec<Answer> {
    let mut answers = Vec::new();
    for route in in_order().iter().filter(|route| route.method == "GET") {
        answers.push(browser.get(&address(route.path)).await);
    }
    for path in [
        assets::CSS_HREF,
        assets::JS_HREF,
        assets::ICON_HREF,
        "/static/nothing.css",
        "/nowhere",
        "/healthz",
        "/readyz",
        "/login/",
        "/%ff",
        "/audit?from=%ff",
    ] {
        answers.push(browser.get(path).await);
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE, Method::OPTIONS, Method::HEAD] {
        answers.push(browser.ask(method, "/login").sent_here().send().await);
    }
    answers.push(browser.post("/login", &[("csrf", "forged")]).await);
    let csrf = browser.csrf_of(if browser.person.is_some() { "/step-up" } else { "/login" }).await;
    answers.push(browser.post("/login", &[("csrf", csrf.as_str()), ("unknown", "1")]).await);
    answers.push(browser.post("/nowhere", &[("csrf", "forged")]).await);
    let huge = "a".repeat(300 * 1024);
    answers.push(browser.ask(Method::POST, "/login").sent_here().form(&[("csrf", huge.as_str())]).send().await);
    answers.push(browser.ask(Method::POST, "/csp-report").body("application/csp-report", "{}").send().await);
    answers
}

#[tokio::test]
async fn every_answer_carries_them() {
    let console = Console::start().await;
    let mut statuses = std::collections::BTreeSet::new();
    for mut browser in [console.visitor(), console.staff("super_admin").await, console.staff("support").await] {
        for answer in answers(&mut browser).await {
            check(&answer);
            statuses.insert(answer.status);
        }
    }
    for status in [200, 204, 303, 400, 403, 404, 405, 413] {
        assert!(statuses.contains(&status), "no answer was a {status}: {statuses:?}");
    }
    assert!(!statuses.contains(&500), "{statuses:?}");
}

#[tokio::test]
async fn an_answer_that_makes_the_browser_forget_comes_from_signing_out_alone() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    for answer in answers(&mut browser).await {
        assert_eq!(answer.header("clear-site-data"), None, "{}", answer.path);
    }
}

#[tokio::test]
async fn no_other_site_is_let_in_by_its_origin() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    for origin in ["https://evil.example", "null", "https://hq.example.com", "https://hq.example.com.evil.example", "*"] {
        for path in ["/audit", "/login", assets::CSS_HREF, "/healthz"] {
            let answer = browser.ask(Method::GET, path).header("origin", origin).send().await;
            assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("access-control")), "{path} for {origin}");
            let preflight = browser.ask(Method::OPTIONS, path).header("origin", origin).header("access-control-request-method", "POST");
            let answer = preflight.send().await;
            assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("access-control")), "preflight of {path} for {origin}");
        }
    }
}

#[tokio::test]
async fn another_site_can_link_to_a_page_but_not_build_one_of_it() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    for (mode, destination, status) in [
        ("navigate", "document", 200),
        ("navigate", "iframe", 403),
        ("navigate", "embed", 403),
        ("no-cors", "image", 403),
        ("no-cors", "script", 403),
        ("cors", "empty", 403),
    ] {
        for path in ["/audit", "/login/code"] {
            let ask = browser.ask(Method::GET, path).header("sec-fetch-site", "cross-site");
            let answer = ask.header("sec-fetch-mode", mode).header("sec-fetch-dest", destination).send().await;
            let expected = if path == "/login/code" && status == 200 { 303 } else { status };
            assert_eq!(answer.status, expected, "{path} as {destination} by {mode}");
        }
        for path in [assets::CSS_HREF, assets::JS_HREF, assets::ICON_HREF] {
            let ask = browser.ask(Method::GET, path).header("sec-fetch-site", "cross-site");
            ask.header("sec-fetch-mode", mode).header("sec-fetch-dest", destination).send().await.expect(403);
        }
    }
}

#[tokio::test]
async fn addresses_without_a_line_in_the_table_are_the_few_we_know() {
    let console = Console::start().await;
    let mut visitor = console.visitor();
    for path in ["/healthz", "/readyz"] {
        visitor.get(path).await.ok();
    }
    for path in ["/metrics", "/.env", "/.git/config", "/static/", "/static/../Cargo.toml", "/debug", "/admin", "/favicon.ico"] {
        let status = visitor.get(path).await.status;
        assert_eq!(status, 404, "{path}");
    }
    for route in in_order().iter().filter(|route| route.access == Access::Public) {
        assert!(route.area == "sign_in" || route.method == "GET", "{} is open to everybody", route.path);
    }
}
