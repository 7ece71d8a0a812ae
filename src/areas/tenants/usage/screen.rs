//! One tenant's usage: this window against the plan, the last thirty days, what was told, and the last events.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::Days;

use super::alerts;
use super::figures::{orders_by_day, standings};
use super::view::{self, EventRow, Line};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::record::queries::find;
use crate::areas::tenants::record::{Face, Tab, face};
use crate::core::ids::TenantId;
use crate::web::page::html;
use crate::web::ui::BarChart;
use crate::web::{AppState, Db, Error, Page, Path, Result, SignedIn};

/// So many days of orders are drawn.
const DAYS: u64 = 30;

#[derive(Template)]
#[template(path = "tenants/usage.html")]
struct UsagePage {
    page: Page,
    face: Face,
    /// The window in words; `None` when no subscription runs.
    window: Option<String>,
    lines: Vec<Line>,
    alerts: Vec<String>,
    orders: BarChart,
    events: Vec<EventRow>,
}

pub(super) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<TenantId>,
) -> Result<Response> {
    let record = find(&mut db, id, Identity::of(&staff)).await?.ok_or(Error::NotFound)?;
    let now = app.clock.now();
    // The tenant's own day: its figures are kept by it.
    let today = record.details.timezone.parse::<chrono_tz::Tz>().map_or(app.clock.today(), |zone| now.with_timezone(&zone).date_naive());
    let standing = standings(&mut db, app.clock.today(), Some(&[id])).await?.into_iter().next();
    let told = match &standing {
        Some(standing) => alerts::of(&mut db, id, standing.window.starts).await?,
        None => Vec::new(),
    };
    let orders = orders_by_day(&mut db, id, today - Days::new(DAYS - 1), today).await?;
    let events = view::last_events(&mut db, id, now).await?;
    drop(db);
    let (page, face) = face(page, &record, Tab::Usage);
    html(&UsagePage {
        window: standing.as_ref().map(|standing| view::window(&page, standing.window)),
        lines: standing.iter().flat_map(|standing| &standing.measures).map(|used| Line::new(&page, *used)).collect(),
        alerts: told.iter().map(|alert| view::alert(&page, alert)).collect(),
        orders: view::orders(&page, &orders),
        events: events.into_iter().map(|event| event.shown(&page)).collect(),
        page,
        face,
    })
}
