//! Judges rows one after the other. What a row may say depends on the rows before it.
//!
//! What a column that is not there means: country OM, plan `FREE_TRIAL`, everything else what the
//! country or the name suggests. An empty cell is another matter. Name and e-mail must be given;
//! so must country and plan where the file has a column for them, because they decide money, and
//! one gap among hundreds of rows is more likely a slip than a wish. Other cells may be empty. A row
//! that ends early is one whose last cells are empty; a dash or `N/A` in a cell is no value either.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;

use super::columns::{Field, Mapping};
use super::dates;
use super::reader::Row;
use super::reason::Reason;
use super::verdict::{Refusal, Spot, TenantDraft, Verdict};
use crate::areas::tenants::business::BusinessType;
use crate::areas::tenants::locale;
use crate::areas::tenants::name::TenantName;
use crate::areas::tenants::plan::PlanCode;
use crate::areas::tenants::slug::Slug;
use crate::core::country::Country;
use crate::core::email::Email;
use crate::core::lang::Lang;
use crate::core::money::Currency;
use crate::core::phone::Phone;
use crate::core::text;
use crate::web::csv::unguarded;

/// What the register holds already: the values as they are stored.
#[derive(Debug, Clone, Default)]
pub struct Register {
    pub emails: HashSet<String>,
    pub slugs: HashSet<String>,
}

/// Knows the register and the rows judged so far.
#[derive(Debug)]
pub struct Judge {
    mapping: Mapping,
    register: Register,
    today: NaiveDate,
    /// Only accepted and known rows are remembered: a refused row takes nothing from a good one.
    emails: HashMap<Email, u32>,
    slugs: HashMap<Slug, u32>,
    /// What some row of the file asks for in so many words is not given to another that only needs something.
    asked: HashSet<Slug>,
    next_suffixes: HashMap<Slug, u32>,
}

const CITY_MAX: usize = 100;
const CONTACT_NAME_MAX: usize = 250;
const ADDRESS_MAX: usize = 500;
const NOTES_MAX: usize = 5_000;

/// Contracts are signed up to a year ahead; beyond that the year is a slip.
const DAYS_AHEAD: Days = Days::new(366);
const EARLIEST_YEAR: i32 = 1970;

impl Judge {
    pub fn new(mapping: Mapping, register: Register, today: NaiveDate) -> Self {
        Self {
            mapping,
            register,
            today,
            emails: HashMap::new(),
            slugs: HashMap::new(),
            asked: HashSet::new(),
            next_suffixes: HashMap::new(),
        }
    }

    /// Keeps the slugs that these rows ask for. To be called with all rows before the first is judged.
    #[must_use]
    pub fn keeping<'a>(mut self, rows: impl IntoIterator<Item = Row<'a>>) -> Self {
        if self.mapping.column(Field::Slug).is_some() {
            let asked =
                |row: Row<'_>| Slug::parse(Cells { row: &row, mapping: &self.mapping, refusals: Vec::new() }.raw(Field::Slug)?).ok();
            self.asked = rows.into_iter().filter(|row| row.fault.is_none()).filter_map(asked).collect();
        }
        self
    }

    /// Rows are to come in file order, each once.
    pub fn judge(&mut self, row: &Row<'_>) -> Verdict {
        if let Some(fault) = row.fault {
            return Verdict::Refused(vec![Refusal { field: Spot::Row, reason: fault.into() }]);
        }
        let mut cells = Cells { row, mapping: &self.mapping, refusals: Vec::new() };

        let name = cells.required(Field::Name, TenantName::parse);
        let name2 = cells.optional(Field::Name2, TenantName::parse);
        let email = cells.required(Field::Email, Email::parse);
        let country = cells.required_if_mapped(Field::Country, Country::OM, Country::parse);
        let phone = cells.optional(Field::Phone, |raw| Phone::parse(raw, country));
        let city = cells.text(Field::City, CITY_MAX, text::clean);
        let address = cells.text(Field::Address, ADDRESS_MAX, text::clean_lines);
        let plan = cells.required_if_mapped(Field::Plan, PlanCode::FreeTrial, PlanCode::parse);
        let signed_on = cells.optional(Field::SignedOn, |raw| signing_date(raw, self.today));
        let notes = cells.text(Field::Notes, NOTES_MAX, text::clean_lines);
        let contact_name = cells.text(Field::ContactName, CONTACT_NAME_MAX, text::clean);
        let wanted_slug = cells.optional(Field::Slug, Slug::parse);
        let business_type = cells.optional(Field::BusinessType, BusinessType::parse);
        let currency = cells.optional(Field::Currency, |raw| locale::currency(raw, country).ok_or(Reason::UnknownCurrency));
        let timezone = cells.optional(Field::Timezone, |raw| locale::time_zone(raw).ok_or(Reason::UnknownTimezone));
        let default_language = cells.optional(Field::DefaultLanguage, |raw| locale::language(raw).ok_or(Reason::UnknownLanguage));

        let mut refusals = cells.refusals;
        if country.is_none() {
            // Which numbers are right can't be said before the country is.
            refusals.retain(|refusal| refusal.reason != Reason::PhoneNeedsCountry);
        }
        let mut refuse = |field, reason| refusals.push(Refusal { field: Spot::Field(field), reason });

        let mut known = false;
        if let Some(email) = &email {
            if let Some(&row) = self.emails.get(email) {
                refuse(Field::Email, Reason::DuplicateOf { row });
            } else {
                known = self.register.emails.contains(email.as_ref());
            }
        }
        if let Some(slug) = wanted_slug.as_ref().filter(|_| !known) {
            if let Some(&row) = self.slugs.get(slug) {
                refuse(Field::Slug, Reason::DuplicateOf { row });
            } else if self.register.slugs.contains(slug.as_ref()) {
                refuse(Field::Slug, Reason::Taken);
            }
        }

        let (Some(name), Some(email), Some(country), Some(plan), true) = (name, email, country, plan, refusals.is_empty()) else {
            refusals.sort_by_key(|refusal| refusal.field);
            return Verdict::Refused(refusals);
        };
        self.emails.insert(email.clone(), row.number);
        if known {
            return Verdict::Known(email);
        }
        let profile = country.profile().or(Country::OM.profile());
        let slug = wanted_slug.unwrap_or_else(|| self.free_slug(&name, name2.as_ref(), &email));
        self.slugs.insert(slug.clone(), row.number);
        let in_both_languages = format!("{name} {}", name2.as_ref().map_or("", AsRef::as_ref));
        Verdict::Ready(Box::new(TenantDraft {
            row: row.number,
            slug,
            business_type: business_type.unwrap_or_else(|| BusinessType::guess(&in_both_languages)),
            contact_name,
            phone,
            country,
            city,
            address,
            plan,
            signed_on,
            notes,
            currency: currency.or(profile.map(|p| p.currency)).unwrap_or(Currency::Omr),
            timezone: timezone.or(profile.map(|p| p.timezone)).unwrap_or(Tz::Asia__Muscat),
            default_language: default_language.unwrap_or(Lang::En),
            name,
            name2,
            email,
        }))
    }

    fn free_slug(&mut self, name: &TenantName, name2: Option<&TenantName>, email: &Email) -> Slug {
        let wanted = wanted_slug(name, name2, email);
        if self.is_free(&wanted) {
            return wanted;
        }
        let mut number = self.next_suffixes.get(&wanted).copied().unwrap_or(2);
        let slug = loop {
            let slug = wanted.with_suffix(number);
            number += 1;
            if self.is_free(&slug) {
                break slug;
            }
        };
        self.next_suffixes.insert(wanted, number);
        slug
    }

    fn is_free(&self, slug: &Slug) -> bool {
        !self.slugs.contains_key(slug) && !self.asked.contains(slug) && !self.register.slugs.contains(slug.as_ref())
    }
}

