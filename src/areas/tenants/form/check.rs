//! From what was typed to what is meant: every field at once, each forgiving what can be forgiven.

use chrono::{Datelike as _, Days, NaiveDate};
use chrono_tz::Tz;
use uuid::Uuid;

use super::fields::TenantForm;
use super::said;
use crate::areas::tenants::business::BusinessType;
use crate::areas::tenants::locale;
use crate::areas::tenants::model::NewTenant;
use crate::areas::tenants::name::TenantName;
use crate::areas::tenants::plan::PlanCode;
use crate::areas::tenants::record::Details;
use crate::areas::tenants::slug::Slug;
use crate::areas::tenants::tag;
use crate::core::country::Country;
use crate::core::email::Email;
use crate::core::ids::{StaffId, TenantId};
use crate::core::lang::{Lang, Message};
use crate::core::money::Currency;
use crate::core::phone::Phone;
use crate::core::text;
use crate::web::Errors;

const CONTACT_NAME_MAX: usize = 250;
const CITY_MAX: usize = 100;
const ADDRESS_MAX: usize = 500;
/// A contract is signed up to a year ahead, and not before the trade had computers; beyond that the year is a slip.
const DAYS_AHEAD: Days = Days::new(366);
const EARLIEST_YEAR: i32 = 1970;

/// A form in which every field was right.
#[derive(Clone, Debug)]
pub(in crate::areas::tenants) struct Checked {
    pub name: TenantName,
    pub name2: Option<TenantName>,
    /// `None` when it was left empty: one is suggested.
    pub slug: Option<Slug>,
    pub business_type: BusinessType,
    pub contact_name: Option<String>,
    pub email: Email,
    pub phone: Option<Phone>,
    pub address: Option<String>,
    /// `None` when the field was not part of the form.
    pub city: Option<Option<String>>,
    pub country: Country,
    pub timezone: Tz,
    pub currency: Currency,
    pub default_language: Lang,
    pub plan: PlanCode,
    pub owner: Option<StaffId>,
    pub tags: Vec<String>,
    pub signed_on: Option<NaiveDate>,
}

impl TenantForm {
    /// Reads the whole form, or says everything that is wrong with it. `lang` is the reader's.
    pub fn check(&self, today: NaiveDate, lang: Lang) -> Result<Checked, Errors> {
        let mut errors = Errors::new();
        let name = errors.take("name", TenantName::parse(&self.name).map_err(said::name));
        let name2 = errors.take("name2", given(&self.name2).map(TenantName::parse).transpose().map_err(said::name2));
        let slug = errors.take("slug", given(&self.slug).map(Slug::parse).transpose().map_err(said::slug));
        let business_type = errors.take("business_type", BusinessType::parse(&self.business_type).map_err(said::business_type));
        let contact_name = errors.take("contact_name", line(&self.contact_name, CONTACT_NAME_MAX, "tenants-error-contact-name-long"));
        let email = errors.take("email", Email::parse(&self.email).map_err(said::email));
        let country = errors.take("country_code", Country::parse(&self.country_code).map_err(said::country));
        let phone = match given(&self.phone) {
            None => Some(None),
            // Which numbers are right cannot be said before the country is.
            Some(raw) => match Phone::parse(raw, country) {
                Ok(phone) => Some(Some(phone)),
                Err(error) if country.is_some() || !matches!(error, crate::core::phone::PhoneError::CountryNeeded) => {
                    errors.add("phone", said::phone(error, lang));
                    None
                }
                Err(_) => None,
            },
        };
        let address = errors.take("address", lines(&self.address, ADDRESS_MAX, "tenants-error-address-long"));
        let city = errors.take("city", self.city.as_deref().map(|raw| line(raw, CITY_MAX, "tenants-error-city-long")).transpose());
        // An empty field takes what the country brings; a country outside the Gulf brings what head office uses.
        let profile = country.and_then(Country::profile).or(Country::OM.profile());
        let timezone = match given(&self.timezone) {
            Some(raw) => errors.take("timezone", time_zone(raw)),
            None => profile.map(|profile| profile.timezone),
        };
        let currency = match given(&self.currency) {
            Some(raw) => errors.take("currency", Currency::parse(raw).map_err(|_| Message::new("tenants-error-currency"))),
            None => profile.map(|profile| profile.currency),
        };
        let default_language = match given(&self.default_language) {
            Some(raw) => errors.take("default_language", language(raw)),
            None => Some(Lang::En),
        };
        let plan = errors.take("plan", PlanCode::parse(&self.plan).map_err(said::plan));
        let owner = errors
            .take("owner", given(self.owner()).map(|raw| Uuid::parse_str(raw).map(StaffId)).transpose().map_err(|_| "tenants-error-owner"));
        let tags = errors.take("tags", tag::parse(self.tags()).map_err(said::tags));
        let signed_on = errors.take("signed_on", given(self.signed_on()).map(|raw| signing_day(raw, today)).transpose());

        match (name, name2, slug, business_type, contact_name, email, phone, address, city) {
            (
                Some(name),
                Some(name2),
                Some(slug),
                Some(business_type),
                Some(contact_name),
                Some(email),
                Some(phone),
                Some(address),
                Some(city),
            ) => match (country, timezone, currency, default_language, plan, owner, tags, signed_on) {
                (
                    Some(country),
                    Some(timezone),
                    Some(currency),
                    Some(default_language),
                    Some(plan),
                    Some(owner),
                    Some(tags),
                    Some(signed_on),
                ) => Ok(Checked {
                    name,
                    name2,
                    slug,
                    business_type,
                    contact_name,
                    email,
                    phone,
                    address,
                    city,
                    country,
                    timezone,
                    currency,
                    default_language,
                    plan,
                    owner,
                    tags,
                    signed_on,
                }),
                _ => Err(errors),
            },
            _ => Err(errors),
        }
    }
}

