//! The month in which limits are counted: from the anchor day of the subscription to that day of the next month.

use chrono::{Datelike as _, Months, NaiveDate};

/// Half-open: the end is the first day outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub starts: NaiveDate,
    pub ends: NaiveDate,
}

impl Window {
    /// The one this day is in. An anchor that a month does not have is its last day.
    pub fn around(day: NaiveDate, anchor: u32) -> Self {
        let this = anchored(day, anchor);
        let (from, to) = if this <= day { (0, 1) } else { (-1, 0) };
        Self { starts: anchored(shifted(day, from), anchor), ends: anchored(shifted(day, to), anchor) }
    }

    /// All there are on one day, by anchor: what statements about many tenants join with.
    pub fn all(day: NaiveDate) -> impl Iterator<Item = (i16, Self)> {
        (1..=31).map(move |anchor: i16| (anchor, Self::around(day, u32::from(anchor.unsigned_abs()))))
    }
}

/// The first of a month so many months away.
fn shifted(day: NaiveDate, months: i32) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    let by = Months::new(months.unsigned_abs());
    let moved = if months < 0 { first.checked_sub_months(by) } else { first.checked_add_months(by) };
    moved.unwrap_or(first)
}

/// The anchor's day in the month of `day`.
fn anchored(day: NaiveDate, anchor: u32) -> NaiveDate {
    (1..=anchor.clamp(1, 31)).rev().find_map(|number| day.with_day(number)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_window_runs_from_anchor_to_anchor() {
        for (today, anchor, starts, ends) in [
            ("2026-11-25", 25, "2026-11-25", "2026-12-25"),
            ("2026-11-24", 25, "2026-10-25", "2026-11-25"),
            ("2026-11-25", 1, "2026-11-01", "2026-12-01"),
            ("2027-02-28", 31, "2027-02-28", "2027-03-31"),
            ("2027-02-27", 31, "2027-01-31", "2027-02-28"),
            ("2027-03-30", 31, "2027-02-28", "2027-03-31"),
            ("2028-02-29", 30, "2028-02-29", "2028-03-30"),
            ("2027-01-05", 10, "2026-12-10", "2027-01-10"),
        ] {
            assert_eq!(Window::around(day(today), anchor), Window { starts: day(starts), ends: day(ends) }, "{today} from the {anchor}th");
        }
    }

    #[test]
    fn windows_follow_each_other_without_gap_or_overlap() {
        for anchor in 1..=31 {
            let mut date = day("2026-01-01");
            let mut before = Window::around(date, anchor);
            for _ in 0..800 {
                let window = Window::around(date, anchor);
                assert!(window.starts <= date && date < window.ends, "{date} {anchor}");
                assert!(window == before || window.starts == before.ends, "{date} {anchor}");
                before = window;
                date = date.succ_opt().unwrap();
            }
        }
    }
}
