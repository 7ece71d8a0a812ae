//! Every route answers everybody as the table says.

use axum::http::Method;
use hq_console::core::permission::{Permission, PermissionSet};
use hq_console::web::routes::{Access, Route};

use super::{ROLES, address, admits, fill, grants, in_order, inhabited, table};
use crate::support::{Answer, Browser, Console};

/// Asks a route as its forms would, with nothing in the form but its secret.
async fn ask(browser: &mut Browser, route: &Route, csrf: &str, address: &str) -> Answer {
    match route.method {
        "GET" => browser.get(address).await,
        "POST" if route.upload.is_some() => {
            let body = format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--x--\r\n");
            browser.ask(Method::POST, address).sent_here().body("multipart/form-data; boundary=x", body).send().await
        }
        "POST" => browser.post(address, &[("csrf", csrf)]).await,
        other => panic!("{other} {} is no method of a form", route.path),
    }
}

#[tokio::test]
async fn every_role_is_let_in_and_kept_out_as_the_table_says() {
    let console = Console::start().await;
    for role in ROLES {
        let grants = grants(&console, role).await;
        let mut browser = console.staff(role).await;
        let csrf = browser.csrf_of("/step-up").await;
        for route in in_order() {
            for address in [address(route.path), fill(route.path, "77"), fill(route.path, "no-id")] {
                let answer = ask(&mut browser, &route, &csrf, &address).await;
                let what = format!("{role}: {} {address} answered {}", route.method, answer.status);
                if admits(route.access, &grants) {
                    assert!(matches!(answer.status, 200 | 303 | 400 | 404 | 409 | 422), "{what}\n{}", answer.text());
                } else {
                    assert_eq!(answer.status, 403, "{what}");
                }
                if !route.path.contains('{') {
                    break;
                }
            }
        }
    }
}

#[tokio::test]
async fn whoever_is_kept_out_is_in_the_audit_log() {
    let console = Console::start().await;
    let mut browser = console.staff("support").await;
    browser.open("/audit?q=x").await.expect(403);
    let line: (String, String, String) =
        sqlx::query_as("select outcome, object_label, reason from sys_platform_audit_log where action = 'access.denied'")
            .fetch_one(&console.db)
            .await
            .unwrap();
    assert_eq!(line, ("denied".to_owned(), "/audit".to_owned(), "audit:read".to_owned()));
}

#[tokio::test]
async fn strangers_are_sent_to_sign_in_from_everything_that_is_not_public() {
    let console = Console::start().await;
    for (number, route) in in_order().into_iter().enumerate() {
        let mut browser = console.visitor_at([198, 51, 100, u8::try_from(number % 250).unwrap()]);
        let csrf = browser.csrf_of("/login").await;
        let answer = ask(&mut browser, &route, &csrf, &address(route.path)).await;
        let what = format!("{} {}", route.method, route.path);
        if route.access == Access::Public {
            assert!(matches!(answer.status, 200 | 303 | 400 | 422), "{what}: {}", answer.status);
        } else {
            assert_eq!(answer.status, 303, "{what}");
            assert!(answer.location().starts_with("/login"), "{what} leads to {}", answer.location());
        }
    }
}

#[tokio::test]
async fn one_factor_opens_nothing_but_the_question_for_the_second() {
    let console = Console::start().await;
    let person = console.db_person(&["super_admin"]).await;
    for route in in_order().into_iter().filter(|route| route.access != Access::Public) {
        let mut browser = console.visitor();
        browser.give_password(&person).await;
        let csrf = browser.csrf();
        let answer = ask(&mut browser, &route, &csrf, &address(route.path)).await;
        answer.goes_to("/login/code");
    }
}

#[tokio::test]
async fn a_half_finished_enrolment_opens_nothing_else() {
    let console = Console::start().await;
    let invited = console.invite("Zahra Al Busaidi", "zahra@example.com", "super_admin").await;
    let mut browser = console.visitor();
    browser.open(&invited.link).await.ok();
    browser.form("/invitation").fill("password", "seven dhows in a row").submit().await.goes_to("/enrol");
    browser.follow().await.ok();
    let csrf = browser.csrf();
    for route in in_order().into_iter().filter(|route| route.access != Access::Public) {
        ask(&mut browser, &route, &csrf, &address(route.path)).await.goes_to("/enrol");
    }
}