impl Checked {
    /// The slug that was typed, or one made of whatever can be spelt in Latin letters.
    pub fn wanted_slug(&self) -> Slug {
        self.slug
            .clone()
            .or_else(|| Slug::suggest(self.name.as_ref()))
            .or_else(|| Slug::suggest(self.name2.as_ref()?.as_ref()))
            .or_else(|| Slug::suggest(self.email.local_part()))
            .unwrap_or_else(Slug::last_resort)
    }

    pub fn into_new(self, id: TenantId, today: NaiveDate) -> NewTenant {
        NewTenant {
            id,
            slug: self.wanted_slug(),
            name: self.name,
            name2: self.name2,
            business_type: self.business_type,
            contact_name: self.contact_name,
            email: self.email,
            phone: self.phone,
            address: self.address,
            city: self.city.flatten(),
            country: self.country,
            timezone: self.timezone,
            currency: self.currency,
            default_language: self.default_language,
            plan: self.plan,
            signed_on: self.signed_on.unwrap_or(today),
            owner: self.owner,
            tags: self.tags,
            notes: None,
            import: None,
        }
    }

    /// What an existing tenant would become. A slug that was emptied and a city that was not asked for stay as they are.
    pub fn applied_to(&self, before: &Details) -> Details {
        let text = |value: &TenantName| value.to_string();
        Details {
            name: text(&self.name),
            name2: self.name2.as_ref().map(text),
            slug: self.slug.as_ref().map_or_else(|| before.slug.clone(), ToString::to_string),
            business_type: self.business_type.code().to_owned(),
            contact_name: self.contact_name.clone(),
            email: self.email.to_string(),
            phone: self.phone.as_ref().map(|phone| phone.as_ref().to_owned()),
            address: self.address.clone(),
            city: self.city.clone().unwrap_or_else(|| before.city.clone()),
            country_code: self.country.code().to_owned(),
            timezone: self.timezone.name().to_owned(),
            currency: self.currency.code().to_owned(),
            default_language: self.default_language.code().to_owned(),
        }
    }
}

/// A field somebody filled in.
fn given(raw: &str) -> Option<&str> {
    (!text::clean(raw).is_empty()).then_some(raw)
}

fn line(raw: &str, most: usize, too_long: &'static str) -> Result<Option<String>, Message> {
    bounded(text::clean(raw), most, too_long)
}

fn lines(raw: &str, most: usize, too_long: &'static str) -> Result<Option<String>, Message> {
    bounded(text::clean_lines(raw), most, too_long)
}

fn bounded(text: String, most: usize, too_long: &'static str) -> Result<Option<String>, Message> {
    match text.chars().count() {
        0 => Ok(None),
        length if length > most => Err(Message::new(too_long)),
        _ => Ok(Some(text)),
    }
}

