//! The catalogue of kinds: what the program knows how to run, and by which rules.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use serde_json::Value;
use uuid::Uuid;

use super::schedule::{Every, Misfire, Overlap, Schedule};
use super::{Job, Run};

/// Who goes first. A person waits for what is urgent; nobody waits for what is low.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    Urgent = 10,
    Normal = 100,
    Low = 200,
}

/// The pauses between attempts: the first one, doubled each time up to the longest, and up to a quarter more so that what failed together
/// does not come back together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    pub first: Duration,
    pub longest: Duration,
}

impl Backoff {
    pub const DEFAULT: Self = Self { first: Duration::from_secs(2), longest: Duration::from_hours(1) };

    /// When the attempt after number `attempt` may begin. The spread comes from the job's id: the same for the same job and attempt.
    pub fn next(self, job: Uuid, attempt: i16, now: DateTime<Utc>) -> DateTime<Utc> {
        let doublings = u32::try_from(attempt.clamp(1, 32) - 1).unwrap_or_default();
        let pause = self.first.saturating_mul(2_u32.saturating_pow(doublings)).min(self.longest);
        let [.., spread] = job.into_bytes();
        let spread = u32::from(spread.wrapping_add(attempt.to_le_bytes()[0].wrapping_mul(101)));
        now + pause + pause / 4 * spread / 255
    }
}

type Handler = Arc<dyn Fn(Value, Run) -> Result<BoxFuture<'static, anyhow::Result<()>>, serde_json::Error> + Send + Sync>;

/// One kind of job, as the program knows it.
#[derive(Clone)]
pub struct Kind {
    pub name: &'static str,
    pub version: i16,
    pub priority: Priority,
    pub attempts: i16,
    pub backoff: Backoff,
    pub time_limit: Duration,
    pub per_tenant: Option<i16>,
    pub keep_days: i16,
    pub(super) handler: Handler,
}

impl Kind {
    fn of<J: Job>() -> Self {
        Self {
            name: J::NAME,
            version: J::VERSION,
            priority: J::PRIORITY,
            attempts: J::ATTEMPTS,
            backoff: J::BACKOFF,
            time_limit: J::TIME_LIMIT,
            per_tenant: J::PER_TENANT,
            keep_days: J::KEEP_DAYS,
            handler: Arc::new(|payload, run| {
                let job: J = serde_json::from_value(payload)?;
                Ok(Box::pin(job.run(run)))
            }),
        }
    }
}

/// All kinds and schedules.
#[derive(Clone, Default)]
pub struct Catalogue {
    kinds: BTreeMap<&'static str, Kind>,
    schedules: BTreeMap<&'static str, Schedule>,
}

impl Catalogue {
    #[must_use]
    pub fn with<J: Job>(mut self) -> Self {
        self.kinds.insert(J::NAME, Kind::of::<J>());
        self
    }

    /// A job that also runs by itself: what was missed while no worker ran is made up once, and a run that still lasts is not doubled.
    #[must_use]
    pub fn every<J: Job>(self, every: Every) -> Self {
        self.scheduled::<J>(every, Misfire::Once, Overlap::Skip)
    }

    /// A job that runs by itself, its payload empty.
    #[must_use]
    pub fn scheduled<J: Job>(mut self, every: Every, misfire: Misfire, overlap: Overlap) -> Self {
        self.schedules.insert(J::NAME, Schedule { name: J::NAME, every, misfire, overlap });
        self.with::<J>()
    }

    pub fn kind(&self, name: &str) -> Option<&Kind> {
        self.kinds.get(name)
    }

    pub fn kinds(&self) -> impl Iterator<Item = &Kind> {
        self.kinds.values()
    }

    pub fn schedule(&self, name: &str) -> Option<&Schedule> {
        self.schedules.get(name)
    }

    pub fn schedules(&self) -> impl Iterator<Item = &Schedule> {
        self.schedules.values()
    }
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.kinds.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_spread_by_a_quarter_at_most() {
        let backoff = Backoff { first: Duration::from_secs(2), longest: Duration::from_mins(1) };
        let now = DateTime::UNIX_EPOCH;
        for (attempt, seconds) in [(1, 2), (2, 4), (5, 32), (6, 60), (40, 60)] {
            for id in 0..64_u128 {
                let pause = (backoff.next(Uuid::from_u128(id * 0x0101), attempt, now) - now).num_milliseconds();
                assert!((seconds * 1000..=seconds * 1250).contains(&pause), "attempt {attempt}: {pause} ms");
            }
        }
    }

    #[test]
    fn what_failed_together_comes_back_apart() {
        let now = DateTime::UNIX_EPOCH;
        let times: std::collections::BTreeSet<_> = (0..100).map(|id| Backoff::DEFAULT.next(Uuid::from_u128(id), 3, now)).collect();
        assert!(times.len() > 90);
    }
}
