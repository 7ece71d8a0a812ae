//! Forms: read strictly, answered with every error at once, shown again as typed.

use std::sync::Arc;

use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::context::Context;
use super::csrf::{FIELD, read_body};
use super::error::Error;
use super::state::AppState;
use crate::core::lang::Message;

/// The form field that makes repeating a form harmless.
pub const IDEM: &str = "idem";

/// A posted form. `T` refuses fields it does not know (`deny_unknown_fields`) and fields sent twice;
/// the secret has been checked before, by the context layer.
pub struct Form<T>(pub T);

/// A posted form with its one-time key. The key stands for this very form, filled in like this, sent by this person to this address:
/// gone back to and filled in otherwise, it is another.
pub struct Idem<T>(pub T, pub Option<Uuid>);

/// The key of one sending.
fn sending(key: Uuid, context: &Context, pairs: &[(String, String)]) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(key.as_bytes());
    hash.update(context.staff.as_ref().map(|staff| staff.id.0).unwrap_or_default().as_bytes());
    hash.update(context.uri.path().as_bytes());
    for (name, value) in pairs {
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name.as_bytes());
        hash.update((value.len() as u64).to_le_bytes());
        hash.update(value.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

async fn pairs(request: Request) -> Result<Vec<(String, String)>, Error> {
    let bytes = read_body(request.into_body(), usize::MAX).await?;
    serde_html_form::from_bytes(&bytes).map_err(|_| Error::BadRequest("the form could not be read"))
}

fn parse<T: DeserializeOwned>(pairs: &[(String, String)]) -> Result<T, Error> {
    let text = serde_html_form::to_string(pairs).map_err(Error::internal)?;
    serde_html_form::from_str(&text).map_err(|error| {
        tracing::info!(%error, "a form had missing, unknown or doubled fields");
        Error::BadRequest("the form has missing, unknown or doubled fields")
    })
}

impl<T: DeserializeOwned> FromRequest<AppState> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, Error> {
        let mut pairs = pairs(request).await?;
        pairs.retain(|(name, _)| name != FIELD);
        parse(&pairs).map(Self)
    }
}

impl<T: DeserializeOwned> FromRequest<AppState> for Idem<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, Error> {
        let context = request.extensions().get::<Arc<Context>>().cloned().ok_or_else(|| Error::internal("no context"))?;
        let mut pairs = pairs(request).await?;
        let key = pairs.iter().find(|(name, _)| name == IDEM).and_then(|(_, value)| value.parse().ok());
        pairs.retain(|(name, _)| name != FIELD && name != IDEM);
        let key = key.map(|key| sending(key, &context, &pairs));
        parse(&pairs).map(|form| Self(form, key))
    }
}

/// A form that says nothing but "do it".
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// What is wrong with a form: every field at once.
#[derive(Clone, Debug, Default)]
pub struct Errors(Vec<(&'static str, Message)>);

impl Errors {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn one(field: &'static str, message: impl Into<Message>) -> Self {
        let mut errors = Self::new();
        errors.add(field, message);
        errors
    }

    /// Adds an error; a field keeps its first.
    pub fn add(&mut self, field: &'static str, message: impl Into<Message>) {
        if self.on(field).is_none() {
            self.0.push((field, message.into()));
        }
    }

    /// Takes the value out of a parse, or notes the error on its field.
    pub fn take<T, M: Into<Message>>(&mut self, field: &'static str, parsed: Result<T, M>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(message) => {
                self.add(field, message);
                None
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    pub fn on(&self, field: &str) -> Option<&Message> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, message)| message)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Message)> {
        self.0.iter().map(|(name, message)| (*name, message))
    }
}
