//! Whether background work goes on: one reading, for the page, the home page and the metrics.

use chrono::{DateTime, Duration, Utc};
use sqlx::{PgConnection, PgPool};

/// Longer without a worker is an alert.
pub const NO_WORKER: Duration = Duration::minutes(2);
/// A due job that waits longer is an alert.
pub const LONG_WAIT: Duration = Duration::minutes(5);

/// The queue as it stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Health {
    /// Due and not begun; what is put off does not count.
    pub due: i64,
    /// Put off: a later attempt, or not before some time.
    pub put_off: i64,
    pub running: i64,
    /// Given up.
    pub dead: i64,
    /// Since when the job due longest waits. Paused kinds do not count: they wait because somebody wants it.
    pub oldest_due: Option<DateTime<Utc>>,
    /// When a worker was last seen.
    pub seen_at: Option<DateTime<Utc>>,
    /// When the queue's first job came: before that nobody misses a worker.
    pub used: bool,
}

/// What somebody has to look after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// No worker was seen for so long; `None` when there never was one.
    NoWorker(Option<Duration>),
    /// A due job waits for so long.
    LongWait(Duration),
    /// So many jobs were given up.
    Dead(i64),
}

impl Health {
    pub fn alerts(&self, now: DateTime<Utc>) -> Vec<Alert> {
        let absent = match self.seen_at {
            Some(seen) if now - seen > NO_WORKER => Some(Alert::NoWorker(Some(now - seen))),
            None if self.used => Some(Alert::NoWorker(None)),
            _ => None,
        };
        let waits = self.oldest_due.map(|since| now - since).filter(|wait| *wait > LONG_WAIT).map(Alert::LongWait);
        let dead = (self.dead > 0).then_some(Alert::Dead(self.dead));
        [absent, waits, dead].into_iter().flatten().collect()
    }
}

pub async fn read(db: &mut PgConnection, now: DateTime<Utc>) -> Result<Health, sqlx::Error> {
    sqlx::query_as!(
        Health,
        r#"select (select count(*) from sys_jobs where state = 'waiting' and run_at <= $1) as "due!",
                  (select count(*) from sys_jobs where state = 'waiting' and run_at > $1) as "put_off!",
                  (select count(*) from sys_jobs where state = 'running') as "running!",
                  (select count(*) from sys_jobs where state = 'dead') as "dead!",
                  (select min(run_at) from sys_jobs j where state = 'waiting' and run_at <= $1
                      and not exists (select from sys_job_pauses p where p.kind = j.kind)) as oldest_due,
                  (select max(seen_at) from sys_job_workers) as seen_at,
                  exists (select from sys_jobs) as "used!""#,
        now
    )
    .fetch_one(db)
    .await
}

/// Shows the reading in the metrics.
pub(super) async fn measure(db: &PgPool, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let health = read(&mut *db.acquire().await?, now).await?;
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float, and counts stay far below where that matters")]
    let gauge = |value: i64| value as f64;
    for (state, jobs) in [("due", health.due), ("put_off", health.put_off), ("running", health.running), ("dead", health.dead)] {
        metrics::gauge!("hq_jobs", "state" => state).set(gauge(jobs));
    }
    metrics::gauge!("hq_jobs_oldest_due_seconds").set(gauge(health.oldest_due.map_or(0, |since| (now - since).num_seconds())));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alerts_begin_just_beyond_their_limits() {
        let now = DateTime::UNIX_EPOCH + Duration::days(1);
        let calm = Health { seen_at: Some(now - NO_WORKER), oldest_due: Some(now - LONG_WAIT), used: true, ..Health::default() };
        assert_eq!(calm.alerts(now), []);
        let second = Duration::seconds(1);
        let bad = Health { seen_at: Some(now - NO_WORKER - second), oldest_due: Some(now - LONG_WAIT - second), dead: 3, ..calm };
        assert_eq!(bad.alerts(now), [Alert::NoWorker(Some(NO_WORKER + second)), Alert::LongWait(LONG_WAIT + second), Alert::Dead(3)]);
        assert_eq!(Health { used: true, ..Health::default() }.alerts(now), [Alert::NoWorker(None)]);
        assert_eq!(Health::default().alerts(now), []);
    }
}
