//! The papers a tenant gets: tax invoice, credit note, statement of account. Plain data in, PDF out.
//!
//! They print what they are given and reckon nothing: the amounts are those of the issued document.
//! Both languages stand on each paper; the tenant's comes first and decides from where it reads.

mod figures;
mod invoice;
mod model;
mod parts;
mod statement;
mod tax_qr;

#[cfg(test)]
mod tests;

use crate::core::pdf::PdfError;

pub use invoice::{credit_note, tax_invoice};
pub use model::{
    Ageing, BankAccount, Bilingual, CreditNote, Entry, EntryKind, Invoice, Line, Party, Quantity, Sale, Statement, Totals, VatShare,
};
pub use statement::statement;

/// Why a paper could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    #[error("amounts of two currencies on one document")]
    Currencies,
    #[error(transparent)]
    Pdf(#[from] PdfError),
}
