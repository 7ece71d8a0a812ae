//! A file becomes an import whose every row is judged; other columns are another judgement of the same rows.

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Refusal, event};
use crate::areas::tenants::import::{Mapping, Roster};
use crate::areas::tenants::imports::judging::{self, JudgedRow};
use crate::areas::tenants::imports::model::{Import, State, Tally};
use crate::areas::tenants::imports::queries;
use crate::core::change::{Change, Event};
use crate::core::clock::business_day;
use crate::core::ids::ImportId;

/// Rows one statement stores.
const STATEMENT_ROWS: usize = 5_000;

/// A file that could be read.
#[derive(Debug)]
pub struct Upload {
    pub id: ImportId,
    pub file_name: String,
    pub sha256: Vec<u8>,
    pub roster: Roster,
}

impl Upload {
    pub fn new(id: ImportId, file_name: impl Into<String>, bytes: &[u8], roster: Roster) -> Self {
        Self { id, file_name: file_name.into(), sha256: Sha256::digest(bytes).to_vec(), roster }
    }
}

/// Stores the file's rows with a verdict on each. Nothing enters the register.
pub async fn upload(change: &mut Change, upload: Upload) -> Result<Tally, sqlx::Error> {
    let Upload { id, file_name, sha256, roster } = upload;
    let register = queries::register(change).await?;
    let mapping = Mapping::guess(roster.headers());
    let header = roster.headers().to_vec();
    let today = business_day(change.at());
    let judged_by = mapping.clone();
    let (tally, columns) = judging::aside(move || {
        let rows = judging::judge_roster(&roster, judged_by, register, today);
        (judging::tally(&rows), columns(&rows))
    })
    .await?;
    let (by, label, at) = (change.staff_id().map(|id| id.0), change.actor().label().to_owned(), change.at());
    sqlx::query!(
        r#"insert into sys_imports (id, file_name, file_sha256, header, mapping, total, ready, refused, known,
                                    created_by, created_by_label, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"#,
        id.0,
        file_name,
        &sha256,
        &header,
        stored_mapping(&mapping),
        small(tally.total()),
        small(tally.ready),
        small(tally.refused),
        small(tally.known),
        by,
        label,
        at
    )
    .execute(&mut **change)
    .await?;
    store(change, id, &columns).await?;
    let told = json!({ "file": file_name, "rows": tally.total(), "ready": tally.ready, "refused": tally.refused, "known": tally.known });
    change.record(Event::new("import.uploaded", "import").object(id, file_name).after(told)).await?;
    Ok(tally)
}

/// Judges every row anew under these columns and today's register.
pub async fn remap(change: &mut Change, id: ImportId, version: i32, mapping: Mapping) -> Result<Result<Tally, Refusal>, sqlx::Error> {
    let Some(import) = queries::lock(change, id).await?.filter(|import| import.state == State::Mapped) else {
        return Ok(Err(Refusal::Passed));
    };
    if import.version != version {
        return Ok(Err(Refusal::Remapped));
    }
    let register = queries::register(change).await?;
    let rows = queries::stored_rows(change, id).await?;
    let (width, today, judged_by) = (import.header.len(), business_day(change.at()), mapping.clone());
    let (tally, columns) = judging::aside(move || {
        let rows = judging::judge_again(rows, width, judged_by, register, today);
        (judging::tally(&rows), columns(&rows))
    })
    .await?;
    sqlx::query!("delete from sys_import_rows where import_id = $1", id.0).execute(&mut **change).await?;
    store(change, id, &columns).await?;
    sqlx::query!(
        "update sys_imports set mapping = $2, ready = $3, refused = $4, known = $5, version = version + 1 where id = $1",
        id.0,
        stored_mapping(&mapping),
        small(tally.ready),
        small(tally.refused),
        small(tally.known)
    )
    .execute(&mut **change)
    .await?;
    let told = |import: &Import, mapping: &Mapping| {
        let mut fields = serde_json::Map::new();
        for field in crate::areas::tenants::import::Field::ALL {
            if let Some(header) = mapping.column(field).and_then(|column| import.header.get(column)) {
                fields.insert(field.code().to_owned(), header.as_str().into());
            }
        }
        fields
    };
    change.record(event("import.mapped", &import).diff(&told(&import, &import.mapping), &told(&import, &mapping))).await?;
    Ok(Ok(tally))
}

fn stored_mapping(mapping: &Mapping) -> serde_json::Value {
    serde_json::to_value(mapping).unwrap_or_default()
}

/// A roster has at most a hundred thousand rows.
fn small(rows: i64) -> i32 {
    i32::try_from(rows).unwrap_or(i32::MAX)
}

/// Rows as the columns of one statement each, written out where no transaction waits for it.
#[derive(Default)]
struct Columns {
    row_no: Vec<i32>,
    cells: Vec<String>,
    open_quote: Vec<bool>,
    verdict: Vec<String>,
    email: Vec<Option<String>>,
    refusals: Vec<String>,
    draft: Vec<Option<String>>,
}

/// Writing to memory what was made of text cannot fail.
fn written(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn columns(rows: &[JudgedRow]) -> Vec<Columns> {
    rows.chunks(STATEMENT_ROWS)
        .map(|chunk| {
            let mut columns = Columns::default();
            for judged in chunk {
                columns.row_no.push(i32::try_from(judged.row.number).unwrap_or(i32::MAX));
                columns.cells.push(written(&judged.row.cells));
                columns.open_quote.push(judged.row.open_quote);
                columns.verdict.push(judged.state().code().to_owned());
                columns.email.push(judged.email().map(ToString::to_string));
                columns.refusals.push(written(&judged.refusals()));
                columns.draft.push(judged.draft().map(written));
            }
            columns
        })
        .collect()
}

async fn store(change: &mut Change, id: ImportId, chunks: &[Columns]) -> Result<(), sqlx::Error> {
    for rows in chunks {
        sqlx::query!(
            r#"insert into sys_import_rows (import_id, row_no, cells, open_quote, verdict, email, refusals, draft)
               select $1, r.row_no, r.cells::jsonb, r.open_quote, r.verdict, r.email, r.refusals::jsonb, r.draft::jsonb
                 from unnest($2::int4[], $3::text[], $4::bool[], $5::text[], $6::text[], $7::text[], $8::text[])
                      as r (row_no, cells, open_quote, verdict, email, refusals, draft)"#,
            id.0,
            &rows.row_no,
            &rows.cells,
            &rows.open_quote,
            &rows.verdict,
            &rows.email as &[Option<String>],
            &rows.refusals,
            &rows.draft as &[Option<String>]
        )
        .execute(&mut **change)
        .await?;
    }
    Ok(())
}
