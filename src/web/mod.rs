//! The kit pages are made of: it knows HTTP, HTML and JSON and no business word.

pub mod api;
pub mod assets;
pub mod context;
pub mod cookies;
pub mod csrf;
pub mod csv;
pub mod error;
pub mod form;
pub mod guard;
pub mod headers;
pub mod health;
pub mod limits;
pub mod list;
pub mod page;
pub mod params;
pub mod routes;
pub mod session;
pub mod state;
pub mod telemetry;
pub mod ui;
pub mod upload;
pub mod visitor;

pub use error::{Error, Result};
pub use form::{Errors, Form, Idem};
pub use page::Page;
pub use params::{Path, Query};
pub use routes::{Access, Routes};
pub use state::AppState;
pub use visitor::{Db, SignedIn, Visitor};
