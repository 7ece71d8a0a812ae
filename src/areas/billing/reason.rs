//! Why something is done to money, in the words of whoever does it.

use crate::core::text;
use crate::web::Errors;

const SHORTEST: usize = 5;
const LONGEST: usize = 1_000;

/// Reads the field `reason`, as whoever decides and whoever reads the log wants to know it. Where it is not required it may be empty.
pub(in crate::areas::billing) fn read(errors: &mut Errors, required: bool, typed: &str) -> String {
    let reason = text::clean_lines(typed);
    match reason.chars().count() {
        0 if !required => {}
        length if length < SHORTEST => errors.add("reason", "invoices-error-reason"),
        length if length > LONGEST => errors.add("reason", "invoices-error-reason-long"),
        _ => {}
    }
    reason
}
