//! Dates as people write them in a roster: year first, or day first as in the Gulf.

use chrono::NaiveDate;

use crate::core::text;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateError {
    Empty,
    NotADate,
    /// Written as a date, but no calendar has that day.
    NoSuchDay,
    /// A spreadsheet's count of days, which says nothing without the spreadsheet.
    SerialNumber,
    /// A year of the Islamic calendar.
    Hijri,
}

/// `2025-12-31`, `31/12/2025`, `31.12.2025`, `31 Dec 2025`, `٣١/١٢/٢٠٢٥`, `31 ديسمبر 2025`, each
/// with or without a weekday before it and a time behind it. Years have four digits, two only beside the name of a month.
pub(super) fn parse(raw: &str) -> Result<NaiveDate, DateError> {
    let typed = text::fold(&text::clean(raw));
    if typed.is_empty() {
        return Err(DateError::Empty);
    }
    if let Ok(number) = typed.parse::<f64>() {
        return match typed.as_bytes() {
            [_, _, _, _, _, _, _, _] if !typed.contains('.') => calendar_day(&typed[..4], &typed[4..6], &typed[6..]),
            _ if (10_000.0..100_000.0).contains(&number) => Err(DateError::SerialNumber),
            _ => Err(DateError::NotADate),
        };
    }
    let day = without_time(&typed);
    // The mark of the Gregorian calendar stands behind the year.
    let day = day.trim_end_matches('م').trim_end();
    let parts: Vec<&str> = day.split(['-', '/', '.', ' ', ',', '،']).filter(|part| !part.is_empty()).collect();
    let parts = match &parts[..] {
        [weekday, rest @ ..] if rest.len() == 3 && is_weekday(weekday) => rest,
        parts => parts,
    };
    match *parts {
        [year, month, day] if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => calendar_day(year, month, day),
        // Some write the month's name first: Dec 31, 2025.
        [month, day, year] if month_by_name(month).is_some() => calendar_day(year, month, day),
        [day, month, year] => calendar_day(year, month, day),
        _ => Err(DateError::NotADate),
    }
}

fn calendar_day(year: &str, month: &str, day: &str) -> Result<NaiveDate, DateError> {
    let number = |part: &str, most: usize| {
        let fits = (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| part.parse::<u32>().ok()).flatten().ok_or(DateError::NotADate)
    };
    let ordinal = ["st", "nd", "rd", "th"].into_iter().find_map(|end| day.strip_suffix(end));
    let day = number(ordinal.unwrap_or(day), 2)?;
    let named = month_by_name(month);
    let month = match named {
        Some(month) => month,
        None => number(month, 2)?,
    };
    let year = match (year.len(), named) {
        (4, _) => number(year, 4)?,
        // 31-Dec-25 can only be read one way. A spreadsheet takes 70 and later for the last century.
        (2, Some(_)) => match number(year, 2)? {
            year @ ..70 => 2000 + year,
            year => 1900 + year,
        },
        _ => return Err(DateError::NotADate),
    };
    if (1300..1600).contains(&year) {
        return Err(DateError::Hijri);
    }
    let year = i32::try_from(year).map_err(|_| DateError::NotADate)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NoSuchDay)
}

/// Exports often put midnight behind a date: `2025-12-31 00:00:00`, `2025-12-31T00:00:00Z`.
fn without_time(typed: &str) -> &str {
    let Some(colon) = typed.find(':') else { return typed };
    let start = typed[..colon].rfind([' ', 't']);
    start.map_or(typed, |start| typed[..start].trim_end_matches([' ', ',']))
}

fn is_weekday(word: &str) -> bool {
    const NAMES: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    const ARABIC: [&str; 7] = ["احد", "اثنين", "ثلاثاء", "اربعاء", "خميس", "جمعه", "سبت"];
    let arabic = word.strip_prefix("ال").unwrap_or(word);
    (word.len() >= 3 && NAMES.iter().any(|name| name.starts_with(word))) || ARABIC.contains(&arabic)
}

