//! What people type about a draft.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::model::{DESCRIPTION_MAX, FEATURES, NAME_MAX, NAME_MIN, PRICE_MAX, Priced, Terms, Version};
use crate::core::money::{Currency, Money};
use crate::core::text;
use crate::web::Errors;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TermsForm {
    pub name: String,
    pub name2: String,
    pub description: String,
    pub description2: String,
    pub orders: String,
    pub branches: String,
    pub users: String,
    /// In gigabytes.
    pub storage: String,
    pub api_calls: String,
    pub features: Vec<String>,
    pub is_public: bool,
    pub recommended: bool,
    pub version: Option<i32>,
}

/// A whole number as people type it, in either digits, thousands divided or not. Empty is none.
fn whole<T: TryFrom<i64>>(typed: &str) -> Result<Option<T>, &'static str> {
    let typed = text::digits_to_latin(&text::clean(typed));
    if typed.is_empty() {
        return Ok(None);
    }
    let number: Option<i64> = text::ungrouped(&typed).and_then(|digits| digits.parse().ok());
    number.and_then(|number| T::try_from(number).ok()).map(Some).ok_or("plans-error-number")
}

fn name(typed: &str) -> Result<String, &'static str> {
    let name = text::clean(typed);
    if (NAME_MIN..=NAME_MAX).contains(&name.chars().count()) { Ok(name) } else { Err("plans-error-name") }
}

fn description(typed: &str) -> Result<String, &'static str> {
    let typed = text::clean_lines(typed);
    if typed.chars().count() <= DESCRIPTION_MAX { Ok(typed) } else { Err("plans-error-description") }
}

impl TermsForm {
    pub(super) fn of(version: &Version) -> Self {
        let terms = &version.terms;
        let limit = |limit: Option<i64>| limit.map(|limit| limit.to_string()).unwrap_or_default();
        Self {
            name: terms.name.clone(),
            name2: terms.name2.clone(),
            description: terms.description.clone(),
            description2: terms.description2.clone(),
            orders: limit(terms.orders_per_month.map(i64::from)),
            branches: limit(terms.branches_limit.map(i64::from)),
            users: limit(terms.users_limit.map(i64::from)),
            storage: limit(terms.storage_limit_mb.map(|mb| mb / 1_024)),
            api_calls: limit(terms.api_calls_per_month),
            features: terms.features.clone(),
            is_public: terms.is_public,
            recommended: terms.recommended,
            version: Some(version.version),
        }
    }

    /// What is typed, and of the version what is not: how long it may be tried; of a contract, what it is called and where it is shown.
    pub(super) fn check(&self, version: &Version) -> Result<Terms, Errors> {
        let typed = if version.contract.is_some() { self.called_as(&version.terms) } else { self.clone() };
        typed.read(version.terms.trial_days)
    }

    /// The same under the names that stand already.
    fn called_as(&self, terms: &Terms) -> Self {
        let Terms { name, name2, description, description2, .. } = terms.clone();
        Self { name, name2, description, description2, is_public: false, recommended: false, ..self.clone() }
    }

    fn read(&self, trial_days: i16) -> Result<Terms, Errors> {
        let mut errors = Errors::new();
        let name1 = errors.take("name", name(&self.name));
        let name2 = errors.take("name2", name(&self.name2));
        let description1 = errors.take("description", description(&self.description));
        let description2 = errors.take("description2", description(&self.description2));
        let orders = errors.take("orders", whole::<i32>(&self.orders));
        let branches = errors.take("branches", whole::<i32>(&self.branches));
        let users = errors.take("users", whole::<i32>(&self.users));
        // Kept in megabytes.
        let storage =
            errors.take("storage", whole::<i32>(&self.storage).map(|gigabytes| gigabytes.map(|gigabytes| i64::from(gigabytes) * 1_024)));
        let api_calls = errors.take("api_calls", whole::<i64>(&self.api_calls));
        // In the order of the catalogue, each once; what it does not have is not taken.
        let features: Vec<String> =
            FEATURES.iter().map(|(code, _)| (*code).to_owned()).filter(|code| self.features.contains(code)).collect();
        if features.len() < self.features.len() {
            errors.add("features", "plans-error-feature");
        }
        match (name1, name2, description1, description2, orders, branches, users, storage, api_calls) {
            (
                Some(name),
                Some(name2),
                Some(description),
                Some(description2),
                Some(orders_per_month),
                Some(branches_limit),
                Some(users_limit),
                Some(storage_limit_mb),
                Some(api_calls_per_month),
            ) if errors.is_empty() => Ok(Terms {
                name,
                name2,
                description,
                description2,
                trial_days,
                orders_per_month,
                branches_limit,
                users_limit,
                storage_limit_mb,
                api_calls_per_month,
                features,
                is_public: self.is_public,
                recommended: self.recommended,
            }),
            _ => Err(errors),
        }
    }
}

