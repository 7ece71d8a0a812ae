//! Reads of checklists as they are offered to new tenants.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::lang::Lang;

/// One line of the list.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub id: Uuid,
    pub name: String,
    pub name2: String,
    pub is_default: bool,
    pub version: i32,
    pub steps: i64,
    pub required: i64,
}

impl Row {
    pub fn name_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.name2 } else { &self.name }
    }
}

pub(super) async fn list(db: &mut PgConnection) -> Result<Vec<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"select t.id, t.name, t.name2, t.is_default, t.version, count(*) as "steps!", count(*) filter (where s.required) as "required!"
             from sys_onboarding_templates t join sys_onboarding_steps s on s.template_id = t.id and s.version = t.version
            group by t.id order by t.is_default desc, t.name, t.id limit 200"#
    )
    .fetch_all(db)
    .await
}

/// A checklist with its present steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    pub id: Uuid,
    pub name: String,
    pub name2: String,
    pub is_default: bool,
    pub version: i32,
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub key: String,
    pub name: String,
    pub name2: String,
    pub description: String,
    pub description2: String,
    pub help_url: Option<String>,
    pub required: bool,
    pub event: Option<String>,
}

/// One of them, or the one that new tenants get.
pub(super) async fn find(db: &mut PgConnection, id: Option<Uuid>) -> Result<Option<Template>, sqlx::Error> {
    let row = sqlx::query!(
        "select id, name, name2, is_default, version from sys_onboarding_templates where id = $1 or $1 is null and is_default",
        id
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let steps = sqlx::query_as!(
        Step,
        r#"select key, name, name2, description, description2, help_url, required, event from sys_onboarding_steps
            where template_id = $1 and version = $2 order by position"#,
        row.id,
        row.version
    )
    .fetch_all(db)
    .await?;
    Ok(Some(Template { id: row.id, name: row.name, name2: row.name2, is_default: row.is_default, version: row.version, steps }))
}
