//! Telling tenants ahead that their trial ends: seven days before, three, and one, each once.

use chrono::{Days, NaiveDate};
use serde_json::json;
use sqlx::PgConnection;

use super::queries;
use crate::areas::tenants::model::Stage;
use crate::core::change::Event;
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::jobs::Run;
use crate::core::lang::{Digits, Format};
use crate::core::mail::{self, Mail};

/// Days before the end, the farthest first.
const BEFORE: [i64; 3] = [7, 3, 1];
/// So many are told in one run; the next goes on.
const MOST: i64 = 500;

/// The notice that fits so many days before the end. One that was missed, because nothing ran, is made up for until the next is due.
fn fitting(days_left: i64) -> Option<i64> {
    BEFORE.into_iter().rev().find(|before| (1..=*before).contains(&days_left))
}

/// What makes a notice the same: the trial's last day, so that a trial that is extended is told of again.
fn once(ends: NaiveDate, before: i64) -> String {
    format!("{ends} {before}")
}

/// Sends every notice that is due. May be run again at any time, also by two at once.
pub(super) async fn send_due(run: &Run) -> anyhow::Result<()> {
    let today = business_day(run.clock.now());
    let due = due(&mut *run.db.acquire().await?, today).await?;
    let (mut sent, mut first) = (0, Ok(()));
    for tenant in due {
        if run.stopping.is_cancelled() {
            break;
        }
        match send(run, tenant).await {
            Ok(done) => sent += i32::from(done),
            Err(error) => {
                tracing::warn!(%tenant, error = %format!("{error:#}"), "a tenant could not be told that its trial ends");
                first = first.and(Err(error));
            }
        }
    }
    tracing::info!(sent, "tenants told that their trial ends");
    first
}

/// Tenants in trial whose fitting notice was not sent.
async fn due(db: &mut PgConnection, today: NaiveDate) -> Result<Vec<TenantId>, sqlx::Error> {
    let last = today.checked_add_days(Days::new(7)).unwrap_or(today);
    let rows = sqlx::query_scalar!(
        r#"select l.tenant_id as "id: TenantId" from sys_tenant_lifecycle l
            where l.stage = 'trial' and l.trial_ends_on > $1 and l.trial_ends_on <= $2
              and not exists (select from sys_tenant_mails m
                               where m.tenant_id = l.tenant_id and m.template = 'trial-ending'
                                 and m.once = l.trial_ends_on::text || ' '
                                     || case when l.trial_ends_on - $1 > 3 then '7' when l.trial_ends_on - $1 > 1 then '3' else '1' end)
            order by l.trial_ends_on, l.tenant_id limit $3"#,
        today,
        last,
        MOST
    );
    rows.fetch_all(db).await
}

/// Tells one tenant, if it is still to be told once it is held. `false` when it was not.
async fn send(run: &Run, tenant: TenantId) -> anyhow::Result<bool> {
    let mut change = run.change().await?;
    let today = business_day(change.at());
    let Some(standing) = queries::held(&mut change, tenant).await? else { return Ok(false) };
    let Some(ends) = standing.trial_ends_on.filter(|_| standing.stage == Stage::Trial) else { return Ok(false) };
    let Some(before) = fitting((ends - today).num_days()) else { return Ok(false) };
    let lang = standing.language;
    let day = Format { lang, digits: Digits::default() }.date(ends);
    let mail = Mail::new("trial-ending", &standing.email, lang)
        .logged(tenant, Some(once(ends, before)))
        .text("tenant", standing.name_in(lang))
        .text("until", day)
        .count("days", (ends - today).num_days());
    let clock = change.clock().clone();
    if mail::queue(&mut change, &clock, &run.secrets, &mail).await?.is_none() {
        return Ok(false);
    }
    let event = Event::new("tenant.notified", "tenant").object(tenant, standing.name.clone()).tenant(tenant);
    change.record(event.after(json!({ "mail": "trial-ending", "trial_ends": ends }))).await?;
    change.commit().await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_has_one_notice_and_the_last_day_none() {
        let told: Vec<Option<i64>> = (0..=8).map(fitting).collect();
        assert_eq!(told, [None, Some(1), Some(3), Some(3), Some(7), Some(7), Some(7), Some(7), None]);
    }
}
