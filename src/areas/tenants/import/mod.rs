//! Bringing a roster of tenants in from a file.
//!
//! Pure: bytes in, verdicts out. What is asked of the register is handed in, what is decided is
//! handed back, and the page, the command line and the job all go through the same door:
//! [`Roster::read`] → [`Mapping::guess`] → [`Judge::judge`] for each row.

mod columns;
mod dates;
mod encoding;
mod judge;
mod reader;
mod reason;
mod records;
mod survey;
mod verdict;

pub use columns::{Field, Mapping};
pub use judge::{Judge, Register, is_empty, wanted_slug};
pub use reader::{ReadError, Roster, Row, RowFault};
pub use reason::Reason;
pub use verdict::{Refusal, Spot, TenantDraft, Verdict};

#[cfg(test)]
mod tests;
