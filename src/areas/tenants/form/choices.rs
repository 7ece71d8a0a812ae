//! What the form's lists offer.

use crate::areas::tenants::business::BusinessType;
use crate::core::country::Country;
use crate::core::lang::Lang;
use crate::core::money::Currency;
use crate::web::Page;

/// Value and label.
pub(in crate::areas::tenants) type Choice = (String, String);

/// The Gulf first, since nearly every tenant is there; then the world by name.
pub(super) fn countries(lang: Lang) -> Vec<Choice> {
    let name = |country: Country| if lang == Lang::Ar { country.arabic() } else { country.english() };
    let mut others: Vec<Country> = Country::all().filter(|country| !Country::GULF.contains(country)).collect();
    others.sort_by_key(|country| crate::core::text::fold(name(*country)));
    Country::GULF.into_iter().chain(others).map(|country| (country.code().to_owned(), name(country).to_owned())).collect()
}

/// The zones tenants live in. Any other of the IANA list is accepted and then offered too.
pub(in crate::areas::tenants) fn time_zones(current: &str) -> Vec<Choice> {
    const USUAL: [&str; 18] = [
        "Asia/Muscat",
        "Asia/Dubai",
        "Asia/Riyadh",
        "Asia/Bahrain",
        "Asia/Kuwait",
        "Asia/Qatar",
        "Asia/Aden",
        "Asia/Amman",
        "Asia/Baghdad",
        "Asia/Beirut",
        "Asia/Karachi",
        "Asia/Kolkata",
        "Africa/Cairo",
        "Africa/Casablanca",
        "Africa/Tunis",
        "Europe/Istanbul",
        "Europe/London",
        "UTC",
    ];
    let mut zones: Vec<Choice> = USUAL.iter().map(|zone| ((*zone).to_owned(), (*zone).to_owned())).collect();
    if !current.is_empty() && !USUAL.contains(&current) {
        zones.push((current.to_owned(), current.to_owned()));
    }
    zones
}

pub(in crate::areas::tenants) fn currencies() -> Vec<Choice> {
    Currency::ALL.iter().map(|currency| (currency.code().to_owned(), currency.code().to_owned())).collect()
}

/// Each under its own name.
pub(in crate::areas::tenants) fn languages() -> Vec<Choice> {
    vec![("en".to_owned(), "English".to_owned()), ("ar".to_owned(), "العربية".to_owned())]
}

pub(super) fn business_types(page: &Page) -> Vec<Choice> {
    BusinessType::ALL.iter().map(|kind| (kind.code().to_owned(), page.t(kind.key()))).collect()
}
