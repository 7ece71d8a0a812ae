//! A person's word to an import: go, stop, take it back, throw it away.

use serde_json::json;

use super::{Refusal, event};
use crate::areas::tenants::imports::job;
use crate::areas::tenants::imports::model::{Import, State};
use crate::areas::tenants::imports::queries;
use crate::core::change::Change;
use crate::core::ids::ImportId;

/// Lets the ready rows in, or go on in. `version` is the mapping the person saw; the command line has seen the one it made.
/// Of any number of starts at the same moment the first counts. `seen` is the import as it was found, held by nobody.
pub async fn start(change: &mut Change, seen: &Import, version: Option<i32>) -> Result<Result<(), Refusal>, sqlx::Error> {
    // Who comes while it runs does not queue up behind the step under way, each with a connection: it is started.
    if !seen.may_start() {
        return Ok(Err(Refusal::Passed));
    }
    let id = seen.id;
    let held = if seen.state == State::Running { queries::lock_if_free(change, id).await? } else { queries::lock(change, id).await? };
    let Some(import) = held.filter(Import::may_start) else {
        return Ok(Err(Refusal::Passed));
    };
    if version.is_some_and(|seen| seen != import.version) {
        return Ok(Err(Refusal::Remapped));
    }
    if import.mapping.missing().next().is_some() {
        return Ok(Err(Refusal::Incomplete));
    }
    begin(change, &import, State::Running, import.tally.ready).await?;
    let action = if import.state == State::Mapped { "import.started" } else { "import.resumed" };
    change.record(event(action, &import).after(json!(import.tally))).await?;
    job::enqueue_run(change, id).await?;
    Ok(Ok(()))
}

/// Halts a run after the step it is at. What is in stays in.
pub async fn stop(change: &mut Change, id: ImportId) -> Result<Result<(), Refusal>, sqlx::Error> {
    let Some(import) = queries::lock(change, id).await?.filter(|import| import.state == State::Running) else {
        return Ok(Err(Refusal::Passed));
    };
    sqlx::query!("update sys_imports set state = 'stopped', troubled_at = null where id = $1", id.0).execute(&mut **change).await?;
    change.record(event("import.stopped", &import).after(json!(import.tally))).await?;
    Ok(Ok(()))
}

/// Takes back what the import brought in and nobody has worked on since.
pub async fn undo(change: &mut Change, id: ImportId) -> Result<Result<(), Refusal>, sqlx::Error> {
    let Some(import) = queries::lock(change, id).await?.filter(Import::may_undo) else {
        return Ok(Err(Refusal::Passed));
    };
    begin(change, &import, State::Undoing, import.tally.imported).await?;
    change.record(event("import.undo_started", &import).before(json!(import.tally))).await?;
    job::enqueue_undo(change, id).await?;
    Ok(Ok(()))
}

/// Throws away an import that brought nothing in, with all its rows.
pub async fn discard(change: &mut Change, id: ImportId) -> Result<Result<(), Refusal>, sqlx::Error> {
    let Some(import) = queries::lock(change, id).await?.filter(Import::may_discard) else {
        return Ok(Err(Refusal::Passed));
    };
    sqlx::query!("delete from sys_imports where id = $1", id.0).execute(&mut **change).await?;
    change.record(event("import.discarded", &import).before(json!({ "rows": import.tally.total() }))).await?;
    Ok(Ok(()))
}

/// Notes who set the work going and how much of it there is.
async fn begin(change: &mut Change, import: &Import, state: State, rows: i64) -> Result<(), sqlx::Error> {
    let by = change.staff_id().map(|id| id.0);
    let label = by.is_some().then(|| change.actor().label().to_owned());
    let at = change.at();
    sqlx::query!(
        r#"update sys_imports
              set state = $2, planned = $3, worked_by = $4, worked_by_label = $5, started_at = $6, finished_at = null, troubled_at = null
            where id = $1"#,
        import.id.0,
        state.code(),
        i32::try_from(rows).unwrap_or(i32::MAX),
        by,
        label,
        at
    )
    .execute(&mut **change)
    .await?;
    Ok(())
}