#[tokio::test]
async fn every_dangerous_route_asks_for_a_fresh_code() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    console.clock.advance(chrono::Duration::minutes(6));
    let csrf = browser.csrf_of("/step-up").await;
    let dangerous: Vec<Route> = in_order().into_iter().filter(|route| route.step_up).collect();
    assert!(dangerous.len() > 10);
    for route in dangerous {
        let answer = ask(&mut browser, &route, &csrf, &address(route.path)).await;
        answer.expect(303);
        assert!(answer.location().starts_with("/step-up?next="), "{} leads to {}", route.path, answer.location());
    }
}

/// Pages whose form only those see who may send it; to others they show what it holds.
const SHOWN_TO_READERS_TOO: [&str; 2] = ["/tenants/{id}/settings", "/approvals/{id}"];
/// Whose form is shown only to whoever gave a fresh code.
const READ_WITHOUT_A_CODE: [&str; 1] = ["/approvals/{id}"];

#[tokio::test]
async fn what_a_reader_is_shown_has_no_form_they_may_not_send() {
    let console = inhabited().await;
    for path in SHOWN_TO_READERS_TOO {
        let (reader, one) = match path {
            "/approvals/{id}" => ("auditor", "select id from sys_approval_requests where status = 'pending' limit 1"),
            _ => ("support", "select id from sys_tenants limit 1"),
        };
        let id: uuid::Uuid = sqlx::query_scalar(one).fetch_one(&console.db).await.unwrap();
        let page = console.staff(reader).await.get(&fill(path, &id.to_string())).await;
        page.ok();
        assert_eq!(page.count("main form"), 0, "{path}");
    }
}

/// Rights no route asks for are looked at inside a page: what somebody sees there, not where they get.
const WITHIN_PAGES: [Permission; 1] = [Permission::TenantsIdentity];

#[tokio::test]
async fn the_table_is_whole() {
    let table = table();
    for route in &table.routes {
        let same = table.routes.iter().filter(|other| (other.method, other.path) == (route.method, route.path));
        assert_eq!(same.count(), 1, "{} {} stands twice", route.method, route.path);
        if route.is_api() {
            continue;
        }
        // What may be shown fresh only may be sent fresh only.
        let twin = table.routes.iter().find(|other| other.path == route.path && other.method != route.method);
        let fresh = twin.is_none_or(|twin| twin.step_up == route.step_up) || READ_WITHOUT_A_CODE.contains(&route.path);
        assert!(fresh, "{} asks for a fresh code on one side only", route.path);
        let alike = twin.is_none_or(|twin| twin.access == route.access) || SHOWN_TO_READERS_TOO.contains(&route.path);
        assert!(alike, "{} asks different rights to show and to do", route.path);
    }
    let asked: Vec<Permission> = table
        .routes
        .iter()
        .filter_map(|route| match route.access {
            Access::Needs(permission) => Some(permission),
            _ => None,
        })
        .collect();
    for entry in &table.nav {
        let route = table.routes.iter().find(|route| route.method == "GET" && route.path == entry.href);
        assert_eq!(route.map(|route| route.access), Some(entry.access), "the navigation offers {} to others than its route", entry.href);
    }
    for permission in Permission::ALL {
        assert!(asked.contains(permission) || WITHIN_PAGES.contains(permission), "no route asks for {}", permission.code());
    }
}

#[tokio::test]
async fn a_signed_in_person_without_any_role_gets_nowhere_but_to_their_own_account() {
    let console = Console::start().await;
    let person = console.db_person(&[]).await;
    let mut browser = console.signed_in(&person).await;
    let csrf = browser.csrf_of("/step-up").await;
    for route in in_order() {
        let answer = ask(&mut browser, &route, &csrf, &address(route.path)).await;
        assert_eq!(answer.status == 403, !admits(route.access, &PermissionSet::default()), "{} {}", route.method, route.path);
    }
}
