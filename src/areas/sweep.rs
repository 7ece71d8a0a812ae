//! Takes away what nobody needs any more: ended sessions, one-time keys of forms, counts of failed
//! attempts, mail that was sent, keys of old usage events, old answers of the API.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::areas::staff::throttle;
use crate::areas::tenants::bulk::selection;
use crate::areas::tenants::usage;
use crate::core::jobs::{Job, Run};
use crate::core::{api_keys, change, mail};
use crate::web::{api, session};

/// A form sent again later than this is a new one.
const FORM_KEYS_KEPT: Duration = Duration::days(7);
/// Logs are kept 30 days (decision 28), and a note of what was mailed is one.
const SENT_MAIL_KEPT: Duration = Duration::days(30);
/// What was ticked yesterday is ticked anew.
const SELECTIONS_KEPT: Duration = Duration::days(1);
/// How often each key called is looked back at for a month.
const CALLS_KEPT: Duration = Duration::days(35);

/// Runs every hour.
#[derive(Serialize, Deserialize)]
pub(super) struct Sweep {}

impl Job for Sweep {
    const NAME: &'static str = "console.sweep";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        let now = run.clock.now();
        let sessions = session::delete_expired(&run.db, now).await?;
        let mut db = run.db.acquire().await?;
        let keys = change::forget_keys(&mut db, now - FORM_KEYS_KEPT).await?;
        let failures = throttle::forget(&mut db, now).await?;
        let mails = mail::forget_sent(&mut db, now - SENT_MAIL_KEPT).await?;
        let selections = selection::forget(&mut db, now - SELECTIONS_KEPT).await?;
        let usage_keys = usage::ingest::forget_keys(&mut db, now - usage::KEYS_KEPT).await?;
        let replies = api::forget(&mut db, now).await?;
        let calls = api_keys::forget_calls(&mut db, now - CALLS_KEPT).await?;
        tracing::info!(sessions, keys, failures, mails, selections, usage_keys, replies, calls, "swept");
        Ok(())
    }
}
