//! What holds for every route of the API, drawn from the route table.

use std::sync::Arc;

use axum::http::Method;
use chrono::Duration;
use hq_console::areas;
use hq_console::areas::developers::keys::model::Wanted;
use hq_console::core::scope::Scope;
use hq_console::web::routes::{self, Access, Route, RouteTable};
use serde_json::json;

use crate::support::{Answer, Console, Program, Setup};

fn table() -> Arc<RouteTable> {
    routes::join(areas::all(false)).1
}

/// Every route that takes a key.
fn routes() -> Vec<(Route, Scope)> {
    let scoped = |route: &Route| match route.access {
        Access::Scope(scope) => Some((*route, scope)),
        _ => None,
    };
    let routes: Vec<_> = table().routes.iter().filter_map(scoped).collect();
    assert!(routes.len() >= 4);
    routes
}

fn address(route: &Route) -> String {
    route.path.replace("{id}", "0190ffff-ffff-7fff-bfff-ffffffffffff")
}

async fn call(program: &Program, route: &Route) -> Answer {
    let method: Method = route.method.parse().unwrap();
    let body = if method == Method::GET { "" } else { "{}" };
    program.call(method, &address(route), &[("content-type", "application/json")], body).await
}

#[tokio::test]
async fn every_scope_opens_its_own_routes_and_no_other() {
    let console = Console::start().await;
    for own in Scope::ALL {
        let program = console.program_with(&[*own]).await;
        for (route, scope) in routes() {
            let answer = call(&program, &route).await;
            if scope == *own {
                assert!(matches!(answer.status, 200 | 207 | 404 | 422), "{} {}: {}", route.method, route.path, answer.body_text());
            } else {
                answer.problem(403, "scope");
            }
        }
    }
    for scope in Scope::ALL {
        assert!(routes().iter().any(|(_, asked)| asked == scope), "no route asks for {}", scope.code());
    }
    assert!(console.db_audited("api_key.refused").await > 0);
}

#[tokio::test]
async fn without_a_good_key_nothing_opens() {
    let console = Console::start().await;
    let good = console.program_with(Scope::ALL).await;
    let revoked = console.program_with(Scope::ALL).await;
    let expired = console.program(
        &console
            .db_key_as(Wanted {
                name: "For an hour".to_owned(),
                scopes: Scope::ALL.to_vec(),
                rate_per_hour: 1_000,
                networks: Vec::new(),
                expires_at: Some(console.clock.now() + Duration::hours(1)),
            })
            .await,
    );
    expired.get("/api/v1/tenants").await.ok();
    console.clock.advance(Duration::hours(1));
    sqlx::query("update sys_api_keys set revoked_at = now(), revoke_reason = 'Leaked' where prefix = $1")
        .bind(&revoked.key[4..12])
        .execute(&console.db)
        .await
        .unwrap();
    let with = |key: &str| Program { key: key.to_owned(), ..good.clone() };
    let made_up = format!("hqk_{}", "A".repeat(43));
    for program in [revoked, expired, with(""), with("hqk_"), with(&made_up), with(&good.key[..46]), with(&good.key[4..]), with("x y")] {
        for (route, _) in routes() {
            let answer = call(&program, &route).await;
            answer.problem(401, "no-key");
            assert!(answer.header("www-authenticate").is_some_and(|value| value.starts_with("Bearer")));
        }
    }
    // Nor by another way of signing in.
    let bare = with("");
    let basic = [("authorization", "Basic aHE6aHE=")];
    bare.call(Method::GET, "/api/v1/tenants", &basic, "").await.problem(401, "no-key");
    let mut browser = console.staff("super_admin").await;
    let answer = browser.get("/api/v1/tenants").await;
    answer.problem(401, "no-key");
    let refusals: Vec<String> = sqlx::query_scalar(
        "select distinct reason from sys_platform_audit_log where action = 'api_key.refused' and actor_kind = 'api_key' order by 1",
    )
    .fetch_all(&console.db)
    .await
    .unwrap();
    assert_eq!(refusals, ["expired key", "revoked key"]);
}

#[tokio::test]
async fn no_answer_sets_a_cookie_and_every_answer_carries_the_headers() {
    let console = Console::start().await;
    let program = console.program_with(Scope::ALL).await;
    let mut answers = vec![program.get("/api/openapi.json").await, program.get("/api/v1/nothing").await];
    for (route, _) in routes() {
        answers.push(call(&program, &route).await);
    }
    for answer in answers {
        assert!(answer.set_cookies().is_empty(), "{}", answer.path);
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{}", answer.path);
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{}", answer.path);
        assert!(answer.header("content-security-policy").is_some_and(|policy| policy.starts_with("default-src 'none'")));
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
}

#[tokio::test]
async fn what_is_not_there_and_methods_that_are_not_taken_are_problems() {
    let console = Console::start().await;
    let program = console.program_with(Scope::ALL).await;
    for path in ["/api/v1/nothing", "/api/v2/tenants", "/api/v1/tenants/", "/api/v1"] {
        program.get(path).await.problem(404, "not-found");
    }
    for id in ["0190ffff-ffff-7fff-bfff-ffffffffffff", "no-id", "%00"] {
        program.get(&format!("/api/v1/tenants/{id}")).await.problem(404, "not-found");
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let answer = program.call(method, "/api/v1/tenants", &[], "").await;
        answer.problem(405, "method");
        assert_eq!(answer.header("allow"), Some("GET,HEAD,POST"));
    }
}

#[tokio::test]
async fn a_body_is_json_of_the_right_size_and_shape() {
    let console = Console::start().await;
    let program = console.program_with(Scope::ALL).await;
    let json = [("content-type", "application/json")];
    for path in ["/api/v1/usage/events", "/api/v1/tenants"] {
        let send = |kind: &'static str, body: Vec<u8>| {
            let program = program.clone();
            async move { program.call(Method::POST, path, &[("content-type", kind)], body).await }
        };
        for kind in ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", ""] {
            send(kind, b"{}".to_vec()).await.problem(415, "media-type");
        }
        let packed = [json[0], ("content-encoding", "gzip")];
        program.call(Method::POST, path, &packed, "{}").await.problem(415, "media-type");
        for broken in [&b""[..], b"{", b"{,}", b"\xff\xfe{}", b"{\"name\": \"\xc3\x28\"}"] {
            send("application/json", broken.to_vec()).await.problem(400, "malformed");
        }
        let huge = format!("{{\"name\": \"{}\"}}", "a".repeat(1024 * 1024));
        send("application/json", huge.into_bytes()).await.problem(413, "too-large");
        let answer = send("application/json", br#"{"colour": "red"}"#.to_vec()).await;
        assert_eq!(answer.refused_fields(), ["colour"]);
        send("application/json", b"7".to_vec()).await.problem(422, "validation");
    }
    assert_eq!(program.get("/api/v1/tenants?colour=red").await.refused_fields(), ["colour"]);
}

