//! The pages of the connected product. They read our own database only: a product that is slow or down slows nobody here.

pub mod differences;
pub mod export;
pub mod index;
pub mod pushing;
pub mod retry;
pub mod runs;

use super::model::trouble_key;
use crate::core::lang::Lang;

/// Why something failed, in words, with what the server said behind it.
fn trouble(lang: Lang, code: &str) -> String {
    lang.t(trouble_key(code))
}
