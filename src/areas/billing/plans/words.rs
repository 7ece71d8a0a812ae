//! A version in words: the same lines on its page, in a comparison and before it is published.

use super::model::{FEATURES, Priced, Version};
use crate::areas::audit;
use crate::areas::billing::overage::Measure;
use crate::core::money::Money;
use crate::web::Page;
use crate::web::ui::{Column, Tag, Tone};

/// One line: a label, and what stands behind it.
pub(in crate::areas::billing) type Line = (String, String);

/// An amount with its currency, as a person reads it.
pub(in crate::areas::billing) fn money(page: &Page, money: Money) -> String {
    format!("{} {}", page.format().digits.write(money.amount()), money.currency.code())
}

/// How it stands.
pub(in crate::areas::billing) fn tags(page: &Page, version: &Version) -> Vec<Tag> {
    let mut tags = vec![Tag::new(version.status.tone(), page.t(version.status.key()))];
    if version.offered {
        tags.push(Tag::new(Tone::Accent, page.t("plans-offered")));
    }
    if version.terms.recommended {
        tags.push(Tag::new(Tone::Info, page.t("plans-recommended")));
    }
    tags
}

/// A feature by its code.
fn feature(page: &Page, code: &str) -> String {
    FEATURES.iter().find(|(known, _)| *known == code).map_or_else(|| code.to_owned(), |(_, key)| page.t(key))
}

/// What a request to agree on a contract, or to move many, keeps in codes: prices, features, limits. `None` for any other field.
pub(in crate::areas) fn sealed(page: &Page, field: &str, code: &str) -> Option<String> {
    let each = |told: &dyn Fn(&str) -> String| code.split(", ").map(told).collect::<Vec<_>>().join(&page.t("staff-list-separator"));
    match field {
        "features" => Some(each(&|code| feature(page, code))),
        "prices" => Some(each(&|told| {
            let price = told.split_once(' ').and_then(|(priced, amount)| Some((Priced::from_code(priced)?, amount)));
            price.map_or_else(|| told.to_owned(), |(priced, amount)| format!("{}: {amount}", page.t(priced.key())))
        })),
        _ if Measure::ALL.iter().any(|measure| measure.field() == field) => Some(code.replace('∞', &page.t("subscription-unlimited"))),
        _ => None,
    }
}

/// Every price, in each currency that has one.
pub(super) fn prices(page: &Page, version: &Version) -> Vec<Line> {
    let told = |priced: Priced| {
        let amounts: Vec<String> =
            version.prices.iter().filter(|((this, _), _)| *this == priced).map(|(_, amount)| money(page, *amount)).collect();
        match amounts.is_empty() {
            false => amounts.join(" · "),
            true if priced.recurs() => page.t(version.unpriced_key()),
            true => page.t("plans-not-charged"),
        }
    };
    Priced::ALL.into_iter().map(|priced| (page.t(priced.key()), told(priced))).collect()
}

/// Storage, in gigabytes where they are whole.
pub(in crate::areas::billing) fn megabytes(page: &Page, mb: i64) -> String {
    match mb % 1_024 {
        0 => page.ts("subscription-gigabytes", "amount", page.num(mb / 1_024)),
        _ => page.ts("plans-megabytes", "amount", page.num(mb)),
    }
}

pub(in crate::areas::billing) fn limits(page: &Page, version: &Version) -> Vec<Line> {
    let amount = |measure: Measure, limit: i64| if measure == Measure::Storage { megabytes(page, limit) } else { page.num(limit) };
    let told = |measure: Measure| version.limit(measure).map_or_else(|| page.t("subscription-unlimited"), |limit| amount(measure, limit));
    Measure::ALL.into_iter().map(|measure| (page.t(&audit::model::field_key(measure.field())), told(measure))).collect()
}

pub(in crate::areas::billing) fn features(page: &Page, version: &Version) -> Vec<String> {
    version.terms.features.iter().map(|code| feature(page, code)).collect()
}

/// All of it, for comparing.
pub(super) fn all(page: &Page, version: &Version) -> Vec<Line> {
    let terms = &version.terms;
    let said = |yes: bool| page.t(if yes { "plans-yes" } else { "plans-no" });
    let mut lines = vec![
        (page.t("plans-field-name-en"), terms.name.clone()),
        (page.t("plans-field-name-ar"), terms.name2.clone()),
        (page.t("plans-field-description-en"), terms.description.clone()),
        (page.t("plans-field-description-ar"), terms.description2.clone()),
    ];
    lines.extend(prices(page, version));
    lines.extend(limits(page, version));
    lines.push((page.t("plans-field-trial-days"), page.num(terms.trial_days)));
    let has = |code: &str| terms.features.iter().any(|feature| feature == code);
    lines.extend(FEATURES.iter().map(|(code, key)| (page.t(key), said(has(code)))));
    lines.push((page.t("plans-field-public"), said(terms.is_public)));
    lines.push((page.t("plans-recommended"), said(terms.recommended)));
    lines
}

/// Two versions beside each other.
pub(in crate::areas::billing) struct Pair {
    pub label: String,
    pub left: String,
    pub right: String,
    pub differs: bool,
}

pub(in crate::areas::billing) fn pairs(page: &Page, left: &Version, right: &Version) -> Vec<Pair> {
    let lines = all(page, left).into_iter().zip(all(page, right));
    lines.map(|((label, left), (_, right))| Pair { differs: left != right, label, left, right }).collect()
}

/// The columns of a list of versions.
pub(super) fn columns(page: &Page) -> Vec<Column> {
    vec![
        Column::new(page.t("plans-column-version")),
        Column::new(page.t("plans-column-status")),
        Column::new(page.t("plans-column-subscribers")).numeric(),
        Column::new(page.t("plans-price-monthly")).numeric(),
        Column::new(page.t("plans-column-published")).minor(),
    ]
}
