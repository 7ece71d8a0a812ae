//! The periods a subscription is paid for: months, quarters or years that begin on its anchor day. Half-open (decision 9), so that
//! they tile time: where one ends the next begins.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::BillingError;

/// How often a subscription is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cycle {
    Monthly,
    Quarterly,
    Annual,
}

impl Cycle {
    pub const ALL: [Self; 3] = [Self::Monthly, Self::Quarterly, Self::Annual];

    pub fn code(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::Annual => "annual",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cycle| cycle.code() == code)
    }

    /// How many months a period has.
    pub fn months(self) -> i32 {
        match self {
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::Annual => 12,
        }
    }
}

/// The day of the month on which periods begin, 1 to 31. A month without it begins them on its last day; the month after is back on the anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub struct Anchor(u8);

/// Not a day of any month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an anchor is a day from 1 to 31")]
pub struct AnchorError;

impl Anchor {
    /// For what begins on this day.
    pub fn of(day: NaiveDate) -> Self {
        Self(u8::try_from(day.day()).unwrap_or(1))
    }

    /// For the periods of a cycle, the first of which begins on this day: months begin on the first, so that all of them are charged in one
    /// run, and quarters and years on the day itself (requirements 0003).
    pub fn beginning(cycle: Cycle, day: NaiveDate) -> Self {
        match cycle {
            Cycle::Monthly => Self(1),
            Cycle::Quarterly | Cycle::Annual => Self::of(day),
        }
    }

    pub fn day(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Anchor {
    type Error = AnchorError;

    fn try_from(day: u8) -> Result<Self, AnchorError> {
        if (1..=31).contains(&day) { Ok(Self(day)) } else { Err(AnchorError) }
    }
}

impl From<Anchor> for u8 {
    fn from(anchor: Anchor) -> Self {
        anchor.0
    }
}

/// Days from `starts` up to, not including, `ends`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    pub starts: NaiveDate,
    pub ends: NaiveDate,
}

impl Period {
    pub fn contains(self, day: NaiveDate) -> bool {
        self.starts <= day && day < self.ends
    }

    pub fn days(self) -> i64 {
        (self.ends - self.starts).num_days()
    }

    /// How many days are still to come on this day, itself among them: all on the first, none at the end.
    pub fn days_left(self, on: NaiveDate) -> i64 {
        (self.ends - on).num_days().clamp(0, self.days())
    }

    /// The last day, as people name a period.
    pub fn last(self) -> NaiveDate {
        self.ends.pred_opt().map_or(self.ends, |last| last.max(self.starts))
    }
}

/// The first period of a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct First {
    pub period: Period,
    /// Of the period it is a part of; its own, where it is whole.
    pub whole_days: i64,
    pub anchor: Anchor,
}

impl First {
    /// Of a cycle, on a day.
    pub fn of(cycle: Cycle, on: NaiveDate) -> Result<Self, BillingError> {
        Self::on_anchor(cycle, Anchor::beginning(cycle, on), on)
    }

    /// From a day to the anchor.
    pub fn on_anchor(cycle: Cycle, anchor: Anchor, on: NaiveDate) -> Result<Self, BillingError> {
        let whole = Rhythm { cycle, anchor, phase: on }.containing(on)?;
        Ok(Self { period: Period { starts: on, ends: whole.ends }, whole_days: whole.days(), anchor })
    }
}

/// When periods begin: of all the days the anchor names, those a whole number of cycles away from one that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    pub cycle: Cycle,
    pub anchor: Anchor,
    /// Any day of a month in which a period begins. Only the month counts.
    pub phase: NaiveDate,
}

impl Rhythm {
    /// The one period this day is in.
    pub fn containing(self, day: NaiveDate) -> Result<Period, BillingError> {
        let number = (month_number(day) - month_number(self.phase)).div_euclid(self.cycle.months());
        // In the month in which a period begins, the days before the anchor belong to the one before.
        let number = if day < self.start(number)? { number - 1 } else { number };
        Ok(Period { starts: self.start(number)?, ends: self.start(number + 1)? })
    }

    /// The period after one of this rhythm.
    pub fn next(self, period: Period) -> Result<Period, BillingError> {
        self.containing(period.ends)
    }

    /// The period before one of this rhythm.
    pub fn previous(self, period: Period) -> Result<Period, BillingError> {
        self.containing(period.starts.pred_opt().ok_or(BillingError::Calendar)?)
    }

    /// The first day of the period so many after that of `phase`. Reckoned from the phase and not from the period before, so
    /// that a short month moves nothing but its own day.
    fn start(self, number: i32) -> Result<NaiveDate, BillingError> {
        let months = number.checked_mul(self.cycle.months()).and_then(|months| months.checked_add(month_number(self.phase)));
        months.and_then(|months| on_anchor(months, self.anchor)).ok_or(BillingError::Calendar)
    }
}

/// Months since the year 0.
fn month_number(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0().cast_signed()
}

