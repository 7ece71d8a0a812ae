//! The API: keys and what they open, problems instead of pages, and a document that says what is there.

mod calls;
mod document;
mod keys;
mod tenants;
