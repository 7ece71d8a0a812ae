//! What is done against a risk. Data in code: each level has one playbook. Only the mildest acts alone; the others are proposed, and a person
//! starts them. The same one is never taken up twice for a tenant within thirty days: a constraint refuses it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::queries::Playbook;
use crate::areas::tasks::{self, NewTask, Outcome, Priority, Title};
use crate::areas::tenants::{self, Risk, health_path};
use crate::core::approvals::Means;
use crate::core::change::{Change, Event};
use crate::core::clock::business_day;
use crate::core::ids::{StaffId, TaskId, TenantId};
use crate::core::jobs::Run;
use crate::core::lang::Lang;
use crate::core::mail::{self, Mail};

/// The first night finds many at once; mailing them all in one would help nobody. The likeliest to leave come first.
const MOST_A_NIGHT: i64 = 200;

/// What a level's playbook hands out.
struct Steps {
    title: &'static str,
    days: u64,
    priority: Priority,
}

fn steps(level: Risk) -> Steps {
    match level {
        Risk::Low | Risk::Medium => Steps { title: "tasks-title-check-in", days: 3, priority: Priority::Normal },
        Risk::High => Steps { title: "tasks-title-call", days: 2, priority: Priority::High },
        Risk::Critical => Steps { title: "tasks-title-rescue", days: 1, priority: Priority::Urgent },
    }
}

/// Whom a playbook is about.
struct Subject {
    id: TenantId,
    name: String,
    name2: Option<String>,
    email: String,
    language: Lang,
    owner: Option<StaffId>,
    owner_email: Option<String>,
    owner_language: Lang,
}

impl Subject {
    fn name_in(&self, lang: Lang) -> &str {
        match &self.name2 {
            Some(name2) if lang == Lang::Ar => name2,
            _ => &self.name,
        }
    }
}

async fn subject(db: &mut PgConnection, id: TenantId) -> Result<Option<Subject>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select t.name, t.name2, t.email, t.default_language, o.id as "owner?", o.email as "owner_email?", o.language as "owner_language?"
             from sys_tenants t left join sys_platform_users o on o.id = t.owner_id and o.status = 'active'
            where t.id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Subject {
        id,
        name: row.name,
        name2: row.name2,
        email: row.email,
        language: Lang::from_code(&row.default_language).unwrap_or_default(),
        owner: row.owner.map(StaffId),
        owner_email: row.owner_email,
        owner_language: row.owner_language.and_then(|code| Lang::from_code(&code)).unwrap_or_default(),
    }))
}

/// Proposes what a high or critical risk asks for, to whoever looks at the tenant.
pub(super) async fn propose(db: &PgPool, day: NaiveDate, at: DateTime<Utc>) -> anyhow::Result<u64> {
    let mut tx = db.begin().await?;
    sqlx::query("select set_config('statement_timeout', '60s', true)").execute(&mut *tx).await?;
    let proposed = sqlx::query!(
        r#"insert into sys_playbook_runs (tenant_id, playbook, proposed_on, proposed_at, probability)
           select t.id, t.churn_level, $1, $2, l.churn_probability
             from sys_tenants t join sys_tenant_lifecycle l on l.tenant_id = t.id
            where t.churn_level in ('high', 'critical') and l.churn_probability is not null
              and not exists (select from sys_playbook_runs r
                               where r.tenant_id = t.id and r.playbook = t.churn_level and r.proposed_on > $1::date - 30)
           on conflict do nothing"#,
        day,
        at
    )
    .execute(&mut *tx)
    .await?
    .rows_affected();
    tx.commit().await?;
    Ok(proposed)
}

/// The medium level's playbook: tips by mail, in the tenant's language, and a task to look in on it. Each tenant in a change of its own.
pub(super) async fn act_alone(run: &Run, day: NaiveDate) -> anyhow::Result<usize> {
    let due = sqlx::query!(
        r#"select t.id as "id: TenantId", l.churn_probability::float8 as "probability!"
             from sys_tenants t join sys_tenant_lifecycle l on l.tenant_id = t.id
            where t.churn_level = 'medium' and t.stage in ('trial', 'active')
              and not exists (select from sys_playbook_runs r
                               where r.tenant_id = t.id and r.playbook = 'medium' and r.proposed_on > $1::date - 30)
            order by l.churn_probability desc, t.id limit $2"#,
        day,
        MOST_A_NIGHT
    )
    .fetch_all(&run.db)
    .await?;
    let mut done = 0;
    for one in due {
        if run.stopping.is_cancelled() {
            break;
        }
        done += usize::from(look_in(run, one.id, day, one.probability).await?);
    }
    Ok(done)
}