/// The anchor's day in the month of this number, or the month's last.
fn on_anchor(month: i32, anchor: Anchor) -> Option<NaiveDate> {
    let month0 = month.rem_euclid(12).cast_unsigned();
    (1..=u32::from(anchor.0)).rev().find_map(|day| NaiveDate::from_ymd_opt(month.div_euclid(12), month0 + 1, day))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{any_anchor, any_cycle, any_day, day};
    use super::*;

    fn rhythm(cycle: Cycle, anchor: u8, phase: &str) -> Rhythm {
        Rhythm { cycle, anchor: Anchor::try_from(anchor).unwrap(), phase: day(phase) }
    }

    #[test]
    fn every_code_reads_back_and_a_day_no_month_has_is_no_anchor() {
        assert!(Cycle::ALL.into_iter().all(|cycle| Cycle::from_code(cycle.code()) == Some(cycle)));
        assert_eq!(Cycle::from_code("weekly"), None);
        assert_eq!([0, 32].map(Anchor::try_from), [Err(AnchorError); 2]);
        assert!(serde_json::from_str::<Anchor>("0").is_err(), "not even from a store");
    }

    #[test]
    fn a_period_begins_on_the_anchor_or_the_months_last_day_and_comes_back_to_it() {
        use Cycle::{Annual, Monthly, Quarterly};
        for (this, today, starts, ends) in [
            (rhythm(Monthly, 31, "2026-01-31"), "2026-02-27", "2026-01-31", "2026-02-28"),
            (rhythm(Monthly, 31, "2026-01-31"), "2026-02-28", "2026-02-28", "2026-03-31"),
            (rhythm(Monthly, 31, "2026-02-28"), "2026-04-30", "2026-04-30", "2026-05-31"),
            (rhythm(Monthly, 30, "2026-01-30"), "2028-02-29", "2028-02-29", "2028-03-30"),
            (rhythm(Monthly, 1, "2026-01-01"), "2025-12-31", "2025-12-01", "2026-01-01"),
            (rhythm(Quarterly, 30, "2025-11-30"), "2026-02-28", "2026-02-28", "2026-05-30"),
            (rhythm(Quarterly, 30, "2025-11-30"), "2026-02-27", "2025-11-30", "2026-02-28"),
            (rhythm(Quarterly, 15, "2026-02-15"), "2026-01-20", "2025-11-15", "2026-02-15"),
            (rhythm(Annual, 29, "2024-02-29"), "2026-02-27", "2025-02-28", "2026-02-28"),
            (rhythm(Annual, 29, "2024-02-29"), "2028-02-29", "2028-02-29", "2029-02-28"),
            (rhythm(Annual, 25, "2026-11-25"), "2026-11-24", "2025-11-25", "2026-11-25"),
        ] {
            let period = Period { starts: day(starts), ends: day(ends) };
            assert_eq!(this.containing(day(today)), Ok(period), "{today} of {this:?}");
        }
    }

    #[test]
    fn the_day_of_a_change_is_still_to_come() {
        let period = Period { starts: day("2026-04-01"), ends: day("2026-05-01") };
        let left = ["2026-03-01", "2026-04-01", "2026-04-16", "2026-04-30", "2026-05-01", "2026-06-01"];
        assert_eq!(left.map(|on| period.days_left(day(on))), [30, 30, 15, 1, 0, 0]);
    }

    #[test]
    fn the_end_of_the_calendar_is_an_error() {
        let this = rhythm(Cycle::Annual, 1, "2026-01-01");
        assert_eq!(this.containing(NaiveDate::MAX), Err(BillingError::Calendar));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        /// Whatever the anchor, cycle and phase: each day is in one period, and its neighbours begin where it ends and end where it begins.
        #[test]
        fn periods_tile_time(cycle in any_cycle(), anchor in any_anchor(), phase in any_day(), day in any_day()) {
            let this = Rhythm { cycle, anchor, phase };
            let period = this.containing(day).unwrap();
            prop_assert!(period.contains(day));
            let (next, before) = (this.next(period).unwrap(), this.previous(period).unwrap());
            prop_assert_eq!(next.starts, period.ends);
            prop_assert_eq!(before.ends, period.starts);
            for inside in [period.starts, period.ends.pred_opt().unwrap()] {
                prop_assert_eq!(this.containing(inside), Ok(period));
            }
            prop_assert_eq!(Rhythm { phase: period.starts, ..this }.containing(day), Ok(period), "a period tells the rhythm it is of");
            prop_assert_eq!(month_number(period.ends) - month_number(period.starts), cycle.months());
            let last = period.starts.with_day(1).unwrap() + chrono::Months::new(1);
            let day_of_month = period.starts.day();
            prop_assert!(day_of_month == u32::from(anchor.day()) || (day_of_month < u32::from(anchor.day()) && period.starts.succ_opt() == Some(last)));
            prop_assert!(period.days_left(day) > 0 && period.days_left(day) <= period.days());
        }
    }
}