/// The prices of one currency: a field an item, empty where there is none.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PricesForm {
    pub currency: String,
    pub monthly: String,
    pub quarterly: String,
    pub annual: String,
    pub setup: String,
    pub orders: String,
    pub branches: String,
    pub users: String,
    pub storage: String,
    pub api_calls: String,
    pub version: Option<i32>,
}

impl PricesForm {
    pub(super) fn of(version: &Version, currency: Currency) -> Self {
        let mut typed: BTreeMap<Priced, String> =
            Priced::ALL.into_iter().filter_map(|priced| Some((priced, version.price(priced, currency)?.plain()))).collect();
        let mut take = |priced| typed.remove(&priced).unwrap_or_default();
        Self {
            currency: currency.code().to_owned(),
            monthly: take(Priced::Monthly),
            quarterly: take(Priced::Quarterly),
            annual: take(Priced::Annual),
            setup: take(Priced::Setup),
            orders: take(Priced::Orders),
            branches: take(Priced::Branches),
            users: take(Priced::Users),
            storage: take(Priced::Storage),
            api_calls: take(Priced::ApiCalls),
            version: Some(version.version),
        }
    }

    pub(super) fn typed(&self, priced: Priced) -> &str {
        match priced {
            Priced::Monthly => &self.monthly,
            Priced::Quarterly => &self.quarterly,
            Priced::Annual => &self.annual,
            Priced::Setup => &self.setup,
            Priced::Orders => &self.orders,
            Priced::Branches => &self.branches,
            Priced::Users => &self.users,
            Priced::Storage => &self.storage,
            Priced::ApiCalls => &self.api_calls,
        }
    }

    /// What is typed, by item; an empty field is no price.
    pub(super) fn check(&self, currency: Currency) -> Result<Vec<(Priced, Money)>, Errors> {
        let mut errors = Errors::new();
        let mut prices = Vec::new();
        for priced in Priced::ALL {
            let typed = text::clean(self.typed(priced));
            if typed.is_empty() {
                continue;
            }
            let price = Money::parse(&typed, currency).ok().filter(|price| price.minor <= PRICE_MAX);
            if let Some(price) = errors.take(priced.code(), price.ok_or("plans-error-price")) {
                prices.push((priced, price));
            }
        }
        if errors.is_empty() { Ok(prices) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_at_once() {
        let form = TermsForm {
            name: "x".into(),
            orders: "-1".into(),
            users: "many".into(),
            features: vec!["flying".into()],
            ..TermsForm::default()
        };
        let errors = form.read(0).err().unwrap();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name", "name2", "orders", "users", "features"]);
    }

    #[test]
    fn an_empty_limit_is_none_and_numbers_are_read_as_they_are_typed() {
        let form = TermsForm {
            name: "Growth".into(),
            name2: "النمو".into(),
            orders: "١٬٥٠٠".into(),
            users: "0".into(),
            storage: "50".into(),
            features: vec!["driver_app".into(), "basic".into()],
            ..TermsForm::default()
        };
        let terms = form.read(0).ok().unwrap();
        assert_eq!((terms.orders_per_month, terms.users_limit, terms.branches_limit), (Some(1_500), Some(0), None));
        assert_eq!((terms.storage_limit_mb, terms.features), (Some(51_200), vec!["basic".to_owned(), "driver_app".to_owned()]));
    }

    #[test]
    fn a_number_that_can_be_read_two_ways_is_refused() {
        assert_eq!(["1,500", "1 000 000", "12"].map(whole::<i64>), [Ok(Some(1_500)), Ok(Some(1_000_000)), Ok(Some(12))]);
        for typed in ["1,5", "12,34", "1234,567", "-0", "+5", "1,,000", ","] {
            assert!(whole::<i64>(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_price_has_the_decimals_of_its_currency_and_is_not_below_zero() {
        let form = |monthly: &str| PricesForm { monthly: monthly.into(), ..PricesForm::default() };
        let read = |typed: &str, currency| form(typed).check(currency).ok().map(|prices| prices.first().map(|(_, price)| price.minor));
        assert_eq!(read("29.5", Currency::Omr), Some(Some(29_500)));
        assert_eq!(read("", Currency::Omr), Some(None));
        assert_eq!(read("29.555", Currency::Sar), None);
        assert_eq!(read("-1", Currency::Omr), None);
        assert_eq!(read("1,5", Currency::Omr), None);
        assert_eq!(read("1000000000.001", Currency::Omr), None);
    }
}
