//! What happened to one tenant, from the audit log. Whoever may see the tenant may see its history; what only the log's own readers
//! may see (addresses, single entries) is left out for the others.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgConnection;

use super::face::{Face, Tab, face};
use super::queries;
use crate::areas::audit;
use crate::areas::audit::model::Entry;
use crate::areas::tenants::identity::Identity;
use crate::core::ids::TenantId;
use crate::core::keyset::PageRequest;
use crate::core::permission::Permission;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{EmptyKind, EmptyState, Pager, TimelineDay};
use crate::web::{AppState, Db, Error, Page, Path, Result, SignedIn};

/// The list's name in its cursors.
const LIST: &str = "tenant history";

#[derive(Template)]
#[template(path = "tenants/history.html")]
struct HistoryPage {
    page: Page,
    face: Face,
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
    let identity = Identity::of(&staff);
    let record = queries::find(&mut db, id, identity).await?.ok_or(Error::NotFound)?;
    let list = ListRequest::read(&app, &staff.visitor(), LIST, audit::queries::SORTS)?;
    let filter = of(id);
    let rows = identity.seen_all(audit::queries::list(&mut db, &filter, &list.page).await?);
    let total = audit::queries::count(&mut db, &filter, &list.page, rows.len()).await?;
    let slice = list.page.slice(&app.secrets, LIST, rows, audit::queries::key);
    let pager = list.pager(&slice, total);
    let (page, face) = face(page, &record, Tab::History);
    let empty = slice
        .rows
        .is_empty()
        .then(|| EmptyState::new(EmptyKind::NeverUsed, page.t("tenants-history-empty-title"), page.t("tenants-history-empty-text")));
    html(&HistoryPage { days: told(&page, &slice.rows), pager, empty, page, face })
}

/// The newest entries, for the overview.
pub(super) async fn recent(
    db: &mut PgConnection,
    page: &Page,
    id: TenantId,
    identity: Identity,
    most: usize,
) -> std::result::Result<Vec<TimelineDay>, sqlx::Error> {
    let request = PageRequest { sort: audit::queries::SORTS[0], cursor: None, size: most };
    let mut entries = identity.seen_all(audit::queries::list(db, &of(id), &request).await?);
    entries.truncate(most);
    Ok(told(page, &entries))
}

fn of(id: TenantId) -> audit::queries::Filter {
    audit::queries::Filter { tenant: Some(id), ..Default::default() }
}

fn told(page: &Page, entries: &[Entry]) -> Vec<TimelineDay> {
    let may_open = page.can(Permission::AuditRead);
    let mut days = audit::model::days(entries, page.format());
    for entry in days.iter_mut().flat_map(|day| &mut day.entries) {
        if !may_open {
            entry.href = None;
            entry.details.clear();
        }
    }
    days
}
