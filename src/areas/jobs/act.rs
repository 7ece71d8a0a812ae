//! Retrying or cancelling many jobs, as a job: a few at a time, so that what flows back into the queue does not flood it.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

use super::queries;
use crate::core::change::{Actor, Change, Event, Origin};
use crate::core::ids::JobId;
use crate::core::jobs::{self, Cancelled, Interrupted, Job, Priority, Run};

/// Jobs acted on in one transaction.
const STEP: usize = 50;
/// And the pause after it: at most a hundred jobs a second.
const PAUSE: Duration = Duration::from_millis(500);

#[derive(Serialize, Deserialize)]
pub struct ActOnJobs {
    pub(super) act: Uuid,
}

impl Job for ActOnJobs {
    const NAME: &'static str = "jobs.act";
    const PRIORITY: Priority = Priority::Urgent;
    const TIME_LIMIT: Duration = Duration::from_hours(1);

    async fn run(self, run: Run) -> anyhow::Result<()> {
        let Some(act) = queries::act(&mut *run.db.acquire().await?, self.act).await? else { return Ok(()) };
        let total = i64::try_from(act.jobs.len())?;
        let actor = Actor::Staff { id: act.staff_id, label: act.staff_name.clone() };
        for (step, jobs) in act.jobs.chunks(STEP).enumerate() {
            if step > 0 {
                tokio::select! { () = tokio::time::sleep(PAUSE) => {}, () = run.stopping.cancelled() => return Err(Interrupted.into()) }
            }
            let origin = Origin { actor: actor.clone(), ..run.origin() };
            let mut change = Change::begin(&run.db, &run.clock, origin).await?;
            // What an earlier attempt did stays done.
            let left = sqlx::query!(
                r#"select j.id as "id: JobId", j.kind from sys_jobs j
                    where j.id = any($2) and not exists (select from sys_job_act_results r where r.act_id = $1 and r.subject_id = j.id)
                    order by j.id"#,
                act.id,
                jobs
            )
            .fetch_all(&mut *change)
            .await?;
            let (mut ids, mut outcomes, mut events) = (Vec::new(), Vec::new(), Vec::new());
            for one in left {
                let at = change.at();
                let (outcome, action) = match act.act.as_str() {
                    "retry" if jobs::retry(&mut change, one.id, at).await? => ("done", "job.retried"),
                    "cancel" => match jobs::cancel(&mut change, one.id, at).await? {
                        Cancelled::AtOnce => ("done", "job.cancelled"),
                        Cancelled::Asked => ("asked", "job.cancelled"),
                        Cancelled::TooLate => ("not_possible", ""),
                    },
                    _ => ("not_possible", ""),
                };
                if !action.is_empty() {
                    events.push(Event::new(action, "job").object(one.id.0, one.kind));
                }
                ids.push(one.id.0);
                outcomes.push(outcome.to_owned());
            }
            if events.is_empty() {
                // Nothing was changed, and that is noted.
                drop(change);
                note(&mut *run.db.acquire().await?, act.id, &ids, &outcomes).await?;
            } else {
                note(&mut change, act.id, &ids, &outcomes).await?;
                change.record_all(&events).await?;
                change.commit().await?;
            }
            let done = i64::try_from(((step + 1) * STEP).min(act.jobs.len()))?;
            run.progress(done, Some(total)).await?;
        }
        Ok(())
    }
}

/// Notes what became of each.
async fn note(db: &mut PgConnection, act: Uuid, ids: &[Uuid], outcomes: &[String]) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into sys_job_act_results (act_id, subject_id, outcome) select $1, * from unnest($2::uuid[], $3::text[])",
        act,
        ids,
        outcomes
    )
    .execute(db)
    .await
    .map(drop)
}
