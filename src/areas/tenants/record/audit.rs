//! The audit log's part about one tenant, as the log's own readers see it. What everybody may know of it is the activity.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::face::{Face, Tab, face};
use super::queries;
use crate::areas::audit;
use crate::areas::tenants::identity::Identity;
use crate::core::ids::TenantId;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{EmptyKind, EmptyState, Pager, TimelineDay};
use crate::web::{AppState, Db, Error, Page, Path, Result, SignedIn};

/// The list's name in its cursors.
const LIST: &str = "tenant audit";

#[derive(Template)]
#[template(path = "tenants/audit.html")]
struct AuditPage {
    page: Page,
    face: Face,
    /// The same in the explorer, where it can be narrowed and taken out.
    explorer: String,
    days: Vec<TimelineDay>,
    pager: Pager,
    empty: Option<EmptyState>,
}

pub(in crate::areas::tenants) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<TenantId>,
) -> Result<Response> {
    let record = queries::find(&mut db, id, Identity::of(&staff)).await?.ok_or(Error::NotFound)?;
    let list = ListRequest::read(&app, &staff.visitor(), LIST, audit::queries::SORTS)?;
    let filter = audit::queries::Filter { tenant: Some(id), ..Default::default() };
    let rows = audit::queries::list(&mut db, &filter, &list.page).await?;
    let total = audit::queries::count(&mut db, &filter, &list.page, rows.len()).await?;
    drop(db);
    let slice = list.page.slice(&app.secrets, LIST, rows, audit::queries::key);
    let pager = list.pager(&slice, total);
    let (page, face) = face(page, &record, Tab::Audit);
    let empty = slice
        .rows
        .is_empty()
        .then(|| EmptyState::new(EmptyKind::NeverUsed, page.t("tenants-audit-empty-title"), page.t("tenants-audit-empty-text")));
    let days = audit::model::days(&slice.rows, page.format());
    html(&AuditPage { explorer: format!("/audit?tenant={id}"), days, pager, empty, page, face })
}
