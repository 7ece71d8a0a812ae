//! Numbers, dates and times as one person reads them: Asia/Muscat, Latin digits unless they chose the Arabic ones.

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc};

use super::Lang;
use crate::core::clock::BUSINESS_ZONE;

/// Which digits a person reads. Never mixed within a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Digits {
    #[default]
    Latin,
    Arabic,
}

impl Digits {
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "latin" => Some(Self::Latin),
            "arabic" => Some(Self::Arabic),
            _ => None,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Latin => "latin",
            Self::Arabic => "arabic",
        }
    }

    /// Rewrites Latin digits in `text` to this person's.
    pub fn write(self, text: String) -> String {
        match self {
            Self::Latin => text,
            Self::Arabic => text
                .chars()
                .map(|c| match c {
                    '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + 0x0660).unwrap_or(c),
                    ',' => '٬',
                    '.' => '٫',
                    other => other,
                })
                .collect(),
        }
    }
}

const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_AR: [&str; 12] =
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];

const WEEKDAYS_EN: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const WEEKDAYS_AR: [&str; 7] = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"];

/// How one person reads figures.
#[derive(Clone, Copy, Debug, Default)]
pub struct Format {
    pub lang: Lang,
    pub digits: Digits,
}

impl Format {
    /// A whole number with thousands separated: 12,345.
    pub fn num(self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 3);
        if n < 0 {
            out.push('\u{2212}');
        }
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(c);
        }
        self.digits.write(out)
    }

    /// 22 Nov 2026 · 22 نوفمبر 2026
    pub fn date(self, date: NaiveDate) -> String {
        self.digits.write(format!("{} {} {}", date.day(), self.month_name(date), date.year()))
    }

    /// Nov 2026
    pub fn month(self, date: NaiveDate) -> String {
        self.digits.write(format!("{} {}", self.month_name(date), date.year()))
    }

    /// Sunday, 22 Nov 2026 · الأحد، 22 نوفمبر 2026
    pub fn weekday_and_date(self, date: NaiveDate) -> String {
        let index = date.weekday().num_days_from_sunday() as usize;
        match self.lang {
            Lang::En => format!("{}, {}", WEEKDAYS_EN[index], self.date(date)),
            Lang::Ar => format!("{}، {}", WEEKDAYS_AR[index], self.date(date)),
        }
    }

    /// 22 Nov: within a year that is clear from elsewhere.
    pub fn day_of_month(self, date: NaiveDate) -> String {
        self.digits.write(format!("{} {}", date.day(), self.month_name(date)))
    }

    /// 22 Nov 2026, 14:05 (Muscat)
    pub fn datetime(self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&BUSINESS_ZONE);
        let comma = if self.lang == Lang::Ar { '،' } else { ',' };
        self.digits.write(format!(
            "{} {} {}{comma} {:02}:{:02}",
            local.day(),
            self.month_name(local.date_naive()),
            local.year(),
            local.hour(),
            local.minute()
        ))
    }

    /// 14:05:09 (Muscat)
    pub fn time(self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&BUSINESS_ZONE);
        self.digits.write(format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second()))
    }

    /// Nov
    pub fn month_name(self, date: NaiveDate) -> &'static str {
        let index = date.month0() as usize;
        match self.lang {
            Lang::En => MONTHS_EN[index],
            Lang::Ar => MONTHS_AR[index],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_grouped_in_threes() {
        let format = Format::default();
        for (n, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-4200, "\u{2212}4,200")] {
            assert_eq!(format.num(n), text);
        }
    }

    #[test]
    fn times_are_muscats_whatever_the_stored_zone() {
        let at = DateTime::parse_from_rfc3339("2026-11-22T21:30:00Z").unwrap().to_utc();
        assert_eq!(Format::default().datetime(at), "23 Nov 2026, 01:30");
        assert_eq!(Format { lang: Lang::Ar, digits: Digits::Arabic }.datetime(at), "٢٣ نوفمبر ٢٠٢٦، ٠١:٣٠");
    }
}
