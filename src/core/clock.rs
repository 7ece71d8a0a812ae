//! The only place that asks the machine for the time or for randomness; everything else is handed a [`Clock`].

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

/// Business days, periods and reports are counted here (decision 9).
pub const BUSINESS_ZONE: Tz = chrono_tz::Asia::Muscat;

/// Wall clock, movable in tests: every copy shares one offset.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    offset_ms: Arc<AtomicI64>,
}

impl Clock {
    /// The current instant, in whole microseconds: what Postgres can store, so a value read back is equal.
    pub fn now(&self) -> DateTime<Utc> {
        #[expect(clippy::disallowed_methods, reason = "this is the one caller the ban points to")]
        let now = Utc::now();
        let now = now + Duration::milliseconds(self.offset_ms.load(Ordering::Relaxed));
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }

    /// The business day it is now.
    pub fn today(&self) -> NaiveDate {
        business_day(self.now())
    }

    /// Moves this clock and every copy of it. For tests of time-outs and expiry.
    pub fn advance(&self, by: Duration) {
        self.offset_ms.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }

    /// A new identifier that sorts by time of creation.
    pub fn new_id(&self) -> Uuid {
        #[expect(clippy::disallowed_methods, reason = "this is the one caller the ban points to")]
        Uuid::now_v7()
    }
}

/// The instant a business day begins.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    BUSINESS_ZONE.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest().map_or(DateTime::UNIX_EPOCH, |at| at.to_utc())
}

/// The business day an instant falls on.
pub fn business_day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&BUSINESS_ZONE).date_naive()
}
