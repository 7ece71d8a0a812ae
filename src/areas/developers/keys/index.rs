//! Every key: what it may, when it was used, and which should end.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::super::{KEYS, NEW_KEY};
use super::model::Key;
use super::queries;
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{Column, EmptyKind, EmptyState, Tag};
use crate::web::{AppState, Db, Page, Result};

#[derive(Template)]
#[template(path = "developers/keys.html")]
struct IndexPage {
    page: Page,
    columns: Vec<Column>,
    keys: Vec<Key>,
    empty: Option<EmptyState>,
    new_href: &'static str,
    may_manage: bool,
}

impl IndexPage {
    fn tag(&self, key: &Key) -> Tag {
        let status = key.status(self.page.at());
        Tag::new(status.tone(), self.page.t(status.key()))
    }

    fn scopes(&self, key: &Key) -> String {
        key.scopes.join(", ")
    }

    fn rate(&self, key: &Key) -> String {
        self.page.n("keys-per-hour", i64::from(key.rate_per_hour))
    }

    fn networks(&self, key: &Key) -> String {
        key.networks.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    fn calls(&self, key: &Key) -> String {
        self.page.n("keys-calls", key.calls)
    }

    fn revocation(&self, key: &Key) -> String {
        super::revocation::path(key.id)
    }

    fn issued(&self, key: &Key) -> String {
        self.page.date(crate::core::clock::business_day(key.created_at))
    }

    /// The last day on which it works.
    fn last_day(&self, at: &chrono::DateTime<chrono::Utc>) -> String {
        self.page.date(crate::core::clock::business_day(*at - chrono::Duration::seconds(1)))
    }
}

pub(in super::super) async fn get(State(app): State<AppState>, page: Page, mut db: Db) -> Result<Response> {
    let keys = queries::list(&mut db, app.clock.now()).await?;
    let may_manage = page.can(Permission::DevelopersManage);
    let column = |key: &str| Column::new(page.t(key));
    let mut columns = vec![
        column("keys-field-name"),
        column("keys-field-scopes"),
        column("keys-field-status"),
        column("keys-field-last-used"),
        column("keys-field-expires"),
        column("keys-field-rate").minor(),
    ];
    if may_manage {
        columns.push(column("keys-field-acts"));
    }
    let empty = keys.is_empty().then(|| {
        let state = EmptyState::new(EmptyKind::NeverUsed, page.t("keys-empty-title"), page.t("keys-empty-text"));
        if may_manage { state.offering(page.t("keys-new"), NEW_KEY) } else { state }
    });
    html(&IndexPage { page: page.titled("nav-keys"), columns, keys, empty, new_href: NEW_KEY, may_manage })
}

/// A page below the list.
pub(super) fn below(page: Page) -> Page {
    let list = page.t("nav-keys");
    page.section("nav-keys").crumb(list, KEYS)
}
