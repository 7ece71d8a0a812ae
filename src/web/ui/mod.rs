//! The parts a page is made of, as plain data.
//!
//! A screen fills these structs; the macros in `templates/ui` draw them. Nothing here knows HTTP,
//! the database or a business word. Every text is ready to show: already in the reader's language,
//! with numbers and dates already written the way this reader wants them.

pub mod chart;
mod facts;
mod gauge;
mod history;
mod icon;
mod list;
mod nav;
mod progress;
mod samples;
mod scale;
mod tone;

pub use chart::{BarChart, ChartSpec, LineChart, Series, Sparkline};
pub use facts::{Delta, Fact, StatTile, SummaryRow, Trend};
pub use gauge::Gauge;
pub use history::{DiffKind, DiffRow, TimelineDay, TimelineEntry};
pub use icon::{Glyph, icon, icon_names};
pub use list::{Chip, Column, Direction, EmptyKind, EmptyState, Pager, Total};
pub use nav::{Action, Crumb, Tab};
pub use progress::{Progress, ProgressState};
pub use samples::Samples;
pub use tone::{Tag, Tone};

/// Whether an option is the chosen one, whatever string types the two sides have.
#[must_use]
pub fn same(left: impl AsRef<str>, right: impl AsRef<str>) -> bool {
    left.as_ref() == right.as_ref()
}

/// Whether an option is among the chosen ones.
#[must_use]
pub fn among<S: AsRef<str>>(value: impl AsRef<str>, chosen: &[S]) -> bool {
    chosen.iter().any(|one| one.as_ref() == value.as_ref())
}
