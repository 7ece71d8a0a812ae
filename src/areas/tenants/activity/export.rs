//! The story as a file: exactly what is filtered, read place by place, so that its length costs no memory. That it was taken out is in the log.

use axum::extract::State;
use axum::response::Response;
use chrono::SecondsFormat;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde_json::json;

use super::index::{self, LIST};
use super::model::Line;
use super::queries::{self, Place, SORTS};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::record;
use crate::core::change::Event;
use crate::core::ids::TenantId;
use crate::core::keyset::Total;
use crate::web::csv::{self, Cell};
use crate::web::list::ListRequest;
use crate::web::{AppState, Db, Error, Page, Path, Result, SignedIn};

/// More lines than this leave the house only with a fresh factor (security model, 1.2).
const MOST_UNCONFIRMED: i64 = 10_000;
/// Lines read at a time.
const BATCH: usize = 500;

const HEADER: [&str; 6] = ["at", "kind", "who", "what", "reason", "log_entry"];

pub(in crate::areas::tenants) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<TenantId>,
) -> Result<Response> {
    let running = app.limits.export(staff.id)?;
    let identity = Identity::of(&staff);
    let record = record::queries::find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    let list = ListRequest::read(&app, &staff.visitor(), LIST, SORTS)?;
    let filter = index::filter(&list);
    if matches!(queries::count(&mut db, id, &filter, MOST_UNCONFIRMED).await?, Total::MoreThan(_)) {
        staff.freshly_confirmed()?;
    }
    drop(db);
    let mut change = staff.change(&app).await?;
    let event = Event::new("tenant.activity_exported", "tenant").object(id, record.details.name.clone()).tenant(id);
    change.record(event.after(json!({ "address": list.csv() }))).await?;
    change.commit().await?;
    let reports = app.reports.clone();
    let first = Place { after: None, descending: list.page.is_descending() };
    let lines = stream::try_unfold(Some(first), move |place| {
        let reports = reports.clone();
        async move {
            let Some(place) = place else { return Ok(None) };
            let lines = queries::read(&mut *reports.acquire().await?, id, &filter, place, BATCH).await?;
            let more = lines.last().filter(|_| lines.len() == BATCH).map(|line| Place { after: Some((line.at(), line.id())), ..place });
            Ok::<_, sqlx::Error>(Some((stream::iter(lines.into_iter().map(Ok)), more)))
        }
    });
    let rows = lines.try_flatten().map(move |line| line.map(|line| cells(&page, &identity.seen(line))));
    Ok(csv::download("activity.csv", &HEADER.map(Cell::text), rows, running))
}

fn cells(page: &Page, line: &Line) -> Vec<Cell> {
    let number = match line {
        Line::Logged(entry, _) => entry.id.to_string(),
        Line::Moved(_) | Line::Written(_) => String::new(),
    };
    vec![
        Cell::text(line.at().to_rfc3339_opts(SecondsFormat::Secs, true)),
        Cell::text(page.t(line.kind().key())),
        Cell::text(line.actor(page)),
        Cell::text(line.text(page)),
        Cell::text(line.reason(page)),
        Cell::number(number),
    ]
}
