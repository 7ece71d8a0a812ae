//! How often one visitor may ask: generous for people, a wall for loops. In memory, per process.

use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::error::{Error, Result};

const WRITES_PER_SECOND: NonZeroU32 = NonZeroU32::new(20).unwrap();
const WRITES_AT_ONCE: NonZeroU32 = NonZeroU32::new(300).unwrap();
const EXPORTS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(12).unwrap();

/// The console's rate limits, one bucket per visitor and class.
pub struct Limits {
    writes: DefaultKeyedRateLimiter<String>,
    exports: DefaultKeyedRateLimiter<String>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            writes: RateLimiter::keyed(Quota::per_second(WRITES_PER_SECOND).allow_burst(WRITES_AT_ONCE)),
            exports: RateLimiter::keyed(Quota::per_minute(EXPORTS_PER_MINUTE)),
        }
    }
}

impl Limits {
    /// One form sent.
    pub fn write(&self, who: &str) -> Result<()> {
        check(&self.writes, who)
    }

    /// One export started.
    pub fn export(&self, who: &str) -> Result<()> {
        check(&self.exports, who)
    }

    /// Forgets visitors whose buckets are full again.
    pub fn tidy(&self) {
        self.writes.retain_recent();
        self.exports.retain_recent();
    }
}

fn check(limiter: &DefaultKeyedRateLimiter<String>, who: &str) -> Result<()> {
    limiter.check_key(&who.to_owned()).map_err(|until| Error::TooMany(until.wait_time_from(DefaultClock::default().now()).as_secs() + 1))
}
