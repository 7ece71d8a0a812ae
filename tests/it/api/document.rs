//! The served document says what is there, and nothing else.

use std::collections::BTreeSet;

use axum::http::Method;
use hq_console::areas;
use hq_console::web::routes::{self, Access};
use serde_json::Value;

use crate::support::Console;

async fn document(console: &Console) -> Value {
    let anybody = console.program("");
    let answer = anybody.get("/api/openapi.json").await;
    assert_eq!(answer.header("content-type"), Some("application/json"));
    answer.ok().json()
}

#[tokio::test]
async fn every_route_is_in_the_document_with_its_scope_and_the_other_way_round() {
    let console = Console::start().await;
    let document = document(&console).await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{}", document["openapi"]);
    let mut told = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, call) in methods.as_object().unwrap() {
            let scopes = call["security"][0]["key"].as_array().unwrap();
            assert_eq!(scopes.len(), 1, "{method} {path}");
            told.insert((method.to_uppercase(), path.clone(), scopes[0].as_str().unwrap().to_owned()));
        }
    }
    let table = routes::join(areas::all(false)).1;
    let real: BTreeSet<_> = table
        .routes
        .iter()
        .filter_map(|route| match route.access {
            Access::Scope(scope) => Some((route.method.to_owned(), route.path.to_owned(), scope.code().to_owned())),
            _ => None,
        })
        .collect();
    assert_eq!(told, real);
}

/// Every reference inside the document.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get("$ref").and_then(Value::as_str).map(ToOwned::to_owned));
            map.values().for_each(|inner| references(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| references(inner, found)),
        _ => {}
    }
}

#[tokio::test]
async fn every_shape_the_document_names_is_in_it() {
    let console = Console::start().await;
    let document = document(&console).await;
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 5, "{found:?}");
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

#[tokio::test]
async fn every_call_says_what_any_call_may_be_answered_with() {
    let console = Console::start().await;
    let document = document(&console).await;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, call) in methods.as_object().unwrap() {
            let told: BTreeSet<&str> = call["responses"].as_object().unwrap().keys().map(String::as_str).collect();
            let any = ["400", "401", "403", "429", "500", "503"];
            let body = if call["requestBody"].is_null() { &[][..] } else { &["413", "415"] };
            for status in any.iter().chain(body) {
                assert!(told.contains(status), "{method} {path} is silent about {status}");
            }
        }
    }
}

#[tokio::test]
async fn the_page_shows_every_call_and_problem_in_both_languages() {
    let console = Console::start().await;
    let document = document(&console).await;
    let mut browser = console.staff("auditor").await;
    for lang in ["en", "ar"] {
        let page = browser.get(&format!("/developers/reference?lang={lang}")).await;
        page.ok();
        for path in document["paths"].as_object().unwrap().keys() {
            assert!(page.contains(path), "{path} in {lang}");
        }
        for kind in ["scope", "rate", "validation"] {
            assert_eq!(page.count(&format!("#problem-{kind}")), 1, "{kind} in {lang}");
        }
    }
}

#[tokio::test]
async fn answers_have_the_fields_the_document_tells_of() {
    let console = Console::with_tenants(1).await;
    let document = document(&console).await;
    let program = console.program_with(hq_console::core::scope::Scope::ALL).await;
    let page = program.get("/api/v1/tenants").await.ok().json();
    let told = |shape: &str| -> BTreeSet<String> {
        document["components"]["schemas"][shape]["properties"].as_object().unwrap().keys().cloned().collect()
    };
    let real = |value: &Value| -> BTreeSet<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(real(&page), told("TenantPage"));
    assert_eq!(real(&page["data"][0]), told("Tenant"));
    let batch = program.tell(&serde_json::json!({"tenant": "T-99999"})).await;
    assert_eq!(real(&batch), told("BatchResult"));
    assert_eq!(real(&batch["results"][0]), told("ItemResult"));
    let problem = program.call(Method::POST, "/api/v1/tenants", &[("content-type", "application/json")], "{}").await;
    assert_eq!(real(&problem.problem(422, "validation")), told("ProblemDocument"));
}
