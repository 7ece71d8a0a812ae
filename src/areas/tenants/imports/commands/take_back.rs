//! One step of an undo: the next imported tenants that nobody touched since leave the register; the others stay, with the reason.

use std::collections::HashMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::bring_in::is_about_the_data;
use super::{STEP_ROWS, Step, event};
use crate::areas::tenants::imports::model::{Import, KeptBecause, State};
use crate::areas::tenants::imports::queries;
use crate::core::change::{Change, CommitError, Event};
use crate::core::ids::{ImportId, TenantId};

/// A tenant that may go.
struct Untouched {
    id: Uuid,
    name: String,
    /// As the register had it, for the audit log.
    was: Value,
}

/// Takes the next rows back. Like [`super::bring_in`] it may be run again, and by two at once.
pub async fn take_back(mut change: Change, id: ImportId) -> Result<Step, CommitError> {
    let Some(import) = queries::lock(&mut change, id).await?.filter(|import| import.state == State::Undoing) else {
        return Ok(Step::Idle);
    };
    loop {
        let rows = sqlx::query!(
            r#"select row_no, tenant_id as "tenant_id!" from sys_import_rows
                where import_id = $1 and verdict = 'imported' and tenant_id is not null order by row_no limit $2"#,
            id.0,
            STEP_ROWS
        )
        .fetch_all(&mut *change)
        .await?;
        if rows.is_empty() {
            finish(&mut change, &import).await?;
            change.commit().await?;
            return Ok(Step::Finished);
        }
        let tenants: Vec<Uuid> = rows.iter().map(|row| row.tenant_id).collect();
        let mut kept = touched(&mut change, &tenants).await?;
        let free: Vec<Uuid> = tenants.iter().copied().filter(|tenant| !kept.contains_key(tenant)).collect();
        let (removed, in_use) = remove(&mut change, &free).await?;
        kept.extend(in_use.into_iter().map(|tenant| (tenant, KeptBecause::InUse)));
        let events: Vec<Event> = removed
            .iter()
            .map(|tenant| {
                let id = TenantId(tenant.id);
                let event = Event::new("tenant.removed", "tenant").object(id, tenant.name.as_str()).tenant(id);
                event.before(tenant.was.clone()).reason(import.file_name.clone())
            })
            .collect();
        change.record_all(&events).await?;
        let fates: Vec<(i32, Option<KeptBecause>)> = rows.iter().map(|row| (row.row_no, kept.get(&row.tenant_id).copied())).collect();
        note(&mut change, id, &fates).await?;
        if !removed.is_empty() {
            change.commit().await?;
            return Ok(Step::More);
        }
    }
}

/// How many of an import's tenants an undo would take back now: those for which [`reasons`] knows none. Told the other way round,
/// table by table, so that the database goes once through each and not ten times through an index for every tenant.
pub async fn untouched(db: &mut sqlx::PgConnection, id: ImportId) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"with own as materialized (
               select t.id, t.created_at, t.version <> 1 or t.updated_at <> t.created_at as edited
                 from sys_import_rows r join sys_tenants t on t.id = r.tenant_id
                where r.import_id = $1 and r.verdict = 'imported')
           select (select count(*) from own)
                - (select count(*) from (
                      select id from own where edited
                      union select o.id from own o join sys_tenant_lifecycle l on l.tenant_id = o.id
                             where l.since <> o.created_at or l.onboarding_status <> 'not_started' or l.onboarding_done <> '{}'
                      union select o.id from own o join sys_tenant_lifecycle_events e on e.tenant_id = o.id where e.at <> o.created_at
                      union select o.id from own o join sys_tenant_subscriptions s on s.tenant_id = o.id
                             where s.version <> 1 or s.started_at <> o.created_at or s.ended_at is not null
                      union select o.id from own o join sys_tenant_notes n on n.tenant_id = o.id where n.created_at <> o.created_at
                      union select o.id from own o join sys_tenant_contacts c on c.tenant_id = o.id
                      union select o.id from own o join sys_tenant_branding b on b.tenant_id = o.id
                      union select o.id from own o join sys_tenant_branches b on b.tenant_id = o.id where b.created_at <> o.created_at
                      union select o.id from own o join sys_platform_audit_log a on a.tenant_id = o.id where a.action <> 'tenant.created'
                      union select o.id from own o join sys_platform_audit_log a on a.object_kind = 'tenant' and a.object_id = o.id::text
                             where a.action <> 'tenant.created') as touched) as "n!""#,
        id.0
    )
    .fetch_one(db)
    .await
}

/// The tenants somebody worked on, with what they did. Those asked about are held, so that nobody begins to while we look.
async fn touched(change: &mut Change, tenants: &[Uuid]) -> Result<HashMap<Uuid, KeptBecause>, sqlx::Error> {
    sqlx::query!("select id from sys_tenants where id = any($1) order by id for update", tenants).fetch_all(&mut **change).await?;
    reasons(change, tenants).await
}

