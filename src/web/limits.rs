//! How often one visitor may ask: generous for people, a wall for loops. In memory, per process.

use std::collections::HashSet;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::error::{Error, Result};
use crate::core::ids::StaffId;

const WRITES_PER_SECOND: NonZeroU32 = NonZeroU32::new(20).unwrap();
const WRITES_AT_ONCE: NonZeroU32 = NonZeroU32::new(300).unwrap();
const NEWS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(1).unwrap();
const EXPORTS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(12).unwrap();

/// Questions between two tidyings.
const TIDY_EVERY: u32 = 1_024;

/// About how long an export takes.
const EXPORT_SECONDS: u64 = 5;

/// An export under way; another of the same person may start when it is dropped.
pub struct ExportRunning {
    all: Arc<Mutex<HashSet<StaffId>>>,
    who: StaffId,
}

impl Drop for ExportRunning {
    fn drop(&mut self) {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.who);
    }
}

/// The console's rate limits, one bucket per visitor and class.
pub struct Limits {
    writes: DefaultKeyedRateLimiter<String>,
    exports: DefaultKeyedRateLimiter<String>,
    exporting: Arc<Mutex<HashSet<StaffId>>>,
    denials: DefaultKeyedRateLimiter<String>,
    policy_reports: DefaultDirectRateLimiter,
    asked: AtomicU32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            writes: RateLimiter::keyed(Quota::per_second(WRITES_PER_SECOND).allow_burst(WRITES_AT_ONCE)),
            exports: RateLimiter::keyed(Quota::per_minute(EXPORTS_PER_MINUTE)),
            exporting: Arc::default(),
            denials: RateLimiter::keyed(Quota::per_minute(NEWS_PER_MINUTE)),
            asked: AtomicU32::new(1),
            policy_reports: RateLimiter::direct(Quota::per_minute(NEWS_PER_MINUTE)),
        }
    }
}

impl Limits {
    /// One form sent.
    pub fn write(&self, who: &str) -> Result<()> {
        self.tidy();
        check(&self.writes, who)
    }

    /// One export started. Each person runs one at a time: a few slow readers must not hold every connection there is for exports.
    pub fn export(&self, who: StaffId) -> Result<ExportRunning> {
        check(&self.exports, &who.to_string())?;
        let mut running = self.exporting.lock().unwrap_or_else(PoisonError::into_inner);
        if !running.insert(who) {
            return Err(Error::TooMany(EXPORT_SECONDS));
        }
        Ok(ExportRunning { all: Arc::clone(&self.exporting), who })
    }

    /// Whether a refusal is still news: of the same person at the same route one a minute is recorded, or a loop of requests would
    /// fill a log that only grows.
    pub fn denial_is_news(&self, who: &str, route: &str) -> bool {
        self.tidy();
        self.denials.check_key(&format!("{who} {route}")).is_ok()
    }

    /// Whether a browser's report of a broken policy is still news.
    pub fn policy_report_is_news(&self) -> bool {
        self.policy_reports.check().is_ok()
    }

    /// Forgets, now and then, visitors whose buckets are full again: what is asked often must not fill the memory with who asked.
    fn tidy(&self) {
        if !self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(TIDY_EVERY) {
            return;
        }
        self.writes.retain_recent();
        self.exports.retain_recent();
        self.denials.retain_recent();
    }
}

fn check(limiter: &DefaultKeyedRateLimiter<String>, who: &str) -> Result<()> {
    limiter.check_key(&who.to_owned()).map_err(|until| Error::TooMany(until.wait_time_from(DefaultClock::default().now()).as_secs() + 1))
}
