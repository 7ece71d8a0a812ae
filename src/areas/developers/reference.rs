//! The API for people: the served document, drawn. What stands in it is English, as the document is; the frame is the reader's.

use askama::Template;
use axum::response::Response;
use serde_json::Value;

use super::document::document;
use super::{DOCUMENT, KEYS};
use crate::web::api::KINDS;
use crate::web::page::html;
use crate::web::{Error, Page, Result};

/// A field of a body, or a parameter.
struct Field {
    name: String,
    kind: String,
    needed: bool,
    text: String,
}

/// An answer by its status.
struct Answer {
    status: String,
    text: String,
    schema: String,
}

/// One call.
struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    text: String,
    scopes: String,
    parameters: Vec<Field>,
    body: String,
    answers: Vec<Answer>,
}

/// A shape that calls take or give.
struct Shape {
    name: String,
    text: String,
    fields: Vec<Field>,
}

#[derive(Template)]
#[template(path = "developers/reference.html")]
struct ReferencePage {
    page: Page,
    version: String,
    intro: String,
    operations: Vec<Operation>,
    shapes: Vec<Shape>,
    /// Status, name, title.
    problems: Vec<(u16, &'static str, &'static str)>,
    document: &'static str,
    keys: &'static str,
    example: String,
}

pub(super) async fn get(page: Page) -> Result<Response> {
    let document = serde_json::to_value(document()).map_err(Error::internal)?;
    html(&ReferencePage {
        version: text(&document["openapi"]),
        intro: text(&document["info"]["description"]),
        operations: operations(&document),
        shapes: shapes(&document),
        problems: KINDS.iter().map(|(status, kind, title)| (status.as_u16(), *kind, *title)).collect(),
        document: DOCUMENT,
        keys: KEYS,
        example: EXAMPLE.to_owned(),
        page: page.titled("nav-reference"),
    })
}

const EXAMPLE: &str = r#"curl https://hq.example.com/api/v1/usage/events \
  -H "Authorization: Bearer hqk_…" -H "Content-Type: application/json" \
  -d '[{"tenant": "T-00042", "metric": "orders_created", "key": "order-84121",
        "occurred_at": "2026-11-25T09:30:00+04:00"}]'"#;

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn operations(document: &Value) -> Vec<Operation> {
    let mut found = Vec::new();
    for (path, methods) in entries(&document["paths"]) {
        for (method, call) in entries(methods) {
            found.push(Operation {
                id: text(&call["operationId"]).replace('_', "-"),
                method: method.to_uppercase(),
                path: path.clone(),
                summary: text(&call["summary"]),
                text: text(&call["description"]),
                scopes: items(&call["security"]).flat_map(|one| items(&one["key"])).map(text).collect::<Vec<_>>().join(", "),
                parameters: items(&call["parameters"]).map(parameter).collect(),
                body: kind(&call["requestBody"]["content"]["application/json"]["schema"]),
                // Those every call has in common are told once, among the problems.
                answers: entries(&call["responses"])
                    .filter(|(_, answer)| answer["$ref"].is_null())
                    .map(|(status, answer)| answer_of(status, answer))
                    .collect(),
            });
        }
    }
    found
}

fn parameter(value: &Value) -> Field {
    Field {
        name: text(&value["name"]),
        kind: kind(&value["schema"]),
        needed: value["required"] == Value::Bool(true),
        text: text(&value["description"]),
    }
}

fn answer_of(status: &str, value: &Value) -> Answer {
    let schema = entries(&value["content"]).map(|(_, content)| kind(&content["schema"])).next().unwrap_or_default();
    Answer { status: status.to_owned(), text: text(&value["description"]), schema }
}

fn shapes(document: &Value) -> Vec<Shape> {
    entries(&document["components"]["schemas"])
        .map(|(name, schema)| {
            let needed: Vec<&str> = items(&schema["required"]).filter_map(Value::as_str).collect();
            let fields = entries(&schema["properties"]).map(|(field, value)| Field {
                kind: kind(value),
                needed: needed.contains(&field.as_str()),
                text: text(&value["description"]),
                name: field.clone(),
            });
            Shape { name: name.clone(), text: text(&schema["description"]), fields: fields.collect() }
        })
        .filter(|shape| !shape.fields.is_empty())
        .collect()
}

/// A schema in a few words: `string`, `list of Tenant`, `one of A, list of A`.
fn kind(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(options) = schema["oneOf"].as_array() {
        return options.iter().filter(|one| one["type"] != "null").map(kind).collect::<Vec<_>>().join(" or ");
    }
    let named = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).filter(|one| *one != "null").collect::<Vec<_>>().join(" or "),
        other => text(other),
    };
    match (named.as_str(), schema["format"].as_str()) {
        ("array", _) => format!("list of {}", kind(&schema["items"])),
        ("string", Some(format)) => format.to_owned(),
        _ => named,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_of_the_document_is_drawn_with_its_scope_and_answers() {
        let document = serde_json::to_value(document()).unwrap();
        let operations = operations(&document);
        assert!(operations.len() >= 4);
        for call in &operations {
            assert!(!call.summary.is_empty() && !call.scopes.is_empty() && call.answers.len() > 1, "{} {}", call.method, call.path);
        }
        let shapes = shapes(&document);
        for name in ["Tenant", "NewTenant", "UsageEvent", "BatchResult", "ProblemDocument"] {
            let shape = shapes.iter().find(|shape| shape.name == name).unwrap_or_else(|| panic!("{name}"));
            assert!(shape.fields.iter().all(|field| !field.kind.is_empty()), "{name}");
        }
    }

    #[test]
    fn a_schema_is_told_in_a_few_words() {
        let told = |json: &str| kind(&serde_json::from_str(json).unwrap());
        assert_eq!(told(r##"{"type": "array", "items": {"$ref": "#/components/schemas/Tenant"}}"##), "list of Tenant");
        assert_eq!(told(r#"{"type": ["string", "null"]}"#), "string");
        assert_eq!(told(r#"{"type": "string", "format": "date-time"}"#), "date-time");
    }
}