#[tokio::test]
async fn a_key_calls_as_often_as_it_may_and_no_more_until_the_next_hour() {
    let console = Console::start().await;
    let wanted =
        Wanted { name: "Slow".to_owned(), scopes: vec![Scope::TenantsRead], rate_per_hour: 3, networks: Vec::new(), expires_at: None };
    let program = console.program(&console.db_key_as(wanted).await);
    let other = console.program_with(&[Scope::TenantsRead]).await;
    // From the start of an hour, so that it does not end meanwhile.
    let into = console.clock.now().timestamp().rem_euclid(3_600);
    console.clock.advance(Duration::seconds(3_600 - into));
    for _ in 0..3 {
        program.get("/api/v1/tenants").await.ok();
    }
    let answer = program.get("/api/v1/tenants").await;
    answer.problem(429, "rate");
    let wait: i64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((3_500..=3_600).contains(&wait), "{wait}");
    other.get("/api/v1/tenants").await.ok();
    console.clock.advance(Duration::seconds(wait));
    program.get("/api/v1/tenants").await.ok();
}

#[tokio::test]
async fn of_many_calls_at_once_only_as_many_get_in_as_the_rate_allows() {
    let console = Console::start().await;
    let wanted =
        Wanted { name: "Busy".to_owned(), scopes: vec![Scope::TenantsRead], rate_per_hour: 10, networks: Vec::new(), expires_at: None };
    let program = console.program(&console.db_key_as(wanted).await);
    let calls = (0..30).map(|_| {
        let program = program.clone();
        tokio::spawn(async move { program.get("/api/v1/tenants").await.status })
    });
    let mut good = 0;
    for call in calls.collect::<Vec<_>>() {
        good += i32::from(call.await.unwrap() == 200);
    }
    assert!((10..=20).contains(&good), "{good} got in: ten an hour, or twenty across the turn of one");
}

#[tokio::test]
async fn a_keys_own_networks_are_the_only_ones_it_works_from() {
    let console = Console::start().await;
    let wanted = Wanted {
        name: "Office".to_owned(),
        scopes: vec![Scope::TenantsRead],
        rate_per_hour: 1_000,
        networks: vec!["198.51.100.0/24".parse().unwrap()],
        expires_at: None,
    };
    let mut program = console.program(&console.db_key_as(wanted).await);
    program.get("/api/v1/tenants").await.problem(403, "network");
    program.ip = "198.51.100.77".parse().unwrap();
    program.get("/api/v1/tenants").await.ok();
    // The console's own list does not keep it out: it has one of its own. A key without one obeys that.
    let everywhere = console.program_with(&[Scope::TenantsRead]).await;
    sqlx::query("update sys_address_policy set enforced = true").execute(&console.db).await.unwrap();
    program.get("/api/v1/tenants").await.ok();
    everywhere.get("/api/v1/tenants").await.problem(403, "network");
}

#[tokio::test]
async fn who_tries_keys_in_a_loop_is_made_to_wait() {
    let console = Console::start().await;
    let mut program = console.program(&format!("hqk_{}", "B".repeat(43)));
    program.ip = "203.0.113.99".parse().unwrap();
    program.get("/api/v1/tenants").await.problem(401, "no-key");
    // More than are free at once, however slowly they are made.
    let mut stopped = false;
    for _ in 0..5_000 {
        stopped = program.get("/api/v1/tenants").await.status == 429;
        if stopped {
            break;
        }
    }
    assert!(stopped, "nobody was stopped");
}

#[tokio::test]
async fn a_key_that_is_revoked_while_its_body_arrives_does_nothing() {
    let console = Console::start_as(Setup::default()).await;
    let program = console.program_with(&[Scope::TenantsWrite]).await;
    let mut browser = console.visitor();
    let bearer = format!("Bearer {}", program.key);
    let ask = browser.ask(Method::POST, "/api/v1/tenants").header("authorization", &bearer);
    let body =
        json!({"name": "Late Laundry", "business_type": "laundry", "email": "late@example.com", "country_code": "OM", "plan": "STARTER"});
    let answer = ask
        .body("application/json", body.to_string())
        .send_late(async {
            sqlx::query("update sys_api_keys set revoked_at = now(), revoke_reason = 'Leaked'").execute(&console.db).await.unwrap();
        })
        .await;
    answer.problem(401, "no-key");
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 0);
}
