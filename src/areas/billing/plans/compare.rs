//! Two versions side by side.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::model::{Status, Version};
use super::version::title;
use super::words::{Pair, pairs};
use super::{COMPARE, INDEX, queries};
use crate::web::page::html;
use crate::web::{Db, Error, Page, Query, Result};

#[derive(Template)]
#[template(path = "billing/plans/compare.html")]
struct ComparePage {
    page: Page,
    action: &'static str,
    choices: Vec<(String, String)>,
    a: String,
    b: String,
    left: String,
    right: String,
    pairs: Vec<Pair>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    a: String,
    b: String,
}

/// As an address names it: `GROWTH.2`.
fn name(version: &Version) -> String {
    format!("{}.{}", version.plan_code, version.number)
}

pub(super) async fn get(page: Page, mut db: Db, Query(asked): Query<Asked>) -> Result<Response> {
    let versions = queries::versions(&mut db, None, None).await?;
    drop(db);
    // Who names none gets the two that most new subscribers choose between.
    let offered: Vec<&Version> = versions.iter().filter(|version| version.offered && version.status == Status::Published).collect();
    let pick = |asked: &str, place: usize| match asked {
        "" => offered.get(place).copied().or(offered.first().copied()),
        asked => versions.iter().find(|version| name(version) == asked),
    };
    let (left, right) = pick(&asked.a, 1).zip(pick(&asked.b, 2)).ok_or(Error::NotFound)?;
    let plans = page.t("nav-plans");
    html(&ComparePage {
        action: COMPARE,
        // Contracts are compared from their own pages: as choices they would only be numbers.
        choices: versions
            .iter()
            .filter(|version| version.contract.is_none() || version.id == left.id || version.id == right.id)
            .map(|version| (name(version), title(&page, version)))
            .collect(),
        a: name(left),
        b: name(right),
        left: title(&page, left),
        right: title(&page, right),
        pairs: pairs(&page, left, right),
        page: page.titled("plans-compare").section("nav-plans").crumb(plans, INDEX),
    })
}
