//! Every review there was, and the one that waits.

use askama::Template;
use axum::response::Response;

use super::model::Review;
use super::{NEW, queries, show_path};
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{Column, EmptyKind, EmptyState, Tag};
use crate::web::{Db, Page, Result};

#[derive(Template)]
#[template(path = "access_reviews/index.html")]
struct IndexPage {
    page: Page,
    columns: Vec<Column>,
    rows: Vec<Row>,
    empty: Option<EmptyState>,
    may_sign: bool,
}

struct Row {
    href: String,
    title: String,
    status: Tag,
    started: (String, String),
    due: (String, String),
    decided: String,
    revoked: String,
    signed_by: Option<String>,
}

/// What a review is called.
pub(super) fn title(page: &Page, review: &Review) -> String {
    match &review.period {
        Some(period) => page.ts("reviews-of-quarter", "quarter", period),
        None => page.ts("reviews-of-day", "day", page.date(crate::core::clock::business_day(review.started_at))),
    }
}

/// How many of how many are decided.
pub(super) fn progress(page: &Page, review: &Review) -> String {
    let (decided, all) = (page.num(review.decided), page.num(review.grants));
    page.msg(&crate::core::lang::Message::new("reviews-progress").text("decided", decided).text("all", all))
}

pub(super) async fn get(page: Page, mut db: Db) -> Result<Response> {
    let reviews = queries::all(&mut db).await?;
    let may_sign = page.can(Permission::ReviewsSign);
    let empty = reviews.is_empty().then(|| {
        let state = EmptyState::new(EmptyKind::NeverUsed, page.t("reviews-empty-title"), page.t("reviews-empty-text"));
        if may_sign { state.offering(page.t("reviews-new"), NEW) } else { state }
    });
    html(&IndexPage {
        columns: vec![
            Column::new(page.t("reviews-field-review")),
            Column::new(page.t("staff-field-status")),
            Column::new(page.t("reviews-field-started")).minor(),
            Column::new(page.t("reviews-field-due")),
            Column::new(page.t("reviews-field-decided")),
            Column::new(page.t("reviews-field-revoked")).numeric().minor(),
            Column::new(page.t("reviews-field-signed-by")).minor(),
        ],
        rows: reviews.iter().map(|review| row(&page, review)).collect(),
        empty,
        may_sign,
        page: page.titled("nav-reviews"),
    })
}

fn row(page: &Page, review: &Review) -> Row {
    let standing = review.standing(page.at());
    let time = |at| (page.datetime(at), page.iso(at));
    Row {
        href: show_path(review.id),
        title: title(page, review),
        status: Tag::new(standing.tone(), page.t(standing.key())),
        started: time(review.started_at),
        due: time(review.due_at),
        decided: progress(page, review),
        revoked: page.num(review.revoked),
        signed_by: review.signed_by_name.clone(),
    }
}
