//! A program that uses the API, and the keys it does so with.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::{Method, Request};
use hq_console::areas::developers::keys::commands;
use hq_console::areas::developers::keys::model::Wanted;
use hq_console::core::change::{Actor, Change, Origin};
use hq_console::core::ids::ApiKeyId;
use hq_console::core::scope::Scope;
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

use super::{Answer, Console};

/// A program with a key.
#[derive(Clone)]
pub(crate) struct Program {
    pub app: Router,
    pub key: String,
    pub ip: IpAddr,
}

impl Program {
    /// A call with any headers and body.
    pub(crate) async fn call(&self, method: Method, path: &str, headers: &[(&'static str, &str)], body: impl Into<Bytes>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !self.key.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.key));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(body.into())).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(self.ip, 40_000)));
        let (parts, body) = self.app.clone().oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer { path: path.to_owned(), status: parts.status.as_u16(), headers: parts.headers, body }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, &[], "").await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, &[("content-type", "application/json")], body.to_string()).await
    }

    /// The same under an idempotency key.
    pub(crate) async fn post_once(&self, path: &str, key: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, &[("content-type", "application/json"), ("idempotency-key", key)], body.to_string()).await
    }

    /// Sends usage events and returns the answer's document.
    pub(crate) async fn tell(&self, events: &Value) -> Value {
        let answer = self.post("/api/v1/usage/events", events).await;
        assert!(matches!(answer.status, 200 | 207), "{}: {}", answer.status, answer.body_text());
        answer.json()
    }
}

impl Answer {
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{} ({}) is no JSON: {error}", self.path, self.status))
    }

    /// Panics unless this is a problem of this kind.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16, kind: &str) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.path, self.body_text());
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.path);
        let document = self.json();
        assert_eq!(document["type"], format!("/developers/reference#problem-{kind}"), "{document}");
        assert_eq!(document["status"], status, "{document}");
        assert_eq!(document["request_id"].as_str(), self.header("x-request-id"), "{document}");
        document
    }

    /// The fields a problem names.
    #[track_caller]
    pub(crate) fn refused_fields(&self) -> Vec<String> {
        let document = self.problem(422, "validation");
        document["errors"].as_array().into_iter().flatten().map(|one| one["field"].as_str().unwrap().to_owned()).collect()
    }
}

impl Console {
    /// Issues a key as the page does and returns its secret.
    pub(crate) async fn db_key(&self, name: &str, scopes: &[Scope]) -> String {
        self.db_key_as(Wanted {
            name: name.to_owned(),
            scopes: scopes.to_vec(),
            rate_per_hour: 1_000,
            networks: Vec::new(),
            expires_at: None,
        })
        .await
    }

    pub(crate) async fn db_key_as(&self, wanted: Wanted) -> String {
        let mut change = Change::begin(&self.db, &self.clock, Origin::of(Actor::Cli)).await.unwrap();
        let secret = commands::issue(&mut change, ApiKeyId(self.clock.new_id()), &wanted).await.unwrap().unwrap();
        change.commit().await.unwrap();
        secret
    }

    /// A program that holds this secret.
    pub(crate) fn program(&self, secret: &str) -> Program {
        Program { app: self.app.clone(), key: secret.to_owned(), ip: IpAddr::V4(Ipv4Addr::new(192, 0, 2, 20)) }
    }

    /// A program with a new key of these scopes.
    pub(crate) async fn program_with(&self, scopes: &[Scope]) -> Program {
        let name = format!("Program {}", self.clock.new_id());
        self.program(&self.db_key(&name, scopes).await)
    }
}