/// From whatever of the row can be spelt in Latin letters. A number makes it unique where it is taken.
pub fn wanted_slug(name: &TenantName, name2: Option<&TenantName>, email: &Email) -> Slug {
    Slug::suggest(name.as_ref())
        .or_else(|| Slug::suggest(name2?.as_ref()))
        .or_else(|| Slug::suggest(email.local_part()))
        .unwrap_or_else(Slug::last_resort)
}

/// The cells of one row by field, and what is wrong with them so far.
struct Cells<'a> {
    row: &'a Row<'a>,
    mapping: &'a Mapping,
    refusals: Vec<Refusal>,
}

impl Cells<'_> {
    fn required<T, E: Into<Reason>>(&mut self, field: Field, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        let raw = self.raw(field).filter(|raw| !is_empty(raw)).unwrap_or_default();
        match readable(raw).and_then(|raw| parse(raw).map_err(Into::into)) {
            Ok(value) => Some(value),
            Err(reason) => {
                self.refusals.push(Refusal { field: Spot::Field(field), reason });
                None
            }
        }
    }

    fn required_if_mapped<T, E: Into<Reason>>(&mut self, field: Field, default: T, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        if self.mapping.column(field).is_none() { Some(default) } else { self.required(field, parse) }
    }

    fn optional<T, E: Into<Reason>>(&mut self, field: Field, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        if is_empty(self.raw(field)?) { None } else { self.required(field, parse) }
    }

    fn text(&mut self, field: Field, most: usize, clean: impl FnOnce(&str) -> String) -> Option<String> {
        self.optional(field, |raw| {
            let text = clean(raw);
            if text.chars().count() > most { Err(Reason::TooLong { most }) } else { Ok(text) }
        })
    }

    fn raw(&self, field: Field) -> Option<&str> {
        let column = self.mapping.column(field)?;
        // A cell that came from one of our own files may still wear the apostrophe that disarmed it.
        self.row.cells.get(column).map(|cell| unguarded(cell))
    }
}

/// Whether a cell says nothing: it is blank, or holds what people write for that.
pub fn is_empty(cell: &str) -> bool {
    let folded = text::fold(&text::clean(unguarded(cell)));
    let is_dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    folded.chars().all(is_dash) || matches!(folded.as_str(), "n/a" | "n.a." | "n.a" | "لا يوجد" | "لا توجد" | "لايوجد" | "غير متوفر")
}

fn readable(raw: &str) -> Result<&str, Reason> {
    if raw.contains(char::REPLACEMENT_CHARACTER) { Err(Reason::Unreadable) } else { Ok(raw) }
}

fn signing_date(raw: &str, today: NaiveDate) -> Result<NaiveDate, Reason> {
    let date = dates::parse(raw)?;
    let latest = today.checked_add_days(DAYS_AHEAD).unwrap_or(NaiveDate::MAX);
    if date.year() < EARLIEST_YEAR {
        Err(Reason::DateTooEarly { earliest_year: EARLIEST_YEAR })
    } else if date > latest {
        Err(Reason::DateTooLate { latest })
    } else {
        Ok(date)
    }
}