fn month_by_name(name: &str) -> Option<u32> {
    const NAMES: [[&str; 3]; 12] = [
        ["january", "jan", "يناير"],
        ["february", "feb", "فبراير"],
        ["march", "mar", "مارس"],
        ["april", "apr", "ابريل"],
        ["may", "may", "مايو"],
        ["june", "jun", "يونيو"],
        ["july", "jul", "يوليو"],
        ["august", "aug", "اغسطس"],
        ["september", "sep", "سبتمبر"],
        ["october", "oct", "اكتوبر"],
        ["november", "nov", "نوفمبر"],
        ["december", "dec", "ديسمبر"],
    ];
    let months = (1..).zip(NAMES);
    let name = if name == "sept" { "sep" } else { name };
    months.into_iter().find(|(_, names)| names.contains(&name)).map(|(month, _)| month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_date_is_read_in_every_usual_form() {
        let expected = NaiveDate::from_ymd_opt(2025, 12, 31).unwrap();
        for raw in [
            "2025-12-31",
            "2025/12/31",
            "20251231",
            "31/12/2025",
            "31-12-2025",
            "31.12.2025",
            " 31 / 12 / 2025 ",
            "٣١/١٢/٢٠٢٥",
            "۲۰۲۵-۱۲-۳۱",
            "\u{200f}31/12/2025\u{200f}",
            "31 Dec 2025",
            "31-DEC-2025",
            "31 December 2025",
            "December 31, 2025",
            "31 ديسمبر 2025",
            "٣١ ديسمبر ٢٠٢٥",
            "2025-12-31 00:00:00",
            "2025-12-31T00:00:00Z",
            "2025-12-31T23:59:59.000+04:00",
            "31/12/2025 00:00",
            "31-Dec-25",
            "31st December 2025",
            "Wednesday, 31 December 2025",
            "Wed 31/12/2025",
            "الأربعاء ٣١ ديسمبر ٢٠٢٥",
            "2025/12/31م",
            "٣١ ديسمبر ٢٠٢٥ م",
            "December 31st, 2025",
        ] {
            assert_eq!(parse(raw), Ok(expected), "{raw}");
        }
        assert_eq!(parse("5 Sept 2025"), Ok(NaiveDate::from_ymd_opt(2025, 9, 5).unwrap()));
        assert_eq!(parse("1-Jan-70"), Ok(NaiveDate::from_ymd_opt(1970, 1, 1).unwrap()));
        assert_eq!(parse("3/4/2025"), Ok(NaiveDate::from_ymd_opt(2025, 4, 3).unwrap()));
    }

    #[test]
    fn what_is_no_date_says_why() {
        use DateError::{Empty, Hijri, NoSuchDay, NotADate, SerialNumber};
        for (raw, error) in [
            (" ", Empty),
            ("31/02/2025", NoSuchDay),
            ("2025-13-01", NoSuchDay),
            ("2025-02-29", NoSuchDay),
            ("12/31/2025", NoSuchDay),
            ("0/1/2025", NoSuchDay),
            ("45658", SerialNumber),
            ("45658.0", SerialNumber),
            ("1446-05-01", Hijri),
            ("01/05/1446", Hijri),
            ("31/12/25", NotADate),
            ("soon", NotADate),
            ("2025", NotADate),
            ("2025-12", NotADate),
            ("2025-12-31-01", NotADate),
            ("--", NotADate),
            ("12:30", NotADate),
            ("31/12/25م", NotADate),
            ("we 31/12/2025", NotADate),
            ("31sth 12 2025", NotADate),
            ("th December 2025", NotADate),
            ("n/a", NotADate),
            ("inf", NotADate),
            ("-5", NotADate),
            ("99999999", NoSuchDay),
            ("31/12/20255", NotADate),
        ] {
            assert_eq!(parse(raw), Err(error), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_fall(raw in any::<String>()) {
            let _ = parse(&raw);
        }

        #[test]
        fn every_day_is_read_back(days in 730_000_i32..740_000) {
            let date = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            for format in ["%Y-%m-%d", "%d/%m/%Y", "%d %b %Y", "%d.%m.%Y"] {
                prop_assert_eq!(parse(&date.format(format).to_string()), Ok(date));
            }
        }
    }
}
