//! The story page by page, narrowed by kind, person and day.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgConnection;

use super::model::{Kind, Line};
use super::queries::{self, Filter, Place, SORTS};
use crate::areas::audit;
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::record::{self, Face, Tab, face};
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::keyset::Total;
use crate::core::permission::Permission;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{Chip, EmptyKind, EmptyState, Pager, TimelineDay};
use crate::web::{AppState, Db, Error, Page, Path, Result, SignedIn};

/// The list's name in its cursors.
pub(super) const LIST: &str = "tenant activity";
/// Counting stops here: beyond, people narrow the story.
const CAP: i64 = 1_000;
/// What the console did by itself, as the filter names it.
const SYSTEM: &str = "system";

#[derive(Template)]
#[template(path = "tenants/activity.html")]
struct ActivityPage {
    page: Page,
    face: Face,
    list: ListRequest,
    kinds: Vec<(&'static str, String)>,
    people: Vec<(String, String)>,
    chips: Vec<Chip>,
    days: Vec<TimelineDay>,
    pager: Pager,
    empty: Option<EmptyState>,
    may_export: bool,
}

impl ActivityPage {
    fn filter(&self, name: &str) -> &str {
        self.list.filter(name).unwrap_or_default()
    }
}

/// Reads the filters from the address; a value that cannot be meant narrows nothing.
pub(super) fn filter(list: &ListRequest) -> Filter {
    Filter {
        kind: list.filter("kind").and_then(Kind::from_code),
        person: match list.filter("person") {
            Some(SYSTEM) => Some(None),
            Some(id) => id.parse().ok().map(Some),
            None => None,
        },
        from: list.filter("from").and_then(|day| day.parse().ok()),
        to: list.filter("to").and_then(|day| day.parse().ok()),
    }
}

pub(in crate::areas::tenants) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<TenantId>,
) -> Result<Response> {
    let identity = Identity::of(&staff);
    let record = record::queries::find(&mut db, id, identity).await?.ok_or(Error::NotFound)?;
    let list = ListRequest::read(&app, &staff.visitor(), LIST, SORTS)?;
    let filter = filter(&list);
    let lines = identity.seen_all(queries::read(&mut db, id, &filter, Place::of(&list.page), list.page.size + 1).await?);
    let total = if list.page.cursor.is_none() && lines.len() <= list.page.size {
        Total::Exactly(i64::try_from(lines.len()).unwrap_or(i64::MAX))
    } else {
        queries::count(&mut db, id, &filter, CAP).await?
    };
    let mut people = vec![(SYSTEM.to_owned(), page.t("audit-actor-system"))];
    people.extend(audit::queries::actors(&mut db).await?);
    drop(db);
    let slice = list.page.slice(&app.secrets, LIST, lines, queries::key);
    let empty = slice.rows.is_empty().then(|| {
        if list.is_filtered() {
            EmptyState::new(EmptyKind::NoMatch, page.t("activity-none-title"), page.t("ui-empty-no-match-text"))
                .offering(page.t("ui-clear-filters"), list.cleared())
        } else {
            EmptyState::new(EmptyKind::NeverUsed, page.t("activity-empty-title"), page.t("activity-empty-text"))
        }
    });
    let (page, face) = face(page, &record, Tab::Activity);
    html(&ActivityPage {
        chips: chips(&page, &list, &filter, &people),
        kinds: Kind::ALL.into_iter().map(|kind| (kind.code(), page.t(kind.key()))).collect(),
        days: days(&page, &slice.rows),
        pager: list.pager(&slice, total),
        may_export: page.can(Permission::TenantsExport),
        page,
        face,
        list,
        people,
        empty,
    })
}

fn chips(page: &Page, list: &ListRequest, filter: &Filter, people: &[(String, String)]) -> Vec<Chip> {
    let mut chips = Vec::new();
    if let Some(kind) = filter.kind {
        chips.push(list.chip(page.t("activity-field-kind"), page.t(kind.key()), "kind"));
    }
    if let Some(person) = filter.person {
        let code = person.map_or_else(|| SYSTEM.to_owned(), |id| id.to_string());
        let name = people.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name.clone());
        chips.push(list.chip(page.t("audit-field-actor"), name, "person"));
    }
    for (name, key, day) in [("from", "audit-field-from", filter.from), ("to", "audit-field-to", filter.to)] {
        if let Some(day) = day {
            chips.push(list.chip(page.t(key), page.date(day), name));
        }
    }
    chips
}

/// Lines grouped by the business day they fall on, in the order given.
fn days(page: &Page, lines: &[Line]) -> Vec<TimelineDay> {
    let mut days: Vec<TimelineDay> = Vec::new();
    for line in lines {
        let label = page.date(business_day(line.at()));
        let entry = line.told(page);
        match days.last_mut().filter(|day| day.label == label) {
            Some(day) => day.entries.push(entry),
            None => days.push(TimelineDay { label, entries: vec![entry] }),
        }
    }
    days
}

/// The newest of it, for the overview: what the log tells, in one read.
pub(in crate::areas::tenants) async fn recent(
    db: &mut PgConnection,
    page: &Page,
    id: TenantId,
    identity: Identity,
    most: i64,
) -> std::result::Result<Vec<TimelineDay>, sqlx::Error> {
    let entries = audit::of_tenant::read(db, id, audit::of_tenant::Narrowed::default(), None, true, most).await?;
    let lines: Vec<Line> = entries.into_iter().map(queries::logged).collect();
    Ok(days(page, &identity.seen_all(lines)))
}
