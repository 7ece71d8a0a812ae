//! What runs by itself. Times are of the business zone; however many workers look at the clock, each time fires once.

use std::fmt;

use chrono::{DateTime, Datelike as _, Days, Duration, NaiveDate, NaiveTime, TimeZone as _, Timelike as _, Utc, Weekday};
use sqlx::PgPool;

use super::calendar;
use super::kind::Catalogue;
use super::queue::Order;
use crate::core::clock::{BUSINESS_ZONE, Clock};

/// A time that comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Each so many minutes, a divisor of 60.
    Minutes(u32),
    /// At this minute of each hour.
    Hour(u32),
    /// At this hour and minute of each day.
    Day(u32, u32),
    Week(Weekday, u32, u32),
    /// On this day of each month, 28 at most.
    Month(u32, u32, u32),
}

impl fmt::Display for Every {
    /// As the database keeps it, to see that a rule has changed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Minutes(minutes) => write!(f, "minutes {minutes}"),
            Self::Hour(minute) => write!(f, "hour :{minute:02}"),
            Self::Day(hour, minute) => write!(f, "day {hour:02}:{minute:02}"),
            Self::Week(day, hour, minute) => write!(f, "week {day} {hour:02}:{minute:02}"),
            Self::Month(day, hour, minute) => write!(f, "month {day} {hour:02}:{minute:02}"),
        }
    }
}

impl Every {
    /// The first time after `at`.
    pub fn next_after(self, at: DateTime<Utc>) -> DateTime<Utc> {
        let local = at.with_timezone(&BUSINESS_ZONE);
        match self {
            Self::Minutes(minutes) => {
                let minutes = i64::from(minutes.max(1));
                let whole = at.timestamp().div_euclid(60 * minutes) + 1;
                DateTime::from_timestamp(whole * 60 * minutes, 0).unwrap_or(at + Duration::minutes(minutes))
            }
            Self::Hour(minute) => {
                let this = local.with_minute(minute).and_then(|t| t.with_second(0)).and_then(|t| t.with_nanosecond(0));
                let this = this.map_or(at, |t| t.to_utc());
                if this > at { this } else { this + Duration::hours(1) }
            }
            Self::Day(hour, minute) => first_day(local.date_naive(), at, hour, minute, |_| true),
            Self::Week(day, hour, minute) => first_day(local.date_naive(), at, hour, minute, |date| date.weekday() == day),
            Self::Month(day, hour, minute) => first_day(local.date_naive(), at, hour, minute, |date| date.day() == day.clamp(1, 28)),
        }
    }
}

fn first_day(from: NaiveDate, after: DateTime<Utc>, hour: u32, minute: u32, fits: impl Fn(NaiveDate) -> bool) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    // A month is the longest stretch without a fitting day.
    (0..=32)
        .filter_map(|days| from.checked_add_days(Days::new(days)))
        .filter(|date| fits(*date))
        .filter_map(|date| BUSINESS_ZONE.from_local_datetime(&date.and_time(time)).earliest())
        .map(|at| at.to_utc())
        .find(|at| *at > after)
        .unwrap_or(after + Duration::days(1))
}

/// What becomes of times that passed while no worker ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfire {
    /// One run makes up for all of them.
    Once,
    /// They are left out.
    Skip,
}

/// What becomes of a time at which the run before still waits or runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// It is left out.
    Skip,
    /// The next run waits behind it.
    Queue,
}

#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// Of the kind it enqueues.
    pub name: &'static str,
    pub every: Every,
    pub misfire: Misfire,
    pub overlap: Overlap,
}

/// A time that passed longer ago was missed, not merely noticed late.
const LATE: Duration = Duration::minutes(10);

/// Enqueues what has come due. Returns how many jobs.
pub(super) async fn tick(db: &PgPool, clock: &Clock, catalogue: &Catalogue) -> Result<u32, sqlx::Error> {
    let now = clock.now();
    let mut fired = 0;
    let mut tx = db.begin().await?;
    for due in calendar::due_schedules(&mut tx, now).await? {
        let Some(schedule) = catalogue.schedule(&due.name) else { continue };
        let outcome = if schedule.misfire == Misfire::Skip && now - due.slot > LATE {
            "missed"
        } else if schedule.overlap == Overlap::Skip && calendar::is_under_way(&mut tx, schedule.name).await? {
            "overlapped"
        } else {
            "fired"
        };
        if calendar::note_firing(&mut tx, schedule.name, due.slot, outcome, now).await? && outcome == "fired" {
            let Some(kind) = catalogue.kind(schedule.name) else { continue };
            let job = Order::scheduled(kind).send(&mut tx).await?;
            calendar::link_firing(&mut tx, schedule.name, due.slot, job).await?;
            fired += 1;
        }
        calendar::advance_schedule(&mut tx, schedule.name, schedule.every.next_after(now)).await?;
    }
    tx.commit().await?;
    Ok(fired)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn times_are_of_muscat() {
        // 20:30 UTC is half past midnight of the next day there.
        assert_eq!(Every::Day(0, 30).next_after(at("2026-11-24T20:29:59Z")), at("2026-11-24T20:30:00Z"));
        assert_eq!(Every::Day(0, 30).next_after(at("2026-11-24T20:30:00Z")), at("2026-11-25T20:30:00Z"));
        assert_eq!(Every::Hour(17).next_after(at("2026-11-24T20:17:00Z")), at("2026-11-24T21:17:00Z"));
        assert_eq!(Every::Hour(17).next_after(at("2026-11-24T20:16:59.5Z")), at("2026-11-24T20:17:00Z"));
        assert_eq!(Every::Minutes(5).next_after(at("2026-11-24T20:15:00Z")), at("2026-11-24T20:20:00Z"));
        // A Sunday in Muscat begins on Saturday evening in UTC.
        assert_eq!(Every::Week(Weekday::Sun, 2, 0).next_after(at("2026-11-24T00:00:00Z")), at("2026-11-28T22:00:00Z"));
        assert_eq!(Every::Month(1, 0, 0).next_after(at("2026-11-30T19:59:59Z")), at("2026-11-30T20:00:00Z"));
        assert_eq!(Every::Month(1, 0, 0).next_after(at("2026-11-30T20:00:00Z")), at("2026-12-31T20:00:00Z"));
    }

    #[test]
    fn the_next_time_is_always_later() {
        for every in [Every::Minutes(1), Every::Hour(0), Every::Day(23, 59), Every::Week(Weekday::Thu, 8, 0), Every::Month(28, 0, 0)] {
            let mut now = at("2026-01-01T00:00:00Z");
            for _ in 0..50 {
                let next = every.next_after(now);
                assert!(next > now, "{every}: {next}");
                now = next;
            }
        }
    }
}
