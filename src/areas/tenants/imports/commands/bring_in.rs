//! One step of a run: the next ready rows become tenants, and say so, in one transaction.
//!
//! What was free when the roster was judged may be taken by now. A row whose address somebody has is known; one whose slug
//! somebody has gets the next number, unless the file asked for that very slug. A row the register will not take for another
//! reason is refused alone: the rows around it go in.

use std::collections::{HashMap, HashSet};

use serde_json::json;
use sqlx::types::Json;

use super::{STEP_ROWS, Step, event};
use crate::areas::tenants::commands::provision;
use crate::areas::tenants::import::{Field, Reason, Refusal, Spot, TenantDraft, is_empty, wanted_slug};
use crate::areas::tenants::imports::model::{Import, State};
use crate::areas::tenants::imports::queries;
use crate::areas::tenants::model::NewTenant;
use crate::areas::tenants::slug::Slug;
use crate::core::change::{Change, CommitError};
use crate::core::clock::business_day;
use crate::core::ids::{ImportId, TenantId};

/// How often a slug that was snatched away is tried with another number before the row is given up.
const SLUG_ATTEMPTS: usize = 20;

/// A ready row on its way in.
struct Candidate {
    row_no: i32,
    tenant: NewTenant,
    /// The file asked for this slug; another would not be what it says.
    slug_given: bool,
}

/// What became of one step's rows.
#[derive(Default)]
struct Outcome {
    imported: Vec<(i32, TenantId)>,
    known: Vec<i32>,
    refused: Vec<(i32, Refusal)>,
}

/// Brings the next rows in. Steps of one import wait for each other, so two workers at once do no harm.
pub async fn bring_in(mut change: Change, id: ImportId) -> Result<Step, CommitError> {
    let Some(import) = queries::lock(&mut change, id).await?.filter(|import| import.state == State::Running) else {
        return Ok(Step::Idle);
    };
    loop {
        let candidates = next(&mut change, &import).await?;
        if candidates.is_empty() {
            finish(&mut change, &import).await?;
            change.commit().await?;
            return Ok(Step::Finished);
        }
        let outcome = admit(&mut change, id, candidates).await?;
        note(&mut change, id, &outcome).await?;
        // A step in which nothing was created has nothing to record; it goes on in the same transaction.
        if !outcome.imported.is_empty() {
            change.commit().await?;
            return Ok(Step::More);
        }
    }
}

async fn next(change: &mut Change, import: &Import) -> Result<Vec<Candidate>, sqlx::Error> {
    let slug_column = import.mapping.column(Field::Slug).and_then(|column| i32::try_from(column).ok());
    let rows = sqlx::query!(
        r#"select row_no, draft as "draft!: Json<TenantDraft>", coalesce(cells ->> $2::int4, '') as "slug_cell!"
             from sys_import_rows
            where import_id = $1 and verdict = 'ready' and draft is not null
            order by row_no limit $3"#,
        import.id.0,
        slug_column,
        STEP_ROWS
    )
    .fetch_all(&mut **change)
    .await?;
    let today = business_day(change.at());
    let candidate = |row_no, draft: Json<TenantDraft>, slug_cell: &str| Candidate {
        row_no,
        tenant: NewTenant::from_draft(TenantId(change.new_id()), draft.0, Some(import.id), today),
        slug_given: !is_empty(slug_cell),
    };
    Ok(rows.into_iter().map(|row| candidate(row.row_no, row.draft, &row.slug_cell)).collect())
}

async fn admit(change: &mut Change, id: ImportId, mut pending: Vec<Candidate>) -> Result<Outcome, sqlx::Error> {
    let mut outcome = Outcome::default();
    let refusal = |field, reason| Refusal { field, reason };
    for _ in 0..SLUG_ATTEMPTS {
        let (created, failed) = create(change, &pending).await?;
        pending.retain(|candidate| {
            if created.contains(&candidate.tenant.id) {
                outcome.imported.push((candidate.row_no, candidate.tenant.id));
            } else if failed.contains(&candidate.tenant.id) {
                outcome.refused.push((candidate.row_no, refusal(Spot::Row, Reason::NotSaved)));
            } else {
                return true;
            }
            false
        });
        if pending.is_empty() {
            return Ok(outcome);
        }
        let emails: Vec<String> = pending.iter().map(|candidate| candidate.tenant.email.to_string()).collect();
        let known = queries::known_emails(change, &emails).await?;
        pending.retain(|candidate| {
            if known.contains(candidate.tenant.email.as_ref()) {
                outcome.known.push(candidate.row_no);
            } else if candidate.slug_given {
                outcome.refused.push((candidate.row_no, refusal(Spot::Field(Field::Slug), Reason::Taken)));
            } else {
                return true;
            }
            false
        });
        give_other_slugs(change, id, &mut pending).await?;
    }
    outcome.refused.extend(pending.iter().map(|candidate| (candidate.row_no, refusal(Spot::Row, Reason::NotSaved))));
    Ok(outcome)
}

