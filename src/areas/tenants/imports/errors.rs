//! The refused rows as a file: why, and the cells as they came, so that they can be put right and sent again.

use axum::extract::State;
use axum::response::Response;
use futures_util::{StreamExt as _, stream};

use super::{queries, words};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::import::Refusal;
use crate::core::change::Event;
use crate::core::ids::ImportId;
use crate::core::lang::Format;
use crate::core::text;
use crate::web::csv::{self, Cell};
use crate::web::{AppState, Error, Path, Result, SignedIn};

/// More rows than this leave the house only with a fresh factor, as from any list.
const MANY: i64 = 10_000;

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, Path(id): Path<ImportId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let running = app.limits.export(staff.id)?;
    let mut change = staff.change(&app).await?;
    let import = queries::find(&mut change, id).await?.ok_or(Error::NotFound)?;
    if import.tally.refused > MANY {
        staff.freshly_confirmed()?;
    }
    change.record(Event::new("import.errors_exported", "import").object(id, import.file_name.as_str())).await?;
    change.commit().await?;
    let format = staff.visitor().format;
    let rows = queries::refused(&app.reports, id).await?.flat_map(move |row| {
        stream::iter(match row {
            Ok(row) => lines(row.row_no.unsigned_abs(), &row.refusals, &row.cells, format).into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        })
    });
    Ok(csv::download("import-errors.csv", &header(&import.header), rows, running))
}

/// Four columns of ours, then the file's own.
pub fn header(file: &[String]) -> Vec<Cell> {
    ["row", "field", "reason", "explanation"].into_iter().map(Cell::text).chain(file.iter().map(Cell::text)).collect()
}

/// A line for each thing that is wrong with the row. Whatever breaks a line inside a cell becomes a space, so that every line of
/// the file begins with the number of its row.
pub fn lines(row: u32, refusals: &[Refusal], cells: &[String], format: Format) -> Vec<Vec<Cell>> {
    let own = |refusal: &Refusal| {
        let words = format.lang.msg(&words::reason(refusal.reason, format));
        [Cell::number(row), Cell::text(refusal.field.code()), Cell::text(refusal.reason.code()), Cell::text(words)]
    };
    let theirs = || cells.iter().map(|cell| Cell::text(text::clean(cell)));
    refusals.iter().map(|refusal| own(refusal).into_iter().chain(theirs()).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas::tenants::import::{Field, Reason, Spot};

    #[test]
    fn every_line_begins_with_the_row_and_no_cell_is_a_formula() {
        let refusals = [
            Refusal { field: Spot::Field(Field::Email), reason: Reason::NotAnEmail },
            Refusal { field: Spot::Field(Field::Plan), reason: Reason::UnknownPlan },
        ];
        let cells = ["=HYPERLINK(\"x\")", "a\r\nb\u{2028}c\u{2029}d\u{85}e\u{b}f\u{c}g\u{202e}", "+968"].map(ToOwned::to_owned);
        let file: Vec<u8> = lines(7, &refusals, &cells, Format::default()).iter().flat_map(|cells| csv::line(cells)).collect();
        let text = String::from_utf8(file).unwrap();
        assert_eq!(text.lines().count(), 2);
        for (line, start) in text.lines().zip(["7,email,not-an-email,", "7,plan,unknown-plan,"]) {
            assert!(line.starts_with(start), "{line}");
            assert!(line.ends_with(r#","'=HYPERLINK(""x"")",a b c d e f g,'+968"#), "{line}");
        }
    }
}
