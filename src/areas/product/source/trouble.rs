//! Why the product's database could not be read or written, in few kinds the pages have words for.

/// One of them, with what the server said. Never holds an address or a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error("the product's database does not answer: {0}")]
    Unreachable(String),
    #[error("the product's database refuses the login: {0}")]
    Login(String),
    #[error("the role {0} has no BYPASSRLS: row-level security would hide rows without a word")]
    Blind(String),
    #[error("the product's database lacks {0}")]
    Lacking(String),
    #[error("the product's database does not allow it: {0}")]
    Denied(String),
    #[error("the product's database took too long: {0}")]
    Slow(String),
    #[error("the product shows no tenant at all, though it did before")]
    Empty,
    #[error("the product's database refused: {0}")]
    Other(String),
    /// What was to be written contradicts what is there; a person has to look.
    #[error("the product holds something else: {0}")]
    Conflict(&'static str),
}

const LONGEST: usize = 300;

impl Trouble {
    /// A stable code: kept in the database, and the tail of the keys `product-trouble-…`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "unreachable",
            Self::Login(_) => "login",
            Self::Blind(_) => "blind",
            Self::Lacking(_) => "lacking",
            Self::Denied(_) => "denied",
            Self::Slow(_) => "slow",
            Self::Empty => "empty",
            Self::Other(_) => "other",
            Self::Conflict(code) => code,
        }
    }

    /// What the server said, short enough for a page.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Unreachable(text)
            | Self::Login(text)
            | Self::Blind(text)
            | Self::Lacking(text)
            | Self::Denied(text)
            | Self::Slow(text)
            | Self::Other(text) => Some(crate::core::text::clean(text).chars().take(LONGEST).collect()),
            Self::Empty | Self::Conflict(_) => None,
        }
    }

    /// Whether the connection is worth nothing any more, whatever was asked on it.
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Login(_))
    }
}

impl From<sqlx::Error> for Trouble {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(said) => {
                let text = said.message().to_owned();
                match said.code().as_deref() {
                    Some("28P01" | "28000" | "3D000") => Self::Login(text),
                    Some("57014" | "55P03") => Self::Slow(text),
                    Some("42501" | "25006") => Self::Denied(text),
                    Some(code) if code.starts_with("08") || code.starts_with("57P") || code.starts_with("53") => Self::Unreachable(text),
                    _ => Self::Other(text),
                }
            }
            sqlx::Error::Io(said) => Self::Unreachable(said.to_string()),
            sqlx::Error::Tls(said) => Self::Unreachable(said.to_string()),
            sqlx::Error::Protocol(_) | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => Self::Unreachable(error.to_string()),
            _ => Self::Other(error.to_string()),
        }
    }
}