/// Provisions them all, or as many as the register takes: a part it refuses is halved until the row at fault stands alone.
/// Returns the created and the refused.
async fn create(change: &mut Change, candidates: &[Candidate]) -> Result<(HashSet<TenantId>, HashSet<TenantId>), sqlx::Error> {
    let tenants: Vec<NewTenant> = candidates.iter().map(|candidate| candidate.tenant.clone()).collect();
    let (mut created, mut failed) = (HashSet::new(), HashSet::new());
    let mut parts = vec![tenants.as_slice()];
    while let Some(part) = parts.pop() {
        sqlx::query("savepoint part").execute(&mut **change).await?;
        match provision(change, part).await {
            Ok(ids) => {
                created.extend(ids);
                sqlx::query("release savepoint part").execute(&mut **change).await?;
            }
            Err(error) if is_about_the_data(&error) => {
                sqlx::query("rollback to savepoint part").execute(&mut **change).await?;
                match part {
                    [tenant] => {
                        tracing::warn!(%error, "a row of an import could not be saved");
                        failed.insert(tenant.id);
                    }
                    _ => {
                        let (first, second) = part.split_at(part.len() / 2);
                        parts.extend([second, first]);
                    }
                }
            }
            Err(error) => return Err(error),
        }
    }
    Ok((created, failed))
}

/// Data exceptions and broken constraints: trying again would not help, leaving the row out does.
pub(super) fn is_about_the_data(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(|e| e.code()).is_some_and(|code| code.starts_with("22") || code.starts_with("23"))
}

async fn give_other_slugs(change: &mut Change, id: ImportId, pending: &mut [Candidate]) -> Result<(), sqlx::Error> {
    if pending.is_empty() {
        return Ok(());
    }
    let wanted: Vec<Slug> = pending.iter().map(|c| wanted_slug(&c.tenant.name, c.tenant.name2.as_ref(), &c.tenant.email)).collect();
    let names: Vec<String> = wanted.iter().map(ToString::to_string).collect();
    let mut taken = queries::slugs_like(change, id, &names).await?;
    let mut next_numbers: HashMap<Slug, u32> = HashMap::new();
    for (candidate, wanted) in pending.iter_mut().zip(wanted) {
        let number = next_numbers.entry(wanted.clone()).or_insert(2);
        candidate.tenant.slug = loop {
            let slug = wanted.with_suffix(*number);
            *number += 1;
            if taken.insert(slug.to_string()) {
                break slug;
            }
        };
    }
    Ok(())
}

async fn note(change: &mut Change, id: ImportId, outcome: &Outcome) -> Result<(), sqlx::Error> {
    let (rows, tenants): (Vec<i32>, Vec<uuid::Uuid>) = outcome.imported.iter().map(|(row, tenant)| (*row, tenant.0)).unzip();
    let (refused, refusals): (Vec<i32>, Vec<String>) =
        outcome.refused.iter().map(|(row, refusal)| (*row, json!([refusal]).to_string())).unzip();
    sqlx::query!(
        r#"update sys_import_rows r
              set verdict = now_is.verdict, tenant_id = now_is.tenant_id, draft = null,
                  refusals = coalesce(now_is.refusals::jsonb, '[]'), email = case when now_is.verdict = 'refused' then null else r.email end
             from (select row_no, 'imported' as verdict, tenant_id, null as refusals from unnest($2::int4[], $3::uuid[]) as i (row_no, tenant_id)
                   union all
                   select row_no, 'known', null, null from unnest($4::int4[]) as k (row_no)
                   union all
                   select row_no, 'refused', null, refusals from unnest($5::int4[], $6::text[]) as f (row_no, refusals)) as now_is
            where r.import_id = $1 and r.row_no = now_is.row_no"#,
        id.0,
        &rows,
        &tenants,
        &outcome.known,
        &refused,
        &refusals
    )
    .execute(&mut **change)
    .await?;
    let counted = |rows: usize| i32::try_from(rows).unwrap_or(i32::MAX);
    sqlx::query!(
        r#"update sys_imports
              set ready = ready - $2 - $3 - $4, imported = imported + $2, known = known + $3, refused = refused + $4, troubled_at = null
            where id = $1"#,
        id.0,
        counted(rows.len()),
        counted(outcome.known.len()),
        counted(refused.len())
    )
    .execute(&mut **change)
    .await?;
    Ok(())
}

async fn finish(change: &mut Change, import: &Import) -> Result<(), sqlx::Error> {
    let at = change.at();
    sqlx::query!("update sys_imports set state = 'done', finished_at = $2, troubled_at = null where id = $1", import.id.0, at)
        .execute(&mut **change)
        .await?;
    let ended = queries::find(change, import.id).await?.map(|import| import.tally).unwrap_or_default();
    change.record(event("import.finished", import).after(json!(ended))).await?;
    Ok(())
}
