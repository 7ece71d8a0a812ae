//! Time zones, languages and currencies as people write them.

use chrono_tz::{TZ_VARIANTS, Tz};

use crate::core::country::Country;
use crate::core::lang::Lang;
use crate::core::money::Currency;
use crate::core::text;

/// A name of the IANA list, in capitals or not.
pub fn time_zone(raw: &str) -> Option<Tz> {
    let name = text::clean(raw).replace(' ', "_");
    TZ_VARIANTS.into_iter().find(|zone| zone.name().eq_ignore_ascii_case(&name))
}

/// A code, alone or with a country (`ar-OM`), or the language's name in either language. Words around it do no harm, another
/// language does.
pub fn language(raw: &str) -> Option<Lang> {
    let folded = text::fold(&text::clean(raw));
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !matches!(*word, "اللغه" | "لغه"));
    let language = named(words.next()?)?;
    words.all(|word| named(word).is_none_or(|other| other == language)).then_some(language)
}

fn named(word: &str) -> Option<Lang> {
    match word {
        "en" | "eng" | "english" | "انجليزي" | "انجليزيه" | "الانجليزي" | "الانجليزيه" => Some(Lang::En),
        "ar" | "ara" | "arabic" | "عربي" | "عربيه" | "العربي" | "العربيه" => Some(Lang::Ar),
        _ => None,
    }
}

/// A code, however it is spelt, or the usual name. Several countries have a rial or a dinar: without a further word it is
/// that of `country`, if it has one.
pub fn currency(raw: &str, country: Option<Country>) -> Option<Currency> {
    let folded = text::fold(&text::clean(raw));
    let words = folded.split(|c: char| !c.is_alphanumeric()).map(|word| word.strip_prefix("ال").unwrap_or(word));
    let name: String = words.collect();
    let own = |of: &[Currency]| country.and_then(Country::profile).map(|profile| profile.currency).filter(|own| of.contains(own));
    match name.as_str() {
        "ريال" | "rial" | "riyal" => own(&[Currency::Omr, Currency::Sar, Currency::Qar]),
        "دينار" | "dinar" => own(&[Currency::Bhd, Currency::Kwd]),
        "رع" | "ريالعماني" | "omanirial" | "omaniriyal" | "rialomani" | "ro" => Some(Currency::Omr),
        "رس" | "ريالسعودي" | "saudiriyal" | "saudirial" | "sr" => Some(Currency::Sar),
        "رق" | "ريالقطري" | "qataririyal" | "qataririal" | "qr" => Some(Currency::Qar),
        "دا" | "درهم" | "درهماماراتي" | "dirham" | "uaedirham" | "emiratidirham" | "dh" | "dhs" => Some(Currency::Aed),
        "دب" | "ديناربحريني" | "bahrainidinar" | "bd" => Some(Currency::Bhd),
        "دك" | "ديناركويتي" | "kuwaitidinar" | "kd" => Some(Currency::Kwd),
        "دولار" | "دولارامريكي" | "usdollar" | "dollar" => Some(Currency::Usd),
        "يورو" | "euro" => Some(Currency::Eur),
        code => Currency::parse(code).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_zone_is_known_in_capitals_or_not() {
        for raw in ["Asia/Muscat", "asia/muscat", " ASIA/MUSCAT\u{200f}"] {
            assert_eq!(time_zone(raw), Some(Tz::Asia__Muscat), "{raw}");
        }
        assert_eq!(time_zone("america/new york"), Some(Tz::America__New_York));
        assert_eq!((time_zone("Mars/Base"), time_zone("")), (None, None));
    }

    #[test]
    fn a_language_is_known_by_its_usual_names() {
        for raw in ["العربي", "عربية", "اللغة العربية", "Arabic", "AR-om", "ar", "Arabic (Oman)"] {
            assert_eq!(language(raw), Some(Lang::Ar), "{raw}");
        }
        for raw in ["الإنجليزي", "اللغة الإنجليزية", "English (UK)", "en_US", "English language", "EN"] {
            assert_eq!(language(raw), Some(Lang::En), "{raw}");
        }
        for raw in ["fr", "", "Arabic & English", "ar/en", "other"] {
            assert_eq!(language(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_currency_is_known_by_its_usual_names() {
        for (raw, known) in [
            ("omr", Currency::Omr),
            ("ر.ع.", Currency::Omr),
            ("الريال العماني", Currency::Omr),
            ("K.W.D", Currency::Kwd),
            ("د.إ", Currency::Aed),
            ("SR", Currency::Sar),
            ("US dollar", Currency::Usd),
        ] {
            assert_eq!(currency(raw, None), Some(known), "{raw}");
        }
        assert_eq!((currency("XYZ", Some(Country::OM)), currency("", None)), (None, None));
    }

    #[test]
    fn a_rial_is_the_one_of_the_country_or_none() {
        for (country, known) in [
            (Country::OM, Some(Currency::Omr)),
            (Country::SA, Some(Currency::Sar)),
            (Country::QA, Some(Currency::Qar)),
            (Country::KW, None),
        ] {
            assert_eq!(currency("ريال", Some(country)), known, "{country}");
        }
        assert_eq!((currency("ريال", None), currency("دينار", Some(Country::BH))), (None, Some(Currency::Bhd)));
    }
}
