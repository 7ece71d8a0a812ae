//! The one way a request can fail, and the one page that says so.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::core::change::CommitError;
use crate::core::lang::Message;
use crate::core::permission::Permission;

pub type Result<T> = std::result::Result<T, Error>;

/// Why there is no ordinary answer. Bad input is not here: it is a page, shown again with its errors.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("nobody is signed in")]
    SignedOut,
    #[error("a fresh second factor is needed")]
    StepUp,
    #[error("the person's roles do not hold {}", permission.code())]
    Denied { permission: Permission, route: &'static str },
    #[error("forbidden: {0}")]
    Forbidden(&'static str),
    #[error("the console cannot be used from this address")]
    AddressRefused,
    #[error("not found")]
    NotFound,
    #[error("the address does not take this method")]
    MethodNotAllowed,
    #[error("the request could not be read: {0}")]
    BadRequest(&'static str),
    #[error("the record was changed by somebody else")]
    Conflict,
    #[error("the request took too long to arrive")]
    TooSlow,
    #[error("too large")]
    TooLarge,
    #[error("too many requests; free again in {0} s")]
    TooMany(u64),
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::SignedOut | Self::StepUp => StatusCode::SEE_OTHER,
            Self::Denied { .. } | Self::Forbidden(_) | Self::AddressRefused => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::Tls(_) => {
                Self::Unavailable(error.to_string())
            }
            // Classes 57 (shutting down, crashed, out of time) and 08 (connection), and 53300 (too many connections).
            sqlx::Error::Database(db) if db.code().is_some_and(|c| c.starts_with("57") || c.starts_with("08") || c == "53300") => {
                Self::Unavailable(error.to_string())
            }
            _ => Self::Internal(error.to_string()),
        }
    }
}

impl From<CommitError> for Error {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Database(error) => error.into(),
            CommitError::NothingRecorded => Self::Internal(error.to_string()),
        }
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<tower_sessions::session::Error> for Error {
    fn from(error: tower_sessions::session::Error) -> Self {
        match error {
            tower_sessions::session::Error::Store(error) => Self::Unavailable(error.to_string()),
            tower_sessions::session::Error::SerdeJson(error) => Self::Internal(error.to_string()),
        }
    }
}

/// Left on the bare response; the context layer, which knows the visitor's language and navigation, makes the page of it.
#[derive(Clone, Debug)]
pub(super) enum Failed {
    Page { title: &'static str, text: Message },
    SignIn,
    StepUp,
}

/// Left on a refusal beside [`Failed`], so that the context layer writes it to the audit log.
#[derive(Clone, Copy, Debug)]
pub(super) struct Denied {
    pub permission: Permission,
    pub route: &'static str,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        match &self {
            Self::Internal(_) | Self::Unavailable(_) => tracing::error!(error = %self, "the request failed"),
            Self::Denied { .. } | Self::Forbidden(_) | Self::AddressRefused | Self::BadRequest(_) => {
                tracing::info!(error = %self, "the request was refused");
            }
            _ => {}
        }
        let page = |title, text: Message| Failed::Page { title, text };
        let failed = match &self {
            Self::SignedOut => Failed::SignIn,
            Self::StepUp => Failed::StepUp,
            Self::Denied { .. } | Self::Forbidden(_) => page("error-403-title", "error-403-text".into()),
            Self::AddressRefused => page("error-address-title", "error-address-text".into()),
            Self::NotFound => page("error-404-title", "error-404-text".into()),
            Self::MethodNotAllowed => page("error-405-title", "error-405-text".into()),
            Self::BadRequest(_) => page("error-400-title", "error-400-text".into()),
            Self::Conflict => page("error-409-title", "error-409-text".into()),
            Self::TooSlow => page("error-408-title", "error-408-text".into()),
            Self::TooLarge => page("error-413-title", "error-413-text".into()),
            Self::TooMany(seconds) => {
                page("error-429-title", Message::new("error-429-text").count(i64::try_from(*seconds).unwrap_or(i64::MAX)))
            }
            Self::Unavailable(_) => page("error-503-title", "error-503-text".into()),
            Self::Internal(_) => page("error-500-title", "error-500-text".into()),
        };
        let mut response = status.into_response();
        if let Self::TooMany(seconds) = self
            && let Ok(value) = HeaderValue::from_str(&seconds.to_string())
        {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        if let Self::Denied { permission, route } = self {
            response.extensions_mut().insert(Denied { permission, route });
        }
        response.extensions_mut().insert(failed);
        response
    }
}
