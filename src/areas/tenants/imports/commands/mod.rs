//! What is done to imports. Staff decide (upload, remap, start, stop, undo, discard); the job then works step by step,
//! each step one transaction: tenants, verdicts and counts move together or not at all.

mod bring_in;
mod steer;
mod take_back;
mod upload;

pub use bring_in::bring_in;
pub use steer::{discard, start, stop, undo};
pub use take_back::{take_back, untouched};
pub use upload::{Upload, remap, upload};

use super::model::Import;
use crate::core::change::Event;

/// Why an act on an import is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Its state admits no such act (any more): somebody was faster, or it is over.
    Passed,
    /// The columns were changed since the page was opened.
    Remapped,
    /// A field that every tenant needs has no column.
    Incomplete,
}

/// What one step of a job's work left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    More,
    Finished,
    /// Nothing is to do here: the import was stopped, finished or is gone.
    Idle,
}

/// How many rows one transaction moves: enough that its cost is spread, few enough that nobody waits long for its locks.
const STEP_ROWS: i64 = 1_000;

fn event(action: &'static str, import: &Import) -> Event {
    Event::new(action, "import").object(import.id, import.file_name.as_str())
}
