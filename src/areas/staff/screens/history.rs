//! What the audit log tells of one person: what they did, or what was done to them. Each is read through an index of its own.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::{below, find, tabs};
use crate::areas::audit;
use crate::core::ids::StaffId;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{EmptyKind, EmptyState, Pager, Tab, Tag, TimelineDay};
use crate::web::{AppState, Db, Page, Path, Result, SignedIn};

/// The list's name in its cursors.
const LIST: &str = "staff history";

#[derive(Template)]
#[template(path = "staff/history.html")]
struct HistoryPage {
    page: Page,
    name: String,
    id: StaffId,
    tags: Vec<Tag>,
    tabs: Vec<Tab>,
    /// What was done to them, not what they did.
    about: bool,
    by_href: String,
    about_href: String,
    days: Vec<TimelineDay>,
    pager: Pager,
    empty: Option<EmptyState>,
}

pub(in super::super) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<StaffId>,
) -> Result<Response> {
    let person = find(&mut db, id).await?;
    let list = ListRequest::read(&app, &staff.visitor(), LIST, audit::queries::SORTS)?;
    let about = list.filter("about").is_some();
    let filter = if about {
        audit::queries::Filter { object_id: Some(id.to_string()), ..Default::default() }
    } else {
        audit::queries::Filter { actor: Some(id.0), ..Default::default() }
    };
    let rows = audit::queries::list(&mut db, &filter, &list.page).await?;
    let total = audit::queries::count(&mut db, &filter, &list.page, rows.len()).await?;
    let slice = list.page.slice(&app.secrets, LIST, rows, audit::queries::key);
    let empty = slice
        .rows
        .is_empty()
        .then(|| EmptyState::new(EmptyKind::NeverUsed, page.t("staff-audit-empty-title"), page.t("staff-audit-empty-text")));
    html(&HistoryPage {
        tags: vec![Tag::new(person.status.tone(), page.t(person.status.key()))],
        tabs: tabs(&page, id, true),
        about,
        by_href: list.without("about"),
        about_href: list.with("about", "yes"),
        days: audit::model::days(&slice.rows, page.format()),
        pager: list.pager(&slice, total),
        empty,
        page: below(page.titled_text(person.name.clone()), &person),
        name: person.name,
        id,
    })
}