/// A name of the IANA list.
pub(in crate::areas::tenants) fn time_zone(raw: &str) -> Result<Tz, Message> {
    locale::time_zone(raw).ok_or(Message::new("tenants-error-timezone"))
}

/// One of the two languages, by code.
pub(in crate::areas::tenants) fn language(raw: &str) -> Result<Lang, Message> {
    Lang::from_code(&text::clean(raw).to_lowercase()).ok_or(Message::new("tenants-error-language"))
}

fn signing_day(raw: &str, today: NaiveDate) -> Result<NaiveDate, Message> {
    let day: NaiveDate = text::digits_to_latin(&text::clean(raw)).parse().map_err(|_| Message::new("tenants-error-signed-on"))?;
    let latest = today.checked_add_days(DAYS_AHEAD).unwrap_or(NaiveDate::MAX);
    if day.year() < EARLIEST_YEAR || day > latest { Err(Message::new("tenants-error-signed-on-range")) } else { Ok(day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> TenantForm {
        let text = |value: &str| value.to_owned();
        TenantForm {
            name: text("Al Noor Laundry"),
            business_type: text("laundry"),
            email: text("INFO@noor.example.om"),
            phone: text("٩٥٩٠ ٨٣٠١"),
            country_code: text("OM"),
            plan: text("STARTER"),
            ..TenantForm::default()
        }
    }

    fn today() -> NaiveDate {
        "2026-11-22".parse().unwrap()
    }

    #[test]
    fn what_is_left_empty_comes_from_the_country_and_the_name() {
        let checked = form().check(today(), Lang::En).unwrap();
        assert_eq!((checked.timezone.name(), checked.currency.code()), ("Asia/Muscat", "OMR"));
        assert_eq!(checked.phone.as_ref().map(AsRef::as_ref), Some("+96895908301"));
        assert_eq!(checked.email.as_ref(), "info@noor.example.om");
        let new = checked.into_new(TenantId(Uuid::nil()), today());
        assert_eq!((new.slug.as_ref(), new.signed_on), ("al-noor-laundry", today()));
        let dubai = TenantForm { country_code: "AE".into(), phone: "050 123 4567".into(), ..form() }.check(today(), Lang::En).unwrap();
        assert_eq!((dubai.timezone.name(), dubai.currency.code()), ("Asia/Dubai", "AED"));
        assert_eq!(dubai.phone.as_ref().map(AsRef::as_ref), Some("+971501234567"));
    }

    #[test]
    fn an_arabic_name_brings_its_own_slug() {
        let checked = TenantForm { name: "مغسلة النور".into(), ..form() }.check(today(), Lang::En).unwrap();
        assert_eq!(checked.wanted_slug().as_ref(), "maghsala-al-noor");
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let text = |value: &str| value.to_owned();
        let wrong = TenantForm {
            name: text(" "),
            slug: text("a b"),
            business_type: text("bakery"),
            email: text("nobody"),
            phone: text("12345678"),
            country_code: text("OM"),
            timezone: text("Asia/Nowhere"),
            currency: text("XYZ"),
            default_language: text("fr"),
            plan: text("GOLD"),
            signed_on: Some(text("yesterday")),
            tags: Some(text(&"x".repeat(41))),
            ..TenantForm::default()
        };
        let errors = wrong.check(today(), Lang::En).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        let all =
            ["name", "slug", "business_type", "email", "phone", "timezone", "currency", "default_language", "plan", "tags", "signed_on"];
        assert_eq!(fields, all);
    }

    #[test]
    fn a_missing_country_is_one_error_and_not_two() {
        let errors = TenantForm { country_code: String::new(), ..form() }.check(today(), Lang::En).unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["country_code"]);
    }

    #[test]
    fn an_edit_keeps_what_its_form_does_not_ask_for() {
        let before = Details { slug: "old".into(), city: Some("Muscat".into()), ..Details::default() };
        let after = form().check(today(), Lang::En).unwrap().applied_to(&before);
        assert_eq!((after.slug.as_str(), after.city.as_deref()), ("old", Some("Muscat")));
        let emptied = TenantForm { city: Some(String::new()), ..form() }.check(today(), Lang::En).unwrap().applied_to(&before);
        assert_eq!(emptied.city, None);
    }
}
