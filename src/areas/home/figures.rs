//! Tiles, charts and shares drawn from the register's figures.

use chrono::NaiveDate;

use crate::areas::tenants::model::Stage;
use crate::areas::tenants::plan::PlanCode;
use crate::areas::tenants::{LIST_PATH, Tallies, Waiting};
use crate::core::country::Country;
use crate::core::keyset::Total;
use crate::core::lang::{Lang, Message};
use crate::web::Page;
use crate::web::ui::{BarChart, ChartSpec, Series, StatTile};

/// Countries beyond these are told together.
const COUNTRIES: usize = 6;

/// One part of a whole, with the list behind it.
pub(super) struct Share {
    pub label: String,
    pub value: String,
    pub percent: String,
    /// Of a thousand: the length of its bar.
    pub width: i64,
    pub href: Option<String>,
}

/// How many tenants stand where, each opening its list.
pub(super) fn stages(page: &Page, tallies: &Tallies, waiting: &Waiting) -> Vec<StatTile> {
    let tile = |(stage, count): &(Stage, i64)| {
        let tile = StatTile::new(page.t(stage.key()), page.num(*count)).href(format!("{LIST_PATH}?stage={}", stage.code()));
        match (stage, waiting.trials_ending) {
            (Stage::Trial, Total::Exactly(ending)) => tile.note(page.n("home-trials-ending-note", ending)),
            (Stage::Trial, Total::MoreThan(ending)) => tile.note(page.ts("home-trials-ending-many", "shown", page.num(ending))),
            _ => tile.note(page.ts("home-share-of-all", "percent", percent(page, *count, tallies.all))),
        }
    };
    tallies.by_stage.iter().map(tile).collect()
}

/// New tenants a month.
pub(super) fn growth(page: &Page, by_month: &[(NaiveDate, i64)]) -> BarChart {
    let format = page.format();
    let told = |entry: Option<&(NaiveDate, i64)>| entry.map(|(month, count)| (format.month_name(*month), page.num(*count)));
    let finding = match (told(by_month.last()), told(by_month.iter().rev().nth(1))) {
        (Some((this, now)), Some((last, before))) => {
            page.msg(&Message::new("home-growth-finding").text("month", this).text("now", now).text("last", last).text("before", before))
        }
        _ => String::new(),
    };
    BarChart::new(
        &ChartSpec {
            id: "growth",
            title: page.t("home-growth-title"),
            finding,
            unit: String::new(),
            axis: page.t("home-month"),
            labels: by_month.iter().map(|(month, _)| format.month_name(*month).to_owned()).collect(),
            series: vec![Series::new(page.t("home-growth-title"), by_month.iter().map(|(_, count)| *count))],
            rtl: page.dir() == "rtl",
            stale: None,
        },
        &|value| page.num(value),
    )
}

/// Which plans active tenants are on. Nobody stays active on the trial: it is left out while nobody does.
pub(super) fn plans(page: &Page, active_by_plan: &[(PlanCode, i64)], names: &[(String, String)]) -> Vec<Share> {
    let all = active_by_plan.iter().map(|(_, count)| count).sum();
    let name = |code: &str| names.iter().find(|(known, _)| known == code).map_or_else(|| code.to_owned(), |(_, name)| name.clone());
    let list = |plan: PlanCode| format!("{LIST_PATH}?stage={}&plan={}", Stage::Active.code(), plan.code());
    active_by_plan
        .iter()
        .filter(|(plan, count)| *count > 0 || *plan != PlanCode::FreeTrial)
        .map(|(plan, count)| share(page, name(plan.code()), *count, all, Some(list(*plan))))
        .collect()
}

/// Where tenants are: the countries with the most, and the rest in one line.
pub(super) fn countries(page: &Page, by_country: &[(String, i64)]) -> Vec<Share> {
    let all = by_country.iter().map(|(_, count)| count).sum();
    let name = |code: &str| match (Country::from_code(code), page.language()) {
        (Some(country), Lang::Ar) => country.arabic().to_owned(),
        (Some(country), Lang::En) => country.english().to_owned(),
        (None, _) => code.to_owned(),
    };
    let mut shares: Vec<Share> = by_country
        .iter()
        .take(COUNTRIES)
        .map(|(code, count)| share(page, name(code), *count, all, Some(format!("{LIST_PATH}?country={code}"))))
        .collect();
    let rest: i64 = by_country.iter().skip(COUNTRIES).map(|(_, count)| count).sum();
    if rest > 0 {
        shares.push(share(page, page.t("home-countries-rest"), rest, all, None));
    }
    shares
}

fn share(page: &Page, label: String, count: i64, all: i64, href: Option<String>) -> Share {
    Share { label, value: page.num(count), percent: percent(page, count, all), width: count * 1000 / all.max(1), href }
}

/// A part of a whole in whole per cent.
fn percent(page: &Page, count: i64, all: i64) -> String {
    let (sign, percent) = rounded(count, all);
    format!("{sign}{}%", page.num(percent))
}

/// What is there at all is never told as nothing, and what is not all never as all.
fn rounded(count: i64, all: i64) -> (&'static str, i64) {
    match (count * 200 + all) / (2 * all).max(1) {
        0 if count > 0 => ("<", 1),
        100.. if count < all => (">", 99),
        percent => ("", percent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_all_or_nothing_only_when_it_is() {
        for (count, all, told) in [
            (0, 0, ("", 0)),
            (0, 10, ("", 0)),
            (1, 1_000, ("<", 1)),
            (1, 3, ("", 33)),
            (72_594, 72_664, (">", 99)),
            (985, 1_000, ("", 99)),
            (72_664, 72_664, ("", 100)),
        ] {
            assert_eq!(rounded(count, all), told, "{count} of {all}");
        }
    }
}