async fn look_in(run: &Run, tenant: TenantId, day: NaiveDate, probability: f64) -> anyhow::Result<bool> {
    let mut change = run.change().await?;
    let at = change.at();
    let Some(subject) = subject(&mut change, tenant).await? else { return Ok(false) };
    let begun = sqlx::query_scalar!(
        r#"insert into sys_playbook_runs (tenant_id, playbook, proposed_on, proposed_at, probability, started_at)
           values ($1, 'medium', $2, $3, $4::float8::numeric, $3) on conflict do nothing returning id"#,
        tenant.0,
        day,
        at,
        probability
    )
    .fetch_optional(&mut *change)
    .await?;
    let Some(begun) = begun else { return Ok(false) };
    let means = Means { secrets: &run.secrets, base_url: &run.base_url };
    carry_out(&mut change, means, &subject, Risk::Medium, begun).await?;
    change.commit().await?;
    Ok(true)
}

/// Starts a proposed playbook in the actor's name. `false` when it was started before.
pub(super) async fn start(change: &mut Change, means: Means<'_>, run: &Playbook) -> Result<bool, sqlx::Error> {
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    let Some(subject) = subject(change, run.tenant).await? else { return Ok(false) };
    let begun =
        sqlx::query!("update sys_playbook_runs set started_by = $2, started_at = $3 where id = $1 and started_at is null", run.id, by, at)
            .execute(&mut **change)
            .await?
            .rows_affected();
    if begun == 0 {
        return Ok(false);
    }
    carry_out(change, means, &subject, run.level, run.id).await?;
    Ok(true)
}

/// The steps of a playbook: its task, and its mail.
async fn carry_out(change: &mut Change, means: Means<'_>, subject: &Subject, level: Risk, run: i64) -> Result<(), sqlx::Error> {
    let steps = steps(level);
    let today = business_day(change.at());
    let task = NewTask {
        title: Title::Key(steps.title, json!({})),
        tenant: Some(subject.id),
        // A tenant nobody looks after is looked after by who starts the playbook.
        assignee: subject.owner.or(change.staff_id()),
        due_on: today.checked_add_days(Days::new(steps.days)).unwrap_or(today),
        priority: steps.priority,
        note: None,
    };
    let task: TaskId = tasks::create(change, &task).await?;
    sqlx::query!("update sys_playbook_runs set task_id = $2 where id = $1", run, task.0).execute(&mut **change).await?;
    if let Some(mail) = letter(subject, level, means.base_url) {
        let clock = change.clock().clone();
        mail::queue(change, &clock, means.secrets, &mail).await?;
    }
    let event = Event::new("tenant.playbook_started", "tenant").object(subject.id, subject.name.clone()).tenant(subject.id);
    change.record(event.after(json!({ "playbook": level.code(), "task": task }))).await?;
    Ok(())
}

/// Tips go to the tenant; of a critical risk the colleague hears who looks after it. A high one is a task alone.
fn letter(subject: &Subject, level: Risk, base_url: &str) -> Option<Mail> {
    match level {
        Risk::Medium => Some(Mail::new("tenant-tips", &subject.email, subject.language).text("tenant", subject.name_in(subject.language))),
        Risk::Critical => subject.owner_email.as_ref().map(|to| {
            let lang = subject.owner_language;
            Mail::new("owner-alert", to, lang)
                .text("tenant", subject.name_in(lang))
                .action("mail-owner-alert-action", format!("{base_url}{}", health_path(subject.id)))
        }),
        Risk::Low | Risk::High => None,
    }
}

/// Writes down what came of a playbook. May be said anew: people learn later.
pub(super) async fn end(
    change: &mut Change,
    run: &Playbook,
    label: &str,
    outcome: Outcome,
    note: Option<&str>,
) -> Result<bool, sqlx::Error> {
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    let written = sqlx::query!(
        r#"update sys_playbook_runs set outcome = $2, outcome_note = $3, outcome_by = $4, outcome_at = $5
            where id = $1 and started_at is not null"#,
        run.id,
        outcome.code(),
        note,
        by,
        at
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if written == 0 {
        return Ok(false);
    }
    let event = Event::new("tenant.playbook_ended", "tenant").object(run.tenant, label).tenant(run.tenant);
    let before = json!({ "outcome": run.outcome.map(Outcome::code), "note": run.note });
    change.record(event.before(before).after(json!({ "playbook": run.level.code(), "outcome": outcome.code(), "note": note }))).await?;
    Ok(true)
}

/// Where a playbook's task stands.
pub(super) fn task_path(task: TaskId) -> String {
    tasks::show_path(task)
}

/// Where the register shows whom a level concerns.
pub(super) fn list_path(level: Risk) -> String {
    format!("{}?churn={}", tenants::LIST_PATH, level.code())
}
