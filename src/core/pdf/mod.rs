//! Paper: pages of text, tables, rules and QR codes in both scripts, written as archival PDF (PDF/A-2u).
//!
//! A document is laid out with a [`Flow`], which fills page after page from the top, and becomes bytes
//! with [`Flow::finish`]. Sides are `start` and `end`, never left and right: a [`Direction`] given once
//! decides. Nothing here asks the clock or draws lots, so equal input gives equal bytes.

mod flow;
mod fonts;
mod page;
mod paragraph;
mod qr;
mod shape;
mod table;
mod unseen;
mod write;

#[cfg(test)]
pub(crate) mod tests;

pub use flow::{Cell, Flow, Look, Paper, Slot};
pub use fonts::Weight;
pub use page::Colour;
pub use paragraph::{Align, Base, Paragraph, Style, measure};
pub use qr::Qr;
pub use table::{Column, Table};
pub use unseen::isolate;
pub use write::About;

/// Which way a document reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    #[default]
    LeftToRight,
    RightToLeft,
}

/// Why a document could not be written. None of these depends on how long or strange a text is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    #[error("the embedded font cannot be read")]
    Font,
    #[error("the paper has no room between its margins")]
    Paper,
    #[error("too much for a QR code: {0} bytes")]
    Qr(usize),
    #[error("a shape has no extent")]
    Shape,
    #[error("the document does not keep to the archive standard: {0}")]
    Write(String),
}
