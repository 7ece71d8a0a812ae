//! Put into the copy of the console: asks which mutant is switched on. Without one it can note which are reached, and by which test.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::sync::{Mutex, OnceLock, PoisonError};

/// Whether this mutant is the one that is switched on.
pub fn on(mutant: u32) -> bool {
    static CHOSEN: OnceLock<Option<u32>> = OnceLock::new();
    let chosen = *CHOSEN.get_or_init(|| std::env::var("MUTANT").ok()?.parse().ok());
    if chosen.is_none() {
        note(mutant);
    }
    chosen == Some(mutant)
}

/// Writes down that a mutant was reached, once for each thread: a test's thread bears the test's name.
fn note(mutant: u32) {
    static NOTES: OnceLock<Option<Mutex<(HashSet<(u32, String)>, File)>>> = OnceLock::new();
    let open = || OpenOptions::new().create(true).append(true).open(std::env::var_os("MUTANTS_REACHED")?).ok();
    let Some(notes) = NOTES.get_or_init(|| open().map(|file| Mutex::new((HashSet::new(), file)))) else { return };
    let thread = std::thread::current().name().unwrap_or("?").to_owned();
    let mut notes = notes.lock().unwrap_or_else(PoisonError::into_inner);
    if notes.0.insert((mutant, thread.clone())) {
        notes.1.write_all(format!("{mutant}\t{thread}\n").as_bytes()).ok();
    }
}
