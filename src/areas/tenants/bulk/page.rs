//! The page every act on many is made on: whom it concerns, what it would do, what it needs to know.

use askama::Template;
use axum::response::Response;
use sqlx::PgConnection;
use uuid::Uuid;

use super::selection;
use crate::areas::approvals::{Blast, Way};
use crate::areas::tenants::lifecycle::Ask;
use crate::areas::tenants::lifecycle::queries::{Standing, standings};
use crate::areas::tenants::{LIST_PATH, show_path};
use crate::core::approvals::{Asked, Needed};
use crate::core::lang::Message;
use crate::web::page::form_page;
use crate::web::ui::Action;
use crate::web::{Error, Errors, Page, Result, SignedIn};

/// So many are listed by name.
const MOST_NAMED: usize = 12;

#[derive(Template)]
#[template(path = "tenants/bulk.html")]
struct BulkPage {
    page: Page,
    errors: Errors,
    subjects: Vec<Action>,
    more: String,
    /// Who is ticked and not touched.
    left_out: Option<String>,
    blast: Option<Blast>,
    rule: Option<String>,
    asks: Vec<Ask>,
    /// Why; `None` where nobody asks.
    reason: Option<String>,
    deed: String,
    dangerous: bool,
    action: String,
    back: &'static str,
}

/// What an act puts on its page.
pub(super) struct Draw {
    pub title: &'static str,
    pub deed: String,
    pub action: String,
    /// Those it would touch.
    pub touched: Vec<Standing>,
    /// How many it would not.
    pub left_out: usize,
    pub asks: Vec<Ask>,
    pub reason: Option<String>,
    pub asked: Option<Asked>,
    /// What it would do in each way there is to choose from.
    pub ways: Vec<Way>,
    pub errors: Errors,
}

impl Draw {
    pub fn page(self, page: Page) -> Result<Response> {
        let lang = page.language();
        let crumb = page.t("nav-tenants");
        let more = self.touched.len().saturating_sub(MOST_NAMED);
        let rule = self.asked.as_ref().map(|asked| page.t(Needed::rule_key(asked.needed)));
        let title = page.n(self.title, self.touched.len());
        form_page(
            &self.errors,
            &BulkPage {
                subjects: self
                    .touched
                    .iter()
                    .take(MOST_NAMED)
                    .map(|standing| Action::new(standing.name_in(lang), show_path(standing.id)))
                    .collect(),
                more: if more > 0 { page.n("approvals-more-subjects", more) } else { String::new() },
                left_out: (self.left_out > 0).then(|| page.n("bulk-left-out", self.left_out)),
                blast: self.asked.as_ref().map(|asked| Blast::of_ways(&page, &asked.effect, &self.ways)),
                dangerous: self.reason.is_some(),
                page: page.titled_text(title).section("nav-tenants").crumb(crumb, LIST_PATH).failed(self.errors.any()),
                errors: self.errors.clone(),
                asks: self.asks,
                reason: self.reason,
                deed: self.deed,
                action: self.action,
                back: LIST_PATH,
                rule,
            },
        )
    }
}

/// The ticked tenants as they stand.
pub(super) async fn ticked(db: &mut PgConnection, staff: &SignedIn, id: Uuid) -> Result<Vec<Standing>> {
    let ids = selection::find(db, id, staff.id).await?.ok_or(Error::NotFound)?;
    Ok(standings(db, &ids).await?)
}

/// How many changed, for the word afterwards.
pub(super) fn done(changed: usize) -> Message {
    Message::new("bulk-done").count(i64::try_from(changed).unwrap_or(i64::MAX))
}
