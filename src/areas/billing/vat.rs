//! The rate of VAT by the buyer's country and the day of the tax point.
//!
//! Sources: the Gulf's unified VAT agreement as each country brought it in: Oman Royal Decree 121/2020, Emirates Federal
//! Decree-Law 8/2017, Saudi Royal Decree M/113 and its rise by Royal Order A/638, Bahrain Decree-Law 48/2018 and Law 33/2021. Qatar
//! and Kuwait have none yet. A new rate is a new row; a row is never changed, because the past was charged with it.

use chrono::{Datelike as _, NaiveDate};

use crate::core::country::Country;

/// One rate, from its first day until the next of the same country.
struct Rate {
    country: Country,
    /// Year, month, day.
    from: (i32, u32, u32),
    basis_points: u16,
}

const RATES: [Rate; 6] = [
    Rate { country: Country::AE, from: (2018, 1, 1), basis_points: 500 },
    Rate { country: Country::BH, from: (2019, 1, 1), basis_points: 500 },
    Rate { country: Country::BH, from: (2022, 1, 1), basis_points: 1_000 },
    Rate { country: Country::OM, from: (2021, 4, 16), basis_points: 500 },
    Rate { country: Country::SA, from: (2018, 1, 1), basis_points: 500 },
    Rate { country: Country::SA, from: (2020, 7, 1), basis_points: 1_500 },
];

/// The rate in basis points. Nothing where no rate stands: before VAT began, and for exports.
pub fn rate_on(country: Country, day: NaiveDate) -> u16 {
    let day = (day.year(), day.month(), day.day());
    let begun = RATES.iter().filter(|rate| rate.country == country && rate.from <= day);
    begun.max_by_key(|rate| rate.from).map_or(0, |rate| rate.basis_points)
}

#[cfg(test)]
mod tests {
    use super::super::samples::day;
    use super::*;

    #[test]
    fn a_rate_holds_from_its_day_on() {
        for (code, on, basis_points) in [
            ("OM", "2021-04-15", 0),
            ("OM", "2021-04-16", 500),
            ("AE", "2017-12-31", 0),
            ("AE", "2018-01-01", 500),
            ("SA", "2017-12-31", 0),
            ("SA", "2018-01-01", 500),
            ("SA", "2020-06-30", 500),
            ("SA", "2020-07-01", 1_500),
            ("BH", "2018-12-31", 0),
            ("BH", "2019-01-01", 500),
            ("BH", "2021-12-31", 500),
            ("BH", "2022-01-01", 1_000),
            ("QA", "2026-11-25", 0),
            ("KW", "2026-11-25", 0),
            ("DE", "2026-11-25", 0),
        ] {
            assert_eq!(rate_on(Country::from_code(code).unwrap(), day(on)), basis_points, "{code} on {on}");
        }
    }

    #[test]
    fn todays_rates_are_those_a_new_tenant_is_told() {
        for country in Country::all() {
            let told = country.profile().map_or(0, |profile| profile.vat_basis_points);
            assert_eq!(rate_on(country, day("2026-11-25")), told, "{}", country.code());
        }
    }
}