async fn reasons(db: &mut sqlx::PgConnection, tenants: &[Uuid]) -> Result<HashMap<Uuid, KeptBecause>, sqlx::Error> {
    // What provisioning wrote carries the tenant's own instant of creation; whatever carries another came later.
    let rows = sqlx::query!(
        r#"select id, why as "why!" from (
               select t.id, case
                   when t.version <> 1 or t.updated_at <> t.created_at then 'edited'
                   when exists (select from sys_tenant_lifecycle l where l.tenant_id = t.id
                                   and (l.since <> t.created_at or l.onboarding_status <> 'not_started' or l.onboarding_done <> '{}'))
                     or exists (select from sys_tenant_lifecycle_events e where e.tenant_id = t.id and e.at <> t.created_at)
                     or exists (select from sys_tenant_subscriptions s where s.tenant_id = t.id
                                   and (s.version <> 1 or s.started_at <> t.created_at or s.ended_at is not null)) then 'moved'
                   when exists (select from sys_tenant_notes n where n.tenant_id = t.id and n.created_at <> t.created_at) then 'noted'
                   when exists (select from sys_tenant_contacts c where c.tenant_id = t.id)
                     or exists (select from sys_tenant_branding b where b.tenant_id = t.id)
                     or exists (select from sys_tenant_branches b where b.tenant_id = t.id and b.created_at <> t.created_at) then 'extended'
                   when exists (select from sys_platform_audit_log a where a.tenant_id = t.id and a.action <> 'tenant.created')
                     or exists (select from sys_platform_audit_log a where a.object_kind = 'tenant' and a.object_id = t.id::text
                                   and a.action <> 'tenant.created') then 'acted_on'
                   end as why
                 from sys_tenants t where t.id = any($1)) as looked_at
            where why is not null"#,
        tenants
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, KeptBecause::from_code(&row.why)?))).collect())
}

/// Removes them all, or as many as nothing else refers to. Returns the removed, and those something refers to.
async fn remove(change: &mut Change, tenants: &[Uuid]) -> Result<(Vec<Untouched>, Vec<Uuid>), sqlx::Error> {
    let (mut removed, mut in_use) = (Vec::new(), Vec::new());
    let mut parts = if tenants.is_empty() { Vec::new() } else { vec![tenants] };
    while let Some(part) = parts.pop() {
        sqlx::query("savepoint part").execute(&mut **change).await?;
        match delete(change, part).await {
            Ok(gone) => {
                removed.extend(gone);
                sqlx::query("release savepoint part").execute(&mut **change).await?;
            }
            Err(error) if is_about_the_data(&error) => {
                sqlx::query("rollback to savepoint part").execute(&mut **change).await?;
                if let [tenant] = part {
                    in_use.push(*tenant);
                } else {
                    let (first, second) = part.split_at(part.len() / 2);
                    parts.extend([second, first]);
                }
            }
            Err(error) => return Err(error),
        }
    }
    Ok((removed, in_use))
}

async fn delete(change: &mut Change, tenants: &[Uuid]) -> Result<Vec<Untouched>, sqlx::Error> {
    let mut notes: HashMap<Uuid, Vec<String>> = HashMap::new();
    let written = sqlx::query!("delete from sys_tenant_notes where tenant_id = any($1) returning tenant_id, body", tenants);
    for note in written.fetch_all(&mut **change).await? {
        notes.entry(note.tenant_id).or_default().push(note.body);
    }
    sqlx::query!("delete from sys_tenant_branches where tenant_id = any($1)", tenants).execute(&mut **change).await?;
    sqlx::query!("delete from sys_subscription_history where tenant_id = any($1)", tenants).execute(&mut **change).await?;
    sqlx::query!("delete from sys_tenant_subscriptions where tenant_id = any($1)", tenants).execute(&mut **change).await?;
    sqlx::query!("delete from sys_tenant_lifecycle_events where tenant_id = any($1)", tenants).execute(&mut **change).await?;
    sqlx::query!("delete from sys_tenant_lifecycle where tenant_id = any($1)", tenants).execute(&mut **change).await?;
    let gone = sqlx::query!(
        r#"delete from sys_tenants t where t.id = any($1)
           returning t.id, t.name, to_jsonb(t) - 'search_text' - 'id' as "was!""#,
        tenants
    )
    .fetch_all(&mut **change)
    .await?;
    let untouched = gone.into_iter().map(|row| {
        let mut was = row.was;
        if let Some(notes) = notes.remove(&row.id) {
            was["notes"] = json!(notes);
        }
        Untouched { id: row.id, name: row.name, was }
    });
    Ok(untouched.collect())
}

async fn note(change: &mut Change, id: ImportId, fates: &[(i32, Option<KeptBecause>)]) -> Result<(), sqlx::Error> {
    let (rows, why): (Vec<i32>, Vec<Option<String>>) = fates.iter().map(|(row, why)| (*row, why.map(|why| why.code().to_owned()))).unzip();
    sqlx::query!(
        r#"update sys_import_rows r
              set verdict = case when f.why is null then 'undone' else 'kept' end, kept_because = f.why
             from unnest($2::int4[], $3::text[]) as f (row_no, why)
            where r.import_id = $1 and r.row_no = f.row_no"#,
        id.0,
        &rows,
        &why as &[Option<String>]
    )
    .execute(&mut **change)
    .await?;
    let kept = i32::try_from(why.iter().flatten().count()).unwrap_or(i32::MAX);
    let undone = i32::try_from(rows.len()).unwrap_or(i32::MAX) - kept;
    sqlx::query!(
        r#"update sys_imports set imported = imported - $2 - $3, undone = undone + $2, kept = kept + $3, troubled_at = null
            where id = $1"#,
        id.0,
        undone,
        kept
    )
    .execute(&mut **change)
    .await?;
    Ok(())
}

async fn finish(change: &mut Change, import: &Import) -> Result<(), sqlx::Error> {
    let at = change.at();
    sqlx::query!("update sys_imports set state = 'undone', finished_at = $2, troubled_at = null where id = $1", import.id.0, at)
        .execute(&mut **change)
        .await?;
    let ended = queries::find(change, import.id).await?.map(|import| import.tally).unwrap_or_default();
    change.record(event("import.undone", import).after(json!(ended))).await?;
    Ok(())
}
