//! What makes the log's rewriting show. Every entry is linked to all before it by a hash ([`sequencer`]), the end of the chain is noted
//! outside the database under a signature ([`checkpoint`]), and both are read again and compared ([`verify`]).

pub mod checkpoint;
mod entry;
pub mod links;
pub mod sequencer;
mod suspect;
pub mod verify;
pub mod watch;

pub use checkpoint::{Checkpoints, hex};
pub use entry::{Hash, NOTHING_BEFORE};
pub use links::Head;
