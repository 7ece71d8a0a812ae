//! Writing checklists. A version is never changed: a tenant may be following it.

use serde_json::{Value, json};
use uuid::Uuid;

use super::queries::{Step, Template};
use crate::core::change::{Change, Event};

/// What somebody wants a checklist to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub name: String,
    pub name2: String,
    pub is_default: bool,
    pub steps: Vec<Step>,
}

/// Two who change checklists wait for each other: only one of them can be everybody's.
pub(super) async fn lock(change: &mut Change) -> Result<(), sqlx::Error> {
    sqlx::query!("select id from sys_onboarding_templates order by id for update").fetch_all(&mut **change).await.map(drop)
}

pub(super) async fn create(change: &mut Change, wanted: &Wanted) -> Result<Uuid, sqlx::Error> {
    lock(change).await?;
    make_way(change, wanted.is_default).await?;
    let (id, at, by) = (change.new_id(), change.at(), change.staff_id().map(|id| id.0));
    sqlx::query!(
        r#"insert into sys_onboarding_templates (id, name, name2, is_default, created_at, updated_at, updated_by)
           values ($1, $2, $3, $4, $5, $5, $6)"#,
        id,
        wanted.name,
        wanted.name2,
        wanted.is_default,
        at,
        by
    )
    .execute(&mut **change)
    .await?;
    insert_steps(change, id, 1, &wanted.steps).await?;
    let event = Event::new("onboarding.template_created", "onboarding_template").object(id, wanted.name.clone());
    change.record(event.after(told(&wanted.name, &wanted.name2, wanted.is_default, &wanted.steps))).await?;
    Ok(id)
}

/// Writes over the checklist that was locked and read. `false` when nothing differs.
pub(super) async fn edit(change: &mut Change, before: &Template, wanted: &Wanted) -> Result<bool, sqlx::Error> {
    let same_steps = before.steps == wanted.steps;
    if same_steps && (&before.name, &before.name2, before.is_default) == (&wanted.name, &wanted.name2, wanted.is_default) {
        return Ok(false);
    }
    make_way(change, wanted.is_default && !before.is_default).await?;
    let version = before.version + 1;
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    sqlx::query!(
        r#"update sys_onboarding_templates set name = $2, name2 = $3, is_default = $4, version = $5, updated_at = $6, updated_by = $7
            where id = $1"#,
        before.id,
        wanted.name,
        wanted.name2,
        wanted.is_default,
        version,
        at,
        by
    )
    .execute(&mut **change)
    .await?;
    insert_steps(change, before.id, version, &wanted.steps).await?;
    let event = Event::new("onboarding.template_edited", "onboarding_template").object(before.id, wanted.name.clone());
    let was = told(&before.name, &before.name2, before.is_default, &before.steps);
    let is_now = told(&wanted.name, &wanted.name2, wanted.is_default, &wanted.steps);
    change.record(event.diff(&was, &is_now)).await?;
    Ok(true)
}

/// One checklist at a time is what new tenants get.
async fn make_way(change: &mut Change, for_another: bool) -> Result<(), sqlx::Error> {
    if for_another {
        sqlx::query!("update sys_onboarding_templates set is_default = false where is_default").execute(&mut **change).await?;
    }
    Ok(())
}

async fn insert_steps(change: &mut Change, template: Uuid, version: i32, steps: &[Step]) -> Result<(), sqlx::Error> {
    let text = |pick: fn(&Step) -> Option<&str>| -> Vec<Option<String>> { steps.iter().map(|s| pick(s).map(ToOwned::to_owned)).collect() };
    sqlx::query!(
        r#"insert into sys_onboarding_steps
               (template_id, version, position, key, name, name2, description, description2, help_url, required, event)
           select $1, $2, s.position, s.key, s.name, s.name2, s.description, s.description2, s.help_url, s.required, s.event
             from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bool[], $10::text[])
                  with ordinality as s (key, name, name2, description, description2, help_url, required, event, position)"#,
        template,
        version,
        &text(|s| Some(&s.key)) as &[Option<String>],
        &text(|s| Some(&s.name)) as &[Option<String>],
        &text(|s| Some(&s.name2)) as &[Option<String>],
        &text(|s| Some(&s.description)) as &[Option<String>],
        &text(|s| Some(&s.description2)) as &[Option<String>],
        &text(|s| s.help_url.as_deref()) as &[Option<String>],
        &steps.iter().map(|s| s.required).collect::<Vec<_>>(),
        &text(|s| s.event.as_deref()) as &[Option<String>]
    )
    .execute(&mut **change)
    .await
    .map(drop)
}

fn told(name: &str, name2: &str, is_default: bool, steps: &[Step]) -> Value {
    let step = |s: &Step| {
        let required = if s.required { " *" } else { "" };
        format!(
            "{}{required}",
            [
                s.name.as_str(),
                &s.name2,
                &s.description,
                &s.description2,
                s.help_url.as_deref().unwrap_or_default(),
                s.event.as_deref().unwrap_or_default()
            ]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
        )
    };
    json!({ "name": name, "name2": name2, "default": is_default, "steps": steps.iter().map(step).collect::<Vec<_>>() })
}
